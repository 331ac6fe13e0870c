// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/client.h"

#include "support/fakeserver.h"

#include <gtest/gtest.h>

#include <array>

using namespace stormdeck;
using namespace stormdeck::http;
using namespace std::chrono_literals;
using test::FakeServer;
using test::Reply;

namespace {
class HttpDetour : public testing::Test
{
protected:
    [[nodiscard]] Client clientBy(const Endpoint &entrance)
    {
        return Client(endpoint, QStringLiteral("storm-1"), Client::usualConnections,
                      Detour{entrance, [this](const Error &error, const std::stop_token &) {
                                 seen.push_back(error);
                                 return why;
                             }});
    }
    [[nodiscard]] static Error errorOf(const Result<Response> &answer)
    {
        EXPECT_FALSE(answer);
        return answer ? Error() : answer.error();
    }

    FakeServer server;
    Endpoint endpoint = Endpoint::ssh(QStringLiteral("ops"), QStringLiteral("storm-1"), 0, usualEngineSocket());
    std::optional<Error> why = Error{.kind = ErrorKind::Denied,
                                     .layer = Layer::Login,
                                     .attempted = QStringLiteral("log in"),
                                     .target = QStringLiteral("ops@storm-1"),
                                     .reason = QStringLiteral("it did not accept the key"),
                                     .remedy = QStringLiteral("Choose another key."),
                                     .code = QStringLiteral("login.denied")};
    std::vector<Error> seen;
};
} // namespace

TEST_F(HttpDetour, connectsToTheEntranceAndKeepsTheNameOfTheEndpoint)
{
    server.answer("GET /_ping", {.body = "OK"});
    Client client = clientBy(server.endpoint());
    const auto answer = client.send({.path = "/_ping"}, Deadline::in(3s), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "OK");
    EXPECT_EQ(client.endpoint(), endpoint);
    EXPECT_EQ(client.target(), QStringLiteral("storm-1 (ssh://ops@storm-1)"));
    EXPECT_TRUE(seen.empty());
}

TEST_F(HttpDetour, tellsWhyThereWasNoWayForAllKindsOfCalls)
{
    Client client = clientBy(Endpoint::unixSocket(QStringLiteral("/dev/null/closed")));
    const std::array requests{Request{.path = "/_ping"}};
    const std::array clients{&client};
    const auto sink = [](const QByteArray &) { return true; };
    const auto upgraded = client.upgrade({.method = Method::Post, .path = "/exec"}, Deadline::in(3s), {});
    ASSERT_FALSE(upgraded);
    for (const Error &error : {errorOf(client.send(requests[0], Deadline::in(3s), {})),
                               errorOf(client.sendAll(requests, Deadline::in(3s), {}).front()),
                               errorOf(client.stream(requests[0], sink, Deadline::in(3s), {})),
                               errorOf(sendEach(clients, requests, Deadline::in(3s), {}).front()), upgraded.error()}) {
        EXPECT_EQ(error.kind, ErrorKind::Denied);
        EXPECT_EQ(error.layer, Layer::Login);
        EXPECT_EQ(error.reason, why->reason);
        EXPECT_EQ(error.target, client.target()) << "as the client names it";
    }
}

TEST_F(HttpDetour, tellsWhyAConnectionWasClosedOrSilent)
{
    server.answer("GET /closed", {.fault = Reply::Fault::CloseAtOnce});
    server.answer("GET /silent", {.fault = Reply::Fault::Hang});
    Client client = clientBy(server.endpoint());
    EXPECT_EQ(codeOf(errorOf(client.send({.path = "/closed"}, Deadline::in(3s), {}))), QStringLiteral("login.denied"));
    EXPECT_EQ(codeOf(errorOf(client.send({.path = "/silent"}, Deadline::in(100ms), {}))),
              QStringLiteral("login.denied"));
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[1].kind, ErrorKind::Deadline);
}

