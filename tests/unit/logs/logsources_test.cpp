// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logsources.h"

#include "cluster/join.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {
using namespace stormdeck;
using namespace stormdeck::logs;

cluster::Planes withContainers()
{
    cluster::Planes planes = test::healthyPlanes();
    for (docker::Task &task : planes.swarm->tasks) {
        task.container = {QStringLiteral("container-of-") + task.id.value};
    }
    return planes;
}

const cluster::NodeView &node(const cluster::Snapshot &snapshot, const QString &name)
{
    return *std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(),
                         [&](const cluster::NodeView &one) { return one.name == name; });
}

TEST(LogSources, ofANodeAreOutputsAndFilesOnItsOwnEngine)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    const auto sources = logsOfNode(snapshot, node(snapshot, QStringLiteral("storm-1")).key);
    ASSERT_FALSE(sources.empty());
    const auto has = [&](const QString &file) {
        return std::any_of(sources.begin(), sources.end(),
                           [&](const LogSource &source) { return source.file == file; });
    };
    EXPECT_TRUE(has(QString()));
    EXPECT_TRUE(has(QStringLiteral("/logs/nimbus.log")));
    EXPECT_TRUE(has(QStringLiteral("/logs/supervisor.log")));
    for (const LogSource &source : sources) {
        EXPECT_EQ(source.machine.name, QStringLiteral("storm-1")) << qPrintable(source.name);
        EXPECT_TRUE(source.container.value.startsWith(QStringLiteral("container-of-"))) << qPrintable(source.name);
    }
}

TEST(LogSources, ofATopologyAreItsWorkersFilesInTheSupervisorsContainers)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    ASSERT_FALSE(snapshot.topologies.empty());
    const storm::TopologyId id = snapshot.topologies.front().summary.id;
    size_t workers = 0;
    for (const cluster::NodeView &one : snapshot.nodes) {
        workers += size_t(std::count_if(one.slotViews.begin(), one.slotViews.end(),
                                        [&](const cluster::SlotView &slot) { return slot.topology == id; }));
    }
    const auto sources = logsOfTopology(snapshot, id);
    EXPECT_EQ(sources.size(), workers);
    EXPECT_GT(workers, 0U);
    for (const LogSource &source : sources) {
        EXPECT_TRUE(source.file.startsWith(QStringLiteral("/logs/workers-artifacts/") + id.value))
            << qPrintable(source.file);
    }
}

TEST(LogSources, ofAWorkerIsItsFileOnItsNode)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    const storm::TopologyId id = snapshot.topologies.front().summary.id;
    const cluster::NodeView &two = node(snapshot, QStringLiteral("storm-2"));
    const auto slot = std::find_if(two.slotViews.begin(), two.slotViews.end(),
                                   [&](const cluster::SlotView &one) { return one.topology == id; });
    ASSERT_NE(slot, two.slotViews.end());
    const auto sources = logsOfWorker(snapshot, id, two.key, slot->port);
    ASSERT_EQ(sources.size(), 1U);
    EXPECT_EQ(sources[0].machine.name, QStringLiteral("storm-2"));
    EXPECT_TRUE(sources[0].file.contains(QStringLiteral("/%1/worker.log").arg(slot->port)));
    EXPECT_TRUE(logsOfWorker(snapshot, id, two.key, 1).empty());
    EXPECT_TRUE(logsOfWorker(snapshot, id, QStringLiteral("nowhere"), slot->port).empty());
}

TEST(LogSources, ofAServiceAreOnAllItsNodesAndOfNothingElse)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    const auto supervisor =
        std::find_if(snapshot.services.begin(), snapshot.services.end(),
                     [](const cluster::ServiceView &service) { return service.role == QStringLiteral("supervisor"); });
    ASSERT_NE(supervisor, snapshot.services.end());
    const auto sources = logsOf(snapshot, subjectOf(*supervisor));
    ASSERT_EQ(sources.size(), 6U) << "output and file on each of three nodes";
    QStringList machines;
    for (const LogSource &source : sources) {
        machines << source.machine.name;
        EXPECT_TRUE(source.file.isEmpty() || source.file == QStringLiteral("/logs/supervisor.log"))
            << qPrintable(source.file);
        EXPECT_TRUE(source.name.contains(QStringLiteral("supervisor"))) << qPrintable(source.name);
    }
    machines.removeDuplicates();
    EXPECT_EQ(machines.size(), 3);
}

