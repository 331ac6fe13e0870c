// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/health.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const Instant now{std::chrono::hours(5)};
const QString storm2 = QStringLiteral("storm-2");

struct Membership : testing::Test
{
    docker::LocalSwarm &local() { return planes.engines[storm2].info.swarm; }
    void leave(docker::LocalNodeState state, const char *word)
    {
        local() = {.state = {state, QLatin1String(word)}};
        std::erase_if(planes.swarm->nodes, [](const docker::Node &node) { return node.hostname == storm2; });
    }
    [[nodiscard]] std::optional<Finding> found(const QString &code) const
    {
        for (const Finding &one : findings(join(planes, 1), freshness, now)) {
            if (one.code == code) {
                return one;
            }
        }
        return std::nullopt;
    }

    Planes planes = healthyPlanes();
    Freshness freshness = freshNow(planes, now);
};
} // namespace

TEST_F(Membership, ofAnotherSwarmNamesBothSwarms)
{
    planes.swarm->swarm.id = {QStringLiteral("ours")};
    planes.swarm->manager = QStringLiteral("storm-1");
    local().swarm = {QStringLiteral("ours")};
    EXPECT_FALSE(found(QStringLiteral("engine.other-swarm")));
    local().swarm = {QStringLiteral("theirs")};
    const auto other = found(QStringLiteral("engine.other-swarm"));
    ASSERT_TRUE(other);
    EXPECT_EQ(other->evidence,
              QStringLiteral("It is a manager of the swarm theirs; what is shown is the swarm ours, by storm-1."));
    silence(freshness.engines[storm2], now, 60s);
    EXPECT_FALSE(found(QStringLiteral("engine.other-swarm"))) << "what it said last is old";
}

TEST_F(Membership, thatLastsTooLongToBeginIsAFindingAfterAMinute)
{
    leave(docker::LocalNodeState::Pending, "pending");
    local().managers = {{{QStringLiteral("node1")}, QStringLiteral("10.77.0.11:2377")}};
    planes.seen.joiningSince.insert(storm2, now - 60s);
    EXPECT_FALSE(found(QStringLiteral("node.joining")));
    planes.seen.joiningSince[storm2] = now - 75s;
    const auto joining = found(QStringLiteral("node.joining"));
    ASSERT_TRUE(joining);
    EXPECT_EQ(joining->evidence, QStringLiteral("Its engine has called itself pending for 75 s, and tells no error. "
                                                "It asks 10.77.0.11:2377."));
    local().error = QStringLiteral("connection refused");
    EXPECT_FALSE(found(QStringLiteral("node.joining"))) << "the error is a finding of its own";
}

TEST_F(Membership, thatIsMissingIsANoticeWhileASwarmIsHeard)
{
    leave(docker::LocalNodeState::Inactive, "inactive");
    const auto outside = found(QStringLiteral("node.not-in-swarm"));
    ASSERT_TRUE(outside);
    EXPECT_EQ(outside->severity, Severity::Notice);
    EXPECT_TRUE(outside->evidence.contains(QStringLiteral("inactive")));
    silence(freshness.swarm, now, 60s);
    EXPECT_FALSE(found(QStringLiteral("node.not-in-swarm")));
}

TEST_F(Membership, asAWorkerElsewhereIsMissingHere)
{
    leave(docker::LocalNodeState::Active, "active");
    local().node = {QStringLiteral("foreign")};
    const auto outside = found(QStringLiteral("node.not-in-swarm"));
    ASSERT_TRUE(outside);
    EXPECT_TRUE(outside->evidence.contains(QStringLiteral("as node foreign")));
}

TEST_F(Membership, isNoMatterBeforeThereIsASwarm)
{
    planes = emptyPlanes();
    freshness = freshNow(planes, now);
    EXPECT_TRUE(findings(join(planes, 1), freshness, now).empty() || !found(QStringLiteral("node.not-in-swarm")));
}
