// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"
#include "logs/follower.h"
#include "support/fakeserver.h"
#include "util/deadline.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>

namespace {
using namespace stormdeck;
using namespace stormdeck::logs;
using namespace std::chrono_literals;

QByteArray frame(char stream, const QByteArray &payload)
{
    QByteArray head(8, '\0');
    head[0] = stream;
    head[6] = char(payload.size() >> 8);
    head[7] = char(payload.size());
    return head + payload;
}

docker::Client clientOf(const Machine &machine)
{
    return docker::Client(machine.engine, machine.name);
}

constexpr FollowPace quickly{.first = 20ms, .slowest = 50ms, .look = 10ms, .silence = 100ms};

std::optional<LogSource> nobody(const LogSource &)
{
    return std::nullopt;
}

/// What arrives where the connection breaks after these bytes.
test::Reply brokenAfter(const QByteArray &bytes)
{
    return {.body = bytes + QByteArray(bytes.size(), '\0'), .fault = test::Reply::Fault::CloseMidBody};
}

class FollowerTest : public testing::Test
{
protected:
    FollowerTest()
    {
        m_engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        m_engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        m_engine.answer("POST /v1.41/containers/c1/exec", {.status = 201, .body = R"({"Id":"e1"})"});
        m_engine.answer("GET /v1.41/exec/e1/json", {.body = R"({"ExitCode":0})"});
    }

    /// Gives these answers in turn; after the last one it hangs.
    void answerInTurn(const QByteArray &route, std::vector<test::Reply> replies)
    {
        m_engine.answerBy(route, [replies = std::move(replies),
                                  asked = std::make_shared<std::atomic<size_t>>(0)](const test::Received &) {
            const size_t now = (*asked)++;
            return now < replies.size() ? replies[now] : test::Reply{.fault = test::Reply::Fault::Hang};
        });
    }
    [[nodiscard]] Successor successor() const
    {
        LogSource next = source();
        next.name = QStringLiteral("nimbus on storm-2");
        next.container = {QStringLiteral("c2")};
        return
            [next](const LogSource &of) { return of.container == next.container ? std::nullopt : std::optional(next); };
    }
    [[nodiscard]] QByteArrayList pathsOf(const QByteArray &part) const
    {
        QByteArrayList paths;
        for (const test::Received &request : m_engine.requests()) {
            if (request.path.contains(part)) {
                paths << request.path;
            }
        }
        return paths;
    }

    [[nodiscard]] LogSource source(const QString &file = {}) const
    {
        return {.name = QStringLiteral("nimbus on storm-1"),
                .machine = {.name = QStringLiteral("storm-1"), .engine = m_engine.endpoint()},
                .container = {QStringLiteral("c1")},
                .file = file};
    }
    void answerExec(int exitCode, const QByteArray &frames)
    {
        m_engine.answer("POST /v1.41/exec/e1/start", {.body = frames});
        m_engine.answer("GET /v1.41/exec/e1/json", {.body = R"({"ExitCode":)" + QByteArray::number(exitCode) + "}"});
    }
    static std::vector<LogLine> take(Follower &follower, size_t count)
    {
        std::vector<LogLine> lines;
        const Deadline deadline = Deadline::in(5s);
        while (lines.size() < count && !deadline.passed()) {
            for (LogLine &line : follower.take()) {
                lines.push_back(std::move(line));
            }
            std::this_thread::yield();
        }
        return lines;
    }
    static SourceState failed(const Follower &follower)
    {
        const Deadline deadline = Deadline::in(5s);
        SourceState state = follower.states().front();
        while (!state.error && !deadline.passed()) {
            std::this_thread::yield();
            state = follower.states().front();
        }
        return state;
    }

    test::FakeServer m_engine;
    SystemClock m_clock;
};

TEST_F(FollowerTest, followsBothStreamsOfAContainer)
{
    m_engine.answer("GET /v1.41/containers/c1/logs",
                    {.body = frame(1, "2026-11-25T14:02:11.2Z out\n") + frame(2, "2026-11-25T14:02:11.1Z err\n")});
    Follower follower({source()}, clientOf, nobody, m_clock, quickly);
    const auto lines = take(follower, 2);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].text, "err");
    EXPECT_EQ(lines[1].text, "out");
}

TEST_F(FollowerTest, saysThatAContainerEnded)
{
    m_engine.answer("GET /v1.41/containers/c1/logs", {.body = ""});
    const Follower follower({source()}, clientOf, nobody, m_clock, quickly);
    const SourceState state = failed(follower);
    ASSERT_TRUE(state.error);
    EXPECT_EQ(state.error->code, QStringLiteral("log.ended"));
    EXPECT_TRUE(state.nextTry);
    EXPECT_FALSE(state.isFollowed);
}

