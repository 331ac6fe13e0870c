// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/grouping.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using map::Grouping;
using map::NodeCard;
using style::Tone;

namespace {

NodeCard card(const char *zone, const char *state, Tone tone)
{
    NodeCard made;
    made.state = QLatin1String(state);
    made.tone = tone;
    if (*zone) {
        made.labels.insert(QStringLiteral("zone"), QLatin1String(zone));
    }
    return made;
}

std::vector<map::CardGroup> groups(const std::vector<NodeCard> &cards, const Grouping &grouping)
{
    std::vector<const NodeCard *> pointers;
    for (const NodeCard &one : cards) {
        pointers.push_back(&one);
    }
    return groupsOf(pointers, grouping);
}

const std::vector<NodeCard> cards{card("rack-10", "Ready", Tone::Ok), card("rack-2", "Ready", Tone::Ok),
                                  card("", "Joining", Tone::Accent), card("rack-10", "Unreachable", Tone::Bad),
                                  card("rack-2", "Ready", Tone::Ok)};

TEST(Grouping, byALabelCountsItsNodesAndThoseInTroubleWithTheRestLast)
{
    const auto found = groups(cards, {Grouping::By::Label, QStringLiteral("zone")});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].title, QStringLiteral("zone = rack-2")); // as people count, not as letters do
    EXPECT_EQ(found[0].rows, (std::vector<int>{1, 4}));
    EXPECT_EQ(found[0].troubled, 0);
    EXPECT_EQ(found[1].title, QStringLiteral("zone = rack-10"));
    EXPECT_EQ(found[1].rows, (std::vector<int>{0, 3}));
    EXPECT_EQ(found[1].troubled, 1);
    EXPECT_EQ(found[1].tone, Tone::Bad);
    EXPECT_EQ(found[2].title, QStringLiteral("Without “zone”"));
}

TEST(Grouping, byStateHasTheWorstFirst)
{
    const auto found = groups(cards, {Grouping::By::State, {}});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].title, QStringLiteral("Unreachable"));
    EXPECT_EQ(found[1].title, QStringLiteral("Joining"));
    EXPECT_EQ(found[2].title, QStringLiteral("Ready"));
}

TEST(Grouping, byNothingIsOneGroupWithoutATitle)
{
    const auto found = groups(cards, {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].title.isEmpty());
    EXPECT_EQ(found[0].rows, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(Grouping, isKeptByAnId)
{
    for (const Grouping &grouping :
         {Grouping{}, Grouping{Grouping::By::State, {}}, Grouping{Grouping::By::Role, {}},
          Grouping{Grouping::By::Availability, {}}, Grouping{Grouping::By::Label, QStringLiteral("a:b")}}) {
        EXPECT_EQ(Grouping::of(grouping.id()), grouping);
    }
    EXPECT_EQ(Grouping::of(QStringLiteral("label:")), Grouping{});
    EXPECT_EQ(Grouping::of(QStringLiteral("nonsense")), Grouping{});
}

TEST(Grouping, listsTheLabelsOfAllNodesUpToItsCap)
{
    NodeCard many;
    for (int i = 0; i < 2 * map::mostLabels; ++i) {
        many.labels.insert(QStringLiteral("label-%1").arg(i, 3, 10, QLatin1Char('0')), {});
    }
    EXPECT_EQ(map::labelsOf({&cards[0], &cards[1]}), QStringList{QStringLiteral("zone")});
    EXPECT_EQ(map::labelsOf({&many}).size(), map::mostLabels);
}

} // namespace
