// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"
#include "cluster/join.h"

/// Which swarm is watched where the machines of a profile are in more than one. Pure.
namespace stormdeck::watch {

/// The swarm that was heard last, as long as one of its managers, or an engine that answers, is still part of it; empty
/// where there is none or it is gone, so that any may be taken.
[[nodiscard]] docker::SwarmId homeSwarm(const cluster::Planes &planes, const cluster::Freshness &freshness);

/// A machine whose engine answered last time and said that it is a manager, of the home swarm where there is one; empty
/// where none did.
[[nodiscard]] QString answeringManager(const cluster::Planes &planes, const cluster::Freshness &freshness);

} // namespace stormdeck::watch
