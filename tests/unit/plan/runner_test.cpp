// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/runner.h"

#include "unit/plan/runfixture.h"
#include "util/clock.h"

#include <condition_variable>
#include <latch>
#include <thread>

namespace stormdeck::plan {

using namespace test;
using State = StepReport::State;

namespace {
class RunnerTest : public RunFixture
{
protected:
    Plan twoStages() { return planOf({{create(text("zk1")), create(text("zk2"))}, {create(text("nimbus"))}}); }
    /// Fails each time at one moment of one step, `times` times.
    void failAt(const char *moment, const char *step, Error error, int times = 1000)
    {
        world->hook = [=, count = std::make_shared<std::atomic<int>>(0)](
                          const QString &now, const QString &whose, const std::stop_token &) -> std::optional<Error> {
            const bool hit = now == text(moment) && whose == text(step) && (*count)++ < times;
            return hit ? std::optional(error) : std::nullopt;
        };
    }
};

/// Waits as an actor does: until the stop request.
void waitForStop(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait(lock, stop, [] { return false; });
}
} // namespace

TEST_F(RunnerTest, reachesTheGoalStageByStage)
{
    begin(twoStages());
    const Report report = run();
    EXPECT_EQ(report.outcome, Outcome::Succeeded);
    EXPECT_EQ(report.error, std::nullopt);
    ASSERT_EQ(report.steps.size(), 3U);
    EXPECT_EQ(report.steps[2].step.value, text("nimbus"));
    EXPECT_EQ(report.steps[2].observed, text("nimbus is there"));
    EXPECT_EQ(state(report, "zk1"), State::Done);
    const QStringList calls = world->calls();
    EXPECT_GT(calls.indexOf(text("observe nimbus")), calls.indexOf(text("verified zk1")));
    EXPECT_GT(calls.indexOf(text("observe nimbus")), calls.indexOf(text("verified zk2")));
    EXPECT_EQ(journal->outcome(), Outcome::Succeeded);
}

TEST_F(RunnerTest, doesTheStepsOfAStageAtTheSameTimeEachWithItsOwnActor)
{
    begin(twoStages());
    std::latch both(2);
    world->hook = [&](const QString &moment, const QString &step, const std::stop_token &) -> std::optional<Error> {
        if (moment == text("apply") && step != text("nimbus")) {
            both.arrive_and_wait();
        }
        return std::nullopt;
    };
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->actorsMade(), 2);
}

TEST_F(RunnerTest, tellsTheListenerOneThingAtATime)
{
    begin(planOf({{create(text("a")), create(text("b")), create(text("c")), create(text("d"))}}));
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_FALSE(listener.overlapped);
    EXPECT_EQ(listener.heard.size(), 16);
    EXPECT_LT(listener.heard.indexOf(text("started a")), listener.heard.indexOf(text("note a: applying")));
    EXPECT_LT(listener.heard.indexOf(text("part a: only")), listener.heard.indexOf(text("finished a")));
}

TEST_F(RunnerTest, endsAnEmptyPlanAsSucceeded)
{
    begin(planOf({{}, {}}));
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->actorsMade(), 0);
}

TEST_F(RunnerTest, worksOffMoreStepsThanThereAreThreads)
{
    std::vector<Step> many;
    for (int i = 0; i < 150; ++i) {
        many.push_back(create(QString::number(i)));
    }
    begin(planOf({many}));
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->picture().size(), 150);
    EXPECT_LE(world->actorsMade(), 64);
    EXPECT_FALSE(listener.overlapped);
}

