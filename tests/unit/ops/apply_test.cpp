// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/values.h"
#include "ops/builders.h"
#include "unit/bugbank/judged.h"

#include <QSet>

#include <gtest/gtest.h>

namespace stormdeck::ops {
namespace {

ClusterInputs wanted()
{
    ClusterInputs inputs = test::threeMachines();
    inputs.acceptPlainTcp = true;
    return inputs;
}

plan::Plan planOf(const ClusterInputs &inputs, const cluster::Snapshot &snapshot = {})
{
    const auto made = applyPlan(inputs, snapshot, {.operation = {QStringLiteral("o")}, .now = {}});
    EXPECT_TRUE(made) << (made ? "" : qPrintable(sentence(made.error())));
    return made.value_or(plan::Plan());
}

std::vector<actions::Action> actionsOf(const plan::Plan &made)
{
    std::vector<actions::Action> all;
    for (const plan::Stage &stage : made.stages) {
        for (const plan::Step &step : stage.steps) {
            all.push_back(actions::decode(step.action).value());
        }
    }
    return all;
}

TEST(SetUpPlan, goesFromTheSwarmToStormInTheOrderInWhichEachIsNeeded)
{
    QStringList stages;
    const plan::Plan made = planOf(wanted());
    for (const plan::Stage &stage : made.stages) {
        stages << stage.id.value;
    }
    EXPECT_EQ(stages.join(u' '), QStringLiteral("swarm join claim images network members ensemble config daemons storm "
                                                "release"));
    EXPECT_TRUE(made.reversible);
}

TEST(SetUpPlan, joinsAllOtherMachinesOverTheManager)
{
    QStringList joined;
    for (const actions::Action &action : actionsOf(planOf(wanted()))) {
        if (const auto *join = std::get_if<actions::JoinSwarm>(&action)) {
            joined << join->machine;
            EXPECT_EQ(join->manager, QStringLiteral("storm-1"));
            EXPECT_EQ(join->join.remoteAddresses, QStringList{QStringLiteral("10.77.0.11:2377")});
        }
    }
    EXPECT_EQ(joined, QStringList({QStringLiteral("storm-2"), QStringLiteral("storm-3")}));
}

TEST(SetUpPlan, pullsAndStartsTheSameDigestsOnAllMachines)
{
    ClusterInputs inputs = wanted();
    inputs.zookeeper.image = QStringLiteral("zookeeper:3.9@sha256:") + QString(64, u'a');
    inputs.storm.image = QStringLiteral("storm:2.8.3@sha256:") + QString(64, u'b');
    const QSet<QString> both{inputs.zookeeper.image, inputs.storm.image};
    QSet<QString> pulled;
    QSet<QString> started;
    int pulls = 0;
    for (const actions::Action &action : actionsOf(planOf(inputs))) {
        if (const auto *pull = std::get_if<actions::PullImage>(&action)) {
            pulled.insert(pull->reference);
            ++pulls;
        } else if (const auto *create = std::get_if<actions::CreateService>(&action)) {
            started.insert(create->spec.image);
        }
    }
    EXPECT_EQ(pulls, 6) << "two images on three machines";
    EXPECT_TRUE(pulled == both);
    EXPECT_TRUE(started == both);
}

TEST(SetUpPlan, tellsWhatIsOnEachMachineBeforeAndAfter)
{
    const plan::Plan fresh = planOf(wanted());
    ASSERT_EQ(fresh.placement.size(), 3U);
    EXPECT_TRUE(fresh.placement.front().before.isEmpty());
    EXPECT_EQ(fresh.placement.front().after.mid(0, 3),
              QStringList({QStringLiteral("zk1"), QStringLiteral("nimbus"), QStringLiteral("ui")}));
    EXPECT_EQ(fresh.placement.back().after.front(), QStringLiteral("zk3"));
    const plan::Plan again = planOf(wanted(), test::Judged().picture());
    ASSERT_EQ(again.placement.size(), 3U);
    for (const char *part : {"zk1", "nimbus", "ui", "supervisor"}) {
        EXPECT_TRUE(again.placement.front().before.contains(QString::fromLatin1(part))) << part;
    }
}

} // namespace
} // namespace stormdeck::ops
