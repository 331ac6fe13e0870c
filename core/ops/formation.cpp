// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/formation.h"

#include "actions/values.h"

#include <algorithm>

namespace stormdeck::ops {

namespace {
bool formsOrDeploys(const plan::Action &encoded)
{
    const auto action = actions::decode(encoded);
    return action && (std::holds_alternative<actions::InitSwarm>(*action) ||
                      std::holds_alternative<actions::JoinSwarm>(*action) ||
                      std::holds_alternative<actions::CreateService>(*action));
}
} // namespace

bool formsOrDeploys(const plan::Plan &plan, const std::vector<plan::PreviewedStep> &preview)
{
    return std::any_of(preview.begin(), preview.end(), [&](const plan::PreviewedStep &seen) {
        const bool isThere = seen.observation && seen.observation->state == plan::Observation::State::Satisfied;
        const plan::Step *step = isThere ? nullptr : plan.step(seen.step);
        return step && formsOrDeploys(step->action);
    });
}

} // namespace stormdeck::ops
