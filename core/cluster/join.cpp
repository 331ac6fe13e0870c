// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/join.h"

#include "cluster/ensemblesettings.h"
#include "cluster/joinparts.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
/// The ensemble's own number of voters is the truth, whatever the swarm is to run.
zookeeper::Verdict verdictOf(const Planes &planes)
{
    const std::vector<docker::Service> services = membersOf(planes.swarm, planes.cluster);
    if (!planes.ensemble) {
        const int voters = static_cast<int>(services.size()) - static_cast<int>(observersAmong(services).size());
        return {.voters = voters, .quorum = voters > 0 ? voters / 2 + 1 : 0};
    }
    const int asked = planes.ensemble->asked > 0 ? planes.ensemble->asked : static_cast<int>(services.size());
    const auto &members = planes.ensemble->members;
    return zookeeper::verdict(members,
                              zookeeper::votersByLeader(members).value_or(asked - observersIn(members, services)));
}

void indexNodes(JoinWork &work, const Snapshot &snapshot)
{
    for (size_t at = 0; at < snapshot.nodes.size(); ++at) {
        if (!snapshot.nodes[at].node.isEmpty()) {
            work.nodes.insert(snapshot.nodes[at].node, at);
        }
    }
}
} // namespace

JoinWork::JoinWork(const Planes &from) : planes(from)
{
    if (!planes.swarm) {
        return;
    }
    tasks = newestTasks(planes.swarm->tasks);
    for (const docker::Service &service : planes.swarm->services) {
        services.insert(service.id, &service);
    }
    for (const docker::Task *task : tasks) {
        tasksOf[task->service].push_back(task);
    }
}

Snapshot join(const Planes &planes, quint64 revision)
{
    Snapshot snapshot;
    snapshot.revision = revision;
    snapshot.cluster = planes.cluster;
    snapshot.machines = planes.machines;
    snapshot.engines = planes.engines;
    snapshot.swarm = planes.swarm;
    snapshot.ensemble = planes.ensemble;
    snapshot.storm = planes.storm;
    snapshot.certificates = planes.certificates;
    snapshot.rooms = planes.rooms;
    snapshot.seen = planes.seen;
    snapshot.nodes = joinNodes(planes);
    snapshot.verdict = verdictOf(planes);

    JoinWork work(planes);
    indexNodes(work, snapshot);
    joinTasks(work, snapshot);
    if (planes.swarm) {
        snapshot.services = serviceViews(planes.swarm->services, work.tasks, snapshot.nodes);
    }
    joinMembers(work, snapshot);
    joinDaemons(work, snapshot);
    joinSlots(work, snapshot);
    joinTopologies(work, snapshot);
    return snapshot;
}

} // namespace stormdeck::cluster
