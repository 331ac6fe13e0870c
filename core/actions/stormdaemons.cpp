// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/stormdaemons.h"

#include "cluster/join.h"

#include <QSet>

#include <algorithm>

namespace stormdeck::actions {

namespace {
using cluster::DaemonView;
using cluster::NodeView;

// The clocks of managers may differ by so much; an old daemon is forgotten after about as long.
constexpr qint64 slackSeconds = 30;

cluster::Snapshot joined(const QString &cluster, const docker::SwarmState &swarm, const storm::StormState &storm)
{
    const cluster::SwarmFacts facts{.swarm = swarm.swarm,
                                    .nodes = swarm.nodes,
                                    .services = swarm.services,
                                    .tasks = swarm.tasks,
                                    .networks = swarm.networks,
                                    .configs = swarm.configs,
                                    .manager = {}};
    return cluster::join({.cluster = cluster, .swarm = facts, .storm = storm}, 0);
}

bool isOlder(std::optional<qint64> uptimeSeconds, const docker::Task &task, const QDateTime &now)
{
    return uptimeSeconds && now.isValid() && task.createdAt.isValid() &&
           *uptimeSeconds > task.createdAt.secsTo(now) + slackSeconds;
}

/// Whether a daemon is that of a swarm task which runs there now.
bool isOfNow(const DaemonView &daemon, const NodeView &node, std::optional<qint64> uptimeSeconds,
             const docker::SwarmState &swarm, const QDateTime &now)
{
    return std::any_of(swarm.tasks.begin(), swarm.tasks.end(), [&](const docker::Task &task) {
        return docker::runsAsMeant(task) && task.service == daemon.service && task.node == node.node &&
               !isOlder(uptimeSeconds, task, now);
    });
}

std::optional<qint64> uptimeOf(const DaemonView &daemon, const storm::StormState &storm)
{
    if (daemon.role == cluster::StormRole::Supervisor) {
        const auto found = std::find_if(storm.supervisors.begin(), storm.supervisors.end(),
                                        [&](const storm::Supervisor &one) { return one.id == daemon.supervisor; });
        return found == storm.supervisors.end() ? std::nullopt : found->uptimeSeconds;
    }
    const auto found = std::find_if(storm.nimbuses.begin(), storm.nimbuses.end(),
                                    [&](const storm::Nimbus &one) { return one.host == daemon.host; });
    return found == storm.nimbuses.end() ? std::nullopt : found->uptimeSeconds;
}

docker::ServiceId idOf(const QString &service, const docker::SwarmState &swarm)
{
    const auto found = std::find_if(swarm.services.begin(), swarm.services.end(),
                                    [&](const docker::Service &one) { return one.name == service; });
    return found == swarm.services.end() ? docker::ServiceId{} : found->id;
}
} // namespace

RunningDaemons runningDaemons(const QString &cluster, const QString &supervisors, const docker::SwarmState &swarm,
                              const storm::StormState &storm, const QDateTime &now)
{
    const docker::ServiceId service = idOf(supervisors, swarm);
    const cluster::Snapshot picture = joined(cluster, swarm, storm);
    RunningDaemons found;
    QSet<QString> hosts;
    for (const NodeView &node : picture.nodes) {
        for (const DaemonView &daemon : node.daemons) {
            if (!daemon.listed || !isOfNow(daemon, node, uptimeOf(daemon, storm), swarm, now)) {
                continue;
            }
            found.nimbusLeads = found.nimbusLeads || daemon.leader;
            if (daemon.role == cluster::StormRole::Supervisor && daemon.service == service) {
                hosts.insert(daemon.host.toLower());
            }
        }
    }
    found.supervisors = static_cast<int>(hosts.size());
    return found;
}

} // namespace stormdeck::actions
