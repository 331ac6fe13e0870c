// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/walk.h"

#include <algorithm>

namespace stormdeck::plan {

namespace {
bool isFailure(StepReport::State state)
{
    return state == StepReport::State::Failed || state == StepReport::State::UndoFailed;
}
} // namespace

Walk::Walk(const Plan &plan, const ActorFactory &factory, RunListener &listener)
    : m_announcer(listener), m_lanes(factory), m_began(BootClock::now())
{
    for (const Stage &stage : plan.stages) {
        for (const Step &step : stage.steps) {
            m_steps.push_back({.step = step.id});
        }
    }
}

void Walk::stage(const std::vector<const Step *> &steps, const std::function<bool()> &mayBegin, const Work &work)
{
    m_lanes.run(steps.size(), mayBegin, [&](size_t index, Actor &actor) {
        const Step &step = *steps[index];
        m_announcer.say([&](RunListener &listener) { listener.stepStarted(step.id); });
        StepVoice voice(m_announcer, step.id);
        settle(work(step, actor, voice));
    });
}

void Walk::settle(StepReport report)
{
    m_announcer.say([&](RunListener &listener) { listener.stepFinished(report); });
    take(std::move(report));
}

void Walk::take(StepReport report)
{
    const std::lock_guard guard(m_mutex);
    if (isFailure(report.state) && !m_firstFailure) {
        m_firstFailure = report.error;
    }
    const auto place = std::find_if(m_steps.begin(), m_steps.end(),
                                    [&](const StepReport &candidate) { return candidate.step == report.step; });
    if (place != m_steps.end()) {
        *place = std::move(report);
    }
}

bool Walk::hasFailed() const
{
    return has(StepReport::State::Failed) || has(StepReport::State::UndoFailed);
}

bool Walk::has(StepReport::State state) const
{
    const std::lock_guard guard(m_mutex);
    return std::any_of(m_steps.begin(), m_steps.end(), [&](const StepReport &step) { return step.state == state; });
}

Report Walk::report(Outcome outcome) const
{
    const std::lock_guard guard(m_mutex);
    return {.outcome = outcome,
            .duration = std::chrono::duration_cast<std::chrono::milliseconds>(BootClock::now() - m_began),
            .steps = m_steps,
            .error = m_firstFailure};
}

} // namespace stormdeck::plan
