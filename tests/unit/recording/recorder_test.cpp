// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"

#include "recording/replay.h"
#include "unit/recording/observed.h"

#include <gtest/gtest.h>

#include <array>

#include <time.h>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;

watch::Answer swarmAnswer(std::chrono::seconds at, const QByteArray &body)
{
    return {.plane = watch::Plane::Swarm, .at = Instant(at), .bodies = {{"/nodes", body}}};
}

class RecorderTest : public testing::Test
{
protected:
    recording::Recorder m_recorder{QStringLiteral("lab"), {}, {.span = 60s, .bytes = 100'000}};
};

TEST_F(RecorderTest, hasNothingBeforeTheFirstAnswer)
{
    const recording::Recording made = m_recorder.recording();
    EXPECT_TRUE(made.answers.empty());
    EXPECT_EQ(made.from, made.to);
}

TEST_F(RecorderTest, keepsNoMoreTimeThanItsSpan)
{
    for (int i = 0; i <= 100; ++i) {
        m_recorder.take(swarmAnswer(std::chrono::seconds(i), QByteArray::number(i)));
    }
    const recording::Recording made = m_recorder.recording();
    EXPECT_EQ(made.from, Instant(40s));
    EXPECT_EQ(made.to, Instant(100s));
    EXPECT_EQ(made.answers.front().answer.at, Instant(39s)) << "how it stood at the start";
}

TEST_F(RecorderTest, keepsNoMoreBytesThanItsLimit)
{
    for (int i = 0; i < 50; ++i) {
        m_recorder.take(swarmAnswer(std::chrono::seconds(i), QByteArray(10'000, static_cast<char>('0' + i))));
    }
    EXPECT_LE(m_recorder.size(), 100'000);
    EXPECT_EQ(m_recorder.recording().from, Instant(41s)) << "nine of 10,576 bytes each";
}

TEST_F(RecorderTest, keepsAnEqualBodyOnce)
{
    for (int i = 0; i < 50; ++i) {
        m_recorder.take(swarmAnswer(std::chrono::seconds(i), QByteArray(100, 'x')));
    }
    const qint64 each = recording::Kept::leastWeight + recording::KeptBody::leastWeight;
    EXPECT_EQ(m_recorder.size(), 100 + recording::KeptBody::ownWeight + 50 * each);
    const auto answers = m_recorder.recording().answers;
    ASSERT_EQ(answers.size(), 50u);
    EXPECT_EQ(answers.front().bodies.front().body, answers.back().bodies.front().body);
}

/// A list of a hundred nodes, one of which has that state.
QByteArray nodesWith(int state)
{
    QByteArray nodes = "[";
    for (int i = 0; i < 100; ++i) {
        nodes += "{\"ID\":\"node-" + QByteArray::number(1000 + i) + "\",\"State\":\"the state is " +
                 QByteArray::number(i == 50 ? state : 0) + "\"},";
    }
    return nodes + "{}]";
}

TEST_F(RecorderTest, keepsOfABodyThatChangesWhatChanged)
{
    const qint64 whole = nodesWith(1).size();
    for (int i = 0; i < 20; ++i) {
        m_recorder.take(swarmAnswer(std::chrono::seconds(i), nodesWith(i)));
    }
    const qint64 each = recording::Kept::leastWeight + recording::KeptBody::leastWeight + recording::KeptBody::ownWeight;
    EXPECT_LT(m_recorder.size(), 2 * whole + 20 * each);
    const auto answers = m_recorder.recording().answers;
    ASSERT_EQ(answers.size(), 20u);
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(answers[static_cast<size_t>(i)].bodies.front().body->text(), nodesWith(i)) << i;
    }
}

TEST_F(RecorderTest, tellsABodyThoughTheOnesThatItBuildsOnAreGone)
{
    for (int i = 0; i <= 100; ++i) {
        m_recorder.take(swarmAnswer(std::chrono::seconds(i), nodesWith(i)));
    }
    const recording::Recording made = m_recorder.recording();
    EXPECT_EQ(made.answers.front().answer.at, Instant(39s));
    EXPECT_EQ(made.answers.front().bodies.front().body->text(), nodesWith(39));
    EXPECT_EQ(made.answers.back().bodies.front().body->text(), nodesWith(100));
}

TEST_F(RecorderTest, remembersSinceWhenASourceHadFailedAtTheStart)
{
    m_recorder.take(swarmAnswer(0s, "[]"));
    for (int i = 1; i <= 100; ++i) {
        m_recorder.take({.plane = watch::Plane::Swarm, .at = Instant(std::chrono::seconds(i)), .error = Error{}});
    }
    const auto answers = m_recorder.recording().answers;
    EXPECT_EQ(answers[0].answer.at, Instant(0s));
    EXPECT_EQ(answers[1].answer.at, Instant(1s));
    EXPECT_EQ(answers[2].answer.at, Instant(40s));
}

TEST_F(RecorderTest, keepsOnceThatThereIsNothingToAsk)
{
    for (int i = 0; i < 10; ++i) {
        m_recorder.take({.plane = watch::Plane::Storm, .at = Instant(std::chrono::seconds(i)), .nothingToAsk = true});
    }
    EXPECT_EQ(m_recorder.recording().answers.size(), 1u);
}

/// A list of many swarm tasks in an order of its own: nothing of it is where it was.
QByteArray manyTasks(int seed)
{
    QByteArray tasks = "[";
    constexpr int count = 40'000;
    for (int i = 0; i < count; ++i) {
        tasks += "{\"ID\":\"a-swarm-task-with-a-long-name-" + QByteArray::number(100'000 + (i * 7919 + seed) % count) +
                 "\"},";
    }
    return tasks + "{}]";
}

std::chrono::nanoseconds timeOfThisThread()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

TEST(Recorder, looksForDifferencesOnAThreadOfItsOwn)
{
    recording::Recorder recorder(QStringLiteral("lab"), {});
    const std::array bodies{manyTasks(0), manyTasks(20'001), manyTasks(10'007)};
    std::chrono::nanoseconds packing{0};
    std::chrono::nanoseconds taken{0};
    for (int i = 0; i < 3; ++i) {
        watch::Answer answer = swarmAnswer(std::chrono::seconds(i), bodies[static_cast<size_t>(i)]);
        const auto begun = timeOfThisThread();
        (void)recording::packed(answer);
        const auto before = timeOfThisThread();
        packing += before - begun;
        recorder.take(std::move(answer));
        taken += timeOfThisThread() - before;
    }
    EXPECT_LT(taken, 2 * packing);
    const auto answers = recorder.recording().answers;
    ASSERT_EQ(answers.size(), 3u);
    for (size_t i = 0; i < 3; ++i) {
        EXPECT_TRUE(answers[i].bodies.front().body->text() == bodies[i]) << i;
    }
}

TEST(Recorder, keepsInOrderWhatComesFasterThanItWorks)
{
    recording::Recorder recorder(QStringLiteral("lab"), {});
    constexpr int many = 5 * int(recording::Recorder::mostWaiting);
    for (int i = 0; i < many; ++i) {
        recorder.take(swarmAnswer(std::chrono::seconds(i), nodesWith(i)));
    }
    const auto answers = recorder.recording().answers;
    ASSERT_EQ(answers.size(), size_t(many));
    for (int i = 0; i < many; ++i) {
        EXPECT_EQ(answers[static_cast<size_t>(i)].bodies.front().body->text(), nodesWith(i)) << i;
    }
}

TEST(StoreTap, givesEachAnswerAsItCame)
{
    test::Observed live;
    live.engineAnswers();
    live.swarmFails();
    const auto answers = live.recorder.recording().answers;
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[0].answer.machine, QStringLiteral("storm-1"));
    EXPECT_TRUE(keptNamed(answers[0].bodies, "/info")->text().contains("storm-1"));
    EXPECT_EQ(answers[1].answer.error->kind, ErrorKind::Deadline);
}
} // namespace
