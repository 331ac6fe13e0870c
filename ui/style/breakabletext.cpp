// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/breakabletext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

namespace stormdeck::style {

namespace {
constexpr QChar breakHere(u'\u200b');
constexpr qsizetype atOnce = 8;

QString withBreaks(const QString &text, qsizetype longestWord)
{
    QStringList words = text.split(u' ');
    for (QString &word : words) {
        for (qsizetype at = word.size() > longestWord ? atOnce : word.size(); at < word.size(); at += atOnce + 1) {
            word.insert(at, breakHere);
        }
    }
    return words.join(u' ');
}
} // namespace

BreakableText::BreakableText(TextSize size, qsizetype longestWord, QWidget *parent)
    : Caption({}, size, Ink::Text, parent), m_longestWord(longestWord)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void BreakableText::setWhole(const QString &text)
{
    if (text != m_whole) {
        m_whole = text;
        setText(withBreaks(text, m_longestWord));
        setAccessibleName(text);
    }
}

QString BreakableText::selectedWhole() const
{
    return selectedText().remove(breakHere);
}

void BreakableText::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && hasSelectedText()) {
        QGuiApplication::clipboard()->setText(selectedWhole());
        return;
    }
    Caption::keyPressEvent(event);
}

/// What was selected is in the other clipboard too, where there is one.
void BreakableText::mouseReleaseEvent(QMouseEvent *event)
{
    Caption::mouseReleaseEvent(event);
    if (QClipboard *clipboard = QGuiApplication::clipboard(); clipboard->supportsSelection() && hasSelectedText()) {
        clipboard->setText(selectedWhole(), QClipboard::Selection);
    }
}

void BreakableText::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), this,
                    [text = hasSelectedText() ? selectedWhole() : m_whole] { QGuiApplication::clipboard()->setText(text); });
    menu->popup(event->globalPos());
}

} // namespace stormdeck::style
