// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/nodeindex.h"

#include "cluster/health.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <iterator>
#include <map>
#include <set>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {
const Instant now{std::chrono::hours(5)};

docker::Node nodeNumber(const docker::Node &like, int number)
{
    docker::Node node = like;
    node.id = {QStringLiteral("more%1").arg(number)};
    node.hostname = QStringLiteral("more-%1").arg(number);
    node.address = QStringLiteral("10.78.%1.%2").arg(number / 250).arg(number % 250);
    return node;
}

/// The scene with so many nodes more, of which the first are down.
Planes withNodes(int count, int down)
{
    Planes planes = healthyPlanes();
    const docker::Node like = nodeOf(planes, QStringLiteral("storm-3"));
    for (int i = 0; i < count; ++i) {
        docker::Node node = nodeNumber(like, i);
        if (i < down) {
            node.state = {docker::NodeState::Down, QStringLiteral("down")};
        }
        planes.swarm->nodes.push_back(node);
    }
    return planes;
}

std::vector<Finding> withCode(const std::vector<Finding> &all, const QString &code)
{
    std::vector<Finding> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                 [&](const Finding &finding) { return finding.code == code; });
    return found;
}

/// A machine of the profile for each of so many nodes, listed the other way round.
Planes withMachines(int count)
{
    Planes planes = withNodes(count, 0);
    for (int i = count - 1; i >= 0; --i) {
        const docker::Node node = nodeNumber(planes.swarm->nodes.front(), i);
        planes.machines.push_back({node.hostname, Endpoint::tcp(node.address, 2375), node.address, false});
        planes.engines[node.hostname].info.swarm.node = node.id;
    }
    return planes;
}

/// How many times as long it takes with four times as many.
double growth(const std::function<void(int)> &work)
{
    const auto time = [&](int count) {
        const std::clock_t begun = std::clock();
        work(count);
        return static_cast<double>(std::clock() - begun);
    };
    const double few = time(700);
    return time(2800) / few;
}
} // namespace

TEST(Join, takesAsLongAMachineInALargeClusterAsInASmallOne)
{
    EXPECT_EQ(join(withMachines(50), 1).nodes.size(), 53U);
    std::map<int, Planes> planes;
    planes[700] = withMachines(700);
    planes[2800] = withMachines(2800);
    EXPECT_LT(growth([&](int count) {
                  for (const NodeView &node : join(planes[count], 1).nodes) {
                      EXPECT_EQ(node.machine, node.name);
                  }
              }),
              8);
}

TEST(LivingTwins, areReadyNodesOfTheSameNameAndNoOther)
{
    Planes planes = healthyPlanes();
    docker::Node old = nodeOf(planes, QStringLiteral("storm-3"));
    old.id = {QStringLiteral("old3")};
    old.state = {docker::NodeState::Down, QStringLiteral("down")};
    planes.swarm->nodes.push_back(old);
    const Snapshot snapshot = join(planes, 1);
    const NodeIndex index(snapshot);
    const LivingTwins twins(snapshot);
    ASSERT_TRUE(index.card({QStringLiteral("old3")}));
    EXPECT_EQ(twins.of(*index.card({QStringLiteral("old3")})), index.card({QStringLiteral("node3")}));
    EXPECT_EQ(twins.of(*index.card({QStringLiteral("node3")})), nullptr);
    EXPECT_EQ(twins.of(*index.card({QStringLiteral("node1")})), nullptr);
}

TEST(NodeIndex, findsCardsByNodeAndByMachineAndWhatAManagerTold)
{
    const Planes planes = healthyPlanes();
    const Snapshot snapshot = join(planes, 1);
    const NodeIndex index(snapshot);
    const NodeView *card = index.cardOfMachine(QStringLiteral("storm-2"));
    ASSERT_TRUE(card);
    EXPECT_EQ(card->name, QStringLiteral("storm-2"));
    EXPECT_EQ(index.card(card->node), card);
    ASSERT_TRUE(index.told(card->node));
    EXPECT_EQ(index.told(card->node)->hostname, QStringLiteral("storm-2"));
    EXPECT_EQ(index.card({}), nullptr);
    EXPECT_EQ(index.told({QStringLiteral("none")}), nullptr);
    EXPECT_EQ(index.cardOfMachine({}), nullptr);
}

TEST(TaskRules, takeAsLongAWaitingTaskOnManyNodesAsOnFew)
{
    const auto waiting = [](int count) {
        Planes planes = withNodes(count, 0);
        const docker::Task like = taskOf(planes, QStringLiteral("lab-ui"), QStringLiteral("storm-1"));
        auto &services = planes.swarm->services;
        std::find_if(services.begin(), services.end(), [&](const docker::Service &one) {
            return one.id == like.service;
        })->constraints = {QStringLiteral("node.labels.disk==ssd")};
        for (int i = 0; i < count; ++i) {
            docker::Task task = like;
            task.id = {QStringLiteral("waits%1").arg(i)};
            task.node = {};
            task.slot = i + 2;
            task.state = {docker::TaskState::Pending, QStringLiteral("pending")};
            task.error = QStringLiteral("no suitable node (scheduling constraints not satisfied on 3 nodes)");
            planes.swarm->tasks.push_back(task);
        }
        return join(planes, 1);
    };
    std::map<int, Snapshot> snapshots;
    snapshots[700] = waiting(700);
    snapshots[2800] = waiting(2800);
    EXPECT_LT(growth([&](int count) {
                  const Snapshot &one = snapshots[count];
                  const auto found =
                      withCode(findings(one, freshNow(healthyPlanes(), now), now), QStringLiteral("task.pending"));
                  EXPECT_EQ(found.size(), static_cast<size_t>(count));
                  EXPECT_TRUE(found.front().evidence.contains(QStringLiteral("No node satisfies")));
              }),
              8);
}

TEST(NodeRules, tellEachOfManyDownNodesOnce)
{
    constexpr int down = 300;
    const Planes planes = withNodes(1000, down);
    const auto found = withCode(findings(join(planes, 1), freshNow(planes, now), now), QStringLiteral("node.down"));
    ASSERT_EQ(found.size(), static_cast<size_t>(down));
    std::set<QString> subjects;
    for (const Finding &finding : found) {
        subjects.insert(finding.subject);
    }
    EXPECT_EQ(subjects.size(), static_cast<size_t>(down));
    const auto seventh =
        std::find_if(found.begin(), found.end(), [](const Finding &finding) { return finding.subject == u"more6"; });
    ASSERT_NE(seventh, found.end());
    EXPECT_EQ(seventh->evidence, QStringLiteral("Swarm says down."));
}
