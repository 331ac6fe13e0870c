// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/values.h"
#include "cluster/labels.h"
#include "ops/builders.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

namespace stormdeck::ops {
namespace {

/// The healthy cluster "lab" of three machines, in a swarm that its set-up made.
class TearDown : public testing::Test
{
protected:
    TearDown()
    {
        planes.swarm->swarm.labels = {{cluster::labels::cluster, QStringLiteral("lab")}};
        planes.swarm->configs = {config(QStringLiteral("lab-storm-1")), config(QStringLiteral("stormdeck-lease-lab"))};
        docker::Volume data;
        data.name = QStringLiteral("lab-zk1-data");
        inventory.volumes[QStringLiteral("storm-1")].push_back(data);
    }
    static docker::Config config(const QString &name)
    {
        docker::Config one;
        one.id = {QStringLiteral("id-") + name};
        one.name = name;
        one.labels = {{cluster::labels::cluster, QStringLiteral("lab")}};
        return one;
    }
    [[nodiscard]] Result<plan::Plan> planned(const QString &name = QStringLiteral("lab"), bool keepSwarm = false) const
    {
        return tearDownPlan({.cluster = name, .keepSwarm = keepSwarm}, cluster::join(planes, 1), inventory,
                            {.operation = {QStringLiteral("op-1")}, .now = test::sceneTime()});
    }
    static QStringList stages(const plan::Plan &plan)
    {
        QStringList ids;
        for (const plan::Stage &stage : plan.stages) {
            ids << stage.id.value;
        }
        return ids;
    }
    static QStringList steps(const plan::Plan &plan, const QString &stage)
    {
        QStringList ids;
        for (const plan::Stage &one : plan.stages) {
            for (const plan::Step &step : one.steps) {
                ids << (one.id.value == stage ? QStringList{step.id.value} : QStringList{});
            }
        }
        return ids;
    }

    cluster::Planes planes = test::healthyPlanes();
    cluster::Inventory inventory;
};

TEST_F(TearDown, takesEverythingDownInTheOrderInWhichItIsNeededNoMore)
{
    const auto plan = planned();
    ASSERT_TRUE(plan) << qPrintable(sentence(plan.error()));
    EXPECT_FALSE(plan->reversible);
    EXPECT_EQ(stages(*plan),
              QStringList({QStringLiteral("claim"), QStringLiteral("services"), QStringLiteral("objects"),
                           QStringLiteral("volumes"), QStringLiteral("leave"), QStringLiteral("leave.manager")}));
    EXPECT_EQ(steps(*plan, QStringLiteral("services")).size(), 6);
    EXPECT_EQ(steps(*plan, QStringLiteral("objects")), QStringList{QStringLiteral("config.remove.lab-storm-1")})
        << "its own claim goes with the swarm";
    EXPECT_EQ(steps(*plan, QStringLiteral("volumes")),
              QStringList{QStringLiteral("volume.remove.storm-1.lab-zk1-data")});
}

TEST_F(TearDown, endsTheSwarmOnTheMachineThatItIsSpokenToThrough)
{
    planes.engines[QStringLiteral("storm-2")].info.swarm.controlAvailable = true;
    const auto plan = planned();
    ASSERT_TRUE(plan) << qPrintable(sentence(plan.error()));
    EXPECT_EQ(steps(*plan, QStringLiteral("leave")),
              QStringList({QStringLiteral("swarm.leave.storm-2"), QStringLiteral("swarm.leave.storm-3")}));
    EXPECT_EQ(steps(*plan, QStringLiteral("leave.manager")), QStringList{QStringLiteral("swarm.leave.storm-1")});
    const auto action = actions::decode(plan->step({QStringLiteral("swarm.leave.storm-2")})->action);
    EXPECT_EQ(std::get<actions::LeaveSwarm>(*action),
              (actions::LeaveSwarm{.machine = QStringLiteral("storm-2"), .node = {QStringLiteral("node2")}}));
}

TEST_F(TearDown, leavesASwarmAloneThatItDidNotMakeOrThatIsToBeKept)
{
    const QStringList wanted{QStringLiteral("claim"), QStringLiteral("services"), QStringLiteral("objects"),
                             QStringLiteral("volumes"), QStringLiteral("release")};
    const auto kept = planned(QStringLiteral("lab"), true);
    ASSERT_TRUE(kept);
    EXPECT_EQ(stages(*kept), wanted);
    planes.swarm->swarm.labels.clear();
    const auto foreign = planned();
    ASSERT_TRUE(foreign);
    EXPECT_EQ(stages(*foreign), wanted);
    EXPECT_TRUE(foreign->stays.contains(QStringLiteral("the swarm itself")));
}

TEST_F(TearDown, namesWhatIsLost)
{
    const auto plan = planned();
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->notes.join(u'\n').contains(QStringLiteral("wordcount")));
}

TEST_F(TearDown, saysThatTheTopologiesAreNotKnownWhereStormWasNotHeard)
{
    planes.storm.reset();
    const auto plan = planned();
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->notes.join(u'\n').contains(QStringLiteral("Storm does not tell which topologies there are")));
}

TEST_F(TearDown, ofANameThatNothingCarriesIsRefused)
{
    inventory = {};
    const auto plan = planned(QStringLiteral("other"));
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, QStringLiteral("teardown.nothing"));
}

} // namespace
} // namespace stormdeck::ops
