// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relays.h"

#include "access/relayfolder.h"

#include "echo.h"
#include "http/client.h"
#include "support/fakeengine.h"
#include "unit/zookeeper/answers.h"
#include "unit/zookeeper/fakemember.h"
#include "zookeeper/client.h"

#include <QDir>
#include <QFileInfo>

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::access;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
QByteArray patternOf(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 seed = 1;
    for (char &byte : bytes) {
        seed = seed * 1664525 + 1013904223;
        byte = char(seed >> 24);
    }
    return bytes;
}

bool eventually(const std::function<bool()> &met)
{
    const Deadline deadline = Deadline::in(5s);
    while (!met() && !deadline.passed()) {
        pause(2ms, {});
    }
    return met();
}

class RelayTest : public testing::Test
{
protected:
    [[nodiscard]] RelayTarget targetOf(quint16 port) const
    {
        return {.machine = {QStringLiteral("storm-1"), engine.endpoint(), {}, true},
                .container = {QStringLiteral("c")},
                .through = QStringLiteral("lab-ui"),
                .host = QStringLiteral("127.0.0.1"),
                .port = port};
    }
    [[nodiscard]] Result<std::unique_ptr<Relay>> open(quint16 port, const std::stop_token &stop = {})
    {
        return relays->open(client, targetOf(port), Deadline::in(5s), stop);
    }
    [[nodiscard]] static QByteArray pathOf(const Relay &relay) { return relay.endpoint().path.toUtf8(); }

    FakeEngine engine;
    docker::Client client{engine.endpoint(), QStringLiteral("storm-1")};
    std::unique_ptr<Relays> relays = std::make_unique<Relays>();
};

class EchoRelay : public RelayTest
{
protected:
    void SetUp() override
    {
        auto opened = open(server.port());
        ASSERT_TRUE(opened) << qPrintable(sentence(opened.error()));
        relay = std::move(*opened);
    }
    [[nodiscard]] int connect() const { return connectUnix(pathOf(*relay)); }

    TcpServer server{TcpServer::echo};
    std::unique_ptr<Relay> relay;
};
} // namespace

TEST_F(RelayTest, letsGoOfAnEngineOverWhichNothingIsDialledAnyMore)
{
    const auto held = std::make_shared<int>();
    std::atomic<int> made = 0;
    relays = std::make_unique<Relays>(
        [&made, held](const Machine &machine) {
            ++made;
            const auto unexplained = [held](const Error &, const std::stop_token &) { return std::optional<Error>(); };
            return docker::Client(
                http::Client(machine.engine, machine.name, 4, http::Detour{machine.engine, unexplained}));
        },
        50ms);
    const auto holders = held.use_count();
    const TcpServer server(TcpServer::echo);
    const auto relay = open(server.port());
    ASSERT_TRUE(relay) << qPrintable(sentence(relay.error()));
    const int first = connectUnix(pathOf(**relay));
    const int second = connectUnix(pathOf(**relay));
    for (const int socket : {first, second}) {
        EXPECT_TRUE(sendAll(socket, "hello"));
        EXPECT_EQ(receive(socket, 5), QByteArray("hello"));
    }
    EXPECT_EQ(made, 1) << "the first connection has the way that was opened with the relay";
    EXPECT_TRUE(eventually([&] { return held.use_count() == holders; }));
    EXPECT_TRUE(sendAll(second, "again"));
    EXPECT_EQ(receive(second, 5), QByteArray("again")) << "what stands goes on";
    close(first);
    close(second);
    relays.reset(); // it counts here
}

TEST_F(EchoRelay, isASocketForThisUserOnlyThatGoesWithIt)
{
    struct stat socket
    {
    };
    struct stat folder
    {
    };
    const QByteArray path = pathOf(*relay);
    ASSERT_EQ(stat(path.constData(), &socket), 0);
    ASSERT_EQ(stat(QFileInfo(relay->endpoint().path).path().toUtf8().constData(), &folder), 0);
    EXPECT_EQ(socket.st_mode & 0777, 0600U);
    EXPECT_EQ(folder.st_mode & 0777, 0700U);
    relay.reset();
    EXPECT_TRUE(eventually([&] { return ::access(path.constData(), F_OK) != 0; }));
    EXPECT_TRUE(engine.waitForRunning(0));
}

TEST_F(EchoRelay, passesTenMegabytesBothWaysUnchanged)
{
    const QByteArray sent = patternOf(10 * 1024 * 1024);
    const int socket = connect();
    const std::jthread sender([&] { EXPECT_TRUE(sendAll(socket, sent)); });
    const QByteArray got = receive(socket, sent.size());
    EXPECT_TRUE(got == sent);
    close(socket);
    EXPECT_TRUE(engine.waitForRunning(0));
}

