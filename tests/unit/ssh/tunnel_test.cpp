// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/stream.h"
#include "ssh/listener.h"
#include "support/fakeserver.h"
#include "support/sshfixture.h"

#include <QDir>
#include <QFileInfo>

#include <future>
#include <thread>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshTunnel : public test::SshTest
{
protected:
    [[nodiscard]] Tunnel tunnelTo(const Endpoint &remote) const
    {
        auto tunnel = session->forward(remote);
        EXPECT_TRUE(tunnel) << qPrintable(sentence(tunnel.error()));
        return std::move(*tunnel);
    }
};
using test::soon;
using test::StopWatch;
using namespace std::chrono_literals;

Descriptor connected(const Tunnel &tunnel)
{
    auto stream = net::Stream::connect(tunnel.endpoint(), soon(), {});
    EXPECT_TRUE(stream);
    return Descriptor(stream ? stream->release() : -1);
}

bool isReady(int descriptor, short events, int milliseconds = 5000)
{
    pollfd polled{descriptor, events, 0};
    return poll(&polled, 1, milliseconds) == 1;
}

void writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size() && isReady(descriptor, POLLOUT);) {
        const auto now = send(descriptor, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
        ASSERT_GT(now, 0);
        at += now;
    }
}

QByteArray readToEnd(int descriptor)
{
    QByteArray all;
    QByteArray piece(64 * 1024, Qt::Uninitialized);
    while (isReady(descriptor, POLLIN)) {
        const auto got = recv(descriptor, piece.data(), size_t(piece.size()), 0);
        if (got <= 0) {
            return all;
        }
        all.append(piece.constData(), got);
    }
    ADD_FAILURE() << "the end did not come after " << all.size() << " bytes";
    return all;
}

QByteArray get(int descriptor, const QByteArray &path)
{
    writeAll(descriptor, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QByteArray answer;
    QByteArray piece(4096, Qt::Uninitialized);
    while (!answer.contains("pong") && isReady(descriptor, POLLIN)) {
        const auto got = recv(descriptor, piece.data(), size_t(piece.size()), 0);
        if (got <= 0) {
            break;
        }
        answer.append(piece.constData(), got);
    }
    return answer;
}

/// A server that does one thing with each connection, in a thread of its own.
class StreamServer
{
public:
    explicit StreamServer(std::function<void(int)> serve) : m_serve(std::move(serve))
    {
        EXPECT_TRUE(m_folder.isValid());
        m_socket = std::move(*listenAt(m_folder.filePath(QStringLiteral("s"))));
        m_thread = std::jthread([this](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                if (isReady(m_socket.number(), POLLIN, 20)) {
                    const Descriptor client(accept4(m_socket.number(), nullptr, nullptr, SOCK_CLOEXEC));
                    m_serve(client.number());
                    ++m_served;
                }
            }
        });
    }
    [[nodiscard]] Endpoint endpoint() const { return Endpoint::unixSocket(m_folder.filePath(QStringLiteral("s"))); }
    [[nodiscard]] int served() const { return m_served; }

private:
    QTemporaryDir m_folder;
    std::function<void(int)> m_serve;
    Descriptor m_socket;
    std::atomic<int> m_served = 0;
    std::jthread m_thread;
};
} // namespace

TEST_F(SshTunnel, carriesHttpToAUnixSocketAndToAPort)
{
    for (const auto kind : {Endpoint::Kind::Unix, Endpoint::Kind::Tcp}) {
        test::FakeServer http(kind);
        http.answer("GET /ping", {.body = "pong"});
        const Tunnel tunnel = tunnelTo(http.endpoint());
        const auto client = connected(tunnel);
        EXPECT_TRUE(get(client.number(), "/ping").endsWith("pong"));
        EXPECT_FALSE(tunnel.lastFailure());
    }
}

