// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/tunnels.h"

#include "access/access.h"
#include "support/fakeserver.h"
#include "support/sshfixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <array>
#include <future>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::access;
using namespace std::chrono_literals;

namespace {
const QByteArray versionBody = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";

/// An engine on a unix socket of a "box" that only SSH reaches: a real sshd in front of a scripted engine.
class TunnelsTest : public testing::Test
{
protected:
    TunnelsTest()
    {
        key = server.makeKey(QStringLiteral("key"), QStringLiteral("ed25519"));
        engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        engine.answer("GET /version", {.body = versionBody});
        engine.answer("GET /v1.41/version", {.body = versionBody});
        configure();
    }
    /// `more` stands in the entry of the host.
    void configure(const QByteArray &more = {}) const
    {
        server.write(QStringLiteral("config"), "Host box\n  HostName 127.0.0.1\n  Port " +
                                                   QByteArray::number(server.port()) + "\n  IdentityFile " +
                                                   key.toUtf8() + "\n  IdentitiesOnly yes\n  UserKnownHostsFile " +
                                                   server.path(QStringLiteral("known_hosts")).toUtf8() +
                                                   "\n  GlobalKnownHostsFile /dev/null\n" + more);
    }
    [[nodiscard]] ssh::ConfigFiles files() const
    {
        return {.user = server.path(QStringLiteral("config")), .system = {}, .home = {}, .agentSocket = {}};
    }
    [[nodiscard]] static Machine machine(const QString &socket)
    {
        return {.name = QStringLiteral("storm-1"), .engine = Endpoint::ssh({}, QStringLiteral("box"), 0, socket)};
    }
    [[nodiscard]] Machine machine() const { return machine(engine.endpoint().path); }
    [[nodiscard]] Error errorOf(docker::Client client) const
    {
        const auto version = client.version({});
        EXPECT_FALSE(version);
        return version ? Error() : version.error();
    }

    test::SshServer server;
    test::FakeServer engine;
    QString key;
    std::shared_ptr<test::ScriptedAsker> asker = std::make_shared<test::ScriptedAsker>();
    Tunnels tunnels{asker, files()};
};
} // namespace

