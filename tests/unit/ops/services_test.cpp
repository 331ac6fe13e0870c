// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/services.h"

#include "unit/bugbank/judged.h"

#include <QSet>

#include <gtest/gtest.h>

namespace stormdeck::ops {
namespace {

std::vector<actions::CreateService> daemons(const ClusterInputs &inputs)
{
    return {nimbusService(inputs), uiService(inputs), supervisorService(inputs)};
}

QStringList targetsOf(const docker::ServiceSpec &spec)
{
    QStringList targets;
    for (const docker::Mount &mount : spec.mounts) {
        targets << mount.target;
    }
    return targets;
}

TEST(MadeMembers, arePinnedEachToItsMachineWithVolumesOfTheirOwn)
{
    const ClusterInputs inputs = test::threeMachines();
    QSet<QString> volumes;
    for (qsizetype member = 0; member < 3; ++member) {
        const actions::CreateService made = memberService(inputs, member);
        EXPECT_EQ(made.pinnedTo, inputs.zookeeper.members[member]);
        EXPECT_FALSE(made.spec.global);
        // What is not mounted of these becomes a volume without a name, new for each swarm task.
        EXPECT_EQ(targetsOf(made.spec),
                  QStringList({QStringLiteral("/data"), QStringLiteral("/datalog"), QStringLiteral("/logs")}));
        for (const docker::Mount &mount : made.spec.mounts) {
            EXPECT_EQ(mount.type, QStringLiteral("volume"));
            volumes.insert(mount.source);
        }
    }
    EXPECT_EQ(volumes.size(), 9) << "a volume that two share would make them one member";
}

TEST(MadeMembers, answerToTheirNamesInTheNetworkOfTheCluster)
{
    const docker::ServiceSpec spec = memberService(test::threeMachines(), 1).spec;
    EXPECT_EQ(spec.hostname, QStringLiteral("zk2"));
    ASSERT_EQ(spec.networks.size(), 1U);
    EXPECT_EQ(spec.networks.front().network, QStringLiteral("lab-net"));
    EXPECT_EQ(spec.networks.front().aliases, QStringList{QStringLiteral("zk2")});
}

TEST(MadeDaemons, readOneStormYamlAsAUserWhoNeedNotOwnIt)
{
    const ClusterInputs inputs = test::threeMachines();
    for (const actions::CreateService &made : daemons(inputs)) {
        EXPECT_EQ(made.spec.user, QStringLiteral("1000:1000")) << qPrintable(made.spec.name);
        ASSERT_EQ(made.spec.configs.size(), 1U);
        EXPECT_EQ(made.spec.configs.front().name, stormConfig(inputs).name);
        EXPECT_EQ(made.spec.configs.front().path, QStringLiteral("/conf/storm.yaml"));
        EXPECT_EQ(made.spec.endpointMode, docker::EndpointMode::Dnsrr);
    }
}

TEST(MadeDaemons, areOneNimbusOneUiAndASupervisorANode)
{
    ClusterInputs inputs = test::threeMachines();
    inputs.storm.nimbus = QStringLiteral("storm-2");
    const actions::CreateService nimbus = nimbusService(inputs);
    EXPECT_EQ(nimbus.pinnedTo, QStringLiteral("storm-2"));
    EXPECT_EQ(targetsOf(nimbus.spec), QStringList{QStringLiteral("/data")}) << "the code of the topologies";
    EXPECT_EQ(uiService(inputs).pinnedTo, inputs.storm.ui);
    const actions::CreateService supervisor = supervisorService(inputs);
    EXPECT_TRUE(supervisor.spec.global);
    EXPECT_EQ(supervisor.pinnedTo, QString());
    EXPECT_EQ(supervisor.expectedTasks, 3);
}

TEST(MadeConfig, hasAnotherNameWithAnotherContentAndWithNothingElse)
{
    ClusterInputs inputs = test::threeMachines();
    const QString before = stormConfig(inputs).name;
    EXPECT_TRUE(before.startsWith(QStringLiteral("lab-storm-yaml-"))) << qPrintable(before);
    inputs.storm.nimbus = QStringLiteral("storm-3");
    EXPECT_EQ(stormConfig(inputs).name, before) << "it is found by its name in the network";
    inputs.storm.slotPorts = {6700};
    EXPECT_NE(stormConfig(inputs).name, before) << "a config of the swarm cannot be changed";
}

} // namespace
} // namespace stormdeck::ops
