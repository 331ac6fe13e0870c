// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/values.h"
#include "ops/builders.h"
#include "unit/bugbank/judged.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stormdeck::ops {
namespace {

const storm::TopologyId words{QStringLiteral("words-1-1798000000")};

/// Storm lists one topology; `timeout`: what its page says.
cluster::Snapshot snapshotWith(std::optional<int> timeout)
{
    cluster::Snapshot snapshot;
    snapshot.storm.emplace();
    snapshot.storm->pages = {{.summary = {.id = {QStringLiteral("other-2-1798000000")}}, .messageTimeoutSeconds = 5},
                             {.summary = {.id = words}, .messageTimeoutSeconds = timeout}};
    return snapshot;
}

TEST(MessageTimeout, isThatOfTheTopologyItself)
{
    EXPECT_EQ(messageTimeout(snapshotWith(120), words), std::chrono::seconds(120));
}

TEST(MessageTimeout, isUnknownWhereStormDoesNotTellIt)
{
    EXPECT_EQ(messageTimeout(snapshotWith(std::nullopt), words), std::nullopt);
    EXPECT_EQ(messageTimeout(snapshotWith(120), {QStringLiteral("gone-3-1798000000")}), std::nullopt);
    EXPECT_EQ(messageTimeout({}, words), std::nullopt);
}

Result<plan::Plan> planSubmission(const test::Judged &scene, const QString &topology)
{
    const SubmitInputs inputs{.cluster = QStringLiteral("lab"),
                              .jar = QStringLiteral("/tmp/some.jar"),
                              .mainClass = QStringLiteral("org.example.Main"),
                              .topology = topology,
                              .arguments = {topology, QStringLiteral("two words")}};
    return submitPlan(inputs, scene.picture(), {.operation = {QStringLiteral("o")}, .now = {}});
}

Result<plan::Plan> planKilling(const test::Judged &scene, const storm::TopologyId &topology)
{
    return killPlan(topology, std::chrono::seconds(20), scene.picture(),
                    {.operation = {QStringLiteral("o")}, .now = {}});
}

TEST(SubmitPlan, goesFromAClientToATopologyThatIsSeenAndLeavesNoClient)
{
    const auto made = planSubmission(test::Judged(), QStringLiteral("fresh"));
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    QStringList steps;
    for (const plan::Stage &stage : made->stages) {
        for (const plan::Step &step : stage.steps) {
            steps << step.id.value;
        }
    }
    EXPECT_EQ(steps.join(u' '), QStringLiteral("client.create jar.upload client.run topology.wait client.remove"));
    const auto wait = actions::decode(made->step({QStringLiteral("topology.wait")})->action).value();
    EXPECT_EQ(std::get<actions::WaitTopology>(wait).topology, QStringLiteral("fresh"));
}

TEST(SubmitPlan, givesTheArgumentsToTheMainClassOneByOne)
{
    const auto made = planSubmission(test::Judged(), QStringLiteral("fresh"));
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    const auto create = actions::decode(made->step({QStringLiteral("client.create")})->action).value();
    EXPECT_EQ(std::get<actions::CreateSubmitter>(create).spec.command.mid(2, 4),
              QStringList({QStringLiteral("/tmp/topology.jar"), QStringLiteral("org.example.Main"),
                           QStringLiteral("fresh"), QStringLiteral("two words")}));
}

TEST(SubmitPlan, isRefusedWithItsReason)
{
    const auto codeOf = [](const Result<plan::Plan> &made) { return made ? QString() : made.error().code; };
    EXPECT_EQ(codeOf(planSubmission(test::Judged(), QStringLiteral("wordcount"))), QStringLiteral("submit.name-taken"));
    test::Judged silent;
    silent.planes.storm.reset();
    EXPECT_EQ(codeOf(planSubmission(silent, QStringLiteral("fresh"))), QStringLiteral("storm.no-route"));
    test::Judged headless;
    std::erase_if(headless.planes.swarm->services, [](const auto &one) { return one.name == u"lab-nimbus"; });
    EXPECT_EQ(codeOf(planSubmission(headless, QStringLiteral("fresh"))), QStringLiteral("storm.no-nimbus"));
}

TEST(KillPlan, killsByTheIdAndWaitsAsLongAsWasSaid)
{
    const test::Judged scene;
    const storm::TopologyId listed = scene.planes.storm->topologies.front().id;
    const auto made = planKilling(scene, listed);
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_FALSE(made->reversible);
    const auto action = actions::decode(made->step({QStringLiteral("topology.kill")})->action).value();
    const auto kill = std::get<actions::KillTopology>(action);
    EXPECT_EQ(kill.topology, listed);
    EXPECT_EQ(kill.name, QStringLiteral("wordcount"));
    EXPECT_EQ(kill.waitSeconds, 20);
    EXPECT_GT(made->expectedSeconds(), 20) << "what is left of it is counted down";
}

TEST(KillPlan, isRefusedWhereTheTopologyIsNotListedOrStormNotHeard)
{
    test::Judged scene;
    const auto gone = planKilling(scene, {QStringLiteral("gone-3-1798000000")});
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, QStringLiteral("storm.no-such-topology"));
    const storm::TopologyId listed = scene.planes.storm->topologies.front().id;
    scene.planes.storm.reset();
    const auto silent = planKilling(scene, listed);
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().code, QStringLiteral("storm.no-route"));
}

} // namespace
} // namespace stormdeck::ops