TEST_F(FollowerTest, readsAFileFromWhereItSaysItReads)
{
    answerExec(0, frame(1, "100\nfirst\nsecond\n"));
    FollowPace once = quickly; // each look would be given the same piece
    once.look = 10s;
    Follower follower({source(QStringLiteral("/logs/nimbus.log"))}, clientOf, nobody, m_clock, once);
    const auto lines = take(follower, 2);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].text, "second");
    EXPECT_TRUE(follower.states().front().isFollowed);
}

TEST_F(FollowerTest, saysThatAFileIsNotThereAndGoesOnLookingForIt)
{
    answerExec(3, frame(2, "stat: no such file\n"));
    const Follower follower({source(QStringLiteral("/logs/none.log"))}, clientOf, nobody, m_clock, quickly);
    const auto error = failed(follower).error;
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, QStringLiteral("log.no-file"));
    EXPECT_EQ(error->reason, QStringLiteral("stat: no such file"));
}

TEST_F(FollowerTest, stopsAtOnceWhileALogIsSilent)
{
    m_engine.answer("GET /v1.41/containers/c1/logs", {.fault = test::Reply::Fault::Hang});
    auto follower = std::make_unique<Follower>(std::vector<LogSource>{source(), source()}, clientOf, nobody, m_clock);
    ASSERT_TRUE(m_engine.waitForRequests(2));
    const Instant asked = BootClock::now();
    follower.reset();
    EXPECT_LT(BootClock::now() - asked, 500ms);
}

TEST_F(FollowerTest, givesTheLastLineOfALogThatEndsWithoutAnEndOfLine)
{
    answerInTurn("GET /v1.41/containers/c1/logs", {{.body = frame(1, "2026-11-25T14:02:11.2Z the last word")}});
    Follower follower({source()}, clientOf, nobody, m_clock, quickly);
    const auto lines = take(follower, 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].text, "the last word");
}

TEST_F(FollowerTest, goesOnAfterALossWhereItWasWithoutALineTwice)
{
    const QByteArray first = frame(1, "2026-11-25T14:02:11.2001Z one\n2026-11-25T14:02:11.2002Z two\n");
    const QByteArray second = frame(1, "2026-11-25T14:02:11.2002Z two\n2026-11-25T14:02:11.2003Z three\n");
    answerInTurn("GET /v1.41/containers/c1/logs", {brokenAfter(first), {.status = 500}, brokenAfter(second)});
    Follower follower({source()}, clientOf, nobody, m_clock, quickly);
    const auto lines = take(follower, 3);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1].text, "two");
    EXPECT_EQ(lines[2].text, "three");
    const QByteArrayList asked = pathsOf("/logs");
    EXPECT_TRUE(asked.at(0).contains("tail=1000")) << asked.at(0).constData();
    EXPECT_TRUE(asked.at(2).endsWith("&since=1795615331.200000000")) << asked.at(2).constData();
    EXPECT_FALSE(asked.at(2).contains("tail=")) << "all since then";
}

TEST_F(FollowerTest, goesOnWithTheSuccessorOfAContainerThatEnded)
{
    answerInTurn("GET /v1.41/containers/c1/logs", {{.body = frame(1, "2026-11-25T14:02:11.2Z one\n")}});
    answerInTurn("GET /v1.41/containers/c2/logs", {brokenAfter(frame(1, "2026-11-25T14:02:12.2Z fresh\n"))});
    Follower follower({source()}, clientOf, successor(), m_clock, quickly);
    const auto lines = take(follower, 2);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].text, "fresh") << "no gap: all of the first was read";
    EXPECT_EQ(follower.names().at(lines[0].source), QStringLiteral("nimbus on storm-1"));
    EXPECT_EQ(follower.names().at(lines[1].source), QStringLiteral("nimbus on storm-2"));
    EXPECT_EQ(follower.states().front().name, QStringLiteral("nimbus on storm-2"));
    const QByteArray asked = pathsOf("/c2/logs").value(0);
    EXPECT_FALSE(asked.contains("since=") || asked.contains("tail=")) << "from its beginning: " << asked.constData();
}

