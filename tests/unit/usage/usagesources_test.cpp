// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage/usagesources.h"

#include "cluster/join.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {
using namespace stormdeck;
using namespace stormdeck::usage;

class UsageSourcesTest : public testing::Test
{
protected:
    UsageSourcesTest()
    {
        cluster::Planes planes = test::healthyPlanes();
        for (docker::Task &task : planes.swarm->tasks) {
            task.container = {QStringLiteral("container-of-") + task.id.value};
        }
        m_snapshot = cluster::join(planes, 1);
    }

    [[nodiscard]] QStringList namesOf(const cluster::Subject &subject) const
    {
        QStringList names;
        for (const UsageSource &source : usageSourcesOf(m_snapshot, subject)) {
            names << source.name;
        }
        return names;
    }
    [[nodiscard]] const cluster::NodeView &node(const QString &name) const
    {
        return *std::find_if(m_snapshot.nodes.begin(), m_snapshot.nodes.end(),
                             [&](const cluster::NodeView &one) { return one.name == name; });
    }

    cluster::Snapshot m_snapshot;
};

TEST_F(UsageSourcesTest, ofANodeAreAllItsContainersOnItsOwnEngine)
{
    const cluster::NodeView &first = node(QStringLiteral("storm-1"));
    const auto sources = usageSourcesOf(m_snapshot, subjectOf(first));
    EXPECT_EQ(sources.size(), first.tasks.size());
    ASSERT_FALSE(sources.empty());
    for (const UsageSource &source : sources) {
        EXPECT_EQ(source.machine.name, QStringLiteral("storm-1"));
        EXPECT_EQ(source.container.value, QStringLiteral("container-of-") + source.task.value);
    }
}

TEST_F(UsageSourcesTest, ofAServiceAreItsContainersOnAllNodes)
{
    const auto service = std::find_if(m_snapshot.services.begin(), m_snapshot.services.end(),
                                      [](const auto &one) { return one.role == QStringLiteral("supervisor"); });
    ASSERT_NE(service, m_snapshot.services.end());
    const QStringList names = namesOf(subjectOf(*service));
    EXPECT_EQ(names.size(), qsizetype(service->tasks.size()));
    EXPECT_TRUE(names.contains(service->name + QStringLiteral(" on storm-2"))) << qPrintable(names.join(u'\n'));
}

TEST_F(UsageSourcesTest, ofASwarmTaskIsItsOwnContainer)
{
    const auto sources = usageSourcesOf(m_snapshot, subjectOf(m_snapshot.services.front().tasks.front()));
    ASSERT_EQ(sources.size(), 1U);
    EXPECT_EQ(sources.front().task, m_snapshot.services.front().tasks.front().id);
}

TEST_F(UsageSourcesTest, ofAMemberIsItsServicesContainer)
{
    const QStringList names = namesOf(subjectOf(node(QStringLiteral("storm-1")).members.front()));
    ASSERT_EQ(names.size(), 1);
    EXPECT_TRUE(names.front().endsWith(QStringLiteral(" on storm-1"))) << qPrintable(names.front());
}

TEST_F(UsageSourcesTest, ofATopologyAreTheSupervisorsThatItsWorkersRunIn)
{
    ASSERT_FALSE(m_snapshot.topologies.empty());
    const cluster::TopologyView &topology = m_snapshot.topologies.front();
    const QStringList names = namesOf(subjectOf(topology));
    EXPECT_EQ(names.size(), topology.nodes.size());
    EXPECT_FALSE(names.isEmpty());
    for (const QString &name : names) {
        EXPECT_TRUE(name.contains(QStringLiteral("supervisor"))) << qPrintable(name);
    }
    const cluster::Subject component = cluster::componentSubject(topology.summary.id, QStringLiteral("any"));
    EXPECT_EQ(namesOf(component), names);
}

TEST_F(UsageSourcesTest, aNodeThatIsNoMachineOfTheProfileCannotBeAsked)
{
    m_snapshot.machines.clear();
    EXPECT_TRUE(usageSourcesOf(m_snapshot, subjectOf(node(QStringLiteral("storm-1")))).empty());
}
} // namespace
