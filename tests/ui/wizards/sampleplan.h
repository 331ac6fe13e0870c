// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

namespace stormdeck::test {

/// Plans as large and as worded as real ones, for looking at. Step ids: "swarm.init", "join.storm-2",
/// "pull.storm-1", "zk1", "ensemble", …
[[nodiscard]] plan::Plan sampleClusterPlan();
[[nodiscard]] plan::Plan sampleTearDownPlan();
[[nodiscard]] plan::Plan sampleKillPlan();
[[nodiscard]] plan::Plan sampleSubmitPlan();

} // namespace stormdeck::test
