// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/usagehistory.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using ui::UsageHistory;
using usage::Reading;

const Instant start{1h};

Reading reading(std::chrono::seconds after, std::optional<double> cores)
{
    return {.source = 0, .at = start + after, .cores = cores};
}

std::optional<double> coresOf(const Reading &one)
{
    return one.cores;
}

TEST(UsageHistory, pointsAreMinutesBeforeNow)
{
    UsageHistory history(1);
    history.add(reading(0s, 0.5));
    history.add(reading(2s, 1.5));
    const auto pieces = history.pieces(0, coresOf, start + 62s);
    ASSERT_EQ(pieces.size(), 1U);
    ASSERT_EQ(pieces[0].size(), 2);
    EXPECT_NEAR(pieces[0][1].x(), -1.0, 1e-9);
    EXPECT_EQ(pieces[0][1].y(), 1.5);
    EXPECT_EQ(history.length(start + 62s), 62s);
}

TEST(UsageHistory, noLineIsDrawnWhereNothingIsKnown)
{
    UsageHistory history(1);
    for (const auto &one : {reading(0s, 1.0), reading(2s, 1.0), reading(4s, std::nullopt), reading(6s, 1.0),
                            reading(8s, 1.0), reading(60s, 1.0)}) {
        history.add(one);
    }
    const auto pieces = history.pieces(0, coresOf, start + 60s);
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[0].size(), 2);
    EXPECT_EQ(pieces[1].size(), 2);
    EXPECT_EQ(pieces[2].size(), 1);
}

TEST(UsageHistory, keepsAQuarterOfAnHour)
{
    UsageHistory history(1);
    for (int second = 0; second <= 3600; second += 2) {
        history.add(reading(std::chrono::seconds(second), 1.0));
    }
    EXPECT_EQ(history.length(start + 3600s), UsageHistory::span);
    EXPECT_EQ(history.pieces(0, coresOf, start + 3600s).front().size(), 451);
    EXPECT_EQ(history.latest(0)->at, start + 3600s);
}
} // namespace
