// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/idtext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

namespace stormdeck::ui {

namespace {
constexpr QChar breakHere(u'\u200b');
constexpr qsizetype atOnce = 8;
} // namespace

IdText::IdText(QWidget *parent) : Caption({}, style::TextSize::Fixed, Ink::Text, parent)
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void IdText::setId(const QString &id)
{
    m_id = id;
    QString shown = id;
    for (qsizetype at = atOnce; at < shown.size(); at += atOnce + 1) {
        shown.insert(at, breakHere);
    }
    setText(shown);
}

QString IdText::selectedId() const
{
    return selectedText().remove(breakHere);
}

void IdText::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && hasSelectedText()) {
        QGuiApplication::clipboard()->setText(selectedId());
        return;
    }
    Caption::keyPressEvent(event);
}

/// What was selected is in the other clipboard too, where there is one.
void IdText::mouseReleaseEvent(QMouseEvent *event)
{
    Caption::mouseReleaseEvent(event);
    if (QClipboard *clipboard = QGuiApplication::clipboard(); clipboard->supportsSelection() && hasSelectedText()) {
        clipboard->setText(selectedId(), QClipboard::Selection);
    }
}

void IdText::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), this,
                    [text = hasSelectedText() ? selectedId() : m_id] { QGuiApplication::clipboard()->setText(text); });
    menu->popup(event->globalPos());
}

} // namespace stormdeck::ui
