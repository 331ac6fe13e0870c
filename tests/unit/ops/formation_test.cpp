// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/formation.h"

#include "ops/builders.h"

#include <gtest/gtest.h>

namespace stormdeck::ops {
namespace {

using State = plan::Observation::State;

plan::Plan setUpPlan()
{
    ClusterInputs inputs;
    for (const QString &name : {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}) {
        inputs.machines.push_back({name, Endpoint::unixSocket(QStringLiteral("/run/docker.sock")), name, name == u"a"});
    }
    const auto plan = applyPlan(inputs, {}, {.operation = {QStringLiteral("op")}, .now = {}});
    EXPECT_TRUE(plan);
    return plan.value_or(plan::Plan());
}

/// All is there but the steps whose id begins with `needed`.
std::vector<plan::PreviewedStep> previewOf(const plan::Plan &plan, const QString &needed,
                                           const Result<plan::Observation> &seen)
{
    std::vector<plan::PreviewedStep> preview;
    for (const plan::Stage &stage : plan.stages) {
        for (const plan::Step &step : stage.steps) {
            const bool isIt = !needed.isEmpty() && step.id.value.startsWith(needed);
            preview.push_back({step.id, isIt ? seen : plan::Observation{State::Satisfied, "{}", {}}, {}});
        }
    }
    return preview;
}

bool needsMachines(const char *needed,
                   const Result<plan::Observation> &seen = plan::Observation{State::Needed, "{}", {}})
{
    const plan::Plan plan = setUpPlan();
    return formsOrDeploys(plan, previewOf(plan, QString::fromLatin1(needed), seen));
}

TEST(Formation, isWhatMakesASwarmJoinsAMachineOrStartsAService)
{
    EXPECT_TRUE(needsMachines("swarm.init"));
    EXPECT_TRUE(needsMachines("swarm.join.c"));
    EXPECT_TRUE(needsMachines("service.zk2"));
    EXPECT_TRUE(needsMachines("service.supervisor"));
}

TEST(Formation, isNotInAPlanThatFindsAllOfThatThere)
{
    EXPECT_FALSE(needsMachines(""));
    EXPECT_FALSE(needsMachines("lease")) << "the claim is taken and freed by every plan";
    EXPECT_FALSE(needsMachines("image.storm.c"));
    EXPECT_FALSE(needsMachines("storm.wait"));
    EXPECT_FALSE(formsOrDeploys({}, {}));
}

TEST(Formation, isAssumedWhereItWasNotSeenToBeThere)
{
    EXPECT_TRUE(needsMachines("swarm.join.b", failure({.kind = ErrorKind::Unreachable})));
    EXPECT_TRUE(needsMachines("swarm.join.b", plan::Observation{State::Conflict, "{}", {}}));
}

} // namespace
} // namespace stormdeck::ops
