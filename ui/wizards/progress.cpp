// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/progress.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::wizards {

using std::chrono::milliseconds;
using State = StepTrack::State;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Progress)
};

const StepTrack &trackOf(const Tracks &tracks, const plan::StepId &step)
{
    static const StepTrack untouched;
    const auto found = tracks.find(step);
    return found == tracks.end() ? untouched : found->second;
}

milliseconds timeOf(const StepTrack &track, Instant now)
{
    return track.state == State::Running ? std::chrono::duration_cast<milliseconds>(now - track.started)
                                         : track.duration;
}

int heaviest(const plan::Stage &stage)
{
    int seconds = 0;
    for (const plan::Step &step : stage.steps) {
        seconds = std::max(seconds, step.weight);
    }
    return seconds;
}

/// The worst state present wins; a stage with steps still to come has not ended.
State stateOf(const plan::Stage &stage, const Tracks &tracks)
{
    const auto has = [&](State state) {
        return std::any_of(stage.steps.begin(), stage.steps.end(),
                           [&](const plan::Step &step) { return trackOf(tracks, step.id).state == state; });
    };
    for (const State state : {State::Running, State::UndoFailed, State::Failed, State::Stopped}) {
        if (has(state)) {
            return state;
        }
    }
    if (has(State::Waiting)) {
        return has(State::Done) ? State::Running : State::Waiting;
    }
    if (has(State::Undone)) {
        return State::Undone;
    }
    if (has(State::Stays)) {
        return State::Stays;
    }
    return has(State::Done) ? State::Done : State::AlreadyDone;
}

/// Expected milliseconds a running stage still needs.
milliseconds leftOf(const plan::Stage &stage, const Tracks &tracks, Instant now)
{
    milliseconds left{0};
    for (const plan::Step &step : stage.steps) {
        const StepTrack &track = trackOf(tracks, step.id);
        if (!track.hasEnded()) {
            left = std::max(left, milliseconds(step.weight * 1000) - timeOf(track, now));
        }
    }
    return left;
}
} // namespace

State trackState(plan::StepReport::State state)
{
    switch (state) {
    case plan::StepReport::State::NotStarted:
        return State::Waiting;
    case plan::StepReport::State::AlreadyDone:
        return State::AlreadyDone;
    case plan::StepReport::State::Done:
        return State::Done;
    case plan::StepReport::State::Failed:
        return State::Failed;
    case plan::StepReport::State::Stopped:
        return State::Stopped;
    case plan::StepReport::State::Undone:
        return State::Undone;
    case plan::StepReport::State::UndoFailed:
        return State::UndoFailed;
    case plan::StepReport::State::Stays:
        return State::Stays;
    }
    return State::Waiting;
}

StageProgress stageProgress(const plan::Stage &stage, const Tracks &tracks, Instant now)
{
    StageProgress progress{.state = stateOf(stage, tracks), .expectedSeconds = heaviest(stage)};
    for (const plan::Step &step : stage.steps) {
        progress.time = std::max(progress.time, timeOf(trackOf(tracks, step.id), now));
    }
    return progress;
}

PlanProgress planProgress(const plan::Plan &plan, const Tracks &tracks, Instant now)
{
    PlanProgress whole;
    milliseconds total{0};
    milliseconds left{0};
    for (int i = 0; i < int(plan.stages.size()); ++i) {
        const plan::Stage &stage = plan.stages[size_t(i)];
        const StageProgress progress = stageProgress(stage, tracks, now);
        const milliseconds expected(progress.expectedSeconds * 1000);
        total += expected;
        if (progress.state == State::Running) {
            whole.currentStage = whole.currentStage < 0 ? i : whole.currentStage;
            whole.isOverdue = progress.time > expected + expected / 2 + milliseconds(3000);
        }
        const bool hasEnded = progress.state != State::Running && progress.state != State::Waiting;
        whole.stagesEnded += hasEnded ? 1 : 0;
        left += hasEnded ? milliseconds(0) : leftOf(stage, tracks, now);
    }
    whole.fraction = total.count() > 0 ? 1.0 - double(left.count()) / double(total.count()) : 0;
    whole.secondsLeft = int((left.count() + 999) / 1000);
    return whole;
}

QString durationText(milliseconds time)
{
    if (time < milliseconds(100)) {
        return Text::tr("< 0.1 s");
    }
    if (time < milliseconds(9950)) {
        return Text::tr("%1 s").arg(double(time.count()) / 1000.0, 0, 'f', 1);
    }
    return secondsText(time + milliseconds(500));
}

QString secondsText(std::chrono::nanoseconds time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).count();
    return seconds < 120 ? Text::tr("%1 s").arg(seconds) : Text::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

} // namespace stormdeck::wizards
