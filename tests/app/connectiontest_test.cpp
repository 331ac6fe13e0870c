// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectiontest.h"

#include "access/ways.h"
#include "support/authority.h"
#include "support/fakeserver.h"
#include "support/fixtures.h"
#include "support/sshserver.h"
#include "support/tlsdoor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <sys/stat.h>
#include <unistd.h>

namespace stormdeck::app {
namespace {

using dialogs::CheckStep;
using dialogs::EngineReport;
using State = CheckStep::State;

QStringList layersOf(const EngineReport &report, State state)
{
    QStringList layers;
    for (const CheckStep &step : report.steps) {
        if (step.state == state) {
            layers << step.layer;
        }
    }
    return layers;
}

/// Exactly one layer failed; those before it passed, and those behind it were not reached.
void expectFailedAt(const EngineReport &report, const QString &layer)
{
    EXPECT_EQ(layersOf(report, State::Failed), QStringList{layer})
        << (report.answer ? "" : qPrintable(sentence(report.answer.error())));
    const auto failed = std::find_if(report.steps.begin(), report.steps.end(),
                                     [](const CheckStep &step) { return step.state == State::Failed; });
    EXPECT_TRUE(
        std::all_of(report.steps.begin(), failed, [](const CheckStep &step) { return step.state == State::Passed; }));
    ASSERT_NE(failed, report.steps.end());
    EXPECT_FALSE(failed->text.isEmpty());
    EXPECT_TRUE(std::all_of(failed + 1, report.steps.end(),
                            [](const CheckStep &step) { return step.state == State::NotReached; }));
}

class ConnectionTest : public testing::Test
{
protected:
    ConnectionTest() { answers(engine); }
    static void answers(test::FakeServer &server)
    {
        server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        server.answer("GET /version", {.body = test::fixture(QStringLiteral("docker-1.41/version.json"))});
        server.answer("GET /v1.41/info", {.body = test::fixture(QStringLiteral("docker-1.41/info-no-swarm.json"))});
    }
    void beManager()
    {
        for (const char *info : {"GET /info", "GET /v1.41/info"}) {
            engine.answer(info, {.body = test::fixture(QStringLiteral("docker-1.41/info-manager.json"))});
        }
    }
    [[nodiscard]] static EngineReport report(const Endpoint &endpoint)
    {
        return testConnection(endpoint, std::make_shared<access::Ways>(nullptr, nullptr, ssh::ConfigFiles{}), {});
    }

