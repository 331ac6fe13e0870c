// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/sightings.h"
#include "cluster/snapshot.h"

namespace stormdeck::cluster {

/// The facts of all planes as they came; any may be missing.
struct Planes
{
    QString cluster;
    std::vector<Machine> machines;
    QMap<QString, EngineFacts> engines;
    Shared<SwarmFacts> swarm;
    Shared<EnsembleFacts> ensemble;
    Shared<StormFacts> storm;
    CertificateFacts certificates;
    QMap<QString, RoomFacts> rooms; ///< by machine name
    Seen seen;                      ///< in the answers so far
};

/// Folds the planes into one picture. Pure.
/// A machine and a node are one where the engine's own node id says so, else by host name, else by address.
/// A Storm host and a node are one by the templated host name "<service>-<node host name>" of a supervisor service,
/// else by the service's host name (nimbus), else by a container id prefix, else by an overlay address.
/// What cannot be joined is in Snapshot::unjoined.
[[nodiscard]] Snapshot join(const Planes &planes, quint64 revision);

/// The role a service plays: label stormdeck.role, else the tutorial's label role, else what its image and command
/// say. "zookeeper", "nimbus", "ui", "supervisor" or empty.
[[nodiscard]] QString roleOf(const docker::Service &service);
/// Of several tasks of one service slot (or node, for a global service) the newest; older ones are history. Points into
/// `tasks`.
[[nodiscard]] std::vector<const docker::Task *> newestTasks(const std::vector<docker::Task> &tasks);
/// The services with their swarm tasks, `newest` of each slot, on the cards of `nodes`.
[[nodiscard]] std::vector<ServiceView> serviceViews(const SwarmFacts &swarm,
                                                    const std::vector<const docker::Task *> &newest,
                                                    const std::vector<NodeView> &nodes);

} // namespace stormdeck::cluster