TEST_F(RunnerTest, skipsWhatIsThereAndAnUndoLeavesItAlone)
{
    begin(twoStages());
    world->add(text("zk1"), text("by hand"), {});
    const Report report = run();
    EXPECT_EQ(report.outcome, Outcome::Succeeded);
    EXPECT_EQ(state(report, "zk1"), State::AlreadyDone);
    EXPECT_EQ(world->count(text("apply zk1")), 0);
    EXPECT_EQ(record("zk1").state, StepRecord::State::Satisfied);
    const Report undone = undo();
    EXPECT_EQ(undone.outcome, Outcome::Undone);
    EXPECT_EQ(state(undone, "zk1"), State::AlreadyDone);
    EXPECT_EQ(world->picture(), QStringList{text("zk1 of by hand")});
}

TEST_F(RunnerTest, writesEachRecordBeforeWhatItAnnounces)
{
    begin(planOf({{create(text("zk1"))}}));
    std::map<QString, StepRecord::State> known;
    world->hook = [&](const QString &moment, const QString &, const std::stop_token &) -> std::optional<Error> {
        const QByteArray last = onDisk().trimmed().split('\n').last();
        known[moment] = record("zk1").state;
        if (moment == text("apply")) {
            EXPECT_TRUE(last.contains(R"("event":"intent")")) << last.constData();
        } else if (moment == text("verify")) {
            EXPECT_TRUE(last.contains(R"("event":"applied")")) << last.constData();
        }
        return std::nullopt;
    };
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(known[text("apply")], StepRecord::State::Intended);
    EXPECT_EQ(known[text("verified")], StepRecord::State::Applied);
    EXPECT_EQ(record("zk1").state, StepRecord::State::Done);
}

TEST_F(RunnerTest, doesNotActWhereTheIntentCannotBeWritten)
{
    // The facts are beyond what a line may hold.
    begin(planOf({{setTo(text("storm-1"), text("drain"))}}),
          {.settings = {{text("storm-1"), QString(2 * 1024 * 1024, u'x')}}});
    const Report report = run();
    EXPECT_EQ(report.outcome, Outcome::Failed);
    EXPECT_EQ(report.error->code, text("journal.file"));
    EXPECT_EQ(world->count(text("apply set.storm-1")), 0);
}

TEST_F(RunnerTest, letsSiblingsOfAFailedStepEndAndStartsNothingNew)
{
    begin(twoStages());
    std::latch failed(1);
    world->hook = [&](const QString &moment, const QString &step, const std::stop_token &stop) -> std::optional<Error> {
        EXPECT_FALSE(stop.stop_requested());
        if (moment == text("apply") && step == text("zk1")) {
            return broken();
        }
        if (moment == text("apply") && step == text("zk2")) {
            failed.wait();
        }
        return std::nullopt;
    };
    struct Release final : RunListener
    {
        explicit Release(std::latch &toRelease) : latch(toRelease) {}
        void stepStarted(const StepId &) override {}
        void stepNote(const StepId &, const QString &) override {}
        void stepPart(const StepId &, const Part &) override {}
        void stepFinished(const StepReport &report) override
        {
            if (report.step.value == text("zk1")) {
                latch.count_down();
            }
        }
        std::latch &latch;
    } release(failed);
    const Report report = Runner(world->actors(), release).run(*journal, {});
    EXPECT_EQ(report.outcome, Outcome::Failed);
    EXPECT_EQ(report.error->code, text("test.broken"));
    EXPECT_EQ(state(report, "zk1"), State::Failed);
    EXPECT_EQ(state(report, "zk2"), State::Done);
    EXPECT_EQ(state(report, "nimbus"), State::NotStarted);
    EXPECT_EQ(world->count(text("observe nimbus")), 0);
    EXPECT_EQ(journal->outcome(), std::nullopt);
    EXPECT_EQ(record("zk1").state, StepRecord::State::Failed);
}

TEST_F(RunnerTest, startsNoneOfTheWaitingStepsAfterAFailure)
{
    std::vector<Step> many;
    for (int i = 0; i < 100; ++i) {
        many.push_back(create(QString::number(i)));
    }
    begin(planOf({many}));
    world->hook = [](const QString &moment, const QString &, const std::stop_token &) -> std::optional<Error> {
        return moment == text("apply") ? std::optional(broken()) : std::nullopt;
    };
    const Report report = run();
    EXPECT_EQ(state(report, "99"), State::NotStarted);
    EXPECT_EQ(world->calls().filter(text("observe")).size(), 64);
}