TEST(TunnelFolders, ofConsolesThatWereKilledAreRemovedThoughThisOneUsesNoSsh)
{
    const QTemporaryDir runtime;
    const QString folder = runtime.path() + QStringLiteral("/stormdeck/ssh");
    ASSERT_TRUE(QDir().mkpath(folder + QStringLiteral("/killed")));
    for (const QString &path : {runtime.path() + QStringLiteral("/stormdeck"), folder}) {
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QFile socket(folder + QStringLiteral("/killed/1.sock"));
    ASSERT_TRUE(socket.open(QIODevice::WriteOnly));
    const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    Tunnels::removeAbandoned();
    qputenv("XDG_RUNTIME_DIR", before);
    EXPECT_FALSE(QFile::exists(folder + QStringLiteral("/killed")));
}

TEST_F(TunnelsTest, reachesAnEngineBehindSsh)
{
    docker::Client client = tunnels.client(machine());
    EXPECT_EQ(server.connections(), 0) << "nothing is connected before it is needed";
    const auto version = client.version({});
    ASSERT_TRUE(version) << qPrintable(sentence(version.error()));
    EXPECT_EQ(version->version, QStringLiteral("20.10.24"));
    EXPECT_EQ(client.target(), QStringLiteral("storm-1 (ssh://box%1)").arg(engine.endpoint().path));
}

// docker/compose#6463: a connection for each request.
TEST_F(TunnelsTest, b121_holdsOneConnectionForManyClientsAndThreads)
{
    std::vector<std::future<bool>> asked;
    for (int i = 0; i < 12; ++i) {
        asked.push_back(std::async(std::launch::async, [this] {
            docker::Client client = tunnels.client(machine());
            return client.version({}) && client.version({});
        }));
    }
    for (auto &one : asked) {
        EXPECT_TRUE(one.get());
    }
    EXPECT_EQ(server.connections(), 1);
    EXPECT_EQ(asker->hostKeyQuestions().size(), 1U);
}

TEST_F(TunnelsTest, reachesOtherEnginesAsEver)
{
    docker::Client client = tunnels.client({.name = QStringLiteral("here"), .engine = engine.endpoint()});
    EXPECT_TRUE(client.version({}));
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(TunnelsTest, saysWhatIsWrongWithTheHost)
{
    ASSERT_TRUE(tunnels.client(machine()).version({}));
    const QString shown = server.hostKeyFingerprint();
    server.changeHostKey();
    Tunnels others(asker, files());
    const Error changed = errorOf(others.client(machine()));
    EXPECT_EQ(codeOf(changed), QStringLiteral("host-key.changed")) << qPrintable(sentence(changed));
    EXPECT_EQ(changed.layer, Layer::HostKey);
    EXPECT_TRUE(changed.reason.contains(shown) && changed.reason.contains(server.hostKeyFingerprint()));
    EXPECT_TRUE(changed.target.startsWith(QStringLiteral("storm-1 (ssh://box")));
}

TEST_F(TunnelsTest, saysThatTheLoginWasRefusedAndAsksNobodyAgainByItself)
{
    server.write(QStringLiteral("authorized_keys"), {});
    docker::Client client = tunnels.client(machine());
    const auto refused = client.version({});
    ASSERT_FALSE(refused);
    EXPECT_EQ(codeOf(refused.error()), QStringLiteral("login.denied")) << qPrintable(sentence(refused.error()));
    EXPECT_TRUE(refused.error().reason.contains(key));
    EXPECT_FALSE(client.version({}));
    EXPECT_EQ(server.connections(), 1) << "a refusal is kept";

    server.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("key.pub")));
    tunnels.askAgain();
    EXPECT_TRUE(client.version({})) << "somebody wanted another try";
}

TEST_F(TunnelsTest, asksAgainWithoutWaitingForWhoReadsTheConfiguration)
{
    const QByteArray config = QFile::encodeName(server.path(QStringLiteral("config")));
    ASSERT_EQ(unlink(config.constData()), 0);
    ASSERT_EQ(mkfifo(config.constData(), 0600), 0);
    auto made = std::async(std::launch::async, [this] { return tunnels.client(machine()); });
    EXPECT_EQ(made.wait_for(100ms), std::future_status::timeout) << "the disk takes its time";
    auto again = std::async(std::launch::async, [this] { tunnels.askAgain(); });
    EXPECT_EQ(again.wait_for(1s), std::future_status::ready) << "a window calls it";
    close(open(config.constData(), O_WRONLY | O_CLOEXEC)); // the file ends
    made.wait();
}

TEST_F(TunnelsTest, saysWhatIsWrongWithTheSocket)
{
    const Error missing = errorOf(tunnels.client(machine(QStringLiteral("/nowhere/docker.sock"))));
    EXPECT_EQ(codeOf(missing), QStringLiteral("tunnel.no-socket-there")) << qPrintable(sentence(missing));
    EXPECT_EQ(missing.kind, ErrorKind::Unreachable);
    EXPECT_EQ(missing.layer, Layer::Channel);
    EXPECT_EQ(codeOf(errorOf(tunnels.client(machine(key)))), QStringLiteral("tunnel.not-a-socket"));
}

