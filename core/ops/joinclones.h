// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/hostfacts.h"
#include "ops/builders.h"

namespace stormdeck::ops {

/// Machines made of one snapshot that are to join a swarm.
struct JoinClonesInputs
{
    QString cluster;
    std::vector<Machine> clones; ///< with the address that each is to advertise; `manager` says as what it joins
    bool operator==(const JoinClonesInputs &) const = default;
};

/// What is known of all machines at once: the clones as they were asked over SSH, the others of the cluster as their
/// engines say. A machine that is both is taken as it was asked.
[[nodiscard]] std::vector<cluster::HostFacts> identitiesOf(const std::vector<cluster::HostFacts> &clones,
                                                           const cluster::Snapshot &snapshot);

/// Joins them to the swarm of the snapshot and waits for their supervisors where Storm runs on it. Rejected where an
/// identity is shared with another machine ("clones.shared-identity", with a sentence each), where a clone has no
/// engine that runs, no address, or is in another swarm, and where no manager is known.
[[nodiscard]] Result<plan::Plan> joinClonesPlan(const JoinClonesInputs &inputs,
                                                const std::vector<cluster::HostFacts> &facts,
                                                const cluster::Snapshot &snapshot, const Stamp &stamp);

} // namespace stormdeck::ops