TEST_F(RunnerTest, stopsTheSiblingsOnRequestAndEndsAtOnce)
{
    begin(twoStages());
    std::latch inside(2);
    std::atomic<Instant> returned{};
    world->hook = [&](const QString &moment, const QString &, const std::stop_token &stop) -> std::optional<Error> {
        if (moment != text("applied")) {
            return std::nullopt;
        }
        inside.count_down();
        waitForStop(stop);
        returned = BootClock::now();
        return cancelled();
    };
    std::stop_source source;
    Report report;
    Instant ended;
    {
        std::jthread running([&] {
            report = run(source.get_token());
            ended = BootClock::now();
        });
        inside.wait();
        source.request_stop();
    }
    EXPECT_LT(ended - returned.load(), std::chrono::milliseconds(50));
    EXPECT_EQ(report.outcome, Outcome::Stopped);
    EXPECT_EQ(report.error, std::nullopt);
    EXPECT_EQ(state(report, "zk1"), State::Stopped);
    EXPECT_EQ(state(report, "zk2"), State::Stopped);
    EXPECT_EQ(state(report, "nimbus"), State::NotStarted);
    EXPECT_EQ(record("zk1").state, StepRecord::State::Intended);
    world->hook = {};
    reopen();
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->picture().size(), 3);
}

TEST_F(RunnerTest, doesNotBeginWhatWasStoppedBefore)
{
    begin(twoStages());
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(run(source.get_token()).outcome, Outcome::Stopped);
    EXPECT_TRUE(world->calls().isEmpty());
}

TEST_F(RunnerTest, doesNotAskAfterALostAnswerOnceStopped)
{
    begin(planOf({{create(text("zk1"))}}));
    std::stop_source source;
    world->hook = [&](const QString &moment, const QString &, const std::stop_token &) -> std::optional<Error> {
        if (moment != text("applied")) {
            return std::nullopt;
        }
        source.request_stop();
        return lost();
    };
    EXPECT_EQ(run(source.get_token()).outcome, Outcome::Stopped);
    EXPECT_EQ(world->count(text("observe zk1")), 1);
    EXPECT_EQ(record("zk1").state, StepRecord::State::Intended);
}

TEST_F(RunnerTest, takesACancelledStepNobodyStoppedForAFailure)
{
    begin(planOf({{create(text("zk1"))}}));
    failAt("verify", "zk1", cancelled());
    EXPECT_EQ(run().outcome, Outcome::Failed);
}

TEST_F(RunnerTest, verifiesWhatItFindsAfterALostAnswer)
{
    begin(planOf({{create(text("zk1"))}}));
    failAt("applied", "zk1", lost());
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->count(text("apply zk1")), 1);
    EXPECT_EQ(world->count(text("verify zk1")), 1);
    EXPECT_EQ(record("zk1").made, R"({"id":"1"})");
}

TEST_F(RunnerTest, appliesOnceMoreWhereNothingCameOfALostRequest)
{
    begin(planOf({{create(text("zk1"))}}));
    failAt("apply", "zk1", lost(), 1);
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->count(text("apply zk1")), 2);
    EXPECT_EQ(world->picture().size(), 1);
}

TEST_F(RunnerTest, givesUpWhereTwoRequestsWereLost)
{
    begin(planOf({{create(text("zk1"))}}));
    failAt("apply", "zk1", lost());
    const Report report = run();
    EXPECT_EQ(report.outcome, Outcome::Failed);
    EXPECT_EQ(report.error->kind, ErrorKind::OutcomeUnknown);
    EXPECT_EQ(world->count(text("apply zk1")), 2);
}

