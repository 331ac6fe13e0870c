// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"

#include <functional>
#include <optional>
#include <vector>

namespace stormdeck::logs {

/// Something that writes a log: a container's own output, or a file in a container. Storm's workers and daemons write
/// files, which its own log links reach only from inside the cluster.
struct LogSource
{
    QString name;                  ///< for people: "nimbus on storm-1", "wordcount 6700 on storm-2"
    Machine machine;               ///< whose engine is asked
    docker::ContainerId container; ///< empty: `machine` is a manager, which is asked for the swarm task's output
    QString file;                  ///< absolute; empty: what the container prints
    docker::ServiceId service;
    docker::TaskId task; ///< empty: a container that swarm did not make
    QString place;       ///< cluster::placeOf() the swarm task
    bool operator==(const LogSource &) const = default;
};

/// Finds what writes a log now in the place of something that may be gone, in the newest picture; nullopt where that
/// is the same, or nothing is known. Called on any thread.
using Successor = std::function<std::optional<LogSource>(const LogSource &source)>;

/// What can be followed of a node: each swarm task's output, its Storm daemons' files, its Storm workers' files. The
/// output of a node that is no machine of the profile comes from a manager that is one; its files are out of reach.
[[nodiscard]] std::vector<LogSource> logsOfNode(const cluster::Snapshot &snapshot, const QString &nodeKey);
/// The files of a topology's Storm workers on all nodes.
[[nodiscard]] std::vector<LogSource> logsOfTopology(const cluster::Snapshot &snapshot, const storm::TopologyId &id);
/// The file of one Storm worker, by its host's node; empty where that is out of reach.
[[nodiscard]] std::vector<LogSource> logsOfWorker(const cluster::Snapshot &snapshot, const storm::TopologyId &id,
                                                  const QString &nodeKey, quint16 port);
/// Of a service, on all nodes: its swarm tasks' output, and its Storm daemons' files.
[[nodiscard]] std::vector<LogSource> logsOfService(const cluster::Snapshot &snapshot, const docker::ServiceId &id);
/// Of one swarm task: its output and, of a Storm daemon, its file. Where it has no container yet, of the one before it.
[[nodiscard]] std::vector<LogSource> logsOfTask(const cluster::Snapshot &snapshot, const docker::TaskId &id);
/// Of containers of one machine, called `node` by people: what they print and, of a swarm task's in the snapshot, what
/// logsOfTask() says of it.
[[nodiscard]] std::vector<LogSource> logsOfContainers(const cluster::Snapshot &snapshot, const Machine &machine,
                                                      const QString &node,
                                                      const std::vector<docker::Container> &containers);
/// Whose logs are followed for a subject: a topology's for its component; else its own.
[[nodiscard]] cluster::Subject ownerOf(const cluster::Subject &subject);
/// Of a node, a topology, a service, a swarm task or a member; empty for anything else.
[[nodiscard]] std::vector<LogSource> logsOf(const cluster::Snapshot &snapshot, const cluster::Subject &owner);
/// What writes the same log in the same place now, in another container; nullopt where nothing does.
[[nodiscard]] std::optional<LogSource> successorOf(const cluster::Snapshot &snapshot, const LogSource &source);

} // namespace stormdeck::logs
