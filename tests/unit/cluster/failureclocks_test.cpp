// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/failureclocks.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
FailureClocks clocksFor(const storm::FailureTimes &times)
{
    Planes planes = healthyPlanes();
    planes.storm->pages[0].failureTimes = times;
    return failureClocks(join(planes, 1));
}
} // namespace

TEST(FailureClocks, areStormsDefaultsWhereNothingIsKnown)
{
    EXPECT_EQ(failureClocks({}), FailureClocks{});
    EXPECT_EQ(clocksFor({}), FailureClocks{});
    EXPECT_EQ(FailureClocks{}.workersMove, 40s);
}

TEST(FailureClocks, followTheClustersConfiguration)
{
    const FailureClocks clocks = clocksFor({.taskTimeoutSeconds = 60, .monitorSeconds = 5, .sessionTimeoutMs = 30'500});
    EXPECT_EQ(clocks.workersMove, 65s);
    EXPECT_EQ(clocks.supervisorGoes, 31s);
    EXPECT_EQ(clocksFor({.taskTimeoutSeconds = 60}).workersMove, 70s);
}

TEST(NimbusClock, waitsForTheWorkersThenForTheSupervisorThenForNothing)
{
    const FailureClocks clocks;
    NodeView node;
    EXPECT_EQ(nimbusClock(node, clocks), std::nullopt);
    node.daemons.push_back({.role = StormRole::Ui, .listed = true});
    EXPECT_EQ(nimbusClock(node, clocks), std::nullopt);
    node.daemons.push_back({.role = StormRole::Supervisor, .listed = true});
    EXPECT_EQ(nimbusClock(node, clocks), clocks.supervisorGoes);
    node.slotViews = {{.port = 6700}};
    EXPECT_EQ(nimbusClock(node, clocks), clocks.supervisorGoes);
    node.slotViews[0].topology = {QStringLiteral("t-1-1")};
    EXPECT_EQ(nimbusClock(node, clocks), clocks.workersMove);
}
