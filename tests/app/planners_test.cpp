// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planners.h"

#include "access/ways.h"
#include "support/fakeserver.h"
#include "support/privatehost.h"

#include <gtest/gtest.h>

using namespace stormdeck;

namespace {
const settings::Profile before{.name = QStringLiteral("lab"),
                               .machines = {{QStringLiteral("old"), {}, {}, true}},
                               .acceptPlainTcp = true,
                               .readOnly = true,
                               .production = true,
                               .stormUi = Endpoint::tcp(QStringLiteral("ui"), 80)};
}

TEST(Planners, aProfileKeepsWhatTheInputsDoNotHold)
{
    const ops::ClusterInputs inputs{.name = QStringLiteral("lab"), .machines = {{QStringLiteral("new"), {}, {}, true}}};
    const settings::Profile made = app::profileOf(inputs, before);
    EXPECT_EQ(made.machines, inputs.machines);
    EXPECT_FALSE(made.acceptPlainTcp);
    EXPECT_TRUE(made.readOnly && made.production);
    EXPECT_EQ(made.stormUi, before.stormUi);
}

TEST(Planners, aProfileOfAnotherNameTakesNothingFromTheOneBefore)
{
    const settings::Profile made = app::profileOf({.name = QStringLiteral("other")}, before);
    EXPECT_EQ(made, settings::Profile{.name = QStringLiteral("other")});
}

namespace {
/// The engine of a manager of a swarm of one.
void makeManager(test::FakeServer &engine)
{
    const QByteArray version = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";
    engine.answer("GET /_ping", {.body = "OK"});
    engine.answer("GET /version", {.body = version});
    engine.answer("GET /v1.41/version", {.body = version});
    for (const char *info : {"GET /info", "GET /v1.41/info"}) {
        engine.answer(info,
                      {.body = R"({"ID":"E1","Name":"told-by-the-engine","ServerVersion":"20.10.24",)"
                               R"("Swarm":{"NodeID":"n1","LocalNodeState":"active","ControlAvailable":true}})"});
    }
    engine.answer("GET /v1.41/swarm", {.body = R"({"ID":"s1"})"});
    engine.answer("GET /v1.41/nodes", {.body = R"([{"ID":"n1","Description":{"Hostname":"told-by-the-engine"}}])"});
    for (const char *list : {"services", "tasks", "networks", "configs"}) {
        engine.answer("GET /v1.41/" + QByteArray(list), {.body = "[]"});
    }
}
} // namespace

// Both machines are this computer, so that they have its host name in common; the engine says another.
TEST(Planners, clonesAreComparedWithWhatMachinesOfTheClusterTellOverSsh)
{
    test::PrivateHost clone;
    if (!clone.isPossible()) {
        GTEST_SKIP() << "mount namespaces are not allowed here";
    }
    clone.haveEngine();
    test::SshServer there;
    const QString key = there.makeKey(QStringLiteral("key"), QStringLiteral("ed25519"));
    test::FakeServer engine;
    makeManager(engine);
    there.write(QStringLiteral("config"), clone.sshConfig() + "Host manager\n  HostName 127.0.0.1\n  Port " +
                                              QByteArray::number(there.port()) + "\n  IdentityFile " + key.toUtf8() +
                                              "\n  IdentitiesOnly yes\n  StrictHostKeyChecking accept-new\n"
                                              "  UserKnownHostsFile " +
                                              there.path(QStringLiteral("known_hosts")).toUtf8() + "\n");
    const auto ways = std::make_shared<access::Ways>(
        std::make_shared<test::ScriptedAsker>(), nullptr,
        ssh::ConfigFiles{.user = there.path(QStringLiteral("config")), .system = {}, .home = {}, .agentSocket = {}});
    const settings::Profile profile{
        .name = QStringLiteral("lab"),
        .machines = {{.name = QStringLiteral("manager"),
                      .engine = Endpoint::ssh({}, QStringLiteral("manager"), 0, engine.endpoint().path),
                      .address = QStringLiteral("10.0.0.1"),
                      .manager = true}}};
    Machine named = clone.machine();
    named.address = QStringLiteral("10.0.0.2");

    const auto plan = app::planJoinClones(profile, {named}, ways, {});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, QStringLiteral("clones.shared-identity")) << qPrintable(sentence(plan.error()));
    EXPECT_TRUE(sentence(plan.error()).contains(QStringLiteral("on fresh, manager")))
        << qPrintable(sentence(plan.error()));
    EXPECT_FALSE(sentence(plan.error()).contains(QStringLiteral("Machine ids"))) << "the clone has its own";
}
