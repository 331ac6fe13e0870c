// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/colours.h"
#include "cluster/labels.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {
const NodeView &viewOf(const Snapshot &snapshot, const QString &name)
{
    static const NodeView none;
    for (const NodeView &node : snapshot.nodes) {
        if (node.name == name) {
            return node;
        }
    }
    ADD_FAILURE() << "no node " << qPrintable(name);
    return none;
}
} // namespace

TEST(Join, showsMachineMemberDaemonAndSlotsOnOneCard)
{
    const Snapshot snapshot = join(healthyPlanes(), 7);
    ASSERT_EQ(snapshot.nodes.size(), 3U);
    EXPECT_TRUE(snapshot.unjoined.empty());
    const NodeView &node = viewOf(snapshot, QStringLiteral("storm-2"));
    EXPECT_EQ(node.machine, QStringLiteral("storm-2"));
    EXPECT_EQ(node.operatingSystem, QStringLiteral("Debian GNU/Linux 12 (bookworm)"));
    ASSERT_EQ(node.members.size(), 1U);
    EXPECT_EQ(node.members.at(0).name, QStringLiteral("zk2"));
    EXPECT_TRUE(node.members.at(0).answer->srvr->role == zookeeper::Role::Follower);
    ASSERT_EQ(node.daemons.size(), 1U);
    EXPECT_TRUE(node.daemons.at(0).listed);
    ASSERT_EQ(node.slotViews.size(), 2U);
    EXPECT_EQ(node.slotViews.at(0).topologyName, QStringLiteral("wordcount"));
    EXPECT_TRUE(node.slotViews.at(1).topology.isEmpty());
    EXPECT_EQ(snapshot.slotsUsed, 3);
    EXPECT_EQ(snapshot.topologies.at(0).nodes.size(), 3);
}

TEST(Join, givesTheMachineToTheLivingEntryOfANodeThatJoinedAgain)
{
    Planes planes = healthyPlanes();
    docker::Node old = nodeOf(planes, QStringLiteral("storm-2"));
    old.id = {QStringLiteral("old")};
    old.state = {docker::NodeState::Down, QStringLiteral("down")};
    planes.swarm->nodes.insert(planes.swarm->nodes.begin(), old);
    planes.engines[QStringLiteral("storm-2")].info.swarm.node = {};
    const Snapshot snapshot = join(planes, 1);
    for (const NodeView &node : snapshot.nodes) {
        EXPECT_EQ(node.machine.isEmpty(), node.node.value == QStringLiteral("old"));
    }
}

TEST(Join, doesNotTakeAnEngineOfAnotherSwarmForANodeOfItsName)
{
    Planes planes = healthyPlanes();
    planes.engines[QStringLiteral("storm-3")].info.swarm.node = {QStringLiteral("elsewhere")};
    const Snapshot snapshot = join(planes, 1);
    EXPECT_EQ(snapshot.nodes.size(), 4U);
}

TEST(Join, keepsAMemberThatWaitsOnTheNodeItIsPinnedTo)
{
    Planes planes = healthyPlanes();
    docker::Task &task = taskOf(planes, QStringLiteral("lab-zk3"), QStringLiteral("storm-3"));
    task.node = {};
    task.state = {docker::TaskState::Pending, QStringLiteral("pending")};
    const Snapshot snapshot = join(planes, 1);
    ASSERT_EQ(viewOf(snapshot, QStringLiteral("storm-3")).members.size(), 1U);
    EXPECT_TRUE(viewOf(snapshot, QStringLiteral("storm-3")).members.at(0).task == docker::TaskState::Pending);
}

