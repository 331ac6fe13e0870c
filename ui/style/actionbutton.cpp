// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/actionbutton.h"

#include <QAction>
#include <QPushButton>

namespace stormdeck::style {

QPushButton *actionButton(QAction *action)
{
    auto *button = new QPushButton(action->text());
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(action, &QAction::visibleChanged, button,
                     [button, action] { button->setVisible(action->isVisible()); });
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    if (!action->isVisible()) {
        button->hide(); // showing it is its window's business
    }
    return button;
}

} // namespace stormdeck::style
