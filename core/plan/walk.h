// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/announcer.h"
#include "plan/lanes.h"
#include "util/clock.h"

namespace stormdeck::plan {

/// Goes through the stages of a plan and gathers what became of its steps. Belongs to one thread; used once.
class Walk
{
public:
    using Work = std::function<StepReport(const Step &step, Actor &actor, StepProgress &progress)>;

    Walk(const Plan &plan, const ActorFactory &factory, RunListener &listener);

    /// Works on these steps of one stage in parallel; returns when all that began have ended. Those that wait for a
    /// thread begin only while `mayBegin` says so.
    void stage(const std::vector<const Step *> &steps, const std::function<bool()> &mayBegin, const Work &work);
    /// The report of a step that needs no work.
    void settle(StepReport report);
    [[nodiscard]] bool hasFailed() const;
    [[nodiscard]] bool has(StepReport::State state) const;
    [[nodiscard]] Report report(Outcome outcome) const;

private:
    void take(StepReport report);

    Announcer m_announcer;
    Lanes m_lanes;
    const Instant m_began;
    mutable std::mutex m_mutex; ///< guards what follows
    std::vector<StepReport> m_steps;
    std::optional<Error> m_firstFailure;
};

} // namespace stormdeck::plan