TEST_F(RunnerTest, failsWhereALostAnswerCannotBeLookedAfter)
{
    begin(planOf({{create(text("zk1"))}}));
    int observed = 0;
    world->hook = [&](const QString &moment, const QString &, const std::stop_token &) -> std::optional<Error> {
        if (moment == text("applied")) {
            return lost();
        }
        return moment == text("observe") && observed++ > 0 ? std::optional(broken()) : std::nullopt;
    };
    EXPECT_EQ(run().error->code, text("test.broken"));
    EXPECT_EQ(world->count(text("apply zk1")), 1);
}

TEST_F(RunnerTest, namesWhatIsInTheWayAndAnUndoDoesNotTouchIt)
{
    begin(planOf({{create(text("zk1"))}}));
    world->add(text("zk1"), text("another"), text("zk1"));
    const Report report = run();
    EXPECT_EQ(report.outcome, Outcome::Failed);
    EXPECT_EQ(report.error->kind, ErrorKind::Conflict);
    EXPECT_EQ(report.error->code, text("plan.conflict"));
    EXPECT_EQ(report.error->reason, text("zk1 belongs to another"));
    EXPECT_EQ(undo().outcome, Outcome::Undone);
    EXPECT_EQ(world->count(text("revert zk1")), 0);
    EXPECT_EQ(world->picture().size(), 1);
}

TEST_F(RunnerTest, saysOnResumeWhatMovedInTheWorld)
{
    begin(planOf({{create(text("zk1"))}}));
    failAt("apply", "zk1", broken());
    EXPECT_EQ(run().outcome, Outcome::Failed);
    world->hook = {};
    world->add(text("zk1"), text("another"), {});
    reopen();
    const Report report = run();
    EXPECT_EQ(report.error->code, text("plan.world-moved"));
    EXPECT_TRUE(report.error->reason.contains(QStringLiteral("owner was “nobody” and is “another”")))
        << qPrintable(report.error->reason);
}

TEST_F(RunnerTest, appliesAgainWhatHasVanishedSince)
{
    begin(twoStages());
    failAt("apply", "nimbus", broken());
    EXPECT_EQ(run().outcome, Outcome::Failed);
    world->hook = {};
    world->remove(text("zk1"));
    reopen();
    const Report report = run();
    EXPECT_EQ(report.outcome, Outcome::Succeeded);
    EXPECT_EQ(state(report, "zk1"), State::Done);
    EXPECT_EQ(state(report, "zk2"), State::AlreadyDone);
    EXPECT_EQ(world->count(text("apply zk2")), 1);
    EXPECT_EQ(world->picture().size(), 3);
}

class ForwardOnly : public RunnerTest
{
protected:
    /// A claim is made, what comes after it fails.
    void breakOffAfterTheClaim(bool reversible = false)
    {
        Plan plan = planOf({{create(text("claim"))}, {create(text("end"))}});
        plan.reversible = reversible;
        begin(plan);
        failAt("verify", "end", broken(), 1);
        ASSERT_EQ(run().outcome, Outcome::Failed);
        world->remove(text("claim"));
        reopen();
    }
};

TEST_F(ForwardOnly, goesOnWhereTheEndHasTakenAwayWhatItsBeginningStoodOn)
{
    breakOffAfterTheClaim();
    world->hidden = {text("claim")};
    const Report report = run();
    EXPECT_EQ(report.outcome, Outcome::Succeeded);
    EXPECT_EQ(state(report, "claim"), State::AlreadyDone);
    EXPECT_EQ(report.step({text("claim")})->observed, text("claim is there")) << "what was seen when it was done";
    EXPECT_EQ(world->count(text("apply claim")), 1);
}

TEST_F(ForwardOnly, goesOnWhereWhatWasDoneCanNoLongerBeAskedFor)
{
    breakOffAfterTheClaim();
    failAt("observe", "claim", broken());
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->count(text("apply claim")), 1);
}

