// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthy.h"
#include "ops/wanted.h"
#include "preflight/preflight.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::preflight;

TEST(PreflightReport, blocksByErrorsAndByWarningsThatNobodyTookUponThemselves)
{
    Facts facts = test::healthyFacts();
    EXPECT_TRUE(blocking(reportOf(facts, {})).empty());
    facts.machines[0].system->systemId = QStringLiteral("alpine"); // a warning
    facts.machines[1].system->disks[0].freeKib = 1;                // an error
    facts.machines[2].system->firewalls = {QStringLiteral("ufw")}; // a notice
    const Report report = reportOf(facts, {});
    EXPECT_EQ(worst(report.results), Verdict::Error);
    EXPECT_EQ(blocking(report).size(), 2U);
    EXPECT_EQ(blocking(report, {QStringLiteral("system.release storm-3")}).size(), 2U) << "of another machine";
    const auto left =
        blocking(report, {QStringLiteral("system.release storm-1"), QStringLiteral("disk.space storm-2")});
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].key(), QStringLiteral("disk.space storm-2")) << "an error cannot be overridden";
}

TEST(PreflightReport, namesAllThatMayBeOverridden)
{
    Facts facts = test::healthyFacts();
    facts.machines[0].system->systemId = QStringLiteral("alpine"); // a warning
    facts.machines[1].system->disks[0].freeKib = 1;                // an error
    const Report report = reportOf(facts, {});
    EXPECT_EQ(overridable(report), QSet<QString>{QStringLiteral("system.release storm-1")});
    EXPECT_EQ(blocking(report, overridable(report)).size(), 1U);
    EXPECT_EQ(count(report.results, Verdict::Warning), 1);
    EXPECT_EQ(count(report.results, Verdict::Error), 1);
}

TEST(PreflightReport, keepsTheOrderOfTheClusterFile)
{
    const Report report = reportOf(test::healthyFacts(), {});
    EXPECT_EQ(report.machines,
              (QStringList{QStringLiteral("storm-1"), QStringLiteral("storm-2"), QStringLiteral("storm-3")}));
    EXPECT_EQ(report.results.front().subject, QStringLiteral("storm-1"));
    EXPECT_TRUE(report.results.back().subject.isEmpty());
    EXPECT_TRUE(report.anyMachineAnswered);
}

TEST(PreflightReport, wantsThePortsOfTheClusterFile)
{
    ops::ClusterInputs inputs;
    inputs.machines = {{.name = QStringLiteral("a")}, {.name = QStringLiteral("b")}};
    inputs.storm.slotPorts = {6800};
    inputs.storm.uiPort = 8081;
    inputs.zookeeper.publishPort = 2181;
    inputs.acceptPlainTcp = true;
    const Wanted wanted = ops::wantedBy(ops::withDefaults(inputs));
    const auto needOf = [&](quint16 port, PortProtocol protocol = PortProtocol::Tcp) {
        std::vector<Need> needs;
        for (const PortUse &use : wanted.ports) {
            if (use.port == port && use.protocol == protocol) {
                needs.push_back(use.need);
            }
        }
        return needs;
    };
    EXPECT_EQ(needOf(7946, PortProtocol::Udp), std::vector{Need::Swarm});
    EXPECT_EQ(needOf(4789, PortProtocol::Udp), std::vector{Need::Swarm});
    EXPECT_EQ(needOf(2181), std::vector{Need::Published});
    EXPECT_EQ(needOf(8081), std::vector{Need::Published});
    EXPECT_EQ(needOf(6800), std::vector{Need::Overlay});
    EXPECT_TRUE(needOf(6700).empty());
    EXPECT_TRUE(wanted.acceptsPlainTcp);
    EXPECT_EQ(wanted.aliases.value(QStringLiteral("zk1")), QStringLiteral("a"));
}
