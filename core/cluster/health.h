// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"
#include "cluster/subject.h"

namespace stormdeck::cluster {

/// Notice: worth knowing, changes neither the colour nor the exit code.
enum class Severity { Notice, Warning, Failure };

/// A health rule's verdict.
struct Finding
{
    QString code; ///< stable: "node.down"
    Severity severity = Severity::Warning;
    QString subject;                 ///< key of a node, a topology id, "ensemble", "swarm", "storm", "machine:<name>"
    QString headline;                ///< one sentence
    QString evidence;                ///< the facts it rests on, with their times
    QString nextMove;                ///< what to do, one sentence; empty only of a notice that passes by itself
    std::vector<Subject> about = {}; ///< what else it is about, by identity: services, swarm tasks, members, components
    bool operator==(const Finding &) const = default;
};

/// How a node is shown. Suspect: its engine stopped answering while swarm still says Ready.
enum class NodeStatus { Ready, Down, Suspect, Drained, Paused, NotInSwarm, Unreachable, Joining, Unknown };
[[nodiscard]] NodeStatus nodeStatus(const NodeView &node, const Freshness &freshness, Instant now);

/// The whole at a glance. Unknown: not enough fresh facts to say more; never green then.
enum class Health { Unknown, Empty, Healthy, Degraded, Failing };
[[nodiscard]] Health health(const Snapshot &snapshot, const Freshness &freshness, const std::vector<Finding> &findings,
                            Instant now);

/// All findings, worst first, then by code and subject. Pure.
[[nodiscard]] std::vector<Finding> findings(const Snapshot &snapshot, const Freshness &freshness, Instant now);

} // namespace stormdeck::cluster
