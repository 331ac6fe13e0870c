// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/delta.h"
#include "cluster/placement.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {

const ServiceView &serviceNamed(const Snapshot &snapshot, const char *name)
{
    const auto &all = snapshot.services;
    return *std::find_if(all.begin(), all.end(),
                         [&](const ServiceView &one) { return one.name == QLatin1String(name); });
}

const QString supervisor = QStringLiteral("lab-supervisor");

/// What the page counts of the supervisors, and what the finding about them counts.
std::pair<Replicas, Replicas> counted(const Planes &planes)
{
    const Snapshot snapshot = join(planes, 1);
    const ServiceView &view = serviceNamed(snapshot, "lab-supervisor");
    const auto known = std::find_if(planes.swarm->services.begin(), planes.swarm->services.end(),
                                    [](const docker::Service &one) { return one.name == supervisor; });
    const auto found = replicasOf(*known, newestTasks(planes.swarm->tasks), planes.swarm->nodes);
    return {{view.running, view.wanted}, found.value_or(Replicas{})};
}

} // namespace

TEST(Services, areListedByNameWithTheirSwarmTasksAndCards)
{
    const Snapshot snapshot = join(healthyPlanes(), 1);
    ASSERT_EQ(snapshot.services.size(), 6U);
    EXPECT_EQ(snapshot.services.front().name, QStringLiteral("lab-nimbus"));
    const ServiceView &global = serviceNamed(snapshot, "lab-supervisor");
    EXPECT_EQ(global.role, QStringLiteral("supervisor"));
    EXPECT_EQ(global.wanted, 3);
    EXPECT_EQ(global.running, 3);
    ASSERT_EQ(global.tasks.size(), 3U);
    EXPECT_EQ(global.tasks[2].name, QStringLiteral("lab-supervisor.storm-3"));
    EXPECT_EQ(global.tasks[2].node, QStringLiteral("node3"));
    EXPECT_EQ(serviceNamed(snapshot, "lab-ui").tasks[0].name, QStringLiteral("lab-ui.1"));
}

TEST(Services, aPlaceHasItsNewestSwarmTaskOnly)
{
    Planes planes = healthyPlanes();
    docker::Task newer = taskOf(planes, QStringLiteral("lab-ui"), QStringLiteral("storm-1"));
    taskOf(planes, QStringLiteral("lab-ui"), QStringLiteral("storm-1")).state = {docker::TaskState::Failed,
                                                                                 QStringLiteral("failed")};
    newer.id = {QStringLiteral("newer")};
    newer.createdAt = newer.createdAt.addSecs(5);
    planes.swarm->tasks.push_back(newer);
    const Snapshot snapshot = join(planes, 1);
    const ServiceView &ui = serviceNamed(snapshot, "lab-ui");
    ASSERT_EQ(ui.tasks.size(), 1U);
    EXPECT_EQ(ui.tasks[0].id.value, QStringLiteral("newer"));
}

TEST(Services, whatEndedAsItShouldIsHistoryAndWhatFailedIsNot)
{
    Planes planes = healthyPlanes();
    docker::Task &ended = taskOf(planes, supervisor, QStringLiteral("storm-3"));
    ended.desired = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
    ended.state = {docker::TaskState::Complete, QStringLiteral("complete")};
    docker::Task &failed = taskOf(planes, supervisor, QStringLiteral("storm-2"));
    failed.desired = ended.desired;
    failed.state = {docker::TaskState::Failed, QStringLiteral("failed")};
    const Snapshot snapshot = join(planes, 1);
    const ServiceView &view = serviceNamed(snapshot, "lab-supervisor");
    EXPECT_EQ(view.tasks.size(), 2U);
    EXPECT_EQ(view.wanted, 3) << "every node may run it";
    EXPECT_EQ(view.running, 1);
}

TEST(Services, theSwarmTaskOfANodeThatIsDownIsLostAndDoesNotCount)
{
    Planes planes = healthyPlanes();
    nodeDown(planes, QStringLiteral("storm-3"));
    Snapshot snapshot = join(planes, 1);
    const ServiceView &global = serviceNamed(snapshot, "lab-supervisor");
    ASSERT_EQ(global.tasks.size(), 3U);
    EXPECT_EQ(global.tasks[0].lost, Lost::No);
    EXPECT_EQ(global.tasks[2].lost, Lost::NodeDown);
    EXPECT_EQ(global.running, 2);
    EXPECT_EQ(global.wanted, 2);
    std::erase_if(planes.swarm->nodes, [](const docker::Node &node) { return node.hostname == u"storm-3"; });
    snapshot = join(planes, 2);
    EXPECT_EQ(serviceNamed(snapshot, "lab-supervisor").tasks[2].lost, Lost::NodeGone);
    EXPECT_EQ(serviceNamed(snapshot, "lab-supervisor").running, 2);
}

