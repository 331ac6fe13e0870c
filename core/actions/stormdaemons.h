// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/client.h"
#include "storm/types.h"

namespace stormdeck::actions {

/// The Storm daemons that run now and are known to Storm.
struct RunningDaemons
{
    bool nimbusLeads = false;
    int supervisors = 0; ///< on distinct hosts
    bool operator==(const RunningDaemons &) const = default;
};

/// Storm goes on listing a daemon for a while after its container was removed. What counts is one whose host is that of
/// a running swarm task (see cluster::join()), and which is not older than this task: its uptime by Storm against the
/// task's age at `now`. `now`: by the clock of the manager that listed the swarm; invalid where that is not known, and
/// no daemon is too old then. Supervisors are those of the service `supervisors`. Pure.
[[nodiscard]] RunningDaemons runningDaemons(const QString &cluster, const QString &supervisors,
                                            const docker::SwarmState &swarm, const storm::StormState &storm,
                                            const QDateTime &now);

} // namespace stormdeck::actions
