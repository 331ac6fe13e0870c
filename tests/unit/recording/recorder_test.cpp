// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"

#include "recording/replay.h"
#include "unit/recording/observed.h"

#include <gtest/gtest.h>

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
    EXPECT_EQ(m_recorder.recording().from, Instant(41s)) << "nine of 10,256 bytes each";
}

TEST_F(RecorderTest, keepsAnEqualBodyOnce)
{
    for (int i = 0; i < 50; ++i) {
        m_recorder.take(swarmAnswer(std::chrono::seconds(i), QByteArray(100, 'x')));
    }
    EXPECT_EQ(m_recorder.size(), 100 + 50 * recording::Kept::leastWeight);
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
    EXPECT_LT(m_recorder.size(), 2 * whole + 20 * recording::Kept::leastWeight);
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
