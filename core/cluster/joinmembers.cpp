// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"

#include "cluster/ensemblesettings.h"
#include "cluster/members.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
std::optional<zookeeper::MemberAnswer> answerOf(const Planes &planes, const docker::Service &service)
{
    if (!planes.ensemble) {
        return std::nullopt;
    }
    const QString name = memberName(service, planes.cluster);
    const auto &answers = planes.ensemble->members;
    const auto found = std::find_if(answers.begin(), answers.end(), [&](const zookeeper::MemberAnswer &answer) {
        return answer.name == name || answer.name == service.name;
    });
    return found == answers.end() ? std::nullopt : std::optional(*found);
}

/// The node that a constraint "node.id==X" or "node.hostname==X" pins a service to.
docker::NodeId pinnedNode(const Snapshot &snapshot, const docker::Service &service)
{
    for (const QString &constraint : service.constraints) {
        const QString key = constraint.section(QStringLiteral("=="), 0, 0).trimmed();
        const QString value = constraint.section(QStringLiteral("=="), 1).trimmed();
        for (const NodeView &node : snapshot.nodes) {
            if ((key == u"node.id" && node.node.value == value) || (key == u"node.hostname" && node.name == value)) {
                return node.node;
            }
        }
    }
    return {};
}

docker::NodeId lastNode(const std::vector<docker::Task> &tasks, const docker::ServiceId &service)
{
    const docker::Task *last = nullptr;
    for (const docker::Task &task : tasks) {
        if (task.service == service && !task.node.isEmpty() && (!last || task.createdAt > last->createdAt)) {
            last = &task;
        }
    }
    return last ? last->node : docker::NodeId{};
}

/// A member whose new task waits for a node belongs where it is pinned, or where it ran last.
docker::NodeId homeOf(const JoinWork &work, const Snapshot &snapshot, const docker::Service &service,
                      const docker::Task &task)
{
    if (!task.node.isEmpty()) {
        return task.node;
    }
    const docker::NodeId pinned = pinnedNode(snapshot, service);
    return pinned.isEmpty() ? lastNode(work.planes.swarm->tasks, service.id) : pinned;
}
} // namespace

QString memberName(const docker::Service &service, const QString &cluster)
{
    if (!service.hostname.isEmpty() && !service.hostname.contains(QStringLiteral("{{"))) {
        return service.hostname;
    }
    const QString prefix = cluster + u'-';
    return service.name.startsWith(prefix) ? service.name.mid(prefix.size()) : service.name;
}

void joinMembers(JoinWork &work, Snapshot &snapshot)
{
    const std::vector<docker::Service> services = membersOf(work.planes.swarm, work.planes.cluster);
    const QSet<docker::ServiceId> observers = observersAmong(services);
    for (const docker::Service &service : services) {
        const auto answer = answerOf(work.planes, service);
        const bool observes = answer && answer->srvr && answer->srvr->role == zookeeper::Role::Observer;
        for (const NumberedTask &numbered : work.tasksOf(service.id)) {
            const docker::Task *task = numbered.task;
            const auto at = work.cardOf(homeOf(work, snapshot, service, *task));
            if (!at || !isPresent(*task)) {
                continue;
            }
            snapshot.nodes[*at].members.push_back({.name = memberName(service, work.planes.cluster),
                                                   .service = service.id,
                                                   .task = task->state,
                                                   .taskSince = task->changedAt,
                                                   .taskError = task->error,
                                                   .answer = answer,
                                                   .observer = observes || observers.contains(service.id)});
        }
    }
}

} // namespace stormdeck::cluster
