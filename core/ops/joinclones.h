// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/builders.h"
#include "preflight/facts.h"

namespace stormdeck::ops {

/// Machines made of one snapshot that are to join a swarm.
struct JoinClonesInputs
{
    QString cluster;
    std::vector<Machine> clones; ///< with the address that each is to advertise; `manager` says as what it joins
    bool operator==(const JoinClonesInputs &) const = default;
};

/// What was seen of machines over SSH. Engines of the cluster are in the snapshot.
struct SeenMachines
{
    std::vector<preflight::MachineFacts> clones; ///< one for each clone, in the same order
    std::vector<preflight::MachineFacts> others; ///< those of the cluster that are reached by SSH, seen or not
};

/// Joins them to the swarm of the snapshot and waits for their supervisors where Storm runs on it. Rejected where an
/// identity is shared with another machine ("clones.shared-identity", with a sentence each), where a clone has no
/// engine that runs, no address, or is in another swarm, and where no manager is known. The plan notes what was
/// compared, and what was not.
[[nodiscard]] Result<plan::Plan> joinClonesPlan(const JoinClonesInputs &inputs, const SeenMachines &seen,
                                                const cluster::Snapshot &snapshot, const Stamp &stamp);

} // namespace stormdeck::ops
