// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands as a shell would run them, on this machine's loopback.
#include "preflight/crossings.h"
#include "support/sshfixture.h"

#include <QProcess>
#include <QStandardPaths>

#include <array>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::preflight;
using namespace std::chrono_literals;

namespace {
const auto tcp = PortProtocol::Tcp;
const auto udp = PortProtocol::Udp;
const QString loopback = QStringLiteral("127.0.0.1");

/// A socket bound to a free port; that port stays ours while it is open.
class Bound
{
public:
    explicit Bound(int type) : m_socket(socket(AF_INET, type | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        bind(m_socket, reinterpret_cast<sockaddr *>(&address), size);
        getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size);
        port = ntohs(address.sin_port);
    }
    ~Bound() { release(); }
    Bound(const Bound &) = delete;
    Bound &operator=(const Bound &) = delete;
    void wait() const { listen(m_socket, 8); }
    void release()
    {
        if (m_socket >= 0) {
            close(m_socket);
        }
        m_socket = -1;
    }
    quint16 port = 0;

private:
    int m_socket = -1;
};

class Probes : public testing::Test
{
protected:
    void SetUp() override
    {
        if (QStandardPaths::findExecutable(QStringLiteral("perl")).isEmpty()) {
            GTEST_SKIP() << "no perl here";
        }
    }
    ~Probes() override
    {
        listener.kill();
        listener.waitForFinished();
    }
    Post listenOn(const std::vector<PortName> &ports, std::chrono::seconds time = 20s)
    {
        const QStringList command = listenCommand(word, time, loopback, ports);
        listener.start(command.first(), command.mid(1));
        QByteArray said;
        while (!postOf(said).isReady && listener.waitForReadyRead(10000)) {
            said += listener.readAllStandardOutput();
        }
        return postOf(said);
    }
    static ProbeAnswer run(const QStringList &command)
    {
        return probeAnswerOf(test::outputOf(command.first(), command.mid(1)));
    }
    [[nodiscard]] static const Probed &probed(const ProbeAnswer &answer, const PortName &port)
    {
        static const Probed none;
        for (const Probed &one : answer.probed) {
            if (one.port == port) {
                return one;
            }
        }
        ADD_FAILURE() << "no answer about " << port.port;
        return none;
    }

    const QString word = QStringLiteral("stormdeck-test");
    QProcess listener;
};
} // namespace

TEST_F(Probes, tellOurListenerFromOthersAndFromNothing)
{
    Bound free(SOCK_STREAM);
    Bound freeDatagram(SOCK_DGRAM);
    Bound held(SOCK_STREAM);
    Bound nothing(SOCK_STREAM); // bound and not waiting: refused
    Bound deaf(SOCK_DGRAM);     // takes datagrams and answers none
    held.wait();
    free.release();
    freeDatagram.release();
    const PortName ours{tcp, free.port};
    const PortName oursToo{udp, freeDatagram.port};
    const PortName theirs{tcp, held.port};
    const Post post = listenOn({ours, oursToo, theirs});
    ASSERT_TRUE(post.isReady);
    EXPECT_TRUE(post.has(ours) && post.has(oursToo) && post.isHeld(theirs));

    const ProbeAnswer answer = run(probeCommand(word, 1000ms,
                                                {{4, loopback, ours, true},
                                                 {4, loopback, oursToo, true},
                                                 {4, loopback, theirs, false},
                                                 {4, loopback, {tcp, nothing.port}, false},
                                                 {4, loopback, {udp, deaf.port}, true}}));
    EXPECT_EQ(probed(answer, ours).reach, Reach::Answered);
    EXPECT_EQ(probed(answer, oursToo).reach, Reach::Answered) << "there and back";
    EXPECT_EQ(probed(answer, theirs).reach, Reach::Held);
    EXPECT_EQ(probed(answer, {tcp, nothing.port}).reach, Reach::Refused);
    EXPECT_EQ(probed(answer, {udp, deaf.port}).reach, Reach::Silent);
    EXPECT_EQ(probed(answer, ours).number, 4);
    ASSERT_EQ(answer.measured.size(), 1U);
    EXPECT_EQ(answer.measured[0].largestBytes, answer.measured[0].linkBytes) << "the loopback loses nothing";
}

TEST_F(Probes, answerNobodyWhoDoesNotKnowTheWord)
{
    Bound free(SOCK_DGRAM);
    free.release();
    const PortName ours{udp, free.port};
    ASSERT_TRUE(listenOn({ours}).has(ours));
    const ProbeAnswer answer = run(probeCommand(QStringLiteral("another"), 500ms, {{0, loopback, ours, true}}));
    EXPECT_EQ(probed(answer, ours).reach, Reach::Silent);
}

TEST_F(Probes, leaveNoListenerBehind)
{
    Bound free(SOCK_STREAM);
    free.release();
    ASSERT_TRUE(listenOn({{tcp, free.port}}, 1s).isReady);
    EXPECT_TRUE(listener.waitForFinished(10000)) << "it ends by itself";
    Bound other(SOCK_STREAM);
    other.release();
    ASSERT_TRUE(listenOn({{tcp, other.port}}).isReady);
    listener.terminate();
    EXPECT_TRUE(listener.waitForFinished(10000)) << "a TERM ends it";
    Bound third(SOCK_STREAM);
    third.release();
    // A shell waits for both ends of its pipe.
    QProcess piped;
    piped.start(QStringLiteral("sh"),
                QStringList{QStringLiteral("-c"), QStringLiteral(R"sh("$@" | grep -q ready)sh"), QStringLiteral("sh")} +
                    listenCommand(word, 60s, loopback, {{tcp, third.port}}));
    EXPECT_TRUE(piped.waitForFinished(10000)) << "with nobody to hear it, it ends";
    EXPECT_EQ(piped.exitCode(), 0);
}
