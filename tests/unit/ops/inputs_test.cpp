// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/builders.h"
#include "ops/services.h"
#include "ops/stormyaml.h"
#include "ops/wanted.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stormdeck::ops {
namespace {

ClusterInputs twoMachines()
{
    ClusterInputs inputs{.name = QStringLiteral("lab"), .acceptPlainTcp = true};
    for (const char *name : {"a", "b"}) {
        const QString host = QString::fromLatin1(name);
        inputs.machines.push_back({host, Endpoint::tcp(host, 2375), host, host == u"a"});
    }
    return inputs;
}

TEST(Defaults, publishNothingAndPutTheUiWhereAManagerIs)
{
    ClusterInputs inputs = twoMachines();
    inputs.storm.nimbus = QStringLiteral("b");
    inputs = withDefaults(inputs);
    EXPECT_EQ(inputs.storm.ui, QStringLiteral("a"));
    EXPECT_EQ(inputs.storm.uiPort, std::nullopt);
    EXPECT_TRUE(uiService(inputs).spec.ports.empty());
}

TEST(ClusterName, isOneLine)
{
    ClusterInputs inputs = withDefaults(twoMachines());
    EXPECT_TRUE(problems(inputs).empty());
    inputs.name += u'\n';
    EXPECT_FALSE(problems(inputs).empty());
}

TEST(UiPortOfAConfig, isWrittenOnceAndPublished)
{
    ClusterInputs inputs = withDefaults(twoMachines());
    EXPECT_TRUE(stormYaml(inputs.storm, {}).contains("ui.port: 8080"));
    inputs.storm.config.insert(QStringLiteral("ui.port"), QStringLiteral("8090"));
    inputs.storm.uiPort = 80;
    const QByteArray yaml = stormYaml(inputs.storm, {});
    EXPECT_EQ(yaml.count("ui.port"), 1);
    EXPECT_TRUE(yaml.contains("ui.port: 8090"));
    EXPECT_EQ(uiService(inputs).spec.ports.at(0).target, 8090);
}

TEST(UiPortOfAConfig, isTheOneThatAPreflightLooksAt)
{
    ClusterInputs inputs = withDefaults(twoMachines());
    inputs.storm.config.insert(QStringLiteral("ui.port"), QStringLiteral("8090"));
    const auto ports = wantedBy(inputs).ports;
    const auto has = [&ports](quint16 port) {
        return std::any_of(ports.begin(), ports.end(), [port](const auto &use) { return use.port == port; });
    };
    EXPECT_TRUE(has(8090));
    EXPECT_FALSE(has(8080));
}

TEST(StormConfig, takesTextsThatAreNoYamlByThemselves)
{
    ClusterInputs inputs = withDefaults(twoMachines());
    inputs.storm.config = {{QStringLiteral("a.star"), QStringLiteral("*")},
                           {QStringLiteral("b.open"), QStringLiteral("[ops")},
                           {QStringLiteral("c.number"), QStringLiteral("128")},
                           {QStringLiteral("d.at"), QStringLiteral("@ops")}};
    const QByteArray yaml = stormYaml(inputs.storm, {});
    for (const char *line : {R"(a.star: "*")", R"(b.open: "[ops")", "c.number: 128\n", R"(d.at: "@ops")"}) {
        EXPECT_TRUE(yaml.contains(line)) << line << " in\n" << yaml.constData();
    }
}

TEST(StormConfig, takesNoSecretsAsItIsKeptWhereItCanBeRead)
{
    ClusterInputs inputs = withDefaults(twoMachines());
    for (const char *name : {"nimbus.credential.renewers.freq.secs", "topology.auto-credentials", "worker.childopts"}) {
        inputs.storm.config.insert(QString::fromLatin1(name), QStringLiteral("x"));
    }
    EXPECT_TRUE(problems(inputs).empty()) << "they only speak of secrets";
    for (const char *name : {"storm.zookeeper.auth.payload", "ui.https.key.password", "oauth.client.secret"}) {
        inputs.storm.config = {{QString::fromLatin1(name), QStringLiteral("ops:sesame")}};
        const std::vector<Problem> found = problems(inputs);
        ASSERT_EQ(found.size(), 1U) << name;
        EXPECT_EQ(found.front().field, QStringLiteral("storm.config"));
        EXPECT_FALSE(found.front().sentence.contains(QStringLiteral("sesame")));
        EXPECT_TRUE(found.front().sentence.contains(QStringLiteral("Docker secret"))) << "what can be done instead";
    }
}

TEST(PlainTcp, isAskedAboutWhereItIsPlainAndNowhereElse)
{
    ClusterInputs inputs = withDefaults(twoMachines());
    inputs.acceptPlainTcp = false;
    const std::vector<Problem> found = problems(inputs);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().field, QStringLiteral("accept_plain_tcp"));
    for (Machine &machine : inputs.machines) {
        machine.engine = Endpoint::tls(machine.name, 2376, QStringLiteral("/certificates"));
    }
    EXPECT_TRUE(problems(inputs).empty());
}

/// Only plain TCP beyond this machine is what the operator has to accept.
TEST(Security, concernsPlainTcpAlone)
{
    ClusterInputs inputs = twoMachines();
    inputs.acceptPlainTcp = false;
    inputs.machines[0].engine = Endpoint::tls(QStringLiteral("a"), 2376, QStringLiteral("/certificates"));
    inputs.machines[1].engine = Endpoint::ssh({}, QStringLiteral("b"), 0, usualEngineSocket());
    const auto isAboutTcp = [](const QString &note) { return note.contains(QStringLiteral("Plain TCP")); };
    const auto made = applyPlan(inputs, {}, {.operation = {QStringLiteral("o")}});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_TRUE(std::none_of(made->notes.begin(), made->notes.end(), isAboutTcp));

    inputs.machines[1].engine = Endpoint::tcp(QStringLiteral("b"), 2375);
    EXPECT_FALSE(applyPlan(inputs, {}, {.operation = {QStringLiteral("o")}}));
    inputs.acceptPlainTcp = true;
    const auto accepted = applyPlan(inputs, {}, {.operation = {QStringLiteral("o")}});
    ASSERT_TRUE(accepted);
    EXPECT_TRUE(std::any_of(accepted->notes.begin(), accepted->notes.end(), isAboutTcp));
}

TEST(ApplyPlan, waitsForStormThoughNothingIsPublished)
{
    const auto made = applyPlan(twoMachines(), {}, {.operation = {QStringLiteral("o")}});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_NE(made->step({QStringLiteral("storm.wait")}), nullptr);
}

} // namespace
} // namespace stormdeck::ops
