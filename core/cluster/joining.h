// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/join.h"

#include <QHash>

/// The parts of join(), one a concern, each adding to the snapshot. Internal to cluster.
namespace stormdeck::cluster {

/// Look-ups over the swarm's facts that several parts need; built once a join.
struct SwarmIndex {
    QHash<docker::ServiceId, const docker::Service *> services;
    std::vector<docker::Task> tasks; ///< the newest of each place
    explicit SwarmIndex(const SwarmFacts &facts);
};

void joinNodes(Snapshot &snapshot);
void joinTasks(Snapshot &snapshot, const SwarmIndex &index);
void joinMembers(Snapshot &snapshot, const SwarmIndex &index);
void joinDaemons(Snapshot &snapshot, const SwarmIndex &index);
void joinSlots(Snapshot &snapshot, const SwarmIndex &index);
void joinTopologies(Snapshot &snapshot);

[[nodiscard]] NodeView *nodeById(Snapshot &snapshot, const docker::NodeId &id);
/// The node on which a Storm host runs; `role` narrows the services to look at. nullptr: it cannot be told.
[[nodiscard]] NodeView *nodeOfHost(Snapshot &snapshot, const SwarmIndex &index, const QString &host, const QString &role);

} // namespace stormdeck::cluster