TEST_F(ForwardOnly, repeatsWhatIsSeenToBeGone)
{
    breakOffAfterTheClaim();
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->count(text("apply claim")), 2);
}

TEST_F(ForwardOnly, isStoppedByWhatSomebodyElsePutThere)
{
    breakOffAfterTheClaim();
    world->add(text("claim"), text("somebody else's"), text("claim"));
    EXPECT_EQ(run().outcome, Outcome::Failed);
    EXPECT_EQ(world->count(text("apply end")), 1);
}

TEST_F(ForwardOnly, doesNotMistakeAStopForAThingThatCannotBeAskedFor)
{
    breakOffAfterTheClaim();
    std::stop_source source;
    world->hook = [&](const QString &, const QString &, const std::stop_token &) -> std::optional<Error> {
        source.request_stop();
        return cancelled();
    };
    const Report report = run(source.get_token());
    EXPECT_EQ(report.outcome, Outcome::Stopped);
    EXPECT_EQ(state(report, "claim"), State::Stopped);
}

TEST_F(ForwardOnly, isWhatAPlanThatCanBeTakenBackIsNot)
{
    breakOffAfterTheClaim(true);
    world->hidden = {text("claim")};
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->count(text("apply claim")), 2);
}

TEST_F(RunnerTest, takesWhatItMadeAgainForUnverifiedUntilItWasSeen)
{
    begin(planOf({{create(text("zk1"))}, {create(text("zk2"))}}));
    failAt("apply", "zk2", broken());
    EXPECT_EQ(run().outcome, Outcome::Failed);
    world->remove(text("zk1"));
    failAt("verify", "zk1", broken());
    EXPECT_EQ(run().outcome, Outcome::Failed);
    world->hook = {};
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(world->count(text("verified zk1")), 2);
    EXPECT_EQ(world->count(text("apply zk1")), 2);
}

TEST_F(RunnerTest, keepsTheFactsFromBeforeItsFirstAttempt)
{
    begin(planOf({{setTo(text("storm-1"), text("drain"))}, {create(text("zk1"))}}),
          {.settings = {{text("storm-1"), text("active")}}});
    failAt("verify", "set.storm-1", broken());
    EXPECT_EQ(run().outcome, Outcome::Failed);
    reopen();
    EXPECT_EQ(run().outcome, Outcome::Failed);
    world->set(text("storm-1"), text("pause"));
    EXPECT_EQ(run().outcome, Outcome::Failed);
    EXPECT_EQ(undo().outcome, Outcome::Undone);
    EXPECT_EQ(world->picture(), QStringList{text("storm-1=active")});
}

TEST_F(RunnerTest, refusesToRunWhatHasEndedOrIsBeingUndone)
{
    begin(twoStages());
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    EXPECT_EQ(run().error->code, text("plan.ended"));
    failAt("revert", "zk1", broken());
    EXPECT_EQ(undo().outcome, Outcome::UndoFailed);
    EXPECT_EQ(run().error->code, text("plan.undoing"));
}

TEST_F(RunnerTest, measuresHowLongAStepTook)
{
    begin(planOf({{create(text("zk1"))}}));
    constexpr std::chrono::milliseconds busy(5);
    world->hook = [&](const QString &moment, const QString &, const std::stop_token &) -> std::optional<Error> {
        const Instant end = BootClock::now() + busy;
        while (moment == text("verify") && BootClock::now() < end) {
        }
        return std::nullopt;
    };
    const Report report = run();
    EXPECT_GE(report.steps[0].duration, busy);
    EXPECT_GE(report.duration, report.steps[0].duration);
}

class UndoTest : public RunnerTest
{
};

