// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <chrono>
#include <optional>

namespace stormdeck::plan {

enum class Outcome {
    Succeeded, ///< every step was observed
    Failed,    ///< a step failed; nothing new was started after it
    Stopped,   ///< stopped on request
    Undone,    ///< the start was restored
    UndoFailed,
    Left ///< closed as it is, by hand
};

/// How one step ended.
struct StepReport
{
    enum class State {
        NotStarted,
        AlreadyDone, ///< was there: before the operation, or from its earlier run; an undo left it alone
        Done,
        Failed,
        Stopped,
        Undone,
        UndoFailed, ///< left behind by an undo that should have taken it back
        Stays       ///< left by an undo because its action cannot be taken back
    };
    StepId step;
    State state = State::NotStarted;
    std::chrono::milliseconds duration{0};
    QString observed; ///< what was seen, as a sentence
    std::optional<Error> error;
};

/// What happened, from observation.
struct Report
{
    Outcome outcome = Outcome::Failed;
    std::chrono::milliseconds duration{0};
    std::vector<StepReport> steps; ///< in plan order
    std::optional<Error> error;    ///< the first failure

    [[nodiscard]] const StepReport *step(const StepId &id) const;
};

/// Stable word of an outcome, as "succeeded".
[[nodiscard]] QString word(Outcome outcome);

} // namespace stormdeck::plan