    test::FakeServer engine;
};

TEST_F(ConnectionTest, passesAllLayersOfASocket)
{
    const EngineReport said = report(engine.endpoint());
    ASSERT_TRUE(said.answer) << qPrintable(sentence(said.answer.error()));
    EXPECT_TRUE(said.answer->contains(QStringLiteral("not in a swarm"))) << qPrintable(*said.answer);
    EXPECT_EQ(layersOf(said, State::Passed).join(u' '), QStringLiteral("Socket Permission HTTP API version Swarm"));
}

TEST_F(ConnectionTest, saysOfAManagerWhetherThereIsAStormUi)
{
    beManager();
    engine.answer("GET /v1.41/swarm", {.body = R"({"ID":"s1"})"});
    for (const char *list : {"nodes", "services", "tasks", "networks", "configs"}) {
        engine.answer("GET /v1.41/" + QByteArray(list), {.body = "[]"});
    }
    const EngineReport said = report(engine.endpoint());
    ASSERT_TRUE(said.answer);
    EXPECT_EQ(said.steps.back(),
              (CheckStep{QStringLiteral("Storm UI"), State::NotReached, QStringLiteral("none in this swarm")}));
}

TEST_F(ConnectionTest, saysThatAStormUiWasNotLookedForWhereTheSwarmWasNotHeard)
{
    beManager();
    engine.answer("GET /v1.41/swarm", {.status = 503, .body = R"({"message":"no leader"})"});
    const EngineReport said = report(engine.endpoint());
    ASSERT_TRUE(said.answer);
    EXPECT_EQ(said.steps.back(), (CheckStep{QStringLiteral("Storm UI"), State::NotReached,
                                            QStringLiteral("not looked for: the swarm could not be read")}));
}

TEST_F(ConnectionTest, namesTheNameThatNobodyKnows)
{
    expectFailedAt(report(Endpoint::tcp(QStringLiteral("no-such-machine.invalid"), 2375)), QStringLiteral("Name"));
}

TEST_F(ConnectionTest, namesThePortThatNobodyListensOn)
{
    quint16 port = 0;
    {
        const test::FakeServer gone(Endpoint::Kind::Tcp);
        port = gone.endpoint().port;
    }
    expectFailedAt(report(Endpoint::tcp(QStringLiteral("127.0.0.1"), port)), QStringLiteral("TCP"));
    expectFailedAt(report(Endpoint::unixSocket(QStringLiteral("/nowhere/docker.sock"))), QStringLiteral("Socket"));
}

TEST_F(ConnectionTest, namesTlsWhereAnotherAuthoritySigned)
{
    test::Authority theirs;
    test::Authority ours(QStringLiteral("Another authority"));
    const test::TlsDoor door(theirs.issue(QStringLiteral("engine"), "IP:127.0.0.1"), engine.endpoint());
    expectFailedAt(report(door.endpoint(ours.issue(QStringLiteral("client")))), QStringLiteral("TLS"));
}

TEST_F(ConnectionTest, passesTlsOfTheAuthorityItKnows)
{
    test::Authority authority;
    const test::TlsDoor door(authority.issue(QStringLiteral("engine"), "IP:127.0.0.1"), engine.endpoint());
    const EngineReport said = report(door.endpoint(authority.issue(QStringLiteral("client"))));
    EXPECT_TRUE(said.answer) << qPrintable(sentence(said.answer.error()));
    EXPECT_TRUE(layersOf(said, State::Passed).contains(QStringLiteral("TLS")));
}

TEST_F(ConnectionTest, namesHttpWhereSomethingElseAnswers)
{
    engine.answer("GET /_ping", {.body = "220 mail ready\r\n", .fault = test::Reply::Fault::Garbage});
    engine.answer("GET /version", {.body = "220 mail ready\r\n", .fault = test::Reply::Fault::Garbage});
    expectFailedAt(report(engine.endpoint()), QStringLiteral("HTTP"));
}

TEST_F(ConnectionTest, namesTheVersionOfAnEngineThatIsTooOld)
{
    engine.answer("GET /version", {.body = R"({"Version":"1.9.1","ApiVersion":"1.21","MinAPIVersion":"1.12"})"});
    expectFailedAt(report(engine.endpoint()), QStringLiteral("API version"));
}

TEST_F(ConnectionTest, namesThePermissionThatTheEngineRefuses)
{
    test::FakeServer remote(Endpoint::Kind::Tcp);
    answers(remote);
    remote.answer("GET /v1.41/info", {.status = 403, .body = R"({"message":"authorization denied by plugin"})"});
    const EngineReport said = report(remote.endpoint());
    expectFailedAt(said, QStringLiteral("Permission"));
    EXPECT_TRUE(layersOf(said, State::Passed).contains(QStringLiteral("API version")));
}

TEST_F(ConnectionTest, namesASwarmThatIsLocked)
{
    engine.answer(
        "GET /v1.41/info",
        {.body = R"({"ID":"a","Name":"storm-1","ServerVersion":"20.10.24","Swarm":{"LocalNodeState":"locked"}})"});
    expectFailedAt(report(engine.endpoint()), QStringLiteral("Swarm"));
}

class SshConnectionTest : public ConnectionTest
{
protected:
    void configure(const QString &key) const
    {
        server.write(QStringLiteral("config"),
                     "Host box\n  HostName 127.0.0.1\n  Port " + QByteArray::number(server.port()) +
                         "\n  IdentityFile " + key.toUtf8() + "\n  IdentitiesOnly yes\n  UserKnownHostsFile " +
                         server.path(QStringLiteral("known_hosts")).toUtf8() + "\n  GlobalKnownHostsFile /dev/null\n");
    }
    [[nodiscard]] QString key(bool isLetIn)
    {
        return server.makeKey(isLetIn ? QStringLiteral("key") : QStringLiteral("other"), QStringLiteral("ed25519"), {},
                              isLetIn);
    }
    [[nodiscard]] EngineReport reportOver(const QString &socket) const
    {
        const ssh::ConfigFiles files{
            .user = server.path(QStringLiteral("config")), .system = {}, .home = {}, .agentSocket = {}};
        return testConnection(Endpoint::ssh({}, QStringLiteral("box"), 0, socket),
                              std::make_shared<access::Ways>(asker, nullptr, files), {});
    }

