// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/detailpanel.h"

#include "main/detailline.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

ui::Details withRows(const QString &title, int rows)
{
    ui::Details details;
    details.title = title;
    ui::DetailSection section{QStringLiteral("Swarm tasks"), {}};
    for (int i = 0; i < rows; ++i) {
        section.rows.push_back({QStringLiteral("task %1").arg(i), QStringLiteral("running")});
    }
    details.sections.push_back(section);
    return details;
}

TEST(DetailPanelTest, staysWhereItIsReadWhileLinesComeAndGo)
{
    ui::DetailPanel panel;
    panel.resize(300, 300);
    panel.QWidget::show();
    panel.show(withRows(QStringLiteral("storm-1"), 80));
    QApplication::processEvents();
    QScrollBar *bar = panel.findChild<QScrollArea *>()->verticalScrollBar();
    ASSERT_GT(bar->maximum(), 300);
    bar->setValue(200);
    panel.show(withRows(QStringLiteral("storm-1"), 81));
    QApplication::processEvents();
    EXPECT_EQ(bar->value(), 200);
    panel.show(withRows(QStringLiteral("storm-2"), 82));
    QApplication::processEvents();
    EXPECT_EQ(bar->value(), 0) << "something else is read from its beginning";
}

TEST(DetailLineTest, alignsItsValueByTheLayoutThoughItsTextRunsTheOtherWay)
{
    ui::DetailLine line({QStringLiteral("Label"), QStringLiteral("\u05e9\u05dc\u05d5\u05dd")}, 80);
    const auto *value = line.findChild<style::Caption *>();
    ASSERT_TRUE(value);
    EXPECT_EQ(value->alignment(), Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter);
    line.setLayoutDirection(Qt::RightToLeft);
    EXPECT_EQ(value->alignment(), Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
}
} // namespace
