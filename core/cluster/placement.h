// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"

#include <optional>
#include <vector>

/// Where swarm may put tasks, as its scheduler reads constraints.
namespace stormdeck::cluster {

/// Whether a node satisfies "node.labels.disk==ssd" or "node.role!=manager"; nullopt where nothing here knows it.
[[nodiscard]] std::optional<bool> satisfies(const docker::Node &node, const QString &constraint);
/// The constraints that no node satisfies, each for itself.
[[nodiscard]] QStringList impossibleConstraints(const QStringList &constraints, const std::vector<docker::Node> &nodes);
/// Ready, active, and ruled out by no constraint that is known here.
[[nodiscard]] bool mayRun(const docker::Node &node, const QStringList &constraints);

/// How many swarm tasks of a service run of those that are to.
struct Replicas
{
    int running = 0;
    int wanted = 0;
    bool operator==(const Replicas &) const = default;
};
/// Counts tasks that are meant to run and do, on nodes that are not down: a node that is gone cannot say that its tasks
/// have ended. A global service wants one on each node where it may run. nullopt where the service tells no number.
[[nodiscard]] std::optional<Replicas> replicasOf(const docker::Service &service,
                                                 const std::vector<const docker::Task *> &newest,
                                                 const std::vector<docker::Node> &nodes);

} // namespace stormdeck::cluster
