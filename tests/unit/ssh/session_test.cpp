// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/lateness.h"
#include "support/sshfixture.h"

#include <QDir>

#include <future>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshSession : public test::SshTest
{
};
using test::soon;
using test::StopWatch;
using namespace std::chrono_literals;

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size();
}

/// A port that takes connections and says nothing.
class SilentPort
{
public:
    SilentPort() : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof m_address;
        bind(m_socket, reinterpret_cast<sockaddr *>(&m_address), size);
        listen(m_socket, 8);
        getsockname(m_socket, reinterpret_cast<sockaddr *>(&m_address), &size);
    }
    ~SilentPort() { close(m_socket); }
    [[nodiscard]] quint16 port() const { return ntohs(m_address.sin_port); }

private:
    sockaddr_in m_address{};
    int m_socket;
};
} // namespace

TEST(SshLateness, ofASilentMachinePointsAtTheWayThere)
{
    const Error silent = lateCall(QStringLiteral("storm-3"), Stage::Connecting, false, Channelled::NotSent);
    EXPECT_EQ(silent.code, QStringLiteral("connect.no-answer"));
    EXPECT_EQ(silent.target, QStringLiteral("storm-3"));
    EXPECT_TRUE(silent.remedy.contains(QStringLiteral("firewalls"))) << qPrintable(sentence(silent));
}

TEST_F(SshSession, connectsOnlyOnDemandAndOnce)
{
    pause(100ms, {});
    EXPECT_EQ(server.connections(), 0);
    EXPECT_FALSE(session->isUp());
    ASSERT_TRUE(session->open(soon(), {}));
    ASSERT_TRUE(session->open(soon(), {}));
    EXPECT_TRUE(session->isUp());
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(SshSession, sharesOneConnectionAmongCallsThatComeWhileItIsMade)
{
    std::vector<std::future<Result<CommandEnd>>> calls;
    for (int i = 0; i < 6; ++i) {
        calls.push_back(std::async(std::launch::async, [&] { return session->run(shell("echo x"), soon(), {}); }));
    }
    for (auto &call : calls) {
        EXPECT_TRUE(call.get());
    }
    EXPECT_EQ(server.connections(), 1);
    EXPECT_EQ(asker->hostKeyQuestions().size(), 1U);
}

TEST_F(SshSession, namesTheLayerResolve)
{
    auto host = server.host(key);
    host.hostName = QStringLiteral("nowhere.invalid");
    const auto opened = sessionTo(host)->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().layer, Layer::Resolve);
    EXPECT_TRUE(opened.error().target.contains(QStringLiteral("box")));
}

TEST_F(SshSession, namesTheLayerConnect)
{
    quint16 port = 0;
    {
        const SilentPort closedAtOnce;
        port = closedAtOnce.port();
    }
    auto host = server.host(key);
    host.port = port;
    const auto opened = sessionTo(host)->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().layer, Layer::Connect);
    EXPECT_EQ(codeOf(opened.error()), QStringLiteral("connect.refused"));
}

TEST_F(SshSession, saysThatAPortHangsUpOrIsSilent)
{
    server.refuse(true);
    const auto closed = session->open(soon(), {});
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().layer, Layer::Ssh);
    EXPECT_EQ(closed.error().kind, ErrorKind::Unreachable);

    const SilentPort silent;
    auto host = server.host(key);
    host.port = silent.port();
    host.connectTimeout = std::chrono::seconds(1);
    const StopWatch watch;
    const auto opened = sessionTo(host)->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().layer, Layer::Ssh);
    EXPECT_EQ(opened.error().kind, ErrorKind::Deadline) << qPrintable(sentence(opened.error()));
    EXPECT_LT(watch.milliseconds(), 3000);
}

TEST_F(SshSession, endsASetUpWithinFiftyMillisecondsOfAStopAndAtItsDeadline)
{
    const SilentPort silent;
    auto host = server.host(key);
    host.port = silent.port();
    const auto quiet = sessionTo(host);
    std::stop_source stop;
    auto opening = std::async(std::launch::async, [&] { return quiet->open(soon(), stop.get_token()); });
    pause(150ms, {});
    const StopWatch watch;
    stop.request_stop();
    const auto stopped = opening.get();
    EXPECT_LT(watch.milliseconds(), 50);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);

    const StopWatch again;
    const auto late = quiet->open(Deadline::in(200ms), {});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, ErrorKind::Deadline);
    EXPECT_EQ(late.error().layer, Layer::Ssh);
    EXPECT_LT(again.milliseconds(), 260);
}

