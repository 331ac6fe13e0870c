// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/actionbutton.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

struct ActionButton : testing::Test
{
    QPushButton *add()
    {
        QPushButton *button = style::actionButton(&action);
        line->addWidget(button);
        return button;
    }

    QAction action{QStringLiteral("&Retry now")};
    QWidget window;
    QHBoxLayout *line = new QHBoxLayout(&window);
};

TEST_F(ActionButton, showsItsActionAndTriggersIt)
{
    QPushButton *button = add();
    QSignalSpy triggered(&action, &QAction::triggered);
    EXPECT_EQ(button->text(), QStringLiteral("&Retry now"));
    button->click();
    EXPECT_EQ(triggered.count(), 1);
    action.setEnabled(false);
    action.setToolTip(QStringLiteral("Nothing fails."));
    EXPECT_FALSE(button->isEnabled());
    EXPECT_EQ(button->toolTip(), QStringLiteral("Nothing fails."));
}

TEST_F(ActionButton, comesAndGoesWithItsAction)
{
    QPushButton *button = add();
    window.show();
    EXPECT_TRUE(button->isVisible());
    action.setVisible(false);
    EXPECT_FALSE(button->isVisible());
    const QPushButton *late = add();
    QCoreApplication::processEvents(); // in which a layout shows what is new in it
    EXPECT_FALSE(late->isVisible()) << "made while the action is away";
    action.setVisible(true);
    EXPECT_TRUE(button->isVisible());
}

TEST_F(ActionButton, staysHiddenForAReasonThatIsNotItsActions)
{
    QPushButton *button = add();
    window.show();
    button->hide();
    action.setEnabled(false);
    action.setToolTip(QStringLiteral("Nothing fails."));
    EXPECT_FALSE(button->isVisible());
}

} // namespace
