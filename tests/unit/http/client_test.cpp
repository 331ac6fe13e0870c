// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/client.h"

#include "support/fakeserver.h"

#include <gtest/gtest.h>

#include <array>
#include <latch>

using namespace stormdeck;
using namespace stormdeck::http;
using namespace std::chrono_literals;
using test::FakeServer;
using test::Reply;

namespace {
class HttpClient : public testing::TestWithParam<Endpoint::Kind>
{
protected:
    [[nodiscard]] static Deadline soon() { return Deadline::in(20s); }
    [[nodiscard]] Result<Response> get(const QByteArray &path) { return client.send({.path = path}, soon(), {}); }
    [[nodiscard]] Result<Response> post(const QByteArray &path)
    {
        return client.send({.method = Method::Post, .path = path, .body = "{}"}, soon(), {});
    }

    FakeServer server{GetParam()};
    Client client{server.endpoint(), QStringLiteral("storm-1")};
};

INSTANTIATE_TEST_SUITE_P(OverBothTransports, HttpClient, testing::Values(Endpoint::Kind::Unix, Endpoint::Kind::Tcp),
                         [](const auto &kind) { return kind.param == Endpoint::Kind::Unix ? "unix" : "tcp"; });
} // namespace

TEST_P(HttpClient, givesStatusHeadersAndBody)
{
    server.answer("GET /info", {.status = 299, .body = "hello", .headers = {"Api-Version: 1.41", "Empty:"}});
    const auto answer = get("/info?all=1");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 299);
    EXPECT_EQ(answer->body, "hello");
    EXPECT_EQ(answer->header("api-version"), "1.41");
    EXPECT_EQ(server.requests().front().path, "/info?all=1");
}

TEST_P(HttpClient, takesAStatusOfRefusalAsAnAnswer)
{
    const auto answer = get("/nowhere");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 404);
    EXPECT_FALSE(answer->isSuccess());
    EXPECT_EQ(answer->body, R"({"message":"no route"})");
}

TEST_P(HttpClient, followsNoRedirect)
{
    server.answer("GET /old", {.status = 302, .headers = {"Location: /new"}});
    const auto answer = get("/old");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 302);
    EXPECT_EQ(answer->header("Location"), "/new");
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST_P(HttpClient, sendsThePathAsItIs)
{
    server.answer("GET /a/../b%2Fc%20d", {});
    ASSERT_TRUE(get("/a/../b%2Fc%20d"));
    EXPECT_EQ(server.requests().front().path, "/a/../b%2Fc%20d");
}

TEST_P(HttpClient, sendsMethodHeadersAndBody)
{
    server.answer("POST /nodes", {.status = 201});
    const Request request{.method = Method::Post,
                          .path = "/nodes",
                          .headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}},
                          .body = R"({"a":1})"};
    ASSERT_TRUE(client.send(request, soon(), {}));
    const auto got = server.requests().front();
    EXPECT_EQ(got.header("Content-Type"), "application/json");
    EXPECT_TRUE(got.head.contains("X-Empty:"));
    EXPECT_FALSE(got.head.contains("Expect:"));
    EXPECT_EQ(got.body, R"({"a":1})");
}

TEST_P(HttpClient, sendsEachMethodByItsNameAndAnEmptyBodyAsSuch)
{
    const std::array methods{Method::Get, Method::Head, Method::Post, Method::Put, Method::Delete};
    for (const Method method : methods) {
        ASSERT_TRUE(client.send({.method = method, .path = "/x"}, soon(), {}));
    }
    const auto got = server.requests();
    ASSERT_EQ(got.size(), methods.size());
    const std::array names{"GET", "HEAD", "POST", "PUT", "DELETE"};
    for (size_t i = 0; i < names.size(); ++i) {
        EXPECT_EQ(got[i].method, names[i]);
        EXPECT_FALSE(got[i].head.contains("Content-Type:")) << names[i];
    }
    EXPECT_EQ(got[2].header("Content-Length"), "0");
}