TEST_F(UndoTest, restoresTheStartInReverseOrderOfStages)
{
    begin(twoStages());
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    const Report report = undo();
    EXPECT_EQ(report.outcome, Outcome::Undone);
    EXPECT_EQ(state(report, "zk1"), State::Undone);
    EXPECT_TRUE(world->picture().isEmpty());
    const QStringList calls = world->calls();
    EXPECT_LT(calls.indexOf(text("reverted nimbus")), calls.indexOf(text("revert zk1")));
    EXPECT_LT(calls.indexOf(text("reverted nimbus")), calls.indexOf(text("revert zk2")));
    EXPECT_EQ(journal->outcome(), Outcome::Undone);
    const qsizetype asked = calls.size();
    EXPECT_EQ(undo().outcome, Outcome::Undone);
    EXPECT_EQ(world->calls().size(), asked);
}

TEST_F(UndoTest, takesBackAFailedStepThatHadActed)
{
    begin(twoStages());
    failAt("verify", "zk1", broken());
    EXPECT_EQ(run().outcome, Outcome::Failed);
    const Report report = undo();
    EXPECT_EQ(report.outcome, Outcome::Undone);
    EXPECT_EQ(state(report, "nimbus"), State::NotStarted);
    EXPECT_TRUE(world->picture().isEmpty());
}

TEST_F(UndoTest, leavesAndNamesWhatCannotBeTakenBack)
{
    begin(planOf({{create(text("image"), false)}, {create(text("zk1"))}}));
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    const Report report = undo();
    EXPECT_EQ(report.outcome, Outcome::Undone);
    EXPECT_EQ(state(report, "image"), State::Stays);
    EXPECT_EQ(report.step({text("image")})->observed, text("image is there"));
    EXPECT_EQ(world->count(text("revert image")), 0);
    EXPECT_EQ(world->picture().size(), 1);
}

TEST_F(UndoTest, goesOnAfterOneFailureAndSaysWhatIsLeft)
{
    begin(planOf({{create(text("zk1"))}, {create(text("zk2")), create(text("zk3"))}, {create(text("nimbus"))}}));
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    failAt("revert", "zk2", broken());
    const Report report = undo();
    EXPECT_EQ(report.outcome, Outcome::UndoFailed);
    EXPECT_EQ(report.error->code, text("test.broken"));
    EXPECT_EQ(state(report, "zk2"), State::UndoFailed);
    EXPECT_EQ(state(report, "zk1"), State::Undone);
    EXPECT_EQ(state(report, "zk3"), State::Undone);
    EXPECT_EQ(world->picture().size(), 1);
    EXPECT_EQ(journal->outcome(), std::nullopt);
    world->hook = {};
    reopen();
    EXPECT_EQ(undo().outcome, Outcome::Undone);
    EXPECT_TRUE(world->picture().isEmpty());
    EXPECT_EQ(world->count(text("revert zk3")), 1);
}

TEST_F(UndoTest, asksAgainWhereTheAnswerWasLost)
{
    begin(planOf({{create(text("zk1"))}}));
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    failAt("reverted", "zk1", lost(), 1);
    EXPECT_EQ(undo().outcome, Outcome::Undone);
    EXPECT_EQ(world->count(text("revert zk1")), 2);
}

TEST_F(UndoTest, isStoppedBetweenStepsAndGoesOnLater)
{
    begin(twoStages());
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    std::stop_source source;
    world->hook = [&](const QString &moment, const QString &, const std::stop_token &stop) -> std::optional<Error> {
        if (moment == text("revert")) {
            source.request_stop();
            EXPECT_FALSE(stop.stop_requested());
        }
        return std::nullopt;
    };
    const Report report = undo(source.get_token());
    EXPECT_EQ(report.outcome, Outcome::Stopped);
    EXPECT_EQ(state(report, "nimbus"), State::Undone);
    EXPECT_EQ(state(report, "zk1"), State::NotStarted);
    world->hook = {};
    reopen();
    EXPECT_TRUE(journal->isUndoing());
    EXPECT_EQ(undo().outcome, Outcome::Undone);
    EXPECT_TRUE(world->picture().isEmpty());
}

