// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"
#include "ops/joinclones.h"
#include "ops/prepare.h"
#include "plan/plan.h"
#include "settings/profile.h"
#include "storm/ids.h"

#include <memory>
#include <stop_token>

/// From what the operator wants to a plan: look at the cluster once, resolve what must be resolved, build. Each call
/// blocks for as long as the machines take to answer and ends within 50 ms of a stop. Used by the window and by the
/// command line alike. `ways`: those to reach the machines by; null: their own, with nobody to ask.
namespace stormdeck::access {
struct Ways;
}

namespace stormdeck::app {

using WaysPtr = std::shared_ptr<access::Ways>;

/// `before`: the saved connection, of which is kept what the inputs do not hold where it is of the same name.
[[nodiscard]] settings::Profile profileOf(const ops::ClusterInputs &inputs, const settings::Profile &before = {});

[[nodiscard]] Result<plan::Plan> planApply(ops::ClusterInputs inputs, const WaysPtr &ways, const std::stop_token &stop);
[[nodiscard]] Result<plan::Plan> planSubmit(const settings::Profile &profile, ops::SubmitInputs inputs,
                                            const WaysPtr &ways, const std::stop_token &stop);
/// `topology`: id or name. Without `wait` the topology's own message timeout, where that is not known Storm's default.
[[nodiscard]] Result<plan::Plan> planKill(const settings::Profile &profile, const QString &topology,
                                          std::optional<std::chrono::seconds> wait, const WaysPtr &ways,
                                          const std::stop_token &stop);
[[nodiscard]] Result<plan::Plan> planTearDown(const settings::Profile &profile, bool keepSwarm, const WaysPtr &ways,
                                              const std::stop_token &stop);

/// Asks the machines over SSH what they are, then plans. Where a machine must not be prepared, nothing has been
/// changed.
[[nodiscard]] Result<plan::Plan> planPrepare(const ops::PrepareInputs &inputs, const WaysPtr &ways,
                                             const std::stop_token &stop);
/// Compares the clones with each other and with the machines of the profile, then plans. A clone without an address
/// gets its only one; one that is named by its address alone gets its host name.
[[nodiscard]] Result<plan::Plan> planJoinClones(const settings::Profile &profile, std::vector<Machine> clones,
                                                const WaysPtr &ways, const std::stop_token &stop);

} // namespace stormdeck::app