TEST_F(FollowerTest, saysWhereLinesMayBeMissingWhenAContainerWasLostAndReplaced)
{
    answerInTurn("GET /v1.41/containers/c1/logs", {brokenAfter(frame(1, "2026-11-25T14:02:11.2Z one\n")),
                                                   {.status = 404, .body = R"({"message":"x"})"}});
    answerInTurn("GET /v1.41/containers/c2/logs", {brokenAfter(frame(1, "2026-11-25T14:02:12.2Z fresh\n"))});
    Follower follower({source()}, clientOf, successor(), m_clock, quickly);
    const auto lines = take(follower, 3);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_TRUE(lines[1].isGap);
    EXPECT_TRUE(lines[1].text.startsWith("nimbus on storm-1 was not followed from ")) << lines[1].text.constData();
    EXPECT_TRUE(lines[1].text.endsWith("lines of that time may be missing"));
    EXPECT_EQ(lines[2].text, "fresh");
    EXPECT_EQ(pathsOf("/c1/logs").size(), 2) << "it is asked once more, for what it said last";
}

TEST_F(FollowerTest, letsGoOfASilentEngineWhoseContainerWasReplaced)
{
    m_engine.answer("GET /v1.41/containers/c1/logs", {.fault = test::Reply::Fault::Hang});
    answerInTurn("GET /v1.41/containers/c2/logs", {brokenAfter(frame(1, "2026-11-25T14:02:12.2Z fresh\n"))});
    Follower follower({source()}, clientOf, successor(), m_clock, quickly);
    const auto lines = take(follower, 2);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines[0].isGap);
    EXPECT_EQ(lines[1].text, "fresh");
}

TEST_F(FollowerTest, keepsASilentLogThatHasNoSuccessor)
{
    m_engine.answer("GET /v1.41/containers/c1/logs", {.fault = test::Reply::Fault::Hang});
    const Follower follower({source()}, clientOf, nobody, m_clock, quickly);
    ASSERT_TRUE(m_engine.waitForRequests(3));
    std::this_thread::sleep_for(3 * quickly.silence);
    EXPECT_TRUE(follower.states().front().isFollowed);
    EXPECT_EQ(pathsOf("/c1/logs").size(), 1);
}

TEST_F(FollowerTest, readsAFileOnFromItsOffsetAfterALoss)
{
    answerInTurn("POST /v1.41/exec/e1/start", {{.body = frame(1, "100\nfirst\n")},
                                               {.fault = test::Reply::Fault::CloseAtOnce},
                                               {.body = frame(1, "106\nsecond\n")}});
    Follower follower({source(QStringLiteral("/logs/nimbus.log"))}, clientOf, nobody, m_clock, quickly);
    const auto lines = take(follower, 2);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].text, "second");
    QByteArrayList bodies;
    for (const test::Received &request : m_engine.requests()) {
        if (request.path.endsWith("/containers/c1/exec")) {
            bodies << request.body;
        }
    }
    ASSERT_GE(bodies.size(), 3);
    EXPECT_TRUE(bodies.at(0).contains(R"("-204800")")) << bodies.at(0).constData();
    EXPECT_TRUE(bodies.at(2).contains(R"("106")")) << bodies.at(2).constData();
}

TEST_F(FollowerTest, saysWhereAFileWasExchangedForAnother)
{
    answerInTurn("POST /v1.41/exec/e1/start",
                 {{.body = frame(1, "100\nfirst\nhalf a li")}, {.body = frame(1, "0\nnew\n")}});
    Follower follower({source(QStringLiteral("/logs/nimbus.log"))}, clientOf, nobody, m_clock, quickly);
    const auto lines = take(follower, 4);
    ASSERT_EQ(lines.size(), 4U);
    QByteArrayList texts;
    for (const LogLine &line : lines) {
        texts << (line.isGap ? "gap" : line.text);
    }
    EXPECT_TRUE(texts.contains("half a li"));
    EXPECT_TRUE(texts.contains("gap"));
    EXPECT_TRUE(texts.contains("new"));
}

TEST_F(FollowerTest, asksAManagerForASwarmTaskOutOfReach)
{
    answerInTurn("GET /v1.41/tasks/t1/logs", {brokenAfter(frame(1, "2026-11-25T14:02:11.2Z far\n"))});
    LogSource far = source();
    far.container = {};
    far.task = {QStringLiteral("t1")};
    Follower follower({far}, clientOf, nobody, m_clock, quickly);
    const auto lines = take(follower, 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].text, "far");
}

TEST_F(FollowerTest, stopsAtOnceWhileItWaitsForTheNextTry)
{
    m_engine.answer("GET /_ping", {.fault = test::Reply::Fault::CloseAtOnce});
    auto follower = std::make_unique<Follower>(std::vector<LogSource>{source()}, clientOf, nobody, m_clock,
                                               FollowPace{.first = 60s, .slowest = 60s});
    const SourceState state = failed(*follower);
    ASSERT_TRUE(state.nextTry);
    EXPECT_GT(*state.nextTry, m_clock.now() + 40s);
    const Instant asked = BootClock::now();
    follower.reset();
    EXPECT_LT(BootClock::now() - asked, 500ms);
}
} // namespace