TEST_F(SshTunnel, isPrivateAndGoesWithoutATrace)
{
    QTemporaryDir runtime;
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    test::FakeServer http;
    {
        const Tunnel tunnel = tunnelTo(http.endpoint());
        const QFileInfo socket(tunnel.endpoint().path);
        EXPECT_TRUE(socket.filePath().startsWith(runtime.path()));
        EXPECT_EQ(socket.permissions() & 0x0077, 0) << "the socket is for its user";
        EXPECT_EQ(QFileInfo(socket.path()).permissions() & 0x0077, 0) << "so is its folder";
        EXPECT_TRUE(socket.permission(QFile::ReadOwner | QFile::WriteOwner));
    }
    const auto sockets = [&] {
        return test::outputOf(QStringLiteral("find"), {runtime.path(), QStringLiteral("-type"), QStringLiteral("s")});
    };
    EXPECT_EQ(sockets(), "");
    { // what a killed program leaves behind
        QDir(runtime.path()).mkpath(QStringLiteral("stormdeck/ssh/dead00"));
        QFile left(runtime.filePath(QStringLiteral("stormdeck/ssh/dead00/1.sock")));
        ASSERT_TRUE(left.open(QIODevice::WriteOnly));
    }
    const auto other = sessionTo(server.host(key));
    const auto kept = tunnelTo(http.endpoint());
    ASSERT_TRUE(other->forward(http.endpoint()));
    EXPECT_FALSE(QFileInfo::exists(runtime.filePath(QStringLiteral("stormdeck/ssh/dead00"))));
    EXPECT_TRUE(QFileInfo::exists(kept.endpoint().path)) << "the folder of a living session stays";
    session.reset();
    EXPECT_EQ(
        test::outputOf(QStringLiteral("find"), {runtime.path(), QStringLiteral("-name"), QStringLiteral("*.sock")}),
        "");
    qunsetenv("XDG_RUNTIME_DIR");
}

