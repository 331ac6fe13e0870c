// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/emptystate.h"

#include <QLabel>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

namespace {
using namespace stormdeck;
using ui::EmptyState;
using ui::ListState;

TEST(EmptyState, showsAllOfItsWordsHoweverWideThePageIs)
{
    EmptyState state;
    const QString words =
        QStringLiteral("The services of ZooKeeper and Storm, and below each its swarm tasks, are listed here once a "
                       "cluster is set up.");
    state.show({.kind = ListState::Kind::Empty,
                .title = QStringLiteral("There is no swarm yet"),
                .words = words,
                .offer = ListState::Offer::SetUp});
    state.QWidget::show();
    const auto labels = state.findChildren<QLabel *>();
    const auto label = std::find_if(labels.begin(), labels.end(), [&](const QLabel *one) { return one->text() == words; });
    ASSERT_NE(label, labels.end());
    for (const int width : {600, 900, 1600}) {
        state.resize(width, 500);
        QTest::qWait(10);
        EXPECT_GE((*label)->height(), (*label)->heightForWidth((*label)->width())) << width;
        EXPECT_NEAR((*label)->geometry().center().x(), width / 2, 1) << width;
    }
}
} // namespace
