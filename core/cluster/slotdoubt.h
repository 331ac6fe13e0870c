// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"

namespace stormdeck::cluster {

/// Why nobody knows whether a slot still is as Storm said. Such slots are hatched on the map.
enum class SlotDoubt {
    None,
    OldWord, ///< what Storm said is not current
    LostNode ///< the slot's node does not answer or is down
};
/// `storm`: the age of what Storm said.
[[nodiscard]] SlotDoubt slotDoubt(NodeStatus node, const SourceAge &storm, Instant now);

} // namespace stormdeck::cluster
