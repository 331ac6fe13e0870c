// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"
#include "logs/follower.h"
#include "support/fakeserver.h"
#include "util/deadline.h"

#include <gtest/gtest.h>

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

class FollowerTest : public testing::Test
{
protected:
    FollowerTest()
    {
        m_engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        m_engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        m_engine.answer("POST /v1.41/containers/c1/exec", {.status = 201, .body = R"({"Id":"e1"})"});
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
    static std::optional<Error> errorOf(const Follower &follower)
    {
        const Deadline deadline = Deadline::in(5s);
        while (!follower.states().front().error && !deadline.passed()) {
            std::this_thread::yield();
        }
        return follower.states().front().error;
    }

    test::FakeServer m_engine;
    SystemClock m_clock;
};

TEST_F(FollowerTest, followsBothStreamsOfAContainer)
{
    m_engine.answer("GET /v1.41/containers/c1/logs",
                    {.body = frame(1, "2026-11-25T14:02:11.2Z out\n") + frame(2, "2026-11-25T14:02:11.1Z err\n")});
    Follower follower({source()}, clientOf, m_clock);
    const auto lines = take(follower, 2);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].text, "err");
    EXPECT_EQ(lines[1].text, "out");
}

TEST_F(FollowerTest, saysThatAContainerEnded)
{
    m_engine.answer("GET /v1.41/containers/c1/logs", {.body = ""});
    const Follower follower({source()}, clientOf, m_clock);
    const auto error = errorOf(follower);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, QStringLiteral("log.ended"));
}

TEST_F(FollowerTest, readsAFileFromWhereItSaysItReads)
{
    answerExec(0, frame(1, "100\nfirst\nsecond\n"));
    Follower follower({source(QStringLiteral("/logs/nimbus.log"))}, clientOf, m_clock);
    const auto lines = take(follower, 2);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].text, "second");
    EXPECT_TRUE(follower.states().front().isFollowed);
}

TEST_F(FollowerTest, saysThatAFileIsNotThereAndGoesOnLookingForIt)
{
    answerExec(3, frame(2, "stat: no such file\n"));
    const Follower follower({source(QStringLiteral("/logs/none.log"))}, clientOf, m_clock);
    const auto error = errorOf(follower);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, QStringLiteral("log.no-file"));
    EXPECT_EQ(error->reason, QStringLiteral("stat: no such file"));
}

TEST_F(FollowerTest, stopsAtOnceWhileALogIsSilent)
{
    m_engine.answer("GET /v1.41/containers/c1/logs", {.fault = test::Reply::Fault::Hang});
    auto follower = std::make_unique<Follower>(std::vector<LogSource>{source(), source()}, clientOf, m_clock);
    ASSERT_TRUE(m_engine.waitForRequests(2));
    const Instant asked = BootClock::now();
    follower.reset();
    EXPECT_LT(BootClock::now() - asked, 500ms);
}
} // namespace
