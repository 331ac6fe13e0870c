// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/operationsession.h"

#include "ui/wizards/fakeworld.h"

#include <gmock/gmock.h>

namespace stormdeck::wizards {
namespace {

using test::becomes;
using State = OperationSession::State;

class Session : public testing::Test
{
protected:
    void begin(const QString &kind = QStringLiteral("apply"))
    {
        session = OperationSession::begin(test::smallPlan(kind), bench.services());
    }
    [[nodiscard]] bool reports()
    {
        return becomes([this] { return session->state() == State::Reported; });
    }
    [[nodiscard]] plan::Outcome outcome() const { return session->report()->outcome; }
    [[nodiscard]] StepTrack::State track(const char *step) const
    {
        return session->tracks().at({QString::fromLatin1(step)}).state;
    }

    test::Bench bench;
    std::unique_ptr<OperationSession> session;
};

TEST_F(Session, runsAPlanToItsEndAndTellsOfEachStep)
{
    bench.world.put(QStringLiteral("one"));
    begin();
    QStringList ended;
    QStringList progress;
    QObject::connect(session.get(), &OperationSession::stepFinished,
                     [&](const plan::StepReport &step) { ended.append(step.step.value); });
    QObject::connect(session.get(), &OperationSession::progressText,
                     [&](const QString &text) { progress.append(text); });
    bench.world.hold(QStringLiteral("three"));
    session->run();
    ASSERT_TRUE(becomes([&] { return track("three") == StepTrack::State::Running && !progress.isEmpty(); }));
    EXPECT_TRUE(progress.back().startsWith(QStringLiteral("Step 3 of 3, ")));
    bench.world.release(QStringLiteral("three"));
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Succeeded);
    EXPECT_EQ(track("one"), StepTrack::State::AlreadyDone);
    EXPECT_EQ(track("three"), StepTrack::State::Done);
    EXPECT_EQ(ended.size(), 4);
    EXPECT_EQ(bench.world.applied(QStringLiteral("one")), 0);
}

TEST_F(Session, stopsOnRequestAndResumesWhereItEnded)
{
    bench.world.hold(QStringLiteral("three"));
    begin();
    session->run();
    ASSERT_TRUE(becomes([&] { return track("three") == StepTrack::State::Running; }));
    EXPECT_TRUE(session->stop());
    EXPECT_TRUE(session->isStopping());
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Stopped);
    bench.world.release(QStringLiteral("three"));
    session->run();
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Succeeded);
    EXPECT_EQ(bench.world.applied(QStringLiteral("one")), 1);
}

TEST_F(Session, takesBackWhatItDidAfterAFailure)
{
    bench.world.breakStep(QStringLiteral("three"));
    begin();
    session->run();
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Failed);
    ASSERT_TRUE(session->tracks().at({QStringLiteral("three")}).error);
    session->undo();
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Undone);
    EXPECT_FALSE(bench.world.has(QStringLiteral("one")));
    EXPECT_EQ(track("one"), StepTrack::State::Undone);
}

TEST_F(Session, resumesFromTheJournalOfAnOperationThatWasCutOff)
{
    bench.world.hold(QStringLiteral("three"));
    begin();
    session->run();
    ASSERT_TRUE(becomes([&] { return track("three") == StepTrack::State::Running; }));
    session.reset();
    ASSERT_TRUE(becomes([&] { return bench.background.running() == 0; }));
    bench.world.release(QStringLiteral("three"));

    session = OperationSession::reopen(bench.journal(), bench.services());
    EXPECT_EQ(session->state(), State::Opening);
    ASSERT_TRUE(becomes([&] { return session->state() == State::Idle; }));
    EXPECT_EQ(track("one"), StepTrack::State::Done);
    session->run();
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Succeeded);
    EXPECT_EQ(bench.world.applied(QStringLiteral("one")), 1);
}

TEST_F(Session, saysWhyAJournalCannotBeOpened)
{
    session = OperationSession::reopen(bench.folder.filePath(QStringLiteral("none.journal")), bench.services());
    std::optional<Error> error;
    QObject::connect(session.get(), &OperationSession::openFailed, [&](const Error &said) { error = said; });
    ASSERT_TRUE(becomes([&] { return error.has_value(); }));
    EXPECT_EQ(session->state(), State::Closed);
    session->run(); // nothing to run
    EXPECT_EQ(session->state(), State::Closed);
}

TEST_F(Session, leavesAnOperationAsItIsSoThatItIsNotOfferedAgain)
{
    bench.world.breakStep(QStringLiteral("three"));
    begin();
    session->run();
    ASSERT_TRUE(reports());
    session->leave();
    ASSERT_TRUE(becomes([&] { return session->state() == State::Closed; }));
    const auto open = plan::interruptedOperations(bench.folder.path());
    ASSERT_TRUE(open);
    EXPECT_TRUE(open->operations.empty());
    EXPECT_TRUE(bench.world.has(QStringLiteral("one")));
}

TEST_F(Session, failsWithoutATraceWhereItsJournalCannotBeWritten)
{
    PlanServices services = bench.services();
    services.journals = QStringLiteral("/dev/null/journals");
    session = OperationSession::begin(test::smallPlan(), services);
    session->run();
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Failed);
    EXPECT_TRUE(session->report()->error);
    EXPECT_FALSE(bench.world.has(QStringLiteral("one")));
}

TEST_F(Session, keepsTheLastLinesOfAStepAndHandsThemOverInBatches)
{
    QStringList lines;
    for (int i = 0; i < 5000; ++i) {
        lines.append(QString::number(i));
    }
    bench.world.say(QStringLiteral("one"), lines, {{.name = QStringLiteral("storm-1"), .fraction = 0.5}});
    begin();
    int batches = 0;
    QObject::connect(session.get(), &OperationSession::stepLogged, [&] { ++batches; });
    session->run();
    ASSERT_TRUE(reports());
    const StepTrack &one = session->tracks().at({QStringLiteral("one")});
    EXPECT_EQ(one.log.size(), qsizetype(RunEvents::MaximumLines));
    EXPECT_TRUE(one.log.back().endsWith(QStringLiteral("4999")));
    EXPECT_EQ(one.parts.size(), 1U);
    EXPECT_LT(batches, 20);
}

TEST_F(Session, doesNotFollowTheFirstStopOfAnUndo)
{
    bench.world.breakStep(QStringLiteral("three"));
    begin();
    session->run();
    ASSERT_TRUE(reports());
    session->undo();
    EXPECT_FALSE(session->stop());
    EXPECT_FALSE(session->isStopping());
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Undone);
}

TEST_F(Session, goesOnWithAnUndoThatFailed)
{
    bench.world.breakStep(QStringLiteral("three"));
    bench.world.breakRevert(QStringLiteral("one"));
    begin();
    session->run();
    ASSERT_TRUE(reports());
    session->undo();
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::UndoFailed);
    EXPECT_TRUE(session->isTakingBack());
    bench.world.mend(QStringLiteral("one"));
    session->undo();
    ASSERT_TRUE(reports());
    EXPECT_EQ(outcome(), plan::Outcome::Undone);
    EXPECT_FALSE(bench.world.has(QStringLiteral("one")));
}

} // namespace
} // namespace stormdeck::wizards
