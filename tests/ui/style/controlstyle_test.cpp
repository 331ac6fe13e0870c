// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/controlstyle.h"

#include <QDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyleOption>
#include <QTest>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

class ControlStyleTest : public testing::Test
{
protected:
    QPushButton *add(QDialog &dialog, const QString &text)
    {
        auto *button = new QPushButton(text);
        button->setStyle(&m_style);
        button->setAutoDefault(false);
        dialog.layout()->addWidget(button);
        return button;
    }

    style::ControlStyle m_style;
};

TEST_F(ControlStyleTest, letsEnterPressTheButtonWithTheFocusAndNotTheDefaultOne)
{
    QDialog dialog;
    new QVBoxLayout(&dialog);
    QPushButton *copy = add(dialog, QStringLiteral("Copy"));
    QPushButton *start = add(dialog, QStringLiteral("Start"));
    start->setDefault(true);
    QSignalSpy copied(copy, &QPushButton::clicked);
    QSignalSpy started(start, &QPushButton::clicked);
    dialog.show();
    dialog.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&dialog));
    copy->setFocus();
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        QTest::keyClick(copy, key);
    }
    EXPECT_EQ(copied.size(), 3);
    EXPECT_EQ(started.size(), 0);
}

TEST_F(ControlStyleTest, keepsAsMuchRoomForTheTitleOfASortedColumnAsForAnother)
{
    QStyleOptionHeader column;
    column.rect = QRect(0, 0, 90, 28);
    const QRect plain = m_style.subElementRect(QStyle::SE_HeaderLabel, &column, nullptr);
    column.sortIndicator = QStyleOptionHeader::SortDown;
    EXPECT_EQ(m_style.subElementRect(QStyle::SE_HeaderLabel, &column, nullptr), plain);
}
} // namespace
