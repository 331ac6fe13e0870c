// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

namespace stormdeck::cluster {

/// What runs as meant on a node that is a machine of the profile, so that its engine can be asked. Points into the
/// snapshot.
struct RunningOnNode
{
    const NodeView *node = nullptr;
    const Machine *machine = nullptr;
    std::vector<const docker::Task *> tasks; ///< with a container, in the swarm's order
};

/// Of all nodes, in the snapshot's order.
[[nodiscard]] std::vector<RunningOnNode> runningByNode(const Snapshot &snapshot);
/// nullptr where no swarm task of the service runs there.
[[nodiscard]] const docker::Task *taskOf(const RunningOnNode &running, const docker::ServiceId &service);
/// That of the node's Storm supervisor, whose container the Storm workers run in; nullptr where none runs there.
[[nodiscard]] const docker::Task *supervisorOf(const RunningOnNode &running);
/// "lab-nimbus on storm-1"; the service's id where its name is not known.
[[nodiscard]] QString containerName(const Snapshot &snapshot, const docker::Task &task, const QString &nodeName);

} // namespace stormdeck::cluster