    test::SshServer server;
    std::shared_ptr<test::ScriptedAsker> asker = std::make_shared<test::ScriptedAsker>();
};

TEST_F(SshConnectionTest, passesAllLayers)
{
    configure(key(true));
    const EngineReport said = reportOver(engine.endpoint().path);
    EXPECT_TRUE(said.answer) << qPrintable(sentence(said.answer.error()));
    EXPECT_EQ(layersOf(said, State::Passed).join(QStringLiteral(", ")),
              QStringLiteral("Name, TCP, SSH, Host key, Login, Engine's socket, HTTP, API version, Permission, Swarm"));
}

TEST_F(SshConnectionTest, namesTheHostKeyThatNobodyAccepts)
{
    configure(key(true));
    asker->accepts = false;
    expectFailedAt(reportOver(engine.endpoint().path), QStringLiteral("Host key"));
}

TEST_F(SshConnectionTest, namesTheLoginThatIsRefused)
{
    configure(key(false));
    expectFailedAt(reportOver(engine.endpoint().path), QStringLiteral("Login"));
}

TEST_F(SshConnectionTest, namesTheSocketThatIsNotThere)
{
    configure(key(true));
    expectFailedAt(reportOver(QStringLiteral("/nowhere/docker.sock")), QStringLiteral("Engine's socket"));
}

TEST_F(SshConnectionTest, namesSshWhereTheServerClosesAtOnce)
{
    configure(key(true));
    server.refuse(true);
    expectFailedAt(reportOver(engine.endpoint().path), QStringLiteral("SSH"));
}

/// The host "box" behind another one, "outer".
class JumpConnectionTest : public SshConnectionTest
{
protected:
    JumpConnectionTest()
    {
        const QString usual = key(true);
        outer.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
        configure(usual);
        server.write(QStringLiteral("config"), server.read(QStringLiteral("config")) +
                                                   "Host outer\n  HostName 127.0.0.1\n  Port " +
                                                   QByteArray::number(outer.port()) + "\n  IdentityFile " +
                                                   usual.toUtf8() + "\n  IdentitiesOnly yes\n  UserKnownHostsFile " +
                                                   server.path(QStringLiteral("known_hosts")).toUtf8() + '\n');
    }
    [[nodiscard]] EngineReport reportThroughOuter() const
    {
        const ssh::ConfigFiles files{
            .user = server.path(QStringLiteral("config")), .system = {}, .home = {}, .agentSocket = {}};
        Endpoint box = Endpoint::ssh({}, QStringLiteral("box"), 0, engine.endpoint().path);
        box.hops = QStringList{QStringLiteral("ssh://outer")};
        return testConnection(box, std::make_shared<access::Ways>(asker, nullptr, files), {});
    }

    test::SshServer outer;
};

TEST_F(JumpConnectionTest, passesTheHostBeforeByItsName)
{
    const EngineReport said = reportThroughOuter();
    EXPECT_TRUE(said.answer) << qPrintable(sentence(said.answer.error()));
    const QStringList passed = layersOf(said, State::Passed);
    ASSERT_FALSE(passed.isEmpty());
    EXPECT_TRUE(passed.front().startsWith(QStringLiteral("Through ")) &&
                passed.front().contains(QStringLiteral("outer")))
        << qPrintable(passed.front());
    EXPECT_EQ(passed.mid(1).join(QStringLiteral(", ")),
              QStringLiteral("TCP, SSH, Host key, Login, Engine's socket, HTTP, API version, Permission, Swarm"));
}

TEST_F(JumpConnectionTest, namesTheHostBeforeWhereThatLetsNobodyIn)
{
    outer.write(QStringLiteral("authorized_keys"), {});
    const EngineReport said = reportThroughOuter();
    ASSERT_FALSE(said.steps.empty());
    EXPECT_TRUE(said.steps.front().layer.contains(QStringLiteral("outer")));
    expectFailedAt(said, said.steps.front().layer);
}

TEST_F(JumpConnectionTest, namesWhatIsBehindTheHostBefore)
{
    server.write(QStringLiteral("authorized_keys"), {});
    expectFailedAt(reportThroughOuter(), QStringLiteral("Login"));
}

TEST_F(JumpConnectionTest, namesTheConnectionThatTheHostBeforeCannotMake)
{
    quint16 port = 0;
    {
        const test::FakeServer gone(Endpoint::Kind::Tcp);
        port = gone.endpoint().port;
    }
    QByteArray config = server.read(QStringLiteral("config"));
    config.replace("Port " + QByteArray::number(server.port()), "Port " + QByteArray::number(port));
    server.write(QStringLiteral("config"), config);
    expectFailedAt(reportThroughOuter(), QStringLiteral("TCP"));
}

} // namespace
} // namespace stormdeck::app
