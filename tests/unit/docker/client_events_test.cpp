// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"
#include "support/fakeserver.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
class DockerEvents : public ::testing::Test
{
protected:
    DockerEvents()
    {
        server.answer("GET /_ping", {.body = "OK"});
        server.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    }

    void answer(Reply reply) { server.answer("GET /v1.41/events", std::move(reply)); }
    Result<void> follow(std::chrono::milliseconds patience = 5s)
    {
        const auto take = [&](const Event &event) {
            seen.push_back(event);
            return seen.size() < most;
        };
        return client.watchEvents(take, Deadline::in(patience), {});
    }

    FakeServer server;
    Client client{server.endpoint(), QStringLiteral("storm-1")};
    std::vector<Event> seen;
    size_t most = 100;
};

const QByteArray down =
    R"({"Type":"node","Action":"update","Actor":{"ID":"n3","Attributes":{"state.new":"down"}},"scope":"swarm"})"
    "\n";
const QByteArray died = R"({"status":"die","Type":"container","Action":"die","Actor":{"ID":"c1"}})"
                        "\n";
} // namespace

TEST_F(DockerEvents, areGivenAsTheyCome)
{
    answer({.chunks = {down.left(20), down.mid(20) + died}});
    ASSERT_TRUE(follow());
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0], (Event{QStringLiteral("node"), QStringLiteral("update"), QStringLiteral("n3")}));
    EXPECT_EQ(seen[1], (Event{QStringLiteral("container"), QStringLiteral("die"), QStringLiteral("c1")}));
}

TEST_F(DockerEvents, areAskedForWithoutThoseOfExecs)
{
    answer({.body = down});
    ASSERT_TRUE(follow());
    const QByteArray path = QByteArray::fromPercentEncoding(server.requests().back().path);
    EXPECT_TRUE(path.contains(R"("type":["node","service","container"])")) << path.constData();
    EXPECT_TRUE(path.contains(R"("die")")) << path.constData();
    EXPECT_FALSE(path.contains("exec")) << path.constData();
}

TEST_F(DockerEvents, endWhereTheTakerWantsNoMore)
{
    most = 3;
    answer({.body = down, .fault = Reply::Fault::Endless});
    EXPECT_TRUE(follow());
    EXPECT_EQ(seen.size(), 3U);
}

TEST_F(DockerEvents, endAtTheirDeadlineWithoutAnError)
{
    answer({.fault = Reply::Fault::Hang});
    EXPECT_TRUE(follow(50ms));
    EXPECT_TRUE(seen.empty());
}

TEST_F(DockerEvents, sayThatAnAnswerIsNoEvent)
{
    answer({.body = "<html>\n"});
    const auto followed = follow();
    ASSERT_FALSE(followed);
    EXPECT_EQ(followed.error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(followed.error().target, client.target());
}