TEST_F(SshTunnel, carriesAThousandRequestsOneByOneAndOnManyConnections)
{
    test::FakeServer http;
    http.answer("GET /ping", {.body = "pong"});
    const Tunnel tunnel = tunnelTo(http.endpoint());
    const StopWatch watch;
    const auto client = connected(tunnel);
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(get(client.number(), "/ping").endsWith("pong")) << i;
    }
    RecordProperty("requestsPerSecond", std::to_string(1000 / watch.milliseconds() * 1000));
    for (int i = 0; i < 50; ++i) {
        const auto other = connected(tunnel);
        ASSERT_TRUE(get(other.number(), "/ping").endsWith("pong")) << i;
    }
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(SshTunnel, carriesAHundredAndTwentyEightConnectionsAtOnceBesideCommands)
{
    test::FakeServer http;
    http.answer("GET /ping", {.body = "pong"});
    const Tunnel tunnel = tunnelTo(http.endpoint());
    std::vector<Descriptor> clients;
    for (int i = 0; i < 128; ++i) {
        clients.push_back(connected(tunnel));
        ASSERT_TRUE(get(clients.back().number(), "/ping").endsWith("pong")) << i;
    }
    EXPECT_TRUE(session->run(shell("true"), soon(), {}));
    const auto waiting = connected(tunnel);
    writeAll(waiting.number(), "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(isReady(waiting.number(), POLLIN, 200)) << "the next one waits";
    clients.pop_back();
    EXPECT_TRUE(isReady(waiting.number(), POLLIN)) << "for one to go";
}

TEST_F(SshTunnel, passesAHalfCloseOnInBothDirections)
{
    const StreamServer counter([](int client) {
        const QByteArray all = readToEnd(client); // ends only where the half close comes through
        const QByteArray size = QByteArray::number(all.size());
        send(client, size.constData(), size_t(size.size()), MSG_NOSIGNAL);
    });
    const Tunnel tunnel = tunnelTo(counter.endpoint());
    const auto client = connected(tunnel);
    writeAll(client.number(), QByteArray(3 * 1024 * 1024, 'x'));
    shutdown(client.number(), SHUT_WR);
    EXPECT_EQ(readToEnd(client.number()), QByteArray::number(3 * 1024 * 1024));

    const StreamServer talker([](int to) {
        send(to, "bye", 3, MSG_NOSIGNAL);
        shutdown(to, SHUT_WR);
        readToEnd(to);
    });
    const Tunnel second = tunnelTo(talker.endpoint());
    const auto listener = connected(second);
    EXPECT_EQ(readToEnd(listener.number()), "bye");
    writeAll(listener.number(), "still heard");
}

TEST_F(SshTunnel, slowsTheSenderWhereTheReaderIsSlow)
{
    std::atomic<qint64> sent = 0;
    const StreamServer flood([&](int client) {
        const QByteArray piece(64 * 1024, 'x');
        while (isReady(client, POLLOUT, 300)) {
            const auto now = send(client, piece.constData(), size_t(piece.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (now <= 0) {
                return;
            }
            sent += now;
        }
    });
    const Tunnel tunnel = tunnelTo(flood.endpoint());
    const auto client = connected(tunnel);
    pause(1200ms, {});
    EXPECT_GT(sent, 0);
    EXPECT_LT(sent, 8 * 1024 * 1024) << "it was held back";
}

TEST_F(SshTunnel, ownsNoConnectionWhoseClientHasGone)
{
    const StreamServer mute([](int client) {
        send(client, "y", 1, MSG_NOSIGNAL);
        readToEnd(client);
    });
    const Tunnel tunnel = tunnelTo(mute.endpoint());
    const StopWatch watch;
    for (int i = 1; i < 40; ++i) {
        {
            const auto client = connected(tunnel);
            writeAll(client.number(), "x");
            ASSERT_TRUE(isReady(client.number(), POLLIN)); // it is open
        }
        while (mute.served() < i && watch.milliseconds() < 15000) {
            pause(5ms, {});
        }
        ASSERT_GE(mute.served(), i) << "the other side was not told";
    }
}

TEST_F(SshTunnel, findsOutWhatIsWrongWithTheSocketThere)
{
    const QString dead = server.path(QStringLiteral("dead"));
    ASSERT_TRUE(listenAt(dead)); // closed again, and the file stays
    const std::array cases{std::pair{QStringLiteral("/nowhere/docker.sock"), QStringLiteral("tunnel.no-socket-there")},
                           std::pair{key, QStringLiteral("tunnel.not-a-socket")},
                           std::pair{dead, QStringLiteral("tunnel.nobody-listens")}};
    for (const auto &[path, code] : cases) {
        const Endpoint remote = Endpoint::unixSocket(path);
        const auto refused = session->dial(remote, soon(), {});
        ASSERT_FALSE(refused);
        const Error found = session->lookInto(remote, refused.error(), soon(), {});
        EXPECT_EQ(found.layer, Layer::Channel);
        EXPECT_EQ(codeOf(found), code) << qPrintable(sentence(found));
        EXPECT_TRUE(sentence(found).contains(path));
    }
    EXPECT_TRUE(session->run(shell("true"), soon(), {})) << "the session goes on";
}

TEST_F(SshTunnel, saysThatTheServerForbidsIt)
{
    test::SshServer strict("AllowTcpForwarding no");
    strict.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    const auto refused =
        sessionTo(strict.host(key))->dial(Endpoint::tcp(QStringLiteral("localhost"), 8080), soon(), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(codeOf(refused.error()), QStringLiteral("channel.forbidden")) << qPrintable(sentence(refused.error()));
}

TEST_F(SshTunnel, outlivesALostConnection)
{
    test::FakeServer http;
    http.answer("GET /ping", {.body = "pong"});
    const Tunnel tunnel = tunnelTo(http.endpoint());
    const auto before = connected(tunnel);
    ASSERT_TRUE(get(before.number(), "/ping").endsWith("pong"));
    server.killAll();
    EXPECT_EQ(readToEnd(before.number()), "") << "the old connection ends";
    const auto after = connected(tunnel);
    EXPECT_TRUE(get(after.number(), "/ping").endsWith("pong"));
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(SshTunnel, tellsWhyAClientWasTurnedAway)
{
    auto http = std::make_unique<test::FakeServer>();
    const Tunnel tunnel = tunnelTo(http->endpoint());
    http.reset();
    const auto client = connected(tunnel);
    EXPECT_EQ(readToEnd(client.number()), "");
    const auto failure = tunnel.lastFailure();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->layer, Layer::Channel);
}

TEST_F(SshTunnel, carriesNothingOfAClientThatGaveUpWhileAPersonWasAsked)
{
    test::FakeServer http;
    http.answer("GET /ping", {.body = "pong"});
    http.answer("POST /change", {});
    asker->waits = true;
    const auto tunnel = session->forward(http.endpoint());
    ASSERT_TRUE(tunnel);
    for (int i = 0; i < 3; ++i) { // the first is taken before the question, the others wait in the system
        const auto client = connected(*tunnel);
        writeAll(client.number(), "POST /change HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
        const StopWatch watch;
        while (asker->hostKeyQuestions().empty() && watch.milliseconds() < 5000) {
            pause(5ms, {});
        }
    }
    const auto pending = session->pending();
    ASSERT_TRUE(pending);
    EXPECT_EQ(codeOf(*pending), QStringLiteral("ssh.question-open"));
    asker->waits = false; // the answer
    const auto client = connected(*tunnel);
    EXPECT_TRUE(get(client.number(), "/ping").endsWith("pong"));
    EXPECT_EQ(http.count("POST /change"), 0);
    EXPECT_FALSE(session->pending());
}

TEST_F(SshTunnel, leadsNowhereOnceItsSessionIsGone)
{
    test::FakeServer http;
    const Tunnel tunnel = tunnelTo(http.endpoint());
    const auto client = connected(tunnel);
    session.reset();
    EXPECT_EQ(readToEnd(client.number()), "");
    EXPECT_FALSE(net::Stream::connect(tunnel.endpoint(), soon(), {}));
}
