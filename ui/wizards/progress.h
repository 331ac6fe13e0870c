// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/actor.h"
#include "plan/plan.h"
#include "plan/report.h"
#include "util/clock.h"

#include <map>

/// How far an operation is, as values: what is known of each step, and what follows for stages and for the whole.
namespace stormdeck::wizards {

/// What was heard of one step.
struct StepTrack
{
    enum class State { Waiting, Running, AlreadyDone, Done, Failed, Stopped, Undone, UndoFailed, Stays };
    State state = State::Waiting;
    Instant started;
    std::chrono::milliseconds duration{0};
    QStringList log; ///< at most RunEvents::MaximumLines lines
    std::vector<plan::Part> parts;
    QString observed;
    std::optional<Error> error;

    [[nodiscard]] bool hasEnded() const { return state != State::Waiting && state != State::Running; }
};

using Tracks = std::map<plan::StepId, StepTrack>;

[[nodiscard]] StepTrack::State trackState(plan::StepReport::State state);

/// A stage as its steps make it.
struct StageProgress
{
    StepTrack::State state = StepTrack::State::Waiting;
    std::chrono::milliseconds time{0}; ///< so far, or in all where it has ended
    int expectedSeconds = 0;           ///< its heaviest step
};
[[nodiscard]] StageProgress stageProgress(const plan::Stage &stage, const Tracks &tracks, Instant now);

/// The whole operation.
struct PlanProgress
{
    int stagesEnded = 0;
    int currentStage = -1; ///< the first one that runs
    double fraction = 0;   ///< 0..1, by expected time
    int secondsLeft = 0;
    bool isOverdue = false; ///< the current stage takes clearly longer than expected
};
[[nodiscard]] PlanProgress planProgress(const plan::Plan &plan, const Tracks &tracks, Instant now);

/// "0.8 s", "21 s", "2 min 5 s", as short as it stays exact enough.
[[nodiscard]] QString durationText(std::chrono::milliseconds time);
/// "3 s", "2 min 5 s": whole seconds, for times that run.
[[nodiscard]] QString secondsText(std::chrono::nanoseconds time);

} // namespace stormdeck::wizards