TEST_F(EchoRelay, goesOnAfterAllItsBuffersHaveBeenFullBothWays)
{
    const QByteArray sent = patternOf(32 * 1024 * 1024);
    const int socket = connect();
    const std::jthread sender([&] { EXPECT_TRUE(sendAll(socket, sent)); });
    pause(500ms, {});
    EXPECT_TRUE(receive(socket, sent.size()) == sent);
    close(socket);
    EXPECT_TRUE(engine.waitForRunning(0));
}

TEST_F(EchoRelay, takesManyConnectionsAtOnce)
{
    std::vector<int> sockets;
    for (int i = 0; i < 12; ++i) {
        sockets.push_back(connect());
        EXPECT_TRUE(sendAll(sockets.back(), QByteArray::number(i) + ' '));
    }
    for (int i = 0; i < 12; ++i) {
        const QByteArray said = QByteArray::number(i) + ' ';
        EXPECT_EQ(receive(sockets[size_t(i)], said.size()), said);
        close(sockets[size_t(i)]);
    }
    EXPECT_TRUE(engine.waitForRunning(0));
    EXPECT_TRUE(eventually([&] { return server.open() == 0; }));
}

TEST_F(EchoRelay, answersAClientThatHasClosedItsWayOut)
{
    const int socket = connect();
    ASSERT_TRUE(sendAll(socket, "all that I say"));
    shutdown(socket, SHUT_WR);
    EXPECT_EQ(receive(socket, 14), "all that I say");
    close(socket);
    EXPECT_TRUE(engine.waitForRunning(0));
}

