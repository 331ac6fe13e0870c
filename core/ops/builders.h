// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/inventory.h"
#include "cluster/snapshot.h"
#include "ops/inputs.h"
#include "plan/plan.h"

#include <QDateTime>

#include <chrono>

/// Pure builders: (inputs, what is known) -> plan. No network, no clock.
namespace stormdeck::ops {

/// When and as what the plan is made.
struct Stamp {
    plan::OperationId operation;
    QDateTime now;
};

/// Swarm, images, ensemble, Storm: from whatever is there to the whole cluster. Steps whose goal is there already
/// are in the plan too and will be observed as done; that a machine belongs to another swarm is found then, too.
/// `inputs` images should carry digests. Rejected where problems(inputs) is not empty.
[[nodiscard]] Result<plan::Plan> applyPlan(const ClusterInputs &inputs, const cluster::Snapshot &snapshot,
                                           const Stamp &stamp);

/// Runs `storm jar` in a one-off container on the manager next to the cluster's network. Rejected where there is no
/// Nimbus, the UI is not reachable or the name is taken.
[[nodiscard]] Result<plan::Plan> submitPlan(const SubmitInputs &inputs, const cluster::Snapshot &snapshot,
                                            const Stamp &stamp);

/// Rejected where the topology is not listed or the UI is not reachable.
[[nodiscard]] Result<plan::Plan> killPlan(const storm::TopologyId &topology, std::chrono::seconds wait,
                                          const cluster::Snapshot &snapshot, const Stamp &stamp);

/// Storm's own default of topology.message.timeout.secs.
constexpr std::chrono::seconds usualMessageTimeout{30};
/// How long a tuple of this topology may take until it counts as failed, as the Storm UI tells it; nullopt: unknown.
[[nodiscard]] std::optional<std::chrono::seconds> messageTimeout(const cluster::Snapshot &snapshot,
                                                                 const storm::TopologyId &topology);

/// Everything that carries the cluster's label, then the swarm where Stormdeck made it and it is not to be kept.
/// The plan names each object it removes and, in `stays`, all that remains.
[[nodiscard]] Result<plan::Plan> tearDownPlan(const TearDownInputs &inputs, const cluster::Snapshot &snapshot,
                                              const cluster::Inventory &inventory, const Stamp &stamp);

} // namespace stormdeck::ops
