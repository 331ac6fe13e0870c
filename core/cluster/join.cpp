// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/join.h"

#include "cluster/joinparts.h"

namespace stormdeck::cluster {

namespace {
zookeeper::Verdict verdictOf(const Planes &planes)
{
    const int services =
        static_cast<int>(servicesOfRole(planes.swarm, planes.cluster, QStringLiteral("zookeeper")).size());
    if (!planes.ensemble) {
        return {.voters = services, .quorum = services > 0 ? services / 2 + 1 : 0};
    }
    const int voters = planes.ensemble->voters > 0 ? planes.ensemble->voters : services;
    return zookeeper::verdict(planes.ensemble->members, voters);
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
    for (const docker::Task &task : tasks) {
        tasksOf[task.service].push_back(&task);
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
    snapshot.nodes = joinNodes(planes);
    snapshot.verdict = verdictOf(planes);

    JoinWork work(planes);
    indexNodes(work, snapshot);
    joinTasks(work, snapshot);
    joinMembers(work, snapshot);
    joinDaemons(work, snapshot);
    joinSlots(work, snapshot);
    joinTopologies(work, snapshot);
    return snapshot;
}

} // namespace stormdeck::cluster
