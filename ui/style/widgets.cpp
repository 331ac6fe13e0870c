// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/widgets.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyle>
#include <QVBoxLayout>

namespace stormdeck::style {

namespace {

constexpr int signSize = 10;
constexpr int signGap = 5;

QColor inkColour(const Tokens &t, Caption::Ink ink)
{
    switch (ink) {
    case Caption::Ink::Dim:
        return t.dim;
    case Caption::Ink::Faint:
        return t.faint;
    case Caption::Ink::Text:
        break;
    }
    return t.text;
}

} // namespace

void paintRounded(QPainter &painter, const QRectF &rect, double radius, const QColor &fill, const QColor &edge)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(edge.isValid() ? QPen(edge, 1) : QPen(Qt::NoPen));
    const double half = edge.isValid() ? 0.5 : 0;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius);
    painter.restore();
}

StateLabel::StateLabel(Shape shape, QWidget *parent) : QWidget(parent), m_shape(shape)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateLabel::setState(Tone tone, const QString &word)
{
    setState(tone, signOf(tone), word);
}

void StateLabel::setState(Tone tone, Sign sign, const QString &word)
{
    if (tone == m_tone && sign == m_sign && word == m_word) {
        return;
    }
    m_tone = tone;
    m_sign = sign;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const
{
    const QFontMetrics metrics(textFont(TextSize::Strong));
    const int sign = m_sign == Sign::None ? 0 : signSize + signGap;
    const bool pill = m_shape == Shape::Pill;
    return {metrics.horizontalAdvance(m_word) + sign + 2 + (pill ? 20 : 0), metrics.height() + (pill ? 8 : 2)};
}

void StateLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(palette());
    const bool pill = m_shape == Shape::Pill;
    if (pill) {
        paintRounded(painter, rect(), height() / 2.0, t.tint(m_tone), QColor());
    }
    QRect inner = rect().adjusted(pill ? 10 : 0, 0, pill ? -10 : 0, 0);
    if (m_sign != Sign::None) {
        const QRect box(inner.left(), inner.center().y() - signSize / 2 + 1, signSize, signSize);
        paintSign(painter, QStyle::visualRect(layoutDirection(), rect(), box), m_sign, t.colour(m_tone));
        inner.setLeft(inner.left() + signSize + signGap);
    }
    painter.setFont(textFont(TextSize::Strong));
    painter.setPen(t.colour(m_tone));
    const bool fits = painter.fontMetrics().horizontalAdvance(m_word) <= inner.width();
    const QString shown = fits ? m_word : painter.fontMetrics().elidedText(m_word, Qt::ElideRight, inner.width());
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), inner), Qt::AlignVCenter | Qt::AlignLeading, shown);
}

Badge::Badge(const QString &text, Tone tone, QWidget *parent) : QLabel(text, parent), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setContentsMargins(7, 2, 7, 2);
    setFont(textFont(TextSize::Tiny));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Badge::setTopology(int colour)
{
    m_topology = colour;
    update();
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(palette());
    const QColor fill = m_topology >= 0 ? t.topology(m_topology) : t.tint(m_tone);
    paintRounded(painter, rect(), 4, fill, QColor());
    QFont font = textFont(TextSize::Tiny);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(m_topology >= 0 ? t.textOn(fill) : t.colour(m_tone));
    const QRect inner = contentsRect();
    painter.drawText(inner, Qt::AlignCenter, painter.fontMetrics().elidedText(text(), Qt::ElideRight, inner.width()));
}

QSize Badge::sizeHint() const
{
    QFont font = textFont(TextSize::Tiny);
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    return {qMin(180, metrics.horizontalAdvance(text()) + 15), metrics.height() + 4};
}

Card::Card(QWidget *parent) : QFrame(parent), m_body(new QVBoxLayout)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_body->setContentsMargins(space::medium, space::medium, space::medium, space::medium);
    m_body->setSpacing(space::small);
    outer->addLayout(m_body);
}

void Card::setHeading(const QString &text)
{
    if (!m_heading) {
        auto *outer = static_cast<QVBoxLayout *>(layout());
        m_heading = new Caption(text, TextSize::Strong);
        m_heading->setContentsMargins(space::medium, 9, space::medium, 9);
        outer->insertWidget(0, m_heading);
        m_rule = new Rule;
        outer->insertWidget(1, m_rule);
    }
    m_heading->setText(text);
}

void Card::setHeadingVisible(bool visible)
{
    if (m_heading) {
        m_heading->setVisible(visible);
        m_rule->setVisible(visible);
    }
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(palette());
    paintRounded(painter, rect(), space::cardRadius, t.panel, t.line);
}

Caption::Caption(const QString &text, TextSize size, Ink ink, QWidget *parent)
    : QLabel(text, parent), m_size(size), m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void Caption::setInk(Ink ink)
{
    m_ink = ink;
    m_tone = Tone::Plain;
    restyle();
}

void Caption::setTone(Tone tone)
{
    m_tone = tone;
    restyle();
}

void Caption::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    // The application's own changes reach windows only; what is in one hears of them as its own.
    const bool isOther = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (isOther && !m_isRestyling) {
        restyle();
    }
}

void Caption::restyle()
{
    const QScopedValueRollback guard(m_isRestyling, true);
    const Tokens &t = tokens(QApplication::palette());
    const QColor colour = m_tone == Tone::Plain ? inkColour(t, m_ink) : t.colour(m_tone);
    QPalette own;
    own.setColor(QPalette::WindowText, colour);
    setPalette(own);
    setFont(textFont(m_size));
}

ElidedLabel::ElidedLabel(TextSize size, QWidget *parent) : QLabel(parent), m_size(size)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setDim(bool dim)
{
    m_dim = dim;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(textFont(m_size));
    return QSize(metrics.horizontalAdvance(text()), metrics.height()).grownBy(contentsMargins());
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(textFont(m_size));
    return {metrics.horizontalAdvance(u'M') * 3, metrics.height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(textFont(m_size));
    painter.setPen(m_dim ? tokens(palette()).dim : tokens(palette()).text);
    const QString shown = fits() ? text() : painter.fontMetrics().elidedText(text(), m_mode, contentsRect().width());
    painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeading, shown);
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    tellWhole();
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        tellWhole(); // another text since it got this size
    }
    return QLabel::event(event);
}

bool ElidedLabel::fits() const
{
    return QFontMetrics(textFont(m_size)).horizontalAdvance(text()) <= contentsRect().width();
}

void ElidedLabel::tellWhole()
{
    setToolTip(fits() ? QString() : plainTip(text()));
}

Rule::Rule(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(1);
}

void Rule::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokens(palette()).line);
}

} // namespace stormdeck::style