TEST_P(HttpClient, keepsTheConnectionBetweenCalls)
{
    server.answer("GET /a", {.body = "1"});
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(get("/a"));
    }
    EXPECT_EQ(server.connections(), 1);
}

TEST_P(HttpClient, reconnectsWhereTheServerHasClosedTheKeptConnection)
{
    server.answer("GET /a", {.body = "1"});
    ASSERT_TRUE(get("/a"));
    server.dropConnections();
    ASSERT_TRUE(get("/a"));
    EXPECT_EQ(server.connections(), 2);
}

TEST_P(HttpClient, sendsAllAtOnce)
{
    constexpr int together = 20;
    std::latch allThere(together);
    server.answerBy("GET /x", [&allThere](const test::Received &) {
        allThere.arrive_and_wait(); // one after the other, the first would never be answered
        return Reply{.body = "1"};
    });
    const std::vector<Request> requests(together, Request{.path = "/x"});
    for (const auto &answer : client.sendAll(requests, soon(), {})) {
        ASSERT_TRUE(answer) << qPrintable(sentence(answer.error()));
    }
}

TEST_P(HttpClient, answersInTheOrderOfTheRequestsOverKeptConnections)
{
    std::vector<Request> requests;
    for (int i = 0; i < 60; ++i) {
        const QByteArray path = "/" + QByteArray::number(i);
        server.answer("GET " + path, {.body = path});
        requests.push_back({.path = path});
    }
    for (int round = 0; round < 2; ++round) {
        const auto answers = client.sendAll(requests, soon(), {});
        ASSERT_EQ(answers.size(), requests.size());
        for (size_t i = 0; i < answers.size(); ++i) {
            ASSERT_TRUE(answers[i]);
            EXPECT_EQ(answers[i]->body, requests[i].path);
        }
    }
    EXPECT_LE(server.connections(), 32);
}

TEST_P(HttpClient, keepsTheConnectionsOfARoundThroughSingleCalls)
{
    constexpr int together = 8;
    std::latch allThere(together);
    server.answerBy("GET /x", [&allThere](const test::Received &) {
        allThere.arrive_and_wait();
        return Reply{.body = "1"};
    });
    server.answer("GET /y", {.body = "1"});
    (void)client.sendAll(std::vector<Request>(together, Request{.path = "/x"}), soon(), {});
    ASSERT_TRUE(get("/y"));
    (void)client.sendAll(std::vector<Request>(together, Request{.path = "/y"}), soon(), {});
    EXPECT_EQ(server.connections(), together);
}

TEST_P(HttpClient, tellsWhoseAnswerIsMissingAmongMany)
{
    server.answer("GET /good", {.body = "1"});
    server.answer("GET /bad", {.fault = Reply::Fault::CloseAtOnce});
    const std::array requests{Request{.path = "/good"}, Request{.path = "/bad"}, Request{.path = "/good"}};
    const auto answers = client.sendAll(requests, soon(), {});
    EXPECT_TRUE(answers[0]);
    ASSERT_FALSE(answers[1]);
    EXPECT_EQ(answers[1].error().kind, ErrorKind::Unreachable);
    EXPECT_TRUE(answers[2]);
}

TEST_P(HttpClient, namesTheTargetWithItsEndpoint)
{
    EXPECT_EQ(client.target(), QStringLiteral("storm-1 (%1)").arg(server.endpoint().text()));
    server.answer("GET /x", {.fault = Reply::Fault::CloseAtOnce});
    EXPECT_EQ(get("/x").error().target, client.target());
}

TEST_P(HttpClient, callsALostAnswerToAReadUnreachable)
{
    server.answer("GET /x", {.fault = Reply::Fault::CloseAtOnce});
    const auto answer = get("/x");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Unreachable);
    EXPECT_EQ(answer.error().layer, Layer::Http);
}

