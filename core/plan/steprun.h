// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/announcer.h"
#include "util/clock.h"

namespace stormdeck::plan {

/// One step of a run or of an undo, on the thread that its actor belongs to. Used once.
class StepRun
{
public:
    StepRun(Journal &journal, const Step &step, Actor &actor, StepProgress &progress);

    /// Observe, intend, apply, verify; skips what is there.
    [[nodiscard]] StepReport run(const std::stop_token &stop);
    /// Takes back what the journal says this step changed. Once begun it is not stopped.
    [[nodiscard]] StepReport undo();

private:
    using State = StepReport::State;

    [[nodiscard]] Result<State> pursue();
    [[nodiscard]] bool isPassed(const Result<Observation> &seen) const;
    [[nodiscard]] Result<State> skip(const Observation &seen);
    [[nodiscard]] Result<State> act(const Observation &before);
    [[nodiscard]] Result<State> finish(const QByteArray &made);
    [[nodiscard]] Result<QByteArray> applyAndSettle();
    [[nodiscard]] Result<QByteArray> apply();
    [[nodiscard]] Result<Observation> observe();
    [[nodiscard]] Result<void> revert();
    [[nodiscard]] Error conflict(const Observation &seen) const;
    [[nodiscard]] StepReport report(const Result<State> &end);
    void recordFailure(const Error &error);

    Journal &m_journal;
    const Step &m_step;
    Actor &m_actor;
    StepProgress &m_progress;
    const Attempt m_attempt;
    const StepRecord m_before; ///< what the journal knew when this began
    const Instant m_began;
    std::stop_token m_stop;
    QString m_observed;
};

} // namespace stormdeck::plan
