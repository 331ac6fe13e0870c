// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"

#include <QHash>

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

/// Why what a swarm task does is not known: swarm calls its node down, or has that node no more. Neither can say that
/// its tasks have ended.
enum class Lost { No, NodeDown, NodeGone };
/// `node`: what swarm says of the task's node; nullptr where it has none of that id. A task that ended, or that has no
/// node yet, is not lost.
[[nodiscard]] Lost lossOf(const docker::Task &task, const docker::Node *node);
/// What swarm says of each node.
[[nodiscard]] QHash<docker::NodeId, const docker::Node *> nodesById(const std::vector<docker::Node> &nodes);

/// How many swarm tasks of a service run of those that are to.
struct Replicas
{
    int running = 0;
    int wanted = 0;
    bool operator==(const Replicas &) const = default;
};
/// What a service wants before any of its tasks is counted: its replicas; of a global one the nodes where it may run.
[[nodiscard]] Replicas wantedBy(const docker::Service &service, const std::vector<docker::Node> &nodes);
/// Counts a task, the newest of its place, that is meant to run and does, and is not lost. A global service keeps such
/// a task on a paused node, where it would be given no new one: it is wanted there.
void countTask(Replicas &count, const docker::Service &service, const docker::Task &task, const docker::Node *node);
/// All of a service by these rules. nullopt where the service tells no number.
[[nodiscard]] std::optional<Replicas> replicasOf(const docker::Service &service,
                                                 const std::vector<const docker::Task *> &newest,
                                                 const std::vector<docker::Node> &nodes);

} // namespace stormdeck::cluster