// docksal/docksal#342: the user is in the group, the session is not.
/// Root may use every socket, so the command that looks at it gives the answer that others get.
TEST_F(TunnelsTest, b136_saysWhatToDoAboutASocketOfOthers)
{
    test::SshServer strict("ForceCommand exit 42");
    strict.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    server.write(QStringLiteral("config"),
                 server.read(QStringLiteral("config"))
                     .replace(QByteArray::number(server.port()), QByteArray::number(strict.port())));
    const Error denied = errorOf(tunnels.client(machine(QStringLiteral("/nowhere/docker.sock"))));
    EXPECT_EQ(denied.kind, ErrorKind::Denied);
    EXPECT_EQ(codeOf(denied), QStringLiteral("tunnel.not-allowed")) << qPrintable(sentence(denied));
    EXPECT_TRUE(denied.remedy.contains(QStringLiteral("“docker”")));
}

TEST_F(TunnelsTest, failsEveryCallWhereTheConfigurationCannotBeUsed)
{
    configure("  ProxyCommand nc %h %p\n");
    docker::Client client = tunnels.client(machine());
    for (int i = 0; i < 2; ++i) {
        const auto version = client.version({});
        ASSERT_FALSE(version);
        EXPECT_EQ(version.error().kind, ErrorKind::Rejected) << qPrintable(sentence(version.error()));
        EXPECT_TRUE(version.error().reason.contains(QStringLiteral("ProxyCommand")));
    }
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(TunnelsTest, saysWhichHostOnTheWayRefused)
{
    test::SshServer gate;
    server.write(QStringLiteral("config"), server.read(QStringLiteral("config")) +
                                               "  ProxyJump gate\nHost gate\n  HostName 127.0.0.1\n  Port " +
                                               QByteArray::number(gate.port()) + "\n  IdentityFile " + key.toUtf8() +
                                               "\n  IdentitiesOnly yes\n  UserKnownHostsFile " +
                                               gate.path(QStringLiteral("known_hosts")).toUtf8() + "\n");
    const Error error = errorOf(tunnels.client(machine()));
    EXPECT_EQ(codeOf(error), QStringLiteral("login.denied"));
    EXPECT_TRUE(error.reason.contains(QStringLiteral("gate"))) << qPrintable(sentence(error));
}

TEST_F(TunnelsTest, saysThatNobodyCanBeAsked)
{
    Tunnels alone({}, files());
    const Error error = errorOf(alone.client(machine()));
    EXPECT_EQ(codeOf(error), QStringLiteral("host-key.not-accepted"));
    EXPECT_TRUE(error.reason.contains(QStringLiteral("nobody can be asked")));
}

TEST_F(TunnelsTest, saysThatAnAnswerIsWaitedFor)
{
    asker->waits = true;
    const std::array machines{machine()};
    docker::Client client = tunnels.client(machines[0]);
    const std::array clients{&client};
    const auto answers = docker::engineAnswers(clients, Deadline::in(300ms), {});
    ASSERT_FALSE(answers[0]);
    EXPECT_EQ(codeOf(answers[0].error()), QStringLiteral("ssh.question-open"))
        << qPrintable(sentence(answers[0].error()));
    EXPECT_EQ(answers[0].error().layer, Layer::HostKey);
}

TEST_F(TunnelsTest, opensAllAndWaitsForTheAnswers)
{
    asker->waits = true;
    std::stop_source stop;
    auto opened = std::async(std::launch::async, [&] { tunnels.open({machine()}, stop.get_token()); });
    EXPECT_EQ(opened.wait_for(400ms), std::future_status::timeout) << "a person takes as long as it takes";
    asker->waits = false;
    ASSERT_EQ(opened.wait_for(10s), std::future_status::ready);
    EXPECT_EQ(server.connections(), 1);
    EXPECT_TRUE(tunnels.client(machine()).version({}));
    EXPECT_EQ(server.connections(), 1) << "the connection stays for those that come";
}

TEST_F(TunnelsTest, isStoppedWhileItWaitsForAnAnswer)
{
    asker->waits = true;
    std::stop_source stop;
    auto opened = std::async(std::launch::async, [&] { tunnels.open({machine()}, stop.get_token()); });
    EXPECT_EQ(opened.wait_for(300ms), std::future_status::timeout);
    const test::StopWatch watch;
    stop.request_stop();
    ASSERT_EQ(opened.wait_for(5s), std::future_status::ready);
    EXPECT_LT(watch.milliseconds(), 1000) << "not the patience for one host";
}

TEST_F(TunnelsTest, carriesExecsAndStreams)
{
    engine.hijack("POST /v1.41/exec/e/start", [](const test::Received &, int socket, const QByteArray &) {
        EXPECT_EQ(send(socket, "\x01\0\0\0\0\0\0\x02hi", 10, MSG_NOSIGNAL), 10);
    });
    engine.answer("POST /v1.41/containers/c/exec", {.status = 201, .body = R"({"Id":"e"})"});
    docker::Client client = tunnels.client(machine());
    auto stream = client.attach({QStringLiteral("c")}, {QStringLiteral("true")}, Deadline::in(5s), {});
    ASSERT_TRUE(stream) << qPrintable(sentence(stream.error()));
    QByteArray heard;
    const auto take = [&heard](const docker::OutputChunk &chunk) {
        heard += chunk.bytes;
        return true;
    };
    for (const test::StopWatch watch; heard.isEmpty() && watch.milliseconds() < 5000; pause(5ms, {})) {
        ASSERT_TRUE(stream->read(64, take));
    }
    EXPECT_EQ(heard, "hi");
}

TEST_F(TunnelsTest, areUsedByEverythingThatIsMadeOfMachines)
{
    auto ways = std::make_shared<Ways>();
    Access access({{.name = QStringLiteral("storm-1"),
                    .engine = Endpoint::ssh({}, QStringLiteral("no-such-host.invalid"), 1, usualEngineSocket())}},
                  ways);
    const auto client = access.engine(QStringLiteral("storm-1"));
    ASSERT_TRUE(client);
    const auto version = (*client)->version({});
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().layer, Layer::Resolve) << qPrintable(sentence(version.error()));
}