TEST(Join, findsASupervisorByContainerIdAndByAddress)
{
    for (const bool byAddress : {false, true}) {
        Planes planes = healthyPlanes();
        docker::Task &task = taskOf(planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-3"));
        const QString host = byAddress ? task.addresses.first() : task.container.shortened();
        planes.storm->supervisors.at(2).host = host;
        planes.storm->pages.at(0).workers.at(2).host = host;
        const Snapshot snapshot = join(planes, 1);
        EXPECT_TRUE(snapshot.unjoined.empty());
        EXPECT_EQ(viewOf(snapshot, QStringLiteral("storm-3")).slotViews.size(), 2U);
    }
}

TEST(Join, tellsWhatNoSwarmTaskExplains)
{
    Planes planes = healthyPlanes();
    planes.storm->supervisors.at(2).host = QStringLiteral("stranger");
    const Snapshot snapshot = join(planes, 1);
    ASSERT_FALSE(snapshot.unjoined.empty());
    EXPECT_EQ(snapshot.unjoined.at(0).host, QStringLiteral("stranger"));
}

TEST(Join, takesTheYoungerOfTwoSupervisorsOfOneHost)
{
    Planes planes = healthyPlanes();
    storm::Supervisor ghost = planes.storm->supervisors.at(2);
    ghost.id = {QStringLiteral("ghost")};
    ghost.uptimeSeconds = 9000;
    planes.storm->supervisors.push_back(ghost);
    const Snapshot snapshot = join(planes, 1);
    EXPECT_EQ(viewOf(snapshot, QStringLiteral("storm-3")).daemons.at(0).supervisor, planes.storm->supervisors.at(2).id);
    EXPECT_EQ(snapshot.unjoined.size(), 1U);
}

TEST(Join, leavesOutTasksThatEnded)
{
    Planes planes = healthyPlanes();
    docker::Task &task = taskOf(planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-3"));
    task.state = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
    task.desired = task.state;
    EXPECT_TRUE(viewOf(join(planes, 1), QStringLiteral("storm-3")).daemons.empty());
}

TEST(Join, shows200NodesWith50TasksEachInGoodTime)
{
    Planes planes = healthyPlanes();
    const docker::Node node = planes.swarm->nodes[2];
    const docker::Task task = planes.swarm->tasks.back();
    for (int number = 0; number < 200; ++number) {
        docker::Node one = node;
        one.id = {QStringLiteral("many%1").arg(number)};
        one.hostname = one.id.value;
        planes.swarm->nodes.push_back(one);
        for (int slot = 0; slot < 50; ++slot) {
            docker::Task copy = task;
            copy.id = {QStringLiteral("%1-%2").arg(number).arg(slot)};
            copy.service = {QStringLiteral("other")};
            copy.slot = number * 50 + slot;
            copy.node = one.id;
            planes.swarm->tasks.push_back(copy);
        }
    }
    const Instant start = BootClock::now();
    const Snapshot snapshot = join(planes, 1);
    EXPECT_LT(BootClock::now() - start, std::chrono::seconds(2));
    EXPECT_EQ(viewOf(snapshot, QStringLiteral("many199")).tasks.size(), 50U);
}

TEST(NewestTasks, keepsOneOfEachSlotAndOfEachNodeOfAGlobalService)
{
    Planes planes = healthyPlanes();
    docker::Task old = planes.swarm->tasks[0];
    old.id = {QStringLiteral("old")};
    old.createdAt = old.createdAt.addSecs(-60);
    auto tasks = planes.swarm->tasks;
    tasks.push_back(old);
    const auto newest = newestTasks(tasks);
    EXPECT_EQ(newest.size(), planes.swarm->tasks.size());
    EXPECT_TRUE(std::none_of(newest.begin(), newest.end(), [](const auto *task) { return task->id.value == u"old"; }));
}

TEST(RoleOf, readsLabelsThenTheTutorialsThenImageAndCommand)
{
    docker::Service service;
    service.image = QStringLiteral("registry:5000/storm:2.8.3@sha256:1");
    service.arguments = {QStringLiteral("storm"), QStringLiteral("nimbus")};
    EXPECT_EQ(roleOf(service), QStringLiteral("nimbus"));
    service.labels.insert(QStringLiteral("role"), QStringLiteral("ui"));
    EXPECT_EQ(roleOf(service), QStringLiteral("ui"));
    service.labels.insert(labels::role, QStringLiteral("supervisor"));
    EXPECT_EQ(roleOf(service), QStringLiteral("supervisor"));
    EXPECT_EQ(roleOf({.image = QStringLiteral("postgres:15")}), QString());
}

namespace {
storm::TopologySummary topologyOf(const char *id)
{
    storm::TopologySummary summary;
    summary.id = {QLatin1String(id)};
    summary.name = summary.id.value.section(u'-', 0, 0);
    return summary;
}

/// The colours of the topologies that are there, as "a0 b1".
QString painted(Colours &colours, std::initializer_list<const char *> ids)
{
    Planes planes{.storm = StormFacts{}};
    for (const char *id : ids) {
        planes.storm->topologies.push_back(topologyOf(id));
    }
    Snapshot snapshot = join(planes, 1);
    colours.paint(snapshot);
    QStringList words;
    for (const TopologyView &topology : snapshot.topologies) {
        words << topology.summary.name + QString::number(topology.colour);
    }
    return words.join(u' ');
}
} // namespace

TEST(Colours, stayWithATopologyThatLivesAndGoFromADeadOneToTheNextNewOne)
{
    Colours colours;
    EXPECT_EQ(painted(colours, {"b-2-200", "a-1-100", "c-3-300"}), QStringLiteral("a0 b1 c2"));
    EXPECT_EQ(painted(colours, {"b-2-200", "c-3-300"}), QStringLiteral("b1 c2"));
    EXPECT_EQ(painted(colours, {"b-2-200", "c-3-300", "d-4-400", "e-5-500"}), QStringLiteral("b1 c2 d0 e3"));
    EXPECT_EQ(painted(colours, {"e-5-500", "a-6-600"}), QStringLiteral("a0 e3"));
}

TEST(Colours, areKeptWhileStormIsNotHeard)
{
    Colours colours;
    ASSERT_EQ(painted(colours, {"a-1-100", "b-2-200"}), QStringLiteral("a0 b1"));
    Snapshot silent;
    colours.paint(silent);
    EXPECT_EQ(painted(colours, {"b-2-200", "c-3-300"}), QStringLiteral("b1 c0"));
}
