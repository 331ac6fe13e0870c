// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/slotdoubt.h"

namespace stormdeck::cluster {

SlotDoubt slotDoubt(NodeStatus node, const SourceAge &storm, Instant now)
{
    const AgeState age = ageState(storm, now);
    if (age == AgeState::Stale || age == AgeState::Never) {
        return SlotDoubt::OldWord;
    }
    switch (node) {
    case NodeStatus::Down:
    case NodeStatus::Suspect:
    case NodeStatus::Unreachable:
        return SlotDoubt::LostNode;
    default:
        return SlotDoubt::None;
    }
}

} // namespace stormdeck::cluster
