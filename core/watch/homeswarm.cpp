// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/homeswarm.h"

#include <algorithm>

namespace stormdeck::watch {

namespace {
/// Managers say of which swarm they are; of a worker it shows in the list of its nodes.
bool isPartOf(const docker::LocalSwarm &local, const cluster::SwarmFacts &swarm, bool answers)
{
    if (!local.swarm.isEmpty()) {
        return local.swarm == swarm.swarm.id;
    }
    return answers && local.state == docker::LocalNodeState::Active &&
           std::any_of(swarm.nodes.begin(), swarm.nodes.end(),
                       [&](const docker::Node &node) { return node.id == local.node; });
}

bool answersNow(const cluster::Freshness &freshness, const QString &machine)
{
    return freshness.engines.value(machine).misses == 0;
}
} // namespace

docker::SwarmId homeSwarm(const cluster::Planes &planes, const cluster::Freshness &freshness)
{
    if (!planes.swarm) {
        return {};
    }
    const cluster::SwarmFacts &swarm = *planes.swarm;
    for (auto engine = planes.engines.begin(); engine != planes.engines.end(); ++engine) {
        if (isPartOf(engine->info.swarm, swarm, answersNow(freshness, engine.key()))) {
            return swarm.swarm.id;
        }
    }
    return {};
}

QString answeringManager(const cluster::Planes &planes, const cluster::Freshness &freshness)
{
    const docker::SwarmId home = homeSwarm(planes, freshness);
    for (const Machine &machine : planes.machines) {
        const docker::LocalSwarm local = planes.engines.value(machine.name).info.swarm;
        const bool isOther = !home.isEmpty() && !local.swarm.isEmpty() && local.swarm != home;
        if (local.controlAvailable && !isOther && answersNow(freshness, machine.name)) {
            return machine.name;
        }
    }
    return {};
}

} // namespace stormdeck::watch
