// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logqueue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <thread>

namespace {
using namespace stormdeck;
using namespace stormdeck::logs;
using namespace std::chrono_literals;

class HandClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return m_now.load(); }
    [[nodiscard]] QDateTime wall() const override { return {}; }
    void pass(std::chrono::milliseconds time) { m_now = m_now.load() + time; }

private:
    std::atomic<Instant> m_now{Instant(1h)};
};

/// Whose next question is answered when told, or after a long time.
class SlowClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override
    {
        if (!m_isAsked.exchange(true)) {
            m_asked.release();
            m_isOver = !m_goesOn.try_acquire_for(10s);
        }
        return Instant(1h);
    }
    [[nodiscard]] QDateTime wall() const override { return {}; }
    void waitForQuestion() { m_asked.acquire(); }
    void answer() { m_goesOn.release(); }
    [[nodiscard]] bool isOver() const { return m_isOver; }

private:
    mutable std::atomic<bool> m_isAsked = false;
    mutable std::atomic<bool> m_isOver = false;
    mutable std::binary_semaphore m_asked{0};
    mutable std::binary_semaphore m_goesOn{0};
};

LogLine line(qint64 time, int source, const QByteArray &text = "x")
{
    return {.time = time, .source = source, .text = text};
}

class Queue : public testing::Test
{
protected:
    HandClock clock;
    LogQueue queue{clock};
};

TEST_F(Queue, givesLinesOfAllSourcesInTheOrderOfTheirTimes)
{
    ASSERT_TRUE(queue.put({line(10, 0), line(30, 0)}, {}));
    ASSERT_TRUE(queue.put({line(20, 1)}, {}));
    EXPECT_TRUE(queue.take().empty()) << "a slower source may still have an earlier line";
    clock.pass(LogQueue::holdBack);
    const auto lines = queue.take();
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].time, 10);
    EXPECT_EQ(lines[1].time, 20);
    EXPECT_EQ(lines[2].time, 30);
    EXPECT_TRUE(queue.take().empty());
}

TEST_F(Queue, takesAnEarlierLineWithTheLaterOneThatHasWaited)
{
    ASSERT_TRUE(queue.put({line(30, 0)}, {}));
    clock.pass(LogQueue::holdBack);
    ASSERT_TRUE(queue.put({line(20, 1), line(40, 1)}, {}));
    const auto lines = queue.take();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].time, 20);
    EXPECT_EQ(lines[1].time, 30);
}

TEST_F(Queue, keepsTheOrderOfLinesOfOneMoment)
{
    ASSERT_TRUE(queue.put({line(10, 0, "a"), line(10, 0, "b"), line(10, 0, "c")}, {}));
    clock.pass(LogQueue::holdBack);
    const auto lines = queue.take();
    EXPECT_EQ(lines.at(0).text + lines.at(1).text + lines.at(2).text, "abc");
}

TEST_F(Queue, makesTheSourcesWaitWhenItIsFullAndLosesNothing)
{
    const QByteArray large(1024 * 1024, 'x');
    constexpr int count = 40; // more than twice what it holds
    std::jthread source([&](const std::stop_token &stop) {
        for (int i = 0; i < count; ++i) {
            if (!queue.put({line(i, 0, large)}, stop)) {
                return;
            }
        }
    });
    int taken = 0;
    qsizetype most = 0;
    while (taken < count) {
        clock.pass(LogQueue::holdBack);
        const auto lines = queue.take();
        most = std::max(most, qsizetype(lines.size()) * large.size());
        for (const LogLine &one : lines) {
            ASSERT_EQ(one.time, taken++);
        }
        std::this_thread::yield();
    }
    EXPECT_LE(most, LogQueue::mostBytes);
}

TEST_F(Queue, letsAWaitingSourceGoAtAStop)
{
    ASSERT_TRUE(queue.put({line(1, 0, QByteArray(LogQueue::mostBytes, 'x'))}, {}));
    std::jthread source([&](const std::stop_token &stop) { EXPECT_FALSE(queue.put({line(2, 0)}, stop)); });
    source.request_stop();
    source.join();
}

TEST(QueueOfASlowSource, givesNothingWhileTheSourcePutsRatherThanWait)
{
    SlowClock clock;
    LogQueue queue(clock);
    std::jthread source([&](const std::stop_token &stop) { EXPECT_TRUE(queue.put({line(1, 0)}, stop)); });
    clock.waitForQuestion();
    EXPECT_TRUE(queue.take().empty());
    EXPECT_FALSE(clock.isOver()) << "it waited for the source";
    clock.answer();
}
} // namespace