TEST(Services, areShortOfATaskOfALostNodeBeforeSwarmHasMadeAnother)
{
    Planes planes = healthyPlanes();
    for (docker::Service &service : planes.swarm->services) {
        service.replicas = service.global ? std::nullopt : std::optional(1);
    }
    nodeOf(planes, QStringLiteral("storm-1")).state = {docker::NodeState::Down, QStringLiteral("down")};
    const Snapshot snapshot = join(planes, 1);
    EXPECT_EQ(serviceNamed(snapshot, "lab-ui").running, 0);
    EXPECT_EQ(serviceNamed(snapshot, "lab-ui").wanted, 1);
    EXPECT_EQ(serviceNamed(snapshot, "lab-zk2").running, 1);
}

TEST(Services, whatEndedOnALostNodeIsKnown)
{
    Planes planes = healthyPlanes();
    nodeDown(planes, QStringLiteral("storm-3"));
    taskOf(planes, supervisor, QStringLiteral("storm-3")).state = {docker::TaskState::Failed, QStringLiteral("failed")};
    const Snapshot snapshot = join(planes, 1);
    EXPECT_EQ(serviceNamed(snapshot, "lab-supervisor").tasks[2].lost, Lost::No);
}

TEST(Services, areCountedAsTheFindingAboutThemCounts)
{
    Planes planes = healthyPlanes();
    EXPECT_EQ(counted(planes), std::pair(Replicas{3, 3}, Replicas{3, 3}));
    docker::Node &third = nodeOf(planes, QStringLiteral("storm-3"));
    third.availability = {docker::Availability::Pause, QStringLiteral("pause")};
    EXPECT_EQ(counted(planes), std::pair(Replicas{3, 3}, Replicas{3, 3})) << "swarm leaves it there";
    std::erase_if(planes.swarm->tasks, [](const docker::Task &task) { return task.id.value == u"t-lab-supervisor-3"; });
    EXPECT_EQ(counted(planes), std::pair(Replicas{2, 2}, Replicas{2, 2})) << "and makes none anew";
    third.availability = {docker::Availability::Active, QStringLiteral("active")};
    EXPECT_EQ(counted(planes), std::pair(Replicas{2, 3}, Replicas{2, 3})) << "before swarm has made one";
}

TEST(Services, aSwarmTaskWithoutANodeIsStillListed)
{
    Planes planes = healthyPlanes();
    docker::Task &waiting = taskOf(planes, QStringLiteral("lab-nimbus"), QStringLiteral("storm-1"));
    waiting.node = {};
    waiting.state = {docker::TaskState::Pending, QStringLiteral("pending")};
    const Snapshot snapshot = join(planes, 1);
    const ServiceView &view = serviceNamed(snapshot, "lab-nimbus");
    ASSERT_EQ(view.tasks.size(), 1U);
    EXPECT_TRUE(view.tasks[0].node.isEmpty());
    EXPECT_EQ(view.running, 0);
}

TEST(Services, oneSwarmTaskThatDiffersIsOneServiceInTheDelta)
{
    Planes planes = healthyPlanes();
    const Snapshot before = join(planes, 1);
    taskOf(planes, supervisor, QStringLiteral("storm-2")).state = {docker::TaskState::Failed, QStringLiteral("failed")};
    const Delta delta = deltaBetween(before, join(planes, 2));
    EXPECT_EQ(delta.servicesChanged, QStringList{QStringLiteral("s-lab-supervisor")});
    EXPECT_TRUE(delta.servicesAdded.isEmpty() && delta.servicesRemoved.isEmpty());
}

TEST(Services, comeAndGoInTheDelta)
{
    Planes planes = healthyPlanes();
    const Snapshot with = join(planes, 1);
    planes.swarm->services.erase(planes.swarm->services.begin());
    const Snapshot without = join(planes, 2);
    EXPECT_EQ(deltaBetween(with, without).servicesRemoved, QStringList{QStringLiteral("s-lab-zk1")});
    EXPECT_EQ(deltaBetween(without, with).servicesAdded, QStringList{QStringLiteral("s-lab-zk1")});
}
