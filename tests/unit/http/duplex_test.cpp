// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/client.h"

#include "support/fakeserver.h"

#include <gtest/gtest.h>

#include <array>

#include <poll.h>
#include <sys/socket.h>
#include <thread>

using namespace stormdeck;
using namespace stormdeck::http;
using namespace std::chrono_literals;
using test::FakeServer;
using test::Received;

namespace {
class HttpUpgrade : public testing::TestWithParam<Endpoint::Kind>
{
protected:
    [[nodiscard]] Result<Upgraded> upgrade(const QByteArray &path, Deadline deadline = Deadline::in(5s),
                                           const std::stop_token &stop = {})
    {
        return client.upgrade({.method = Method::Post, .path = path, .body = "{}"}, deadline, stop);
    }
    /// Reads until that much came or the end.
    [[nodiscard]] static QByteArray read(Duplex &stream, qsizetype wanted)
    {
        QByteArray all;
        std::array<char, 4096> piece{};
        const Deadline deadline = Deadline::in(5s);
        while (all.size() < wanted && !stream.hasEnded() && !deadline.passed()) {
            const auto got = stream.read(piece.data(), piece.size());
            EXPECT_TRUE(got);
            all.append(piece.data(), got.value_or(0));
            if (got.value_or(0) == 0) {
                pollfd one{stream.descriptor(), POLLIN, 0};
                poll(&one, 1, 100);
            }
        }
        return all;
    }

    FakeServer server{GetParam()};
    Client client{server.endpoint(), QStringLiteral("storm-1")};
};

INSTANTIATE_TEST_SUITE_P(OverBothTransports, HttpUpgrade, testing::Values(Endpoint::Kind::Unix, Endpoint::Kind::Tcp),
                         [](const auto &kind) { return kind.param == Endpoint::Kind::Unix ? "unix" : "tcp"; });

void say(int socket, const QByteArray &bytes)
{
    (void)send(socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
}
} // namespace

TEST_P(HttpUpgrade, givesAStreamBothWays)
{
    server.hijack("POST /exec/e/start", [](const Received &, int socket, const QByteArray &) {
        say(socket, "hello ");
        std::array<char, 16> bytes{};
        const auto got = recv(socket, bytes.data(), bytes.size(), 0);
        say(socket, QByteArray(bytes.data(), std::max<qsizetype>(got, 0)));
    });
    auto upgraded = upgrade("/exec/e/start");
    ASSERT_TRUE(upgraded) << qPrintable(sentence(upgraded.error()));
    EXPECT_EQ(upgraded->response.status, 101);
    ASSERT_TRUE(upgraded->stream);
    EXPECT_EQ(read(*upgraded->stream, 6), "hello ");
    EXPECT_EQ(upgraded->stream->write("world", 5).value_or(-1), 5);
    EXPECT_EQ(read(*upgraded->stream, 5), "world");
    (void)read(*upgraded->stream, 1);
    EXPECT_TRUE(upgraded->stream->hasEnded());
    const Received request = server.requests().front();
    EXPECT_EQ(request.header("Upgrade"), "tcp");
    EXPECT_EQ(request.header("Connection"), "Upgrade");
    EXPECT_EQ(request.body, "{}");
}

TEST_P(HttpUpgrade, givesTheAnswerThatRefuses)
{
    server.answer("POST /exec/e/start", {.status = 409, .body = R"({"message":"is paused"})"});
    const auto upgraded = upgrade("/exec/e/start");
    ASSERT_TRUE(upgraded);
    EXPECT_FALSE(upgraded->stream);
    EXPECT_EQ(upgraded->response.status, 409);
    EXPECT_EQ(upgraded->response.body, R"({"message":"is paused"})");
}

TEST_P(HttpUpgrade, takesA200WithoutALengthForAStream)
{
    server.answer("POST /exec/e/start",
                  {.body = "HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\nraw", .fault = test::Reply::Fault::Garbage});
    auto upgraded = upgrade("/exec/e/start");
    ASSERT_TRUE(upgraded);
    ASSERT_TRUE(upgraded->stream);
    EXPECT_EQ(read(*upgraded->stream, 10), "raw");
}

TEST_P(HttpUpgrade, tellsGarbageALostAndALateAnswer)
{
    using Fault = test::Reply::Fault;
    server.answer("POST /garbage", {.body = "SSH-2.0\r\n\r\n", .fault = Fault::Garbage});
    server.answer("POST /lost", {.fault = Fault::CloseAtOnce});
    server.answer("POST /late", {.fault = Fault::Hang});
    EXPECT_EQ(upgrade("/garbage").error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(upgrade("/lost").error().kind, ErrorKind::Unreachable);
    EXPECT_EQ(upgrade("/late", Deadline::in(30ms)).error().kind, ErrorKind::Deadline);
}

TEST_P(HttpUpgrade, endsSoonAfterAStop)
{
    server.answer("POST /late", {.fault = test::Reply::Fault::Hang});
    std::stop_source source;
    Instant stopped;
    const std::jthread stopper([&] {
        (void)server.waitForRequests(1);
        stopped = BootClock::now();
        source.request_stop();
    });
    const auto upgraded = upgrade("/late", Deadline::in(10s), source.get_token());
    const auto took = BootClock::now() - stopped;
    ASSERT_FALSE(upgraded);
    EXPECT_EQ(upgraded.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(took, 50ms);
}

TEST(HttpUpgrades, tellARefusedConnection)
{
    Client nobody(Endpoint::tcp(QStringLiteral("127.0.0.1"), 1), QStringLiteral("storm-1"));
    EXPECT_EQ(codeOf(nobody.upgrade({.method = Method::Post, .path = "/x"}, Deadline::in(5s), {}).error()),
              QStringLiteral("connect.refused"));
}