TEST_P(HttpClient, callsALostAnswerToAChangeUnknownAndSendsItOnce)
{
    server.answer("GET /warm", {});
    server.answer("POST /x", {.fault = Reply::Fault::CloseAtOnce});
    ASSERT_TRUE(get("/warm")); // a kept connection is what tempts libcurl to repeat
    const auto answer = post("/x");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::OutcomeUnknown);
    EXPECT_EQ(server.count("POST /x"), 1);
}

TEST_P(HttpClient, keepsTheSampleOfAnAnswerThatBrokeInTheMiddle)
{
    server.answer("GET /x", {.body = "0123456789", .fault = Reply::Fault::CloseMidBody});
    server.answer("DELETE /x", {.body = "0123456789", .fault = Reply::Fault::CloseMidBody});
    const auto read = get("/x");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::Unreachable);
    EXPECT_EQ(read.error().raw, "01234");
    const auto change = client.send({.method = Method::Delete, .path = "/x"}, soon(), {});
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().kind, ErrorKind::OutcomeUnknown);
    EXPECT_EQ(change.error().httpStatus, 200);
}

TEST_P(HttpClient, callsGarbageUndecodable)
{
    server.answer("GET /x", {.body = "SSH-2.0-OpenSSH_9.2\r\n", .fault = Reply::Fault::Garbage});
    const auto answer = get("/x");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(answer.error().layer, Layer::Http);
}

TEST_P(HttpClient, givesUpAtTheDeadline)
{
    server.answer("GET /x", {.fault = Reply::Fault::Hang});
    server.answer("POST /x", {.fault = Reply::Fault::Hang});
    const auto read = client.send({.path = "/x"}, Deadline::in(30ms), {});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::Deadline);
    EXPECT_EQ(read.error().layer, Layer::Http);
    const auto change = client.send({.method = Method::Post, .path = "/x"}, Deadline::in(30ms), {});
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().kind, ErrorKind::OutcomeUnknown);
}

TEST_P(HttpClient, sendsNothingWhereTheStopCameFirst)
{
    std::stop_source source;
    source.request_stop();
    const auto answer = client.send({.method = Method::Post, .path = "/x"}, soon(), source.get_token());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(server.connections(), 0);
}

TEST_P(HttpClient, endsAHangingCallAtAStop)
{
    server.answer("GET /x", {.fault = Reply::Fault::Hang});
    std::stop_source source;
    Instant asked;
    const std::jthread stopper([&] {
        (void)server.waitForRequests(1);
        asked = BootClock::now();
        source.request_stop();
    });
    const auto answer = client.send({.path = "/x"}, soon(), source.get_token());
    const auto took = BootClock::now() - asked;
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(took, 50ms);
}

TEST_P(HttpClient, goesOnAfterAStop)
{
    server.answer("GET /hang", {.fault = Reply::Fault::Hang});
    server.answer("GET /good", {.body = "1"});
    EXPECT_FALSE(client.send({.path = "/hang"}, Deadline::in(10ms), {}));
    EXPECT_TRUE(get("/good"));
}

TEST_P(HttpClient, streamsPieceByPiece)
{
    server.answer("GET /log", {.headers = {"X-A: b"}, .chunks = {"one", "two", "three"}});
    QByteArray all;
    const auto sink = [&all](const QByteArray &chunk) {
        all += chunk;
        return true;
    };
    const auto answer = client.stream({.path = "/log"}, sink, soon(), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->header("X-A"), "b");
    EXPECT_TRUE(answer->body.isEmpty());
    EXPECT_EQ(all, "onetwothree");
}

TEST_P(HttpClient, keepsTheBodyOfARefusedStreamFromTheSink)
{
    int calls = 0;
    const auto answer =
        client.stream({.path = "/none"}, [&calls](const QByteArray &) { return ++calls > 0; }, soon(), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 404);
    EXPECT_EQ(answer->body, R"({"message":"no route"})");
    EXPECT_EQ(calls, 0);
}

