// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/runner.h"

namespace stormdeck::ops {

/// Whether the plan, run now, forms a swarm, takes a machine into one or starts a service: what its machines have to be
/// fit for. `preview` is that of the plan. A step that could not be observed, or in whose place something else is,
/// counts as one that runs; what is there already does not.
[[nodiscard]] bool formsOrDeploys(const plan::Plan &plan, const std::vector<plan::PreviewedStep> &preview);

} // namespace stormdeck::ops