TEST_F(EchoRelay, leavesNothingRunningWhereItsClientGoesInTheMiddle)
{
    const int socket = connect();
    ASSERT_TRUE(sendAll(socket, patternOf(100'000)));
    EXPECT_EQ(receive(socket, 1000).size(), 1000);
    close(socket);
    EXPECT_TRUE(engine.waitForRunning(0));
    EXPECT_TRUE(eventually([&] { return server.open() == 0; }));
}

TEST_F(EchoRelay, tellsItsClientWhenTheContainerIsKilled)
{
    const int socket = connect();
    ASSERT_TRUE(sendAll(socket, "x"));
    ASSERT_EQ(receive(socket, 1), "x");
    engine.killAll();
    EXPECT_TRUE(receive(socket, 1).isEmpty());
    close(socket);
}

TEST_F(EchoRelay, endsAllWithin50MillisecondsAndRemovesItsFolder)
{
    const QString folder = QFileInfo(relay->endpoint().path).path();
    const int one = connect();
    const int other = connect();
    ASSERT_TRUE(sendAll(one, "x"));
    ASSERT_EQ(receive(one, 1), "x");
    const Instant start = BootClock::now();
    relays.reset();
    EXPECT_LT(BootClock::now() - start, 50ms);
    EXPECT_TRUE(receive(one, 1).isEmpty());
    EXPECT_FALSE(QDir(folder).exists());
    EXPECT_TRUE(engine.waitForRunning(0));
    relay.reset(); // a relay may outlive the others' end
    close(one);
    close(other);
}

TEST_F(EchoRelay, waitsForNobodyWhereTheEngineStandsStill)
{
    const int socket = connect();
    ASSERT_TRUE(sendAll(socket, "x"));
    ASSERT_EQ(receive(socket, 1), "x");
    engine.freeze();
    ASSERT_TRUE(sendAll(socket, "y"));
    relays->abandon(QStringLiteral("storm-2"), {.code = QStringLiteral("other")});
    relays->abandon(QStringLiteral("storm-1"), {.kind = ErrorKind::Deadline, .code = QStringLiteral("silent")});
    EXPECT_TRUE(receive(socket, 1).isEmpty());
    ASSERT_TRUE(relay->trouble());
    EXPECT_EQ(relay->trouble()->code, QStringLiteral("silent"));
    close(socket);
}

TEST_F(RelayTest, slowsTheSenderWhereTheClientIsSlow)
{
    std::atomic<qint64> sent = 0;
    TcpServer endless([&](int socket) {
        const QByteArray piece(64 * 1024, 'x');
        while (send(socket, piece.constData(), size_t(piece.size()), MSG_NOSIGNAL) == piece.size()) {
            sent += piece.size();
        }
    });
    auto relay = open(endless.port());
    ASSERT_TRUE(relay);
    const int socket = connectUnix(pathOf(**relay));
    ASSERT_EQ(receive(socket, 1), "x");
    pause(200ms, {});
    const qint64 before = sent;
    pause(100ms, {});
    EXPECT_EQ(sent, before); // nobody reads, so nothing moves
    EXPECT_LT(before, 16 * 1024 * 1024);
    EXPECT_EQ(receive(socket, 8 * 1024 * 1024).size(), 8 * 1024 * 1024);
    close(socket);
}

TEST_F(RelayTest, answersAThousandRequestsOverOneConnection)
{
    FakeServer web(Endpoint::Kind::Tcp);
    int count = 0;
    web.answerBy("GET /n", [&](const Received &) { return Reply{.body = QByteArray::number(++count)}; });
    auto relay = open(web.endpoint().port);
    ASSERT_TRUE(relay);
    http::Client over((*relay)->endpoint(), QStringLiteral("Storm UI"), Relays::mostOfAClient);
    for (int i = 1; i <= 1000; ++i) {
        const auto answer = over.send({.path = "/n"}, Deadline::in(5s), {});
        ASSERT_TRUE(answer) << i << qPrintable(sentence(answer.error()));
        ASSERT_EQ(answer->body, QByteArray::number(i));
    }
    EXPECT_EQ(web.connections(), 1);
}

TEST_F(RelayTest, answersManyRequestsAtOnceOverAFewConnections)
{
    FakeServer web(Endpoint::Kind::Tcp);
    web.answer("GET /n", {.body = QByteArray(10'000, 'n')});
    auto relay = open(web.endpoint().port);
    ASSERT_TRUE(relay);
    http::Client over((*relay)->endpoint(), QStringLiteral("Storm UI"), Relays::mostOfAClient);
    for (const auto &answer : over.sendAll(std::vector<http::Request>(40, {.path = "/n"}), Deadline::in(10s), {})) {
        ASSERT_TRUE(answer) << qPrintable(sentence(answer.error()));
        EXPECT_EQ(answer->body.size(), 10'000);
    }
    EXPECT_LE(web.connections(), Relays::mostOfAClient);
}

TEST_F(RelayTest, reachesAMemberOfTheEnsemble)
{
    FakeMember member({{"srvr", {srvr("leader")}}, {"mntr", {mntr36}}});
    auto relay = open(member.endpoint().port);
    ASSERT_TRUE(relay);
    const auto answer =
        zookeeper::askMember({.name = QStringLiteral("zk1"), .client = (*relay)->endpoint()}, Deadline::in(5s), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, zookeeper::MemberAnswer::State::Serving);
}

TEST_F(RelayTest, saysThatNothingListens)
{
    const auto relay = open(1);
    ASSERT_FALSE(relay);
    EXPECT_EQ(codeOf(relay.error()), QStringLiteral("relay.refused"));
    EXPECT_EQ(relay.error().kind, ErrorKind::Unreachable);
    EXPECT_EQ(relay.error().target, QStringLiteral("storm-1"));
}

TEST_F(RelayTest, closesTheClientAndSaysWhyWhereTheTargetIsGone)
{
    auto server = std::make_unique<TcpServer>(TcpServer::echo);
    auto relay = open(server->port());
    ASSERT_TRUE(relay);
    const int first = connectUnix(pathOf(**relay));
    ASSERT_EQ(send(first, "x", 1, MSG_NOSIGNAL), 1);
    ASSERT_EQ(receive(first, 1), "x") << "it has taken the way that was open already";
    close(first);
    server.reset();
    const int socket = connectUnix(pathOf(**relay));
    EXPECT_TRUE(receive(socket, 1).isEmpty());
    ASSERT_TRUE((*relay)->trouble());
    EXPECT_EQ(codeOf(*(*relay)->trouble()), QStringLiteral("relay.refused"));
    close(socket);
}

TEST_F(RelayTest, opensNoWayForClientsThatHaveGone)
{
    TcpServer server(TcpServer::echo);
    auto relay = open(server.port());
    ASSERT_TRUE(relay);
    const int first = connectUnix(pathOf(**relay)); // takes the way that is open already
    const QByteArray route = "POST /v1.41/containers/c/exec";
    std::promise<void> answered;
    std::atomic<int> dialled = 0;
    engine.server().answerBy(route, [&dialled, until = answered.get_future().share()](const Received &) {
        ++dialled;
        until.wait();
        return Reply{.status = 500};
    });
    std::vector<int> clients;
    for (int i = 0; i < 16; ++i) {
        clients.push_back(connectUnix(pathOf(**relay)));
    }
    EXPECT_TRUE(eventually([&] { return dialled == 4; })) << "four dial at a time";
    for (const int one : clients) {
        close(one);
    }
    pause(100ms, {}); // the pump sees them go
    const int last = connectUnix(pathOf(**relay));
    answered.set_value();
    EXPECT_TRUE(receive(last, 1).isEmpty()) << "it had its turn";
    EXPECT_EQ(dialled, 4 + 1);
    close(first);
    close(last);
}

TEST_F(RelayTest, saysThatTheContainerIsPaused)
{
    engine.server().answer(
        "POST /v1.41/containers/c/exec",
        {.status = 409, .body = R"({"message":"Container c is paused, unpause the container before exec"})"});
    const auto relay = open(1);
    ASSERT_FALSE(relay);
    EXPECT_EQ(codeOf(relay.error()), QStringLiteral("relay.paused"));
    EXPECT_TRUE(relay.error().remedy.contains(QStringLiteral("docker unpause")));
}

TEST_F(RelayTest, takesWhatTheEngineSaysOfAMissingShellForNoAnswerOfTheTarget)
{
    // As an engine of 20.10 says it: 101, then a frame of standard output.
    engine.server().answer("POST /v1.41/containers/c/exec", {.status = 201, .body = R"({"Id":"bare"})"});
    engine.server().hijack("POST /v1.41/exec/bare/start", [](const Received &, int socket, const QByteArray &) {
        const QByteArray text =
            "OCI runtime exec failed: exec failed: unable to start container process: exec: \"sh\": "
            "executable file not found in $PATH: unknown\r\n";
        QByteArray frame(8, '\0');
        frame[0] = 1;
        frame[7] = char(text.size());
        (void)sendAll(socket, frame + text);
    });
    const auto relay = open(1);
    ASSERT_FALSE(relay);
    EXPECT_EQ(codeOf(relay.error()), QStringLiteral("relay.no-way"));
}

TEST_F(RelayTest, isCancelledWithin50MillisecondsWhileTheEngineStandsStill)
{
    TcpServer server(TcpServer::echo);
    ASSERT_TRUE(client.apiVersion({}));
    engine.freeze();
    std::stop_source source;
    Instant stopped;
    const std::jthread stopper([&] {
        pause(30ms, {});
        stopped = BootClock::now();
        source.request_stop();
    });
    const auto relay = open(server.port(), source.get_token());
    const auto took = BootClock::now() - stopped;
    ASSERT_FALSE(relay);
    EXPECT_EQ(relay.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(took, 50ms);
}

TEST_F(RelayTest, isCancelledBetweenMakingAndStartingTheExec)
{
    std::stop_source source;
    engine.server().answerBy("POST /v1.41/containers/c/exec", [&](const Received &) {
        source.request_stop();
        return Reply{.status = 201, .body = R"({"Id":"never"})"};
    });
    const auto relay = open(1, source.get_token());
    ASSERT_FALSE(relay);
    EXPECT_EQ(relay.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(engine.server().count("POST /v1.41/exec/never/start"), 0);
}

TEST_F(RelayTest, refusesMoreRelaysThanItsCap)
{
    TcpServer server(TcpServer::echo);
    std::vector<std::unique_ptr<Relay>> open16;
    for (int i = 0; i < Relays::mostRelays; ++i) {
        auto one = open(server.port());
        ASSERT_TRUE(one) << qPrintable(sentence(one.error()));
        open16.push_back(std::move(*one));
    }
    const auto more = open(server.port());
    ASSERT_FALSE(more);
    EXPECT_EQ(codeOf(more.error()), QStringLiteral("relay.too-many"));
    open16.pop_back();
    EXPECT_TRUE(open(server.port()));
}

TEST(RelayFolders, ofAKilledConsoleAreRemovedByTheNext)
{
    const QTemporaryDir runtime;
    const pid_t child = fork();
    if (child == 0) { // dies with its socket, as by SIGKILL
        qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
        auto folder = RelayFolder::make();
        _exit(folder && folder->listen() ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    ASSERT_EQ(status, 0);
    const QString base = runtime.path() + QStringLiteral("/stormdeck/relays");
    const auto folders = [&] { return QDir(base).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(); };
    EXPECT_EQ(folders(), 1);
    const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    Relays::removeAbandoned();
    EXPECT_EQ(folders(), 0);
    {
        const auto mine = RelayFolder::make();
        ASSERT_TRUE(mine);
        const auto other = RelayFolder::make(); // what is in use stays
        ASSERT_TRUE(other);
        EXPECT_EQ(folders(), 2);
        Relays::removeAbandoned();
        EXPECT_EQ(folders(), 2);
    }
    EXPECT_EQ(folders(), 0);
    qputenv("XDG_RUNTIME_DIR", before);
}

TEST(RelayFolders, areNotMadeWhereOthersCouldReachThem)
{
    const QTemporaryDir runtime;
    ASSERT_TRUE(QDir().mkpath(runtime.path() + QStringLiteral("/stormdeck")));
    QFile::setPermissions(runtime.path() + QStringLiteral("/stormdeck"),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeOther);
    const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    const auto folder = RelayFolder::make();
    qputenv("XDG_RUNTIME_DIR", before);
    ASSERT_FALSE(folder);
    EXPECT_EQ(codeOf(folder.error()), QStringLiteral("folder.not-private"));
}
