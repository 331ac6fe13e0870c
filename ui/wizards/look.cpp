// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/look.h"

#include "style/controlstyle.h"

#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace stormdeck::look {

namespace {
style::Tone tokenTone(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return style::Tone::Ok;
    case Tone::Busy:
        return style::Tone::Warning;
    case Tone::Bad:
        return style::Tone::Bad;
    case Tone::Accent:
        return style::Tone::Accent;
    case Tone::Plain:
    case Tone::Dim:
    case Tone::Faint:
        break;
    }
    return style::Tone::Plain;
}

QColor tintOf(Card::Kind kind, const style::Tokens &tokens)
{
    switch (kind) {
    case Card::Kind::Notice:
        return tokens.warningTint;
    case Card::Kind::Failure:
        return tokens.badTint;
    case Card::Kind::Success:
        return tokens.okTint;
    case Card::Kind::Panel:
        break;
    }
    return tokens.panel;
}
} // namespace

Tone tone(plan::Tone tone)
{
    switch (tone) {
    case plan::Tone::Plain:
        return Tone::Dim;
    case plan::Tone::Good:
        return Tone::Good;
    case plan::Tone::Busy:
        return Tone::Busy;
    case plan::Tone::Bad:
        return Tone::Bad;
    }
    return Tone::Plain;
}

QColor color(Tone tone, const QPalette &palette)
{
    const style::Tokens &tokens = style::tokens(palette);
    switch (tone) {
    case Tone::Plain:
        return tokens.text;
    case Tone::Dim:
        return tokens.dim;
    case Tone::Faint:
        return tokens.faint;
    default:
        return tokens.colour(tokenTone(tone));
    }
}

void setPrimary(QPushButton *button)
{
    style::setButtonLook(button, style::ButtonLook::Primary);
    button->setAutoDefault(true);
    button->setDefault(true);
}

void setDestructive(QPushButton *button)
{
    style::setButtonLook(button, style::ButtonLook::Destructive);
    button->setAutoDefault(false);
    button->setDefault(false);
}

Label::Label(const QString &text, Tone tone, Size size, QWidget *parent) : Caption(text, size, Ink::Text, parent)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // the one that tones are set in, whatever the ground
    setWordWrap(true);
    setTone(tone);
}

void Label::setTone(Tone tone)
{
    if (tone == Tone::Plain || tone == Tone::Dim || tone == Tone::Faint) {
        setInk(tone == Tone::Plain ? Ink::Text : tone == Tone::Dim ? Ink::Dim : Ink::Faint);
    } else {
        Caption::setTone(tokenTone(tone));
    }
}

Card::Card(Kind kind, QWidget *parent) : QFrame(parent), m_kind(kind), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(style::space::medium, style::space::small, style::space::medium, style::space::small);
    m_rows->setSpacing(2);
}

void Card::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    const style::Tokens &tokens = style::tokens(palette());
    const QColor edge = m_kind == Kind::Panel ? tokens.line : QColor();
    QPainter painter(this);
    style::paintRounded(painter, rect(), style::space::controlRadius, tintOf(m_kind, tokens), edge);
}

CodeBox::CodeBox(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFont(style::textFont(style::TextSize::Fixed));
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(style::space::small);
    QPalette clear;
    clear.setColor(QPalette::Base, Qt::transparent); // the ground is drawn with round corners below
    setPalette(clear);
}

void CodeBox::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
}

void CodeBox::setCode(const QString &text)
{
    if (toPlainText() != text) {
        setPlainText(text);
        updateGeometry();
    }
}

void CodeBox::append(const QString &line)
{
    appendPlainText(line);
    if (blockCount() <= m_maximumLines) {
        updateGeometry();
    }
}

int CodeBox::shownLines() const
{
    // The layout of a plain text document counts in lines, wrapped ones too.
    return std::clamp(int(document()->size().height()), 1, m_maximumLines);
}

QSize CodeBox::sizeHint() const
{
    const qreal lines = shownLines() * std::ceil(QFontMetricsF(font()).lineSpacing());
    return {480, int(lines + 2 * document()->documentMargin()) + 4};
}

QSize CodeBox::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void CodeBox::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    updateGeometry();
}

void CodeBox::paintEvent(QPaintEvent *event)
{
    const style::Tokens &tokens = style::tokens(QGuiApplication::palette());
    QPainter painter(viewport());
    style::paintRounded(painter, viewport()->rect(), style::space::controlRadius, tokens.code, tokens.line);
    painter.end();
    QPlainTextEdit::paintEvent(event);
}

Bar::Bar(QWidget *parent) : QProgressBar(parent)
{
    setRange(0, 1000);
    setTextVisible(false);
    setFixedHeight(6);
}

void Bar::setFraction(double fraction)
{
    setValue(int(std::clamp(fraction, 0.0, 1.0) * maximum()));
}

CardGrid::CardGrid(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(style::space::small);
}

void CardGrid::add(Card *card)
{
    constexpr int Columns = 3;
    m_grid->addWidget(card, m_count / Columns, m_count % Columns);
    for (int column = 0; column < Columns; ++column) {
        m_grid->setColumnStretch(column, 1);
    }
    ++m_count;
}

void CardGrid::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_count = 0;
}

} // namespace stormdeck::look
