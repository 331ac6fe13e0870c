// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/delta.h"

#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

#include <functional>
#include <ostream>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {
const QString storm2 = QStringLiteral("storm-2");
const QString wordcount = QStringLiteral("wordcount-1-1795591592");

struct Change
{
    const char *name;
    Delta expected;
    std::function<void(Planes &)> change;

    friend void PrintTo(const Change &one, std::ostream *out) { *out << one.name; }
};

std::vector<Change> changes()
{
    const QStringList all{QStringLiteral("node1"), QStringLiteral("node2"), QStringLiteral("node3")};
    return {
        {"nothing", {}, [](Planes &) {}},
        {"uptimesOnly", {}, [](Planes &p) { p.storm->supervisors[0].uptimeSeconds = 999; }},
        {"aMembersFigures",
         {.other = true},
         [](Planes &p) {
             p.ensemble->members[1].monitor.insert(QStringLiteral("zk_znode_count"), QStringLiteral("9"));
         }},
        {"aMembersState",
         {.nodesChanged = {QStringLiteral("node2")}, .other = true},
         [](Planes &p) { memberDown(p, QStringLiteral("zk2")); }},
        {"aNodesState",
         {.nodesChanged = {QStringLiteral("node2")}, .other = true},
         [](Planes &p) {
             nodeOf(p, storm2).state = {docker::NodeState::Down, QStringLiteral("down")};
         }},
        {"aNodeMore",
         {.nodesAdded = {QStringLiteral("node4")}, .other = true},
         [](Planes &p) {
             docker::Node node = nodeOf(p, storm2);
             node.id = {QStringLiteral("node4")};
             node.hostname = QStringLiteral("storm-4");
             p.swarm->nodes.push_back(node);
         }},
        {"aNodeLess",
         {.nodesRemoved = {QStringLiteral("node2")}, .topologiesChanged = {wordcount}, .other = true},
         [](Planes &p) {
             std::erase_if(p.swarm->nodes, [](const docker::Node &node) { return node.hostname == storm2; });
             std::erase_if(p.machines, [](const Machine &machine) { return machine.name == storm2; });
             p.engines.remove(storm2);
             std::erase_if(p.storm->supervisors, [](const auto &one) { return one.host.endsWith(storm2); });
             std::erase_if(p.storm->pages[0].workers, [](const auto &one) { return one.host.endsWith(storm2); });
         }},
        {"aTopologyMore",
         {.topologiesAdded = {QStringLiteral("b-2-1795591600")}},
         [](Planes &p) { p.storm->topologies.push_back({.id = {QStringLiteral("b-2-1795591600")}}); }},
        {"aTopologysFigures",
         {.topologiesChanged = {wordcount}},
         [](Planes &p) { p.storm->pages[0].stats[0].acked = 401; }},
        {"aTopologyLess",
         {.nodesChanged = all, .topologiesRemoved = {wordcount}},
         [](Planes &p) {
             p.storm->topologies.clear();
             p.storm->pages.clear();
         }},
        {"aServiceMore",
         {.other = true},
         [](Planes &p) { p.swarm->services.push_back({.id = {QStringLiteral("s-other")}}); }},
    };
}

class EachChange : public testing::TestWithParam<Change>
{
};
} // namespace

TEST_P(EachChange, isToldByItsKeysAndNoOther)
{
    Planes planes = healthyPlanes();
    const Snapshot before = join(planes, 1);
    GetParam().change(planes);
    const Delta delta = deltaBetween(before, join(planes, 2));
    const Delta &expected = GetParam().expected;
    EXPECT_EQ(delta.nodesAdded, expected.nodesAdded);
    EXPECT_EQ(delta.nodesChanged, expected.nodesChanged);
    EXPECT_EQ(delta.nodesRemoved, expected.nodesRemoved);
    EXPECT_EQ(delta.topologiesAdded, expected.topologiesAdded);
    EXPECT_EQ(delta.topologiesChanged, expected.topologiesChanged);
    EXPECT_EQ(delta.topologiesRemoved, expected.topologiesRemoved);
    EXPECT_EQ(delta.other, expected.other);
    EXPECT_EQ(delta.isEmpty(), expected.isEmpty());
}

INSTANTIATE_TEST_SUITE_P(Delta, EachChange, testing::ValuesIn(changes()),
                         [](const auto &change) { return std::string(change.param.name); });
