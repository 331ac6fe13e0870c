// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"
#include "cluster/snapshot.h"

#include <chrono>
#include <optional>

namespace stormdeck::cluster {

/// How long after its loss each plane usually notices that a machine is gone. The one place for these times: findings
/// and countdowns take them from here, so that they agree.
struct FailureClocks
{
    std::chrono::seconds swarm{21};   ///< swarm says down; by its heartbeat period, 5 s by default
    std::chrono::seconds ensemble{4}; ///< a member is missed; measured with default settings
    /// Storm lists the supervisor no more: storm.zookeeper.session.timeout within what the ensemble grants, before 2.0
    /// nimbus.supervisor.timeout.secs.
    std::chrono::seconds supervisorGoes{20};
    bool nimbusTimesOut = false;          ///< supervisorGoes is the latter
    std::chrono::seconds workersMove{40}; ///< nimbus.task.timeout.secs and one nimbus.monitor.freq.secs after it
    bool operator==(const FailureClocks &) const = default;
};
/// By the swarm's and Storm's own configuration, else by their defaults.
[[nodiscard]] FailureClocks failureClocks(const Snapshot &snapshot);

/// Since when a node is lost: since its engine's last answer; where no machine of the profile is that node, since the
/// swarm called it down. `wall`: now by the clock of the swarm's records. nullopt: not known, or not lost.
[[nodiscard]] std::optional<Instant> lostAt(const NodeView &node, const Freshness &freshness, Instant now,
                                            const QDateTime &wall);

/// A manager that counts for the majority: a node that has just been promoted has no say yet.
[[nodiscard]] bool isVoter(const NodeView &node);

/// How long after the loss of a node swarm calls it down. nullopt: it never does, as the managers that can be reached
/// have no majority without that node.
[[nodiscard]] std::optional<std::chrono::seconds> swarmClock(const NodeView &node, const Snapshot &snapshot,
                                                             const FailureClocks &clocks);

/// How long after the loss of a node Nimbus has done the next thing that it still has to do: move the node's Storm
/// workers, else list its daemons no more. nullopt: it has done both.
[[nodiscard]] std::optional<std::chrono::seconds> nimbusClock(const NodeView &node, const FailureClocks &clocks);

} // namespace stormdeck::cluster
