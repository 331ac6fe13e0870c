// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/failureclocks.h"
#include "cluster/rules.h"
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

TEST(FailureClocks, takeTheClustersConfigurationBeforeThatOfATopology)
{
    Planes planes = healthyPlanes();
    planes.storm->failureTimes = {.taskTimeoutSeconds = 20, .monitorSeconds = 10};
    planes.storm->pages[0].failureTimes = {.taskTimeoutSeconds = 60};
    EXPECT_EQ(failureClocks(join(planes, 1)).workersMove, 30s);
    planes.storm->pages.clear();
    EXPECT_EQ(failureClocks(join(planes, 1)).workersMove, 30s);
}

TEST(FailureClocks, timeASupervisorOutByNimbusBeforeVersion2AndByItsSessionFromThereOn)
{
    Planes planes = healthyPlanes();
    planes.storm->failureTimes = {.supervisorTimeoutSeconds = 90, .sessionTimeoutMs = 20'000};
    EXPECT_EQ(failureClocks(join(planes, 1)).supervisorGoes, 20s);
    EXPECT_FALSE(failureClocks(join(planes, 1)).nimbusTimesOut);
    planes.storm->cluster.stormVersion = QStringLiteral("1.2.4");
    EXPECT_EQ(failureClocks(join(planes, 1)).supervisorGoes, 90s);
    EXPECT_TRUE(failureClocks(join(planes, 1)).nimbusTimesOut);
    planes.storm->failureTimes = {};
    EXPECT_EQ(failureClocks(join(planes, 1)).supervisorGoes, 60s);
}

TEST(FailureClocks, takeASessionAsTheEnsembleGrantsIt)
{
    Planes planes = healthyPlanes();
    planes.storm->failureTimes = {.sessionTimeoutMs = 60'000};
    const auto goes = [&planes] { return failureClocks(join(planes, 1)).supervisorGoes; };
    EXPECT_EQ(goes(), 60s);
    planes.ensemble->members.front().conf = zookeeper::Conf{.leastSessionMs = 4000, .longestSessionMs = 40'000};
    EXPECT_EQ(goes(), 40s);
    planes.storm->failureTimes.sessionTimeoutMs = 1000;
    EXPECT_EQ(goes(), 4s);
    planes.ensemble->members.front().conf = zookeeper::Conf{.leastSessionMs = -1, .longestSessionMs = -1};
    EXPECT_EQ(goes(), 1s) << "no limits are told";
}

TEST(FailureClocks, followTheSwarmsHeartbeat)
{
    Planes planes = healthyPlanes();
    EXPECT_EQ(failureClocks(join(planes, 1)).swarm, 21s);
    planes.swarm->swarm.heartbeatNanos = 5'000'000'000;
    EXPECT_EQ(failureClocks(join(planes, 1)).swarm, 21s);
    planes.swarm->swarm.heartbeatNanos = 20'000'000'000;
    EXPECT_EQ(failureClocks(join(planes, 1)).swarm, 66s);
}

TEST(LostNode, isLostSinceItsEnginesLastAnswerElseSinceTheSwarmSaidSo)
{
    const Instant now{std::chrono::hours(5)};
    Planes planes = healthyPlanes();
    Freshness freshness = freshNow(planes, now);
    silence(freshness.engines[QStringLiteral("storm-3")], now, 26s);
    nodeDown(planes, QStringLiteral("storm-3"));
    Snapshot snapshot = join(planes, 1);
    const QDateTime wall = wallTime(freshness, now);
    EXPECT_EQ(lostAt(snapshot.nodes[2], freshness, now, wall), now - 26s);
    snapshot.nodes[2].machine.clear();
    EXPECT_EQ(lostAt(snapshot.nodes[2], freshness, now, wall), now - 6s);
    snapshot.nodes[1].machine.clear();
    EXPECT_EQ(lostAt(snapshot.nodes[1], freshness, now, wall), std::nullopt);
}

TEST(SwarmClock, runsOnlyWhereTheManagersHaveAMajorityWithoutTheNode)
{
    Planes planes = healthyPlanes();
    const auto clockOf = [&planes](size_t node) {
        const Snapshot snapshot = join(planes, 1);
        return swarmClock(snapshot.nodes[node], snapshot, {});
    };
    EXPECT_EQ(clockOf(0), std::nullopt) << "the only manager";
    EXPECT_EQ(clockOf(2), FailureClocks{}.swarm);
    for (const char *name : {"storm-2", "storm-3"}) {
        nodeOf(planes, QLatin1String(name)).role = nodeOf(planes, QStringLiteral("storm-1")).role;
        nodeOf(planes, QLatin1String(name)).manager = nodeOf(planes, QStringLiteral("storm-1")).manager;
    }
    EXPECT_EQ(clockOf(0), FailureClocks{}.swarm);
    nodeOf(planes, QStringLiteral("storm-2")).manager->reachability = {docker::Reachability::Unreachable,
                                                                       QStringLiteral("unreachable")};
    EXPECT_EQ(clockOf(0), std::nullopt);
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
