// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/joinclones.h"

#include "actions/values.h"

#include <gtest/gtest.h>

namespace stormdeck::ops {
namespace {

/// A swarm of one manager, and two clones of one snapshot, each with an identity of its own.
class JoinClones : public testing::Test
{
protected:
    JoinClones()
    {
        snapshot.machines = {{.name = QStringLiteral("m"),
                              .engine = Endpoint::ssh({}, QStringLiteral("m"), 0, usualEngineSocket()),
                              .address = QStringLiteral("10.0.0.1"),
                              .manager = true}};
        docker::EngineInfo info;
        info.id = {QStringLiteral("E0")};
        info.name = QStringLiteral("m");
        info.swarm.controlAvailable = true;
        info.swarm.node = {QStringLiteral("n0")};
        snapshot.engines.insert(QStringLiteral("m"), {.version = {}, .info = info});
        snapshot.swarm.emplace();
        docker::Node node;
        node.id = {QStringLiteral("n0")};
        snapshot.swarm->nodes = {node};
        for (const char *name : {"a", "b"}) {
            const QString host = QLatin1String(name);
            inputs.clones.push_back({.name = host,
                                     .engine = Endpoint::ssh({}, host, 0, usualEngineSocket()),
                                     .address = QStringLiteral("10.0.0.9")});
            facts.push_back({.machine = host,
                             .hostName = host,
                             .machineId = QStringLiteral("id-") + host,
                             .hostKeys = {QStringLiteral("ssh-ed25519 ") + host},
                             .engine = cluster::HostEngine{.id = QStringLiteral("E") + host,
                                                           .version = QStringLiteral("20.10.24"),
                                                           .swarmState = QStringLiteral("inactive")}});
        }
        inputs.cluster = QStringLiteral("lab");
    }
    [[nodiscard]] Result<plan::Plan> planned() const
    {
        return joinClonesPlan(inputs, facts, snapshot, {.operation = {QStringLiteral("o")}});
    }
    void service(const char *role)
    {
        docker::Service made;
        made.name = QStringLiteral("lab-") + QLatin1String(role);
        made.labels = {{QStringLiteral("stormdeck.role"), QLatin1String(role)},
                       {QStringLiteral("stormdeck.cluster"), QStringLiteral("lab")}};
        snapshot.swarm->services.push_back(made);
    }

    JoinClonesInputs inputs;
    std::vector<cluster::HostFacts> facts;
    cluster::Snapshot snapshot;
};

TEST_F(JoinClones, joinAllOverTheManager)
{
    const auto made = planned();
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    const plan::Step *step = made->step({QStringLiteral("swarm.join.b")});
    ASSERT_NE(step, nullptr);
    const auto join = std::get<actions::JoinSwarm>(*actions::decode(step->action));
    EXPECT_EQ(join.manager, QStringLiteral("m"));
    EXPECT_EQ(join.join.remoteAddresses, QStringList{QStringLiteral("10.0.0.1:2377")});
    EXPECT_EQ(made->machines.size(), 3U);
    EXPECT_EQ(made->step({QStringLiteral("storm.wait")}), nullptr) << "no Storm runs there";
}

TEST_F(JoinClones, waitForASupervisorOnEach)
{
    service("ui");
    service("supervisor");
    const auto made = planned();
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    const plan::Step *step = made->step({QStringLiteral("storm.wait")});
    ASSERT_NE(step, nullptr);
    EXPECT_EQ(std::get<actions::WaitStorm>(*actions::decode(step->action)).supervisors, 3);
}

TEST_F(JoinClones, areRefusedWhereTheyShareAnIdentity)
{
    facts[1].machineId = facts[0].machineId;
    const auto made = planned();
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, QStringLiteral("clones.shared-identity"));
    EXPECT_TRUE(sentence(made.error()).contains(QStringLiteral("a, b have the machine id id-a")))
        << qPrintable(sentence(made.error()));
    facts[1].machineId = QStringLiteral("own");
    facts[1].engine->id = QStringLiteral("E0");
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.shared-identity"))
        << "with a machine that is there already";
}

TEST_F(JoinClones, areRefusedWhereSwarmStateCameWithTheSnapshot)
{
    facts[0].engine->node = QStringLiteral("n7");
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.other-swarm"));
    facts[0].engine->node = QStringLiteral("n0");
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.shared-identity")) << "it says that it is the manager";
}

TEST_F(JoinClones, needAnEngineAnAddressAndAManager)
{
    inputs.clones[0].address.clear();
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.no-address"));
    facts[0].engine.reset();
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.no-engine"));
    snapshot.engines.clear();
    EXPECT_EQ(planned().error().code, QStringLiteral("docker.not-a-manager"));
}

} // namespace
} // namespace stormdeck::ops
