// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

#include <chrono>
#include <optional>

namespace stormdeck::cluster {

/// How long after its loss each plane usually notices that a machine is gone. The one place for these times: findings
/// and countdowns take them from here, so that they agree.
struct FailureClocks
{
    std::chrono::seconds swarm{21};          ///< swarm says down; measured with default settings
    std::chrono::seconds ensemble{4};        ///< a member is missed; measured with default settings
    std::chrono::seconds supervisorGoes{20}; ///< storm.zookeeper.session.timeout: Storm lists the supervisor no more
    std::chrono::seconds workersMove{40};    ///< nimbus.task.timeout.secs and one nimbus.monitor.freq.secs after it
    bool operator==(const FailureClocks &) const = default;
};
/// By the cluster's own configuration as far as a topology's page told it, else Storm's defaults.
[[nodiscard]] FailureClocks failureClocks(const Snapshot &snapshot);

/// How long after the loss of a node Nimbus has done the next thing that it still has to do: move the node's Storm
/// workers, else list its daemons no more. nullopt: it has done both.
[[nodiscard]] std::optional<std::chrono::seconds> nimbusClock(const NodeView &node, const FailureClocks &clocks);

} // namespace stormdeck::cluster