TEST_F(HttpDetour, leavesTheOutcomeOfASentChangeUnknown)
{
    server.answer("POST /change", {.fault = Reply::Fault::CloseAtOnce});
    const Error error =
        errorOf(clientBy(server.endpoint()).send({.method = Method::Post, .path = "/change"}, Deadline::in(3s), {}));
    EXPECT_EQ(error.kind, ErrorKind::OutcomeUnknown);
    EXPECT_EQ(codeOf(error), QStringLiteral("http.answer-lost"));
    EXPECT_EQ(error.reason, why->reason);
    EXPECT_TRUE(error.remedy.contains(QStringLiteral("before you repeat it")));
}

TEST_F(HttpDetour, isNotAskedAboutAnswersAndStops)
{
    server.answer("GET /half", {.body = "half of it", .fault = Reply::Fault::CloseMidBody});
    server.answer("GET /silent", {.fault = Reply::Fault::Hang});
    Client client = clientBy(server.endpoint());
    EXPECT_EQ(codeOf(errorOf(client.send({.path = "/half"}, Deadline::in(3s), {}))),
              QStringLiteral("http.connection-lost"));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(errorOf(client.send({.path = "/silent"}, Deadline::in(3s), stop.get_token())).kind, ErrorKind::Cancelled);
    EXPECT_TRUE(client.send({.path = "/nowhere"}, Deadline::in(3s), {}));
    EXPECT_TRUE(seen.empty());
    why.reset();
    EXPECT_EQ(codeOf(errorOf(client.send({.path = "/silent"}, Deadline::in(50ms), {}))),
              QStringLiteral("http.no-answer"))
        << "where the detour is not to blame, it stays as it was seen";
}

TEST_F(HttpDetour, givesBackConnectionsThatNobodyUses)
{
    server.answer("GET /a", {.body = QByteArray(100, 'x'), .fault = Reply::Fault::Slow}); // so that all run at once
    Client client(endpoint, QStringLiteral("storm-1"), 4, Detour{server.endpoint(), {}, 1s});
    const std::vector<Request> four(4, Request{.path = "/a"});
    for (const auto &answer : client.sendAll(four, Deadline::in(3s), {})) {
        ASSERT_TRUE(answer);
    }
    ASSERT_EQ(server.connections(), 4);
    ASSERT_TRUE(client.send({.path = "/a"}, Deadline::in(3s), {}));
    EXPECT_EQ(server.connections(), 4) << "what was just used is kept";
    pause(2200ms, {});
    ASSERT_TRUE(client.send({.path = "/a"}, Deadline::in(3s), {}));
    for (const auto &answer : client.sendAll(four, Deadline::in(3s), {})) {
        ASSERT_TRUE(answer);
    }
    EXPECT_EQ(server.connections(), 8) << "one for the call, and three beside it: all that were kept had gone";
}

TEST_F(HttpDetour, givesBackConnectionsThoughItsClientIsNeverCalledAgain)
{
    server.answer("GET /a", {.body = "a"});
    Client client(endpoint, QStringLiteral("storm-1"), 4, Detour{server.endpoint(), {}, 1s});
    client.closeIdle();
    ASSERT_TRUE(client.send({.path = "/a"}, Deadline::in(3s), {}));
    client.closeIdle();
    ASSERT_TRUE(client.send({.path = "/a"}, Deadline::in(3s), {}));
    ASSERT_EQ(server.connections(), 1) << "what was just used is kept";
    pause(1200ms, {});
    client.closeIdle();
    for (const Deadline until = Deadline::in(3s); server.openConnections() > 0 && !until.passed();) {
        pause(5ms, {});
    }
    EXPECT_EQ(server.openConnections(), 0);
    EXPECT_TRUE(client.send({.path = "/a"}, Deadline::in(3s), {})) << "it can be called all the same";
}

TEST_F(HttpDetour, keepsTheConnectionOfACallThatGoesOn)
{
    server.answer("GET /endless", {.body = "x", .fault = Reply::Fault::Endless});
    Client client(endpoint, QStringLiteral("storm-1"), 4, Detour{server.endpoint(), {}, 0s});
    ASSERT_TRUE(client.send({.path = "/nowhere"}, Deadline::in(3s), {}));
    int pieces = 0;
    const auto sink = [&](const QByteArray &) {
        client.closeIdle();
        return ++pieces < 3;
    };
    EXPECT_TRUE(client.stream({.path = "/endless"}, sink, Deadline::in(3s), {}));
    EXPECT_EQ(pieces, 3);
}
