// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"

#include <vector>

namespace stormdeck::logs {

/// Something that writes a log: a container's own output, or a file in a container. Storm's workers and daemons write
/// files, which its own log links reach only from inside the cluster.
struct LogSource
{
    QString name; ///< for people: "nimbus on storm-1", "wordcount 6700 on storm-2"
    Machine machine;
    docker::ContainerId container;
    QString file; ///< absolute; empty: what the container prints
    bool operator==(const LogSource &) const = default;
};

/// What can be followed of a node: each swarm task's output, its Storm daemons' files, its Storm workers' files.
[[nodiscard]] std::vector<LogSource> logsOfNode(const cluster::Snapshot &snapshot, const QString &nodeKey);
/// The files of a topology's Storm workers on all nodes.
[[nodiscard]] std::vector<LogSource> logsOfTopology(const cluster::Snapshot &snapshot, const storm::TopologyId &id);
/// Of a service, on all nodes: its swarm tasks' output, and its Storm daemons' files.
[[nodiscard]] std::vector<LogSource> logsOfService(const cluster::Snapshot &snapshot, const docker::ServiceId &id);
/// Whose logs are followed for a subject: a topology's for its component; the node's for a swarm task or a member.
[[nodiscard]] cluster::Subject ownerOf(const cluster::Snapshot &snapshot, const cluster::Subject &subject);
/// Of a node, a topology or a service; empty for anything else.
[[nodiscard]] std::vector<LogSource> logsOf(const cluster::Snapshot &snapshot, const cluster::Subject &owner);

} // namespace stormdeck::logs
