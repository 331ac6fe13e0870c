// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/stagelist.h"

#include "wizards/look.h"
#include "wizards/stagemodel.h"

#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

namespace stormdeck::wizards {

namespace {
constexpr int Margin = 16;
constexpr int SignWidth = 28;
constexpr int Gap = 8;
constexpr int RowPadding = 6;

class StageDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int line = option.fontMetrics.height();
        if (index.data(StageModel::StageRole).toInt() < 0) {
            return {200, line + 14};
        }
        const bool hasDetail = !index.data(StageModel::DetailRole).toString().isEmpty();
        return {200, line + 2 * RowPadding +
                         (hasDetail ? QFontMetrics(style::textFont(style::TextSize::Small)).height() : 0)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const QRect inside = option.rect.adjusted(Margin, RowPadding, -Margin, -RowPadding);
        if (index.data(StageModel::StageRole).toInt() < 0) {
            drawHeading(painter, option, inside, index);
        } else {
            drawStage(painter, option, inside, index);
        }
        painter->restore();
    }

private:
    /// On the side where the layout has it, whatever direction the text has.
    static int flags(const QStyleOptionViewItem &option, Qt::Alignment alignment)
    {
        return static_cast<int>(QStyle::visualAlignment(option.direction, alignment));
    }

    static void drawHeading(QPainter *painter, const QStyleOptionViewItem &option, const QRect &inside,
                            const QModelIndex &index)
    {
        QFont font = style::textFont(style::TextSize::Small);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(look::color(look::Tone::Dim, option.palette));
        painter->drawText(inside, flags(option, Qt::AlignLeading | Qt::AlignBottom), index.data().toString());
    }

    static void drawStage(QPainter *painter, const QStyleOptionViewItem &option, const QRect &inside,
                          const QModelIndex &index)
    {
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, style::tokens(option.palette).accentTint);
            if (option.state & QStyle::State_HasFocus) {
                const QRect bar(option.rect.topLeft(), QSize(3, option.rect.height()));
                painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar),
                                  look::color(look::Tone::Accent, option.palette));
            }
        }
        const auto tone = [&](StageModel::Role role) {
            return look::color(look::Tone(index.data(role).toInt()), option.palette);
        };
        const QFont smallFont = style::textFont(style::TextSize::Small);
        const int stateWidth = drawState(painter, option, inside, index, tone(StageModel::StateToneRole));
        painter->setFont(option.font);
        painter->setPen(tone(StageModel::SignToneRole));
        const int top = flags(option, Qt::AlignLeading | Qt::AlignTop);
        painter->drawText(inside, top, index.data(StageModel::SignRole).toString());
        const QRect texts = QStyle::visualRect(option.direction, inside, inside.adjusted(SignWidth, 0, 0, 0));
        const int titleWidth = texts.width() - stateWidth - Gap;
        painter->setPen(option.palette.color(QPalette::Text));
        painter->drawText(texts, top,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, titleWidth));
        painter->setFont(smallFont);
        painter->setPen(look::color(look::Tone::Dim, option.palette));
        const QString detail = index.data(StageModel::DetailRole).toString();
        painter->drawText(texts, flags(option, Qt::AlignLeading | Qt::AlignBottom),
                          QFontMetrics(smallFont).elidedText(detail, Qt::ElideRight, texts.width()));
    }

    /// Returns the width it took.
    static int drawState(QPainter *painter, const QStyleOptionViewItem &option, const QRect &inside,
                         const QModelIndex &index, const QColor &color)
    {
        QFont font = style::textFont(style::TextSize::Small);
        const auto tone = look::Tone(index.data(StageModel::StateToneRole).toInt());
        if (tone != look::Tone::Dim && tone != look::Tone::Faint) {
            font.setWeight(QFont::DemiBold);
        }
        const QString state = index.data(StageModel::StateRole).toString();
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(inside, flags(option, Qt::AlignTrailing | Qt::AlignTop), state);
        return QFontMetrics(font).horizontalAdvance(state);
    }
};
} // namespace

StageList::StageList(QWidget *parent) : QListView(parent)
{
    setAccessibleName(tr("Steps"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new StageDelegate(this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
}

void StageList::select(int stage)
{
    const auto *stages = qobject_cast<const StageModel *>(model());
    const QModelIndex index = stages ? stages->indexOfStage(stage) : QModelIndex();
    if (index.isValid() && index != currentIndex()) {
        const QScopedValueRollback guard(m_selecting, true);
        setCurrentIndex(index);
    }
}

int StageList::selected() const
{
    return currentIndex().isValid() ? currentIndex().data(StageModel::StageRole).toInt() : -1;
}

void StageList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    const int stage = selected();
    if (stage < 0) {
        return;
    }
    Q_EMIT stageSelected(stage);
    if (!m_selecting) {
        Q_EMIT stageChosen(stage);
    }
}

} // namespace stormdeck::wizards