TEST_P(HttpClient, endsAStreamWithoutAnErrorWhenTheSinkHasEnough)
{
    server.answer("GET /events", {.body = QByteArray(1000, 'x'), .fault = Reply::Fault::Endless});
    int calls = 0;
    const auto answer =
        client.stream({.path = "/events"}, [&calls](const QByteArray &) { return ++calls < 3; }, soon(), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(calls, 3);
}

TEST_P(HttpClient, endsAnEndlessStreamAtAStop)
{
    server.answer("GET /events", {.body = QByteArray(1000, 'x'), .fault = Reply::Fault::Endless});
    std::stop_source source;
    Instant asked;
    qint64 bytes = 0;
    const std::jthread stopper([&] {
        (void)server.waitForRequests(1);
        asked = BootClock::now();
        source.request_stop();
    });
    const auto count = [&bytes](const QByteArray &chunk) { return (bytes += chunk.size()) > 0; };
    const auto answer = client.stream({.path = "/events"}, count, soon(), source.get_token());
    const auto took = BootClock::now() - asked;
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(took, 50ms);
}

TEST_P(HttpClient, slowsTheSenderWhereTheSinkIsSlow)
{
    server.answer("GET /events", {.body = QByteArray(64 * 1024, 'x'), .fault = Reply::Fault::Endless});
    qint64 bytes = 0;
    const auto slow = [&bytes](const QByteArray &chunk) {
        bytes += chunk.size();
        return pause(5ms, {});
    };
    const Instant start = BootClock::now();
    const auto answer = client.stream({.path = "/events"}, slow, Deadline::in(100ms), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Deadline);
    EXPECT_LT(BootClock::now() - start, 1s); // libcurl alone would look at the time after a hundred pieces
    EXPECT_GT(bytes, 0);
    EXPECT_LT(bytes, 16 * 1024 * 1024); // unhindered, hundreds of megabytes come in that time
}

TEST_P(HttpClient, uploadsFromASource)
{
    for (const qint64 size : {qint64(-1), qint64(300'000)}) {
        server.answer("PUT /archive", {.body = "ok"});
        qint64 left = 300'000;
        const auto source = [&left](char *buffer, qint64 room) {
            const qint64 given = std::min(left, room);
            std::fill_n(buffer, given, 'y');
            left -= given;
            return given;
        };
        const Request request{.method = Method::Put, .path = "/archive", .source = source, .sourceSize = size};
        const auto answer = client.send(request, soon(), {});
        ASSERT_TRUE(answer);
        EXPECT_EQ(server.requests().back().method, "PUT");
        EXPECT_EQ(server.requests().back().body, QByteArray(300'000, 'y'));
    }
}

TEST_P(HttpClient, asksTheSourceOnlyAsFarAsTheServerTakesMore)
{
    server.answer("POST /load", {.fault = Reply::Fault::HangBeforeBody});
    qint64 given = 0;
    const auto source = [&given](char *buffer, qint64 room) {
        std::fill_n(buffer, room, 'y');
        given += room;
        return room;
    };
    const Request request{.method = Method::Post, .path = "/load", .source = source};
    const auto answer = client.send(request, Deadline::in(100ms), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::OutcomeUnknown);
    EXPECT_GT(given, 0);
    EXPECT_LT(given, 16 * 1024 * 1024);
}

TEST_P(HttpClient, tellsASourceThatGaveUp)
{
    const Request request{
        .method = Method::Put, .path = "/archive", .source = [](char *, qint64) { return qint64(-1); }};
    const auto answer = client.send(request, soon(), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(codeOf(answer.error()), QStringLiteral("http.upload-given-up"));
}

TEST_P(HttpClient, refusesAnAnswerBeyondTheLimit)
{
    server.answer("GET /huge", {.body = QByteArray(1024 * 1024, 'x'), .fault = Reply::Fault::Endless});
    const auto answer = get("/huge");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Rejected);
    EXPECT_EQ(codeOf(answer.error()), QStringLiteral("http.too-large"));
}

TEST_P(HttpClient, readsASlowBodyToItsEnd)
{
    server.answer("GET /slow", {.body = "slow but sure", .fault = Reply::Fault::Slow});
    const auto answer = get("/slow");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "slow but sure");
}
