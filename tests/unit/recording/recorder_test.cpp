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
    recording::Recorder m_recorder{QStringLiteral("lab"), {}, {.span = 60s, .bytes = 1000}};
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
    EXPECT_EQ(made.answers.front().at, Instant(39s)) << "how it stood at the start";
}

TEST_F(RecorderTest, keepsNoMoreBytesThanItsLimit)
{
    for (int i = 0; i < 50; ++i) {
        m_recorder.take(swarmAnswer(std::chrono::seconds(i), QByteArray(100, static_cast<char>('0' + i))));
    }
    EXPECT_LE(m_recorder.size(), 1000);
    EXPECT_EQ(m_recorder.recording().from, Instant(40s));
}

TEST_F(RecorderTest, keepsAnEqualBodyOnce)
{
    for (int i = 0; i < 50; ++i) {
        m_recorder.take(swarmAnswer(std::chrono::seconds(i), QByteArray(100, 'x')));
    }
    EXPECT_EQ(m_recorder.size(), 100);
    const auto answers = m_recorder.recording().answers;
    ASSERT_EQ(answers.size(), 50u);
    EXPECT_EQ(answers.front().bodies.front().body.constData(), answers.back().bodies.front().body.constData());
}

TEST_F(RecorderTest, remembersSinceWhenASourceHadFailedAtTheStart)
{
    m_recorder.take(swarmAnswer(0s, "[]"));
    for (int i = 1; i <= 100; ++i) {
        m_recorder.take({.plane = watch::Plane::Swarm, .at = Instant(std::chrono::seconds(i)), .error = Error{}});
    }
    const auto answers = m_recorder.recording().answers;
    EXPECT_EQ(answers[0].at, Instant(0s));
    EXPECT_EQ(answers[1].at, Instant(1s));
    EXPECT_EQ(answers[2].at, Instant(40s));
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
    EXPECT_EQ(answers[0].machine, QStringLiteral("storm-1"));
    EXPECT_TRUE(bodyNamed(answers[0].bodies, "/info").contains("storm-1"));
    EXPECT_EQ(answers[1].error->kind, ErrorKind::Deadline);
}
} // namespace