TEST_F(UndoTest, refusesWhatOnlyGoesForward)
{
    Plan plan = twoStages();
    plan.reversible = false;
    begin(plan);
    EXPECT_EQ(run().outcome, Outcome::Succeeded);
    const Report report = undo();
    EXPECT_EQ(report.outcome, Outcome::UndoFailed);
    EXPECT_EQ(report.error->code, text("plan.forward-only"));
    EXPECT_FALSE(journal->isUndoing());
    EXPECT_EQ(world->picture().size(), 3);
}

using LeaveTest = RunFixture;

TEST_F(LeaveTest, letsGoOfWhatWasBegunAndTakesNothingBack)
{
    begin(planOf({{create(text("claim"))}, {create(text("zk1"))}, {create(text("zk2"))}}));
    world->hook = [](const QString &moment, const QString &step, const std::stop_token &) {
        return moment == text("apply") && step == text("zk1") ? std::optional(broken()) : std::nullopt;
    };
    ASSERT_EQ(run().outcome, Outcome::Failed);
    const Report report = leave();
    EXPECT_EQ(report.outcome, Outcome::Left);
    EXPECT_FALSE(report.error);
    EXPECT_EQ(world->count(text("let go claim")), 1);
    EXPECT_EQ(world->count(text("let go zk1")), 1);
    EXPECT_EQ(world->count(text("let go zk2")), 0);
    EXPECT_EQ(world->picture(), QStringList{text("claim of 20260101-000000-test")});
    EXPECT_EQ(journal->outcome(), Outcome::Left);
}

TEST_F(LeaveTest, letsGoOfNothingThatWasThereBefore)
{
    begin(planOf({{create(text("claim"))}}), {.things = {{text("claim"), text("other"), text("claim"), 1}}});
    (void)run();
    (void)leave();
    EXPECT_EQ(world->count(text("let go claim")), 0);
}

TEST_F(LeaveTest, isWrittenThoughSomethingIsStillHeld)
{
    begin(planOf({{create(text("claim"))}, {create(text("zk1"))}}));
    world->hook = [](const QString &moment, const QString &, const std::stop_token &) {
        return moment == text("let go") ? std::optional(broken(text("test.held"))) : std::nullopt;
    };
    ASSERT_EQ(run().outcome, Outcome::Succeeded);
    const Report report = leave();
    EXPECT_EQ(report.outcome, Outcome::Left);
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->code, text("test.held"));
    EXPECT_TRUE(report.step({text("zk1")})->error);
    EXPECT_EQ(journal->outcome(), Outcome::Left);
}

TEST(Preview, tellsEachStepsStandingAndCommandsInPlanOrder)
{
    World world;
    world.add(text("zk2"), text("by hand"), {});
    world.hook = [](const QString &, const QString &step, const std::stop_token &) -> std::optional<Error> {
        return step == text("nimbus") ? std::optional(broken()) : std::nullopt;
    };
    const Plan plan = planOf({{create(text("zk1")), create(text("zk2"))}, {create(text("nimbus"))}});
    const std::vector<PreviewedStep> steps = preview(plan, world.actors(), {});
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].step.value, text("zk1"));
    EXPECT_EQ(steps[0].observation->state, Observation::State::Needed);
    EXPECT_EQ(steps[0].commands, QStringList{text("create zk1")});
    EXPECT_EQ(steps[1].observation->state, Observation::State::Satisfied);
    ASSERT_FALSE(steps[2].observation);
    EXPECT_EQ(steps[2].observation.error().code, text("test.broken"));
    EXPECT_EQ(world.picture().size(), 1);
}

TEST(Preview, givesTheCommandsEvenWhenStopped)
{
    World world;
    std::stop_source source;
    source.request_stop();
    const auto steps = preview(planOf({{create(text("zk1"))}}), world.actors(), source.get_token());
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].observation.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(steps[0].commands.size(), 1);
    EXPECT_TRUE(world.calls().isEmpty());
}

} // namespace stormdeck::plan
