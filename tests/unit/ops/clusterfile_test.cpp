// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/inputs.h"

#include <gtest/gtest.h>

namespace stormdeck::ops {
namespace {

Result<ClusterInputs> parsed(const QByteArray &yaml)
{
    return parseClusterFile(yaml, QStringLiteral("cluster.yaml"));
}

TEST(ClusterFile, refusesAnUnknownMemberWithItsLine)
{
    for (const char *yaml : {"name: lab\n\ncolour: red\n", "name: lab\nstorm:\n  colour: red\n",
                             "name: lab\nzookeeper:\n  colour: red\n"}) {
        const auto refused = parsed(yaml);
        ASSERT_FALSE(refused) << yaml;
        EXPECT_EQ(refused.error().target, QStringLiteral("cluster.yaml, line 3")) << yaml;
        EXPECT_TRUE(refused.error().reason.contains(QStringLiteral("colour"))) << qPrintable(refused.error().reason);
        EXPECT_EQ(refused.error().code, QStringLiteral("cluster-file.invalid"));
    }
}

TEST(ClusterFile, refusesValuesThatCannotBeMeant)
{
    for (const char *line : {"storm: {slots: 6700}", "storm: {ui_port: high}", "zookeeper: {members: storm-1}",
                             "data_path_port: 0", "accept_plain_tcp: perhaps", "storm: 2.8.3"}) {
        const auto refused = parsed(QByteArray("name: lab\n") + line + "\n");
        ASSERT_FALSE(refused) << line;
        EXPECT_EQ(refused.error().kind, ErrorKind::Rejected) << line;
        EXPECT_EQ(refused.error().target, QStringLiteral("cluster.yaml, line 2")) << line;
    }
}

TEST(ClusterFile, needsMachinesOnly)
{
    const auto given = parsed("name: lab\nmachines:\n- {name: a, endpoint: tcp://10.0.0.1}\n"
                              "- {name: b, endpoint: tcp://10.0.0.2}\n- {name: c, endpoint: tcp://10.0.0.3}\n"
                              "accept_plain_tcp: true\n");
    ASSERT_TRUE(given) << qPrintable(sentence(given.error()));
    const ClusterInputs inputs = withDefaults(*given);
    EXPECT_TRUE(problems(inputs).empty());
    EXPECT_TRUE(inputs.machines.front().manager);
    EXPECT_EQ(inputs.machines.front().address, QStringLiteral("10.0.0.1"));
    EXPECT_EQ(inputs.zookeeper.members, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    EXPECT_EQ(inputs.storm.nimbus, QStringLiteral("a"));
    EXPECT_EQ(inputs.storm.ui, QStringLiteral("a"));
    EXPECT_EQ(inputs.storm.uiPort, std::nullopt);
    EXPECT_EQ(inputs.storm.slotPorts, (std::vector<quint16>{6700, 6701, 6702, 6703}));
}

} // namespace
} // namespace stormdeck::ops
