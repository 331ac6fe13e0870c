// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

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

} // namespace stormdeck::logs
