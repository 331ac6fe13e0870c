// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/accessibility.h"

#include <QAccessible>
#include <QLabel>
#include <QScrollArea>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

TEST(Accessibility, ofAScrollAreaSurvivesAQuestionForAChildThatIsGone)
{
    style::installAccessibility();
    QScrollArea area;
    area.setWidget(new QLabel(QStringLiteral("inside")));
    QAccessibleInterface *its = QAccessible::queryAccessibleInterface(&area);
    ASSERT_NE(its, nullptr);
    EXPECT_GT(its->childCount(), 0);
    for (const int index : {its->childCount(), 100, -1}) {
        EXPECT_EQ(its->child(index), nullptr);
    }
}

TEST(Accessibility, ofAScrollAreaLeadsToWhatIsInside)
{
    style::installAccessibility();
    QScrollArea area;
    auto *label = new QLabel(QStringLiteral("inside"));
    area.setWidget(label);
    QAccessibleInterface *viewport = QAccessible::queryAccessibleInterface(area.viewport());
    ASSERT_NE(viewport, nullptr);
    EXPECT_EQ(viewport->parent()->object(), &area);
    EXPECT_EQ(viewport->child(0)->text(QAccessible::Name), QStringLiteral("inside"));
}
} // namespace