TEST(LogSources, ofAComponentAreThoseOfItsTopology)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    const cluster::TopologyView &topology = snapshot.topologies.at(0);
    const cluster::Subject component = cluster::componentSubject(topology.summary.id, QStringLiteral("count"));
    EXPECT_EQ(ownerOf(component), subjectOf(topology));
    EXPECT_EQ(ownerOf(subjectOf(snapshot.services.at(0))), subjectOf(snapshot.services.at(0)));
}

TEST(LogSources, ofAMemberAreItsOwnAlone)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    const cluster::MemberView &member = node(snapshot, QStringLiteral("storm-2")).members.at(0);
    const auto sources = logsOf(snapshot, ownerOf(subjectOf(member)));
    ASSERT_EQ(sources.size(), 1U);
    EXPECT_EQ(sources[0].container.value, QStringLiteral("container-of-t-lab-zk2-2"));
    EXPECT_EQ(sources[0].name, QStringLiteral("lab-zk2 on storm-2"));
}

TEST(LogSources, ofASwarmTaskAreItsOutputAndItsDaemonsFile)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    const cluster::Subject task{cluster::SubjectKind::SwarmTask, QStringLiteral("t-lab-supervisor-3"), {}};
    const auto sources = logsOf(snapshot, ownerOf(task));
    ASSERT_EQ(sources.size(), 2U);
    EXPECT_TRUE(sources[0].file.isEmpty());
    EXPECT_EQ(sources[1].file, QStringLiteral("/logs/supervisor.log"));
    EXPECT_EQ(sources[1].name, QStringLiteral("supervisor.log on storm-3"));
    for (const LogSource &source : sources) {
        EXPECT_EQ(source.container.value, QStringLiteral("container-of-t-lab-supervisor-3"));
    }
}

/// The nimbus ended, and another is to start as soon as it can.
cluster::Planes withCrashLoop()
{
    cluster::Planes planes = withContainers();
    docker::Task &ended = test::taskOf(planes, QStringLiteral("lab-nimbus"), QStringLiteral("storm-1"));
    ended.state = {docker::TaskState::Failed, QStringLiteral("failed")};
    ended.desired = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
    docker::Task next = ended;
    next.id = {QStringLiteral("t-next")};
    next.container = {};
    next.state = {docker::TaskState::Ready, QStringLiteral("ready")};
    next.desired = next.state;
    next.createdAt = next.createdAt.addSecs(60);
    planes.swarm->tasks.push_back(next);
    return planes;
}

TEST(LogSources, ofAServiceThatCannotStayUpAreWhatItSaidLast)
{
    const cluster::Snapshot snapshot = cluster::join(withCrashLoop(), 1);
    const auto sources = logsOfService(snapshot, {QStringLiteral("s-lab-nimbus")});
    ASSERT_EQ(sources.size(), 1U) << "its file cannot be read where nothing runs";
    EXPECT_EQ(sources[0].container.value, QStringLiteral("container-of-t-lab-nimbus-1"));
    EXPECT_EQ(sources[0].task.value, QStringLiteral("t-lab-nimbus-1"));
    const auto ofTheNext = logsOfTask(snapshot, {QStringLiteral("t-next")});
    ASSERT_EQ(ofTheNext.size(), 1U) << "which has no container yet";
    EXPECT_EQ(ofTheNext[0], sources[0]);
    const auto ofNode = logsOfNode(snapshot, node(snapshot, QStringLiteral("storm-1")).key);
    EXPECT_NE(std::find(ofNode.begin(), ofNode.end(), sources[0]), ofNode.end());
}

