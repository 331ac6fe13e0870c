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

const std::vector<docker::Service> &servicesOf(const Planes &planes)
{
    static const std::vector<docker::Service> none;
    return planes.swarm ? planes.swarm->services : none;
}
} // namespace

Numbering::Numbering(const std::vector<docker::Service> &ofServices, const std::vector<NodeView> &ofNodes)
{
    for (const docker::Service &service : ofServices) {
        (void)services.of(service.id.value);
    }
    for (size_t at = 0; at < ofNodes.size(); ++at) {
        if (!ofNodes[at].node.isEmpty() && nodes.of(ofNodes[at].node.value) == cards.size()) {
            cards.push_back(at);
        }
    }
}

JoinWork::JoinWork(const Planes &from, const std::vector<NodeView> &nodes)
    : planes(from), numbers(servicesOf(from), nodes)
{
    if (!planes.swarm) {
        return;
    }
    tasks = newestNumbered(planes.swarm->tasks, numbers.services, numbers.nodes);
    tasksByService.resize(planes.swarm->services.size());
    for (const NumberedTask &task : tasks) {
        if (task.service < tasksByService.size()) {
            tasksByService[task.service].push_back(task);
        }
    }
}

const docker::Service *JoinWork::serviceOf(const docker::ServiceId &id)
{
    const size_t number = numbers.services.of(id.value);
    return number < tasksByService.size() ? &planes.swarm->services[number] : nullptr;
}

const std::vector<NumberedTask> &JoinWork::tasksOf(const docker::ServiceId &id)
{
    static const std::vector<NumberedTask> none;
    const size_t number = numbers.services.of(id.value);
    return number < tasksByService.size() ? tasksByService[number] : none;
}

std::optional<size_t> JoinWork::cardOf(const NumberedTask &task) const
{
    return task.node < numbers.cards.size() ? std::optional(numbers.cards[task.node]) : std::nullopt;
}

std::optional<size_t> JoinWork::cardOf(const docker::NodeId &id)
{
    return cardOf(NumberedTask{.node = numbers.nodes.of(id.value)});
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

    JoinWork work(planes, snapshot.nodes);
    joinTasks(work, snapshot);
    joinServices(work, snapshot);
    joinMembers(work, snapshot);
    joinDaemons(work, snapshot);
    joinSlots(work, snapshot);
    joinTopologies(work, snapshot);
    return snapshot;
}

} // namespace stormdeck::cluster
