// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/nodecard.h"

namespace stormdeck::map {

/// What the ensemble says of the node's members.
[[nodiscard]] CardRow zookeeperRow(const cluster::NodeView &node);
/// What Storm says of the node's daemons; `down`: the machine is known or thought to be lost.
[[nodiscard]] CardRow stormRow(const cluster::NodeView &node, bool down);
/// A member's role or trouble, as "leader", "not answering".
[[nodiscard]] QString wordOf(const cluster::MemberView &member);
[[nodiscard]] style::Tone toneOf(const cluster::MemberView &member);
/// "nimbus", "ui", "supervisor".
[[nodiscard]] QString nameOf(cluster::StormRole role);

} // namespace stormdeck::map
