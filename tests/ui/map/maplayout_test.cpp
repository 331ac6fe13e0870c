// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/maplayout.h"

#include <gtest/gtest.h>

using stormdeck::map::MapLayout;

namespace {

/// Lines of four cards of 100 by 50; groups of 6 and of 3 under headings of 20.
MapLayout grouped()
{
    return {{.cell = {100, 50}, .columns = 4, .heading = 20, .groupSpace = 10}, {6, 3}};
}

TEST(MapLayout, putsEachGroupUnderItsHeading)
{
    const MapLayout layout = grouped();
    EXPECT_EQ(layout.headingOf(0), QRect(0, 0, 400, 20));
    EXPECT_EQ(layout.cardAt(0), QRect(0, 20, 100, 50));
    EXPECT_EQ(layout.cardAt(5), QRect(100, 70, 100, 50));
    EXPECT_EQ(layout.headingOf(1), QRect(0, 130, 400, 20));
    EXPECT_EQ(layout.cardAt(6), QRect(0, 150, 100, 50));
    EXPECT_EQ(layout.height(), 210);
}

TEST(MapLayout, withoutHeadingsIsOneGrid)
{
    const MapLayout layout({.cell = {100, 50}, .columns = 4}, {9});
    EXPECT_EQ(layout.cardAt(8), QRect(0, 100, 100, 50));
    EXPECT_EQ(layout.height(), 150);
}

TEST(MapLayout, findsTheCardAtAPointAndNoneBesideIt)
{
    const MapLayout layout = grouped();
    for (int place = 0; place < layout.count(); ++place) {
        EXPECT_EQ(layout.placeAt(layout.cardAt(place).center()), place);
    }
    EXPECT_EQ(layout.placeAt({10, 10}), -1);   // the heading
    EXPECT_EQ(layout.placeAt({250, 90}), -1);  // behind the last card of a group
    EXPECT_EQ(layout.placeAt({450, 30}), -1);  // beside the lines
    EXPECT_EQ(layout.placeAt({10, 1000}), -1); // below all
}

TEST(MapLayout, walksUpAndDownThroughTheGroupsInItsColumn)
{
    const MapLayout layout = grouped();
    EXPECT_EQ(layout.below(1), 5);
    EXPECT_EQ(layout.below(3), 5); // the line below is shorter
    EXPECT_EQ(layout.below(5), 7); // over the heading
    EXPECT_EQ(layout.above(7), 5);
    EXPECT_EQ(layout.above(0), 0);
    EXPECT_EQ(layout.below(8), 8);
}

TEST(MapLayout, tellsWhichCardsAreBetweenTwoHeights)
{
    const MapLayout layout = grouped();
    EXPECT_EQ(layout.between(0, 25).first, 0);
    EXPECT_EQ(layout.between(0, 25).last, 3);
    EXPECT_EQ(layout.between(75, 160).first, 4);
    EXPECT_EQ(layout.between(75, 160).last, 8);
    const MapLayout::Range none = layout.between(132, 140); // a heading alone
    EXPECT_GT(none.first, none.last);
    const MapLayout::Range nothing = MapLayout().between(0, 1000);
    EXPECT_GT(nothing.first, nothing.last);
}

} // namespace
