// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"
#include "plan/plan.h"
#include "settings/profile.h"
#include "storm/ids.h"

#include <stop_token>

/// From what the operator wants to a plan: look at the cluster once, resolve what must be resolved, build. Each call
/// blocks for as long as the machines take to answer and ends within 50 ms of a stop. Used by the window and by the
/// command line alike.
namespace stormdeck::app {

/// `before`: the saved connection, of which is kept what the inputs do not hold where it is of the same name.
[[nodiscard]] settings::Profile profileOf(const ops::ClusterInputs &inputs, const settings::Profile &before = {});

[[nodiscard]] Result<plan::Plan> planApply(ops::ClusterInputs inputs, const std::stop_token &stop);
[[nodiscard]] Result<plan::Plan> planSubmit(const settings::Profile &profile, ops::SubmitInputs inputs,
                                            const std::stop_token &stop);
/// `topology`: id or name. Without `wait` the topology's own message timeout, where that is not known Storm's default.
[[nodiscard]] Result<plan::Plan> planKill(const settings::Profile &profile, const QString &topology,
                                          std::optional<std::chrono::seconds> wait, const std::stop_token &stop);
[[nodiscard]] Result<plan::Plan> planTearDown(const settings::Profile &profile, bool keepSwarm,
                                              const std::stop_token &stop);

/// "Docker 20.10.24 (API 1.41), not in a swarm": what an engine says when its connection is tested. The error names
/// the layer that failed.
[[nodiscard]] Result<QString> testConnection(const Endpoint &endpoint, const std::stop_token &stop);

} // namespace stormdeck::app
