// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/lanes.h"
#include "plan/runner.h"
#include "util/cancelled.h"

#include <QCoreApplication>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Run)
};
} // namespace

std::vector<PreviewedStep> preview(const Plan &plan, const ActorFactory &factory, const std::stop_token &stop)
{
    std::vector<PreviewedStep> steps;
    Lanes lanes(factory);
    for (const Stage &stage : plan.stages) {
        const size_t first = steps.size();
        for (const Step &step : stage.steps) {
            steps.push_back({.step = step.id,
                             .observation = failure(cancelled(Text::tr("look at “%1”").arg(step.title))),
                             .commands = {}});
        }
        lanes.run(
            stage.steps.size(), [] { return true; },
            [&](size_t index, Actor &actor) {
                const Step &step = stage.steps[index];
                PreviewedStep &seen = steps[first + index];
                seen.commands = actor.commands(step.action);
                if (!stop.stop_requested()) {
                    seen.observation = actor.observe(step.action, {plan.operation, plan.cluster, step.id}, stop);
                }
            });
    }
    return steps;
}

} // namespace stormdeck::plan