// The manager before the one in use, or the engine over which a relay was opened.
TEST_F(TunnelsTest, giveBackTheConnectionsToAnEngineThatIsNotAskedAgain)
{
    Machine other = machine();
    other.name = QStringLiteral("storm-2");
    Access access({machine(), other}, std::make_shared<Ways>(asker, nullptr, files(), 1s));
    const auto first = access.engine(QStringLiteral("storm-1"));
    ASSERT_TRUE(first && (*first)->version({}));
    EXPECT_GT(engine.openConnections(), 0);
    for (const test::StopWatch watch; engine.openConnections() > 0 && watch.milliseconds() < 8000; pause(50ms, {})) {
        ASSERT_TRUE(access.engine(QStringLiteral("storm-2")));
    }
    EXPECT_EQ(engine.openConnections(), 0);
    EXPECT_TRUE((*first)->version({})) << "it can be asked all the same";
}

TEST_F(TunnelsTest, goesThroughWhatAMachineNames)
{
    test::SshServer bastion;
    bastion.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    configure("\nHost bastion\n  HostName 127.0.0.1\n  Port " + QByteArray::number(bastion.port()) +
              "\n  IdentityFile " + key.toUtf8() + "\n  IdentitiesOnly yes\n  UserKnownHostsFile " +
              server.path(QStringLiteral("known_hosts")).toUtf8() + "\n  GlobalKnownHostsFile /dev/null\n");
    Machine behind = machine();
    behind.engine.hops = QStringList{QStringLiteral("ssh://bastion")};
    docker::Client client = tunnels.client(behind);
    const auto version = client.version({});
    ASSERT_TRUE(version) << qPrintable(sentence(version.error()));
    EXPECT_EQ(bastion.connections(), 1);
    ASSERT_TRUE(tunnels.client(machine()).version({}));
    EXPECT_EQ(server.connections(), 2) << "the direct way is another one";
    EXPECT_EQ(bastion.connections(), 1);
}
