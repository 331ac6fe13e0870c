// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/enterkey.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace stormdeck::style {

namespace {
bool isPlainEnter(const QKeyEvent &event)
{
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    return isEnter && (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}
} // namespace

bool EnterKey::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !isPlainEnter(*static_cast<QKeyEvent *>(event))) {
        return QObject::eventFilter(watched, event);
    }
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (button && !static_cast<QKeyEvent *>(event)->isAutoRepeat()) {
        button->click();
    }
    return button != nullptr; // a key held down presses nothing else either
}

} // namespace stormdeck::style
