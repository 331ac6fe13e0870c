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

TEST(LogSources, ofAPartAreThoseOfItsOwner)
{
    const cluster::Snapshot snapshot = cluster::join(withContainers(), 1);
    const cluster::NodeView &first = node(snapshot, QStringLiteral("storm-1"));
    const cluster::Subject member = subjectOf(first.members.at(0));
    EXPECT_EQ(ownerOf(snapshot, member), subjectOf(first));
    const cluster::TopologyView &topology = snapshot.topologies.at(0);
    const cluster::Subject component = cluster::componentSubject(topology.summary.id, QStringLiteral("count"));
    EXPECT_EQ(ownerOf(snapshot, component), subjectOf(topology));
    EXPECT_EQ(ownerOf(snapshot, subjectOf(snapshot.services.at(0))), subjectOf(snapshot.services.at(0)));
}

TEST(LogSources, leaveOutWhatNoMachineOfTheProfileCarries)
{
    cluster::Planes planes = withContainers();
    std::erase_if(planes.machines, [](const Machine &machine) { return machine.name == QStringLiteral("storm-2"); });
    planes.engines.remove(QStringLiteral("storm-2"));
    const cluster::Snapshot snapshot = cluster::join(planes, 1);
    EXPECT_TRUE(logsOfNode(snapshot, node(snapshot, QStringLiteral("storm-2")).key).empty());
}
} // namespace
