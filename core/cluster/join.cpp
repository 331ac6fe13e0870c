// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joining.h"

namespace stormdeck::cluster {

namespace {
void judgeEnsemble(Snapshot &snapshot)
{
    if (snapshot.ensemble) {
        snapshot.verdict = zookeeper::verdict(snapshot.ensemble->members, snapshot.ensemble->voters);
    }
}
} // namespace

SwarmIndex::SwarmIndex(const SwarmFacts &facts) : tasks(newestTasks(facts.tasks))
{
    for (const docker::Service &service : facts.services) {
        services.insert(service.id, &service);
    }
}

Snapshot join(const Planes &planes, quint64 revision)
{
    Snapshot snapshot{.revision = revision,
                      .cluster = planes.cluster,
                      .machines = planes.machines,
                      .engines = planes.engines,
                      .swarm = planes.swarm,
                      .ensemble = planes.ensemble,
                      .storm = planes.storm};
    joinNodes(snapshot);
    if (snapshot.swarm) {
        const SwarmIndex index(*snapshot.swarm);
        joinTasks(snapshot, index);
        joinMembers(snapshot, index);
        joinDaemons(snapshot, index);
        joinSlots(snapshot, index);
    }
    joinTopologies(snapshot);
    judgeEnsemble(snapshot);
    return snapshot;
}

} // namespace stormdeck::cluster
