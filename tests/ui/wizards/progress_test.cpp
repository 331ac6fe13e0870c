// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizards/fakeworld.h"
#include "wizards/runevents.h"
#include "wizards/stagemodel.h"

#include <QAbstractItemModelTester>

#include <gmock/gmock.h>

namespace stormdeck::wizards {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using State = StepTrack::State;

plan::StepId id(const char *name)
{
    return {QString::fromLatin1(name)};
}

const Instant start{std::chrono::hours(1)};

TEST(Progress, takesAStageForRunningUntilItsLastStepHasEnded)
{
    const plan::Plan plan = test::smallPlan();
    Tracks tracks;
    tracks[id("two-a")] = {.state = State::Done, .duration = seconds(2)};
    EXPECT_EQ(stageProgress(plan.stages[1], tracks, start).state, State::Running);
    tracks[id("two-b")] = {.state = State::AlreadyDone};
    EXPECT_EQ(stageProgress(plan.stages[1], tracks, start).state, State::Done);
}

TEST(Progress, showsAFailureBesideASiblingThatIsDone)
{
    const plan::Plan plan = test::smallPlan();
    Tracks tracks;
    tracks[id("two-a")].state = State::Done;
    tracks[id("two-b")].state = State::Failed;
    EXPECT_EQ(stageProgress(plan.stages[1], tracks, start).state, State::Failed);
}

TEST(Progress, countsTheTimeThatIsLeftByTheHeaviestStepOfEachStage)
{
    const plan::Plan plan = test::smallPlan(); // 2 s, then 5 s, then 3 s
    Tracks tracks;
    tracks[id("one")] = {.state = State::Done, .duration = seconds(9)};
    tracks[id("two-a")] = {.state = State::Running, .started = start};
    tracks[id("two-b")] = {.state = State::Running, .started = start};
    const PlanProgress progress = planProgress(plan, tracks, start + seconds(1));
    EXPECT_EQ(progress.currentStage, 1);
    EXPECT_EQ(progress.stagesEnded, 1);
    EXPECT_EQ(progress.secondsLeft, 4 + 3);
    EXPECT_NEAR(progress.fraction, 0.3, 1e-9);
    EXPECT_FALSE(progress.isOverdue);
    EXPECT_TRUE(planProgress(plan, tracks, start + seconds(20)).isOverdue);
}

TEST(Progress, writesShortTimesExactlyAndLongOnesInMinutes)
{
    EXPECT_EQ(durationText(milliseconds(840)), QStringLiteral("0.8 s"));
    EXPECT_EQ(durationText(milliseconds(11'600)), QStringLiteral("12 s"));
    EXPECT_EQ(durationText(seconds(125)), QStringLiteral("2 min 5 s"));
    EXPECT_EQ(secondsText(milliseconds(3999)), QStringLiteral("3 s"));
}

TEST(RunEvents, keepsTheLastLinesAndTheNewestOfEachPart)
{
    SystemClock clock;
    RunEvents events(clock);
    events.stepStarted(id("one"));
    for (size_t i = 0; i < RunEvents::MaximumLines * 3 + 7; ++i) {
        events.stepNote(id("one"), QString::number(i));
        events.stepPart(id("one"), {.name = QStringLiteral("storm-1"), .state = QString::number(i)});
    }
    const std::vector<RunEvent> taken = events.take();
    ASSERT_EQ(taken.size(), RunEvents::MaximumLines + 2);
    EXPECT_TRUE(std::holds_alternative<StepBegan>(taken.front()));
    const QString last = QString::number(RunEvents::MaximumLines * 3 + 6);
    EXPECT_EQ(std::get<StepPart>(taken[1]).part.state, last);
    EXPECT_TRUE(std::get<StepLine>(taken.back()).line.endsWith(u' ' + last));
    EXPECT_TRUE(events.take().empty());
}

TEST(StageModel, putsAHeadingOverEachGroupThatCannotBeSelected)
{
    StageModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPlan(test::smallPlan());
    ASSERT_EQ(model.rowCount(), 5);
    EXPECT_EQ(model.index(0).data().toString(), QStringLiteral("Swarm"));
    EXPECT_FALSE(model.index(0).flags() & Qt::ItemIsSelectable);
    EXPECT_EQ(model.index(3).data().toString(), QStringLiteral("Storm"));
    EXPECT_EQ(model.indexOfStage(2).row(), 4);
    EXPECT_FALSE(model.indexOfStage(3).isValid());
}

TEST(StageModel, tellsWhatThePreviewFoundInWords)
{
    const plan::Plan plan = test::smallPlan();
    const auto seen = [](const char *step, plan::Observation::State state) {
        return plan::PreviewedStep{.step = id(step), .observation = plan::Observation{.state = state}};
    };
    StageModel model;
    model.setPlan(plan);
    EXPECT_EQ(model.indexOfStage(0).data(StageModel::StateRole).toString(), QStringLiteral("checking…"));
    model.setChecks(stageChecks(
        plan, {seen("one", plan::Observation::State::Satisfied), seen("two-a", plan::Observation::State::Satisfied),
               seen("two-b", plan::Observation::State::Needed), seen("three", plan::Observation::State::Conflict)}));
    EXPECT_EQ(model.indexOfStage(0).data(StageModel::StateRole).toString(), QStringLiteral("✓ already done"));
    EXPECT_EQ(model.indexOfStage(1).data(StageModel::StateRole).toString(), QStringLiteral("needed"));
    EXPECT_EQ(model.indexOfStage(2).data(StageModel::StateRole).toString(), QStringLiteral("✕ conflict"));
}

TEST(StageModel, tellsOnlyOfRowsThatChanged)
{
    StageModel model;
    model.setPlan(test::smallPlan());
    Tracks tracks;
    model.setTracks(tracks, start);
    int changes = 0;
    QObject::connect(&model, &StageModel::dataChanged, &model, [&changes] { ++changes; });
    tracks[id("one")] = {.state = State::Running, .started = start};
    model.setTracks(tracks, start + milliseconds(100));
    model.setTracks(tracks, start + milliseconds(200));
    EXPECT_EQ(changes, 1);
    model.setTracks(tracks, start + milliseconds(1100));
    EXPECT_EQ(changes, 2);
}

} // namespace
} // namespace stormdeck::wizards
