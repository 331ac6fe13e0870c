// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/homeswarm.h"

#include "support/fakeserver.h"
#include "unit/cluster/scene.h"
#include "watch/sources.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const Instant now{std::chrono::hours(5)};
const QString storm1 = QStringLiteral("storm-1");
const QString storm2 = QStringLiteral("storm-2");
const docker::SwarmId ours{QStringLiteral("ours")};
const docker::SwarmId theirs{QStringLiteral("theirs")};

/// storm-1 manages the swarm that was heard last.
struct HomeSwarm : testing::Test
{
    HomeSwarm()
    {
        planes.swarm->swarm.id = ours;
        local(storm1).swarm = ours;
    }
    docker::LocalSwarm &local(const QString &machine) { return planes.engines[machine].info.swarm; }
    void manages(const QString &machine, const docker::SwarmId &swarm)
    {
        local(machine).controlAvailable = true;
        local(machine).swarm = swarm;
    }

    cluster::Planes planes = healthyPlanes();
    cluster::Freshness freshness = freshNow(planes, now);
};
} // namespace

TEST_F(HomeSwarm, isNotLeftForAnotherWhenItsManagerFallsSilent)
{
    manages(storm2, theirs);
    silence(freshness.engines[storm1], now, 20s);
    EXPECT_EQ(watch::homeSwarm(planes, freshness), ours);
    EXPECT_EQ(watch::answeringManager(planes, freshness), QString());
    manages(storm2, ours);
    EXPECT_EQ(watch::answeringManager(planes, freshness), storm2);
}

TEST_F(HomeSwarm, isKeptByAWorkerThatAnswersAndIsListed)
{
    manages(storm1, theirs);
    EXPECT_EQ(watch::homeSwarm(planes, freshness), ours);
    EXPECT_EQ(watch::answeringManager(planes, freshness), QString());
}

TEST_F(HomeSwarm, isGoneWhereNobodyIsPartOfItAnyMore)
{
    manages(storm1, theirs);
    for (const QString &worker : {storm2, QStringLiteral("storm-3")}) {
        local(worker) = {.state = {docker::LocalNodeState::Inactive, QStringLiteral("inactive")}};
    }
    EXPECT_TRUE(watch::homeSwarm(planes, freshness).isEmpty());
    EXPECT_EQ(watch::answeringManager(planes, freshness), storm1);
    planes.swarm.reset();
    EXPECT_EQ(watch::answeringManager(planes, freshness), storm1);
}

TEST_F(HomeSwarm, isWhatTheSourceAsksForEvenWhereOnlyAManagerOfAnotherIsFound)
{
    FakeServer other;
    other.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    for (const char *prefix : {"", "/v1.41"}) {
        other.answer(QByteArray("GET ") + prefix + "/version",
                     {.body = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        other.answer(QByteArray("GET ") + prefix + "/info",
                     {.body = R"({"ID":"E2","Name":"storm-2","Swarm":{"LocalNodeState":"active",)"
                              R"("ControlAvailable":true,"Cluster":{"ID":"theirs"}}})"});
    }
    planes.machines[1].engine = other.endpoint();
    planes.machines.erase(planes.machines.begin() + 2);
    planes.machines[0].engine = Endpoint::unixSocket(QStringLiteral("/nonexistent/docker.sock"));
    const SystemClock clock;
    watch::Store store(planes.cluster, planes.machines, clock);
    for (const Machine &machine : planes.machines) {
        store.putEngine(machine.name, planes.engines[machine.name]);
    }
    store.putSwarm(*planes.swarm);
    store.putEngine(storm1, failure(Error{.kind = ErrorKind::Unreachable}));
    watch::SwarmSource source(planes.machines, store);
    EXPECT_FALSE(source.look({}));
    EXPECT_EQ(store.planes().swarm->swarm.id, ours);
    EXPECT_EQ(store.freshness().swarm.misses, 1);
    EXPECT_EQ(other.count("GET /v1.41/nodes"), 0);
}
