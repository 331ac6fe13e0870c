// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/detailline.h"

#include "main/whyoffer.h"
#include "style/breakabletext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace stormdeck::ui {

namespace {

constexpr qsizetype longestPart = 8; ///< of an id

/// A thin bar in the colour of its tone.
class NoticeBar : public QWidget
{
public:
    NoticeBar()
    {
        setFixedHeight(6);
        setMinimumWidth(60);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setShare(double share, style::Tone tone)
    {
        m_share = share;
        m_tone = tone;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const style::Tokens &t = style::tokens(palette());
        style::paintRounded(painter, rect(), 3, t.slotFill, QColor());
        QRect filled = rect();
        filled.setWidth(qRound(width() * m_share));
        style::paintRounded(painter, QStyle::visualRect(layoutDirection(), rect(), filled), 3, t.colour(m_tone), {});
    }

private:
    double m_share = 0;
    style::Tone m_tone = style::Tone::Plain;
};

} // namespace

DetailLine::DetailLine(const DetailRow &row, int labelWidth, QWidget *parent)
    : QWidget(parent), m_value(row.fixedWidth ? new style::BreakableText(style::TextSize::Fixed, longestPart)
                                              : new style::Caption)
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::space::small);
    if (!row.label.isEmpty()) {
        m_label = new style::ElidedLabel(style::TextSize::Small);
        m_label->setDim(true);
        m_label->setElideMode(Qt::ElideMiddle);
        m_label->setFixedWidth(labelWidth);
        // On one baseline with the value's larger text.
        m_label->setContentsMargins(0, 1, 0, 0);
        line->addWidget(m_label, 0, Qt::AlignTop);
    }
    if (row.bar) {
        m_bar = new NoticeBar;
        line->addWidget(m_bar, 1);
        m_value->setMinimumWidth(62);
        line->addWidget(m_value);
    } else {
        m_value->setWordWrap(true);
        line->addWidget(m_value, 1);
    }
    if (!row.why.empty()) {
        offerWhy();
    }
    alignValue();
    m_row.tone = style::Tone::Unknown;
    show(row);
}

/// By the direction of the layout: a label would go by that of its text, away from its neighbours.
void DetailLine::alignValue()
{
    const Qt::Alignment side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading);
    m_value->setAlignment(side | Qt::AlignVCenter);
}

void DetailLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        alignValue();
    }
}

void DetailLine::offerWhy()
{
    m_why = new WhyOffer(this);
    setToolTip(tr("Why? By F1 or the context menu."));
    connect(m_why, &WhyOffer::whyRequested, this, &DetailLine::whyRequested);
}

void DetailLine::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    WhyOffer::paintFocus(*this, painter);
}

bool DetailLine::fits(const DetailRow &row) const
{
    return row.label.isEmpty() == (m_label == nullptr) && row.bar.has_value() == (m_bar != nullptr) &&
           row.why.empty() == (m_why == nullptr) && row.fixedWidth == m_row.fixedWidth;
}

void DetailLine::show(const DetailRow &row)
{
    if (row == m_row) {
        return;
    }
    if (m_label) {
        m_label->setText(row.label);
    }
    if (m_why) {
        m_why->setChoices(row.why);
        setAccessibleName(QStringLiteral("%1 %2").arg(row.label, row.value).trimmed());
    }
    if (row.fixedWidth) {
        static_cast<style::BreakableText *>(m_value)->setWhole(row.value);
    } else {
        m_value->setText(row.value);
    }
    if (m_bar) {
        static_cast<NoticeBar *>(m_bar)->setShare(*row.bar, row.tone);
    }
    m_value->setTone(m_bar ? style::Tone::Plain : row.tone);
    m_row = row;
}

} // namespace stormdeck::ui