TEST(LogSources, areSucceededByWhatRunsInTheirPlace)
{
    cluster::Planes planes = withCrashLoop();
    const auto before = logsOfService(cluster::join(planes, 1), {QStringLiteral("s-lab-nimbus")});
    EXPECT_FALSE(successorOf(cluster::join(planes, 1), before.at(0))) << "nothing else has said anything yet";
    docker::Task &next = planes.swarm->tasks.back();
    next.container = {QStringLiteral("container-of-next")};
    next.state = {docker::TaskState::Running, QStringLiteral("running")};
    next.desired = next.state;
    next.node = {QStringLiteral("node2")};
    const cluster::Snapshot after = cluster::join(planes, 2);
    const auto found = successorOf(after, before[0]);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->container, next.container);
    EXPECT_EQ(found->machine.name, QStringLiteral("storm-2"));
    EXPECT_EQ(found->name, QStringLiteral("lab-nimbus on storm-2"));
    EXPECT_FALSE(successorOf(after, *found));
}

TEST(LogSources, ofAWorkerAreSucceededInTheSupervisorsNewContainer)
{
    cluster::Planes planes = withContainers();
    const cluster::Snapshot before = cluster::join(planes, 1);
    const LogSource worker = logsOfTopology(before, before.topologies.front().summary.id).at(0);
    docker::Task &old = test::taskOf(planes, QStringLiteral("lab-supervisor"), worker.machine.name);
    docker::Task next = old;
    old.state = {docker::TaskState::Failed, QStringLiteral("failed")};
    old.desired = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
    next.id = {QStringLiteral("t-next")};
    next.container = {QStringLiteral("container-of-next")};
    next.createdAt = next.createdAt.addSecs(60);
    planes.swarm->tasks.push_back(next);
    const auto found = successorOf(cluster::join(planes, 2), worker);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->container, next.container);
    EXPECT_EQ(found->file, worker.file);
}

TEST(LogSources, ofANodeOutOfReachComeFromAManager)
{
    cluster::Planes planes = withContainers();
    std::erase_if(planes.machines, [](const Machine &machine) { return machine.name == QStringLiteral("storm-2"); });
    planes.engines.remove(QStringLiteral("storm-2"));
    const cluster::Snapshot snapshot = cluster::join(planes, 1);
    const auto sources = logsOfNode(snapshot, node(snapshot, QStringLiteral("storm-2")).key);
    ASSERT_EQ(sources.size(), 2U) << "a member and a supervisor; files are out of reach";
    for (const LogSource &source : sources) {
        EXPECT_EQ(source.machine.name, QStringLiteral("storm-1")) << "the manager";
        EXPECT_TRUE(source.container.isEmpty());
        EXPECT_FALSE(source.task.isEmpty());
        EXPECT_TRUE(source.file.isEmpty());
        EXPECT_TRUE(source.name.endsWith(QStringLiteral(" on storm-2"))) << qPrintable(source.name);
    }
}

TEST(LogSources, ofContainersAreWhatTheyPrintWhoeverMadeThem)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    const docker::Task &nimbus = *std::find_if(
        snapshot.swarm->tasks.begin(), snapshot.swarm->tasks.end(), [&](const docker::Task &task) {
            return logsOfTask(snapshot, task.id).size() == 2; // what it prints and its file
        });
    const Machine &machine = snapshot.machines.front();
    docker::Container ofSwarm;
    ofSwarm.id = nimbus.container;
    ofSwarm.labels.insert(QStringLiteral("com.docker.swarm.task.id"), nimbus.id.value);
    docker::Container plain;
    plain.id = {QStringLiteral("0123456789abcdef")};
    plain.names = {QStringLiteral("registry")};
    docker::Container forgotten; // its swarm task is not listed any more
    forgotten.id = {QStringLiteral("fedcba9876543210")};
    forgotten.labels.insert(QStringLiteral("com.docker.swarm.task.id"), QStringLiteral("long-gone"));

    const auto sources = logsOfContainers(snapshot, machine, QStringLiteral("storm-1"), {ofSwarm, plain, forgotten});
    ASSERT_EQ(sources.size(), 4U);
    EXPECT_EQ(sources[0].task, nimbus.id);
    EXPECT_FALSE(sources[1].file.isEmpty());
    EXPECT_EQ(sources[2].name, QStringLiteral("registry on storm-1"));
    EXPECT_EQ(sources[2].container, plain.id);
    EXPECT_EQ(sources[2].machine, machine);
    EXPECT_EQ(sources[3].name, QStringLiteral("fedcba987654 on storm-1"));
    EXPECT_EQ(sources[3].container, forgotten.id);
    EXPECT_FALSE(successorOf(snapshot, sources[2]));
}
} // namespace
