// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/journal.h"

namespace stormdeck::plan {

/// What a step relied on or made, against what is there now, as a clause: "node was “storm-1” and is “storm-2”". Empty
/// where nothing is known of before, or where nothing differs.
[[nodiscard]] QString difference(const StepRecord &before, const QByteArray &factsNow);

} // namespace stormdeck::plan