TEST_F(SshSession, endsAtOnceWhenItGoesWhileItConnects)
{
    const SilentPort silent;
    auto host = server.host(key);
    host.port = silent.port();
    auto quiet = sessionTo(host);
    ASSERT_FALSE(quiet->open(Deadline::in(100ms), {}));
    auto opening = std::async(std::launch::async, [kept = quiet.get()] { return kept->open(Deadline::in(200ms), {}); });
    opening.wait();
    const StopWatch watch;
    quiet.reset();
    EXPECT_LT(watch.milliseconds(), 100);
}

TEST_F(SshSession, noticesACutConnectionByItsKeepAlive)
{
    const auto watchful = sessionTo(server.host(key), {}, {.ask = 300ms, .patience = 500ms});
    ASSERT_TRUE(watchful->open(soon(), {}));
    pause(1000ms, {});
    EXPECT_TRUE(watchful->isUp()) << "the other side answers its questions";
    server.freezeAll();
    const StopWatch watch;
    const auto end = watchful->run(shell("true"), soon(), {});
    EXPECT_LT(watch.milliseconds(), 3000);
    ASSERT_TRUE(end) << "by a second connection: " << qPrintable(sentence(end.error()));
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(SshSession, keepsAnIdleConnectionThatAnswers)
{
    const auto watchful = sessionTo(server.host(key), {}, {.ask = 50ms, .patience = 400ms});
    ASSERT_TRUE(watchful->open(soon(), {}));
    pause(1500ms, {});
    ASSERT_TRUE(watchful->run(shell("true"), soon(), {}));
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(SshSession, leavesNoDescriptorBehind)
{
    { // what is opened once for the whole program
        const auto first = sessionTo(server.host(key));
        ASSERT_TRUE(first->run(shell("true"), soon(), {}));
    }
    const auto before = openDescriptors();
    for (int i = 0; i < 3; ++i) {
        auto passing = sessionTo(server.host(key));
        ASSERT_TRUE(passing->run(shell("true"), soon(), {}));
        server.killAll();
        ASSERT_TRUE(passing->run(shell("true"), soon(), {}));
        server.refuse(true);
        EXPECT_FALSE(sessionTo(server.host(key))->open(soon(), {}));
        server.refuse(false);
    }
    EXPECT_EQ(openDescriptors(), before);
}

// docker/compose#8191
/// The server counts a session until it has reaped its process, and refuses the one too many like a socket that is not
/// there.
TEST_F(SshSession, b121_waitsWhereTheServerHasNoSessionToSpare)
{
    test::SshServer narrow("MaxSessions 3");
    narrow.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    const auto to = sessionTo(narrow.host(key));
    std::vector<std::future<Result<CommandEnd>>> ends;
    for (int i = 0; i < 12; ++i) {
        ends.push_back(std::async(std::launch::async, [&] { return to->run(shell("sleep 0.1"), soon(), {}); }));
    }
    for (auto &end : ends) {
        const auto result = end.get();
        EXPECT_TRUE(result && result->succeeded()) << (result ? "" : qPrintable(sentence(result.error())));
    }
    for (int i = 0; i < 20; ++i) { // one right after the other
        const auto result = to->run(shell("true"), soon(), {});
        EXPECT_TRUE(result) << qPrintable(sentence(result.error()));
    }
    EXPECT_EQ(narrow.connections(), 1);
    const auto uploaded = to->upload({.path = narrow.path(QStringLiteral("file"))}, sourceOf("x"), {}, soon(), {});
    EXPECT_TRUE(uploaded) << qPrintable(sentence(uploaded.error()));
}

TEST_F(SshSession, saysThatTheServerOpensNoSessions)
{
    test::SshServer closed("MaxSessions 0");
    closed.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    const StopWatch watch;
    const auto end = sessionTo(closed.host(key))->run(shell("true"), soon(), {});
    ASSERT_FALSE(end);
    EXPECT_EQ(codeOf(end.error()), QStringLiteral("channel.too-many-sessions")) << qPrintable(sentence(end.error()));
    EXPECT_TRUE(end.error().remedy.contains(QStringLiteral("MaxSessions")));
    EXPECT_LT(watch.milliseconds(), 10'000) << "waiting would not help";
}
