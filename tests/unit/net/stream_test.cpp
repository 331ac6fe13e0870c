// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/stream.h"

#include "support/fakeserver.h"

#include <gtest/gtest.h>

#include <array>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace stormdeck;
using namespace std::chrono_literals;
using net::Stream;
using test::FakeServer;
using test::Reply;

namespace {
/// A port whose queue is full, so that what comes is not answered: as a firewall that drops it.
class SilentPort
{
public:
    SilentPort()
    {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof place;
        auto *address = reinterpret_cast<sockaddr *>(&place);
        bind(m_sockets[0], address, size);
        listen(m_sockets[0], 0);
        getsockname(m_sockets[0], address, &size);
        m_number = ntohs(place.sin_port);
        for (size_t i = 1; i < m_sockets.size(); ++i) {
            connect(m_sockets[i], address, size);
        }
    }
    ~SilentPort()
    {
        for (const int socket : m_sockets) {
            close(socket);
        }
    }
    SilentPort(const SilentPort &) = delete;
    SilentPort &operator=(const SilentPort &) = delete;
    [[nodiscard]] Endpoint endpoint() const { return Endpoint::tcp(QStringLiteral("127.0.0.1"), m_number); }

private:
    static int open() { return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }
    std::array<int, 4> m_sockets{open(), open(), open(), open()};
    quint16 m_number = 0;
};

constexpr auto question = "GET /x HTTP/1.1\r\n\r\n";

class NetStream : public testing::TestWithParam<Endpoint::Kind>
{
protected:
    [[nodiscard]] Stream connected()
    {
        auto stream = Stream::connect(server.endpoint(), Deadline::in(3s), {});
        EXPECT_TRUE(stream);
        return std::move(*stream);
    }
    FakeServer server{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(OverBothTransports, NetStream, testing::Values(Endpoint::Kind::Unix, Endpoint::Kind::Tcp),
                         [](const auto &kind) { return kind.param == Endpoint::Kind::Unix ? "unix" : "tcp"; });
} // namespace

TEST(NetSilence, isToldWithANextMove)
{
    const SilentPort port;
    const auto stream = Stream::connect(port.endpoint(), Deadline::in(200ms), {});
    ASSERT_FALSE(stream);
    EXPECT_EQ(stream.error().kind, ErrorKind::Deadline);
    EXPECT_EQ(stream.error().code, QStringLiteral("connect.no-answer"));
    EXPECT_TRUE(stream.error().remedy.contains(QStringLiteral("firewalls"))) << qPrintable(sentence(stream.error()));
}

TEST_P(NetStream, writesAndReadsToTheEnd)
{
    const QByteArray large(1024 * 1024, 'x');
    server.answer("GET /x", {.body = large, .fault = Reply::Fault::Garbage});
    Stream stream = connected();
    ASSERT_TRUE(stream.write(question, Deadline::in(3s), {}));
    const auto answer = stream.readToEnd(large.size(), Deadline::in(3s), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(*answer, large);
}

TEST_P(NetStream, refusesMoreThanTheLimit)
{
    server.answer("GET /x", {.body = "123456", .fault = Reply::Fault::Garbage});
    Stream stream = connected();
    ASSERT_TRUE(stream.write(question, Deadline::in(3s), {}));
    const auto answer = stream.readToEnd(5, Deadline::in(3s), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Rejected);
}

TEST_P(NetStream, readsTheFirstBytesWithoutWaitingForMore)
{
    server.answer("GET /x", {.body = "123456", .fault = Reply::Fault::Slow});
    server.answer("GET /short", {.body = "12", .fault = Reply::Fault::Garbage});
    Stream stream = connected();
    ASSERT_TRUE(stream.write(question, Deadline::in(3s), {}));
    EXPECT_EQ(stream.readFirst(5, Deadline::in(3s), {}).value_or(QByteArray()), "HTTP/");
    Stream closed = connected();
    ASSERT_TRUE(closed.write("GET /short HTTP/1.1\r\n\r\n", Deadline::in(3s), {}));
    EXPECT_EQ(closed.readFirst(5, Deadline::in(3s), {}).value_or(QByteArray()), "12");
}

TEST_P(NetStream, givesUpAtTheDeadlineWhereNothingComes)
{
    server.answer("GET /x", {.fault = Reply::Fault::Hang});
    Stream stream = connected();
    ASSERT_TRUE(stream.write(question, Deadline::in(3s), {}));
    const auto answer = stream.readToEnd(100, Deadline::in(20ms), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Deadline);
}

TEST_P(NetStream, givesUpAtTheDeadlineWhereNothingIsTaken)
{
    server.answer("GET /x", {.fault = Reply::Fault::HangBeforeBody});
    Stream stream = connected();
    const auto written = stream.write(question + QByteArray(32 * 1024 * 1024, 'x'), Deadline::in(50ms), {});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::Deadline);
}

TEST_P(NetStream, endsAtAStop)
{
    server.answer("GET /x", {.fault = Reply::Fault::Hang});
    Stream stream = connected();
    ASSERT_TRUE(stream.write(question, Deadline::in(3s), {}));
    std::stop_source source;
    Instant asked;
    const std::jthread stopper([&] {
        (void)server.waitForRequests(1);
        asked = BootClock::now();
        source.request_stop();
    });
    const auto answer = stream.readToEnd(100, Deadline::in(3s), source.get_token());
    const auto took = BootClock::now() - asked;
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(took, 50ms);
}

TEST(NetStreamConnect, namesWhatIsMissing)
{
    const auto noSocket = Stream::connect(Endpoint::unixSocket(QStringLiteral("/nowhere/s")), Deadline::in(1s), {});
    ASSERT_FALSE(noSocket);
    EXPECT_EQ(codeOf(noSocket.error()), QStringLiteral("connect.no-socket"));
    Endpoint gone;
    {
        const FakeServer server(Endpoint::Kind::Tcp);
        gone = server.endpoint();
    }
    const auto refused = Stream::connect(gone, Deadline::in(1s), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(codeOf(refused.error()), QStringLiteral("connect.refused"));
    EXPECT_EQ(refused.error().layer, Layer::Connect);
    const auto longPath = Stream::connect(Endpoint::unixSocket(u'/' + QString(120, u'x')), Deadline::in(1s), {});
    ASSERT_FALSE(longPath);
    EXPECT_EQ(longPath.error().kind, ErrorKind::Rejected);
}

TEST(NetStreamConnect, connectsByNameAlsoWhereTheFirstAddressIsNotServed)
{
    // "localhost" is ::1 first on many machines, and the server listens on 127.0.0.1 alone.
    FakeServer server(Endpoint::Kind::Tcp);
    const Endpoint named = Endpoint::tcp(QStringLiteral("localhost"), server.endpoint().port);
    EXPECT_TRUE(Stream::connect(named, Deadline::in(3s), {}));
}
