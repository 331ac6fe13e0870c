// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"
#include "preflight/wanted.h"

namespace stormdeck::ops {

/// What a cluster will ask of its machines, for a preflight of them. `inputs` with their defaults filled in.
[[nodiscard]] preflight::Wanted wantedBy(const ClusterInputs &inputs);

} // namespace stormdeck::ops
