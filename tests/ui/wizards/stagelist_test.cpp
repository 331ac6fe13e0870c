// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/stagelist.h"

#include "wizards/stagemodel.h"

#include <QImage>
#include <QStandardItemModel>
#include <QTest>

#include <gtest/gtest.h>

namespace stormdeck::wizards {
namespace {

constexpr int edge = 16;
constexpr int signWidth = 28;

/// Whether anything is drawn between two places of a picture, from its left.
bool isDrawn(const QImage &picture, int from, int to)
{
    const QRgb ground = picture.pixel(1, 1);
    for (int x = from; x < to; ++x) {
        for (int y = 0; y < picture.height(); ++y) {
            if (picture.pixel(x, y) != ground) {
                return true;
            }
        }
    }
    return false;
}

/// A list with one stage that has a title and no sign.
QImage drawn(Qt::LayoutDirection direction)
{
    QStandardItemModel model;
    auto *stage = new QStandardItem(QStringLiteral("Form the swarm"));
    stage->setData(0, StageModel::StageRole);
    model.appendRow(stage);
    StageList list;
    list.setLayoutDirection(direction);
    list.setModel(&model);
    list.resize(300, 40);
    list.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&list));
    return list.viewport()->grab().toImage();
}

TEST(StageListTest, keepsTheTitleOffTheSignInBothDirections)
{
    const QImage left = drawn(Qt::LeftToRight);
    EXPECT_FALSE(isDrawn(left, edge, edge + signWidth));
    EXPECT_TRUE(isDrawn(left, edge + signWidth, left.width() / 2));
    const QImage right = drawn(Qt::RightToLeft);
    const int end = right.width() - edge;
    EXPECT_FALSE(isDrawn(right, end - signWidth, end));
    EXPECT_TRUE(isDrawn(right, right.width() / 2, end - signWidth));
}

} // namespace
} // namespace stormdeck::wizards
