// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joining.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
const QString nodeTemplate = QStringLiteral("{{.Node.Hostname}}");
const QString serviceTemplate = QStringLiteral("{{.Service.Name}}");

/// The host name a task's container has, templates expanded.
QString hostOf(const docker::Service &service, const QString &nodeName)
{
    QString host = service.hostname;
    return host.replace(serviceTemplate, service.name).replace(nodeTemplate, nodeName);
}

const zookeeper::MemberAnswer *answerOf(const Snapshot &snapshot, const QString &name)
{
    if (!snapshot.ensemble) {
        return nullptr;
    }
    const auto &members = snapshot.ensemble->members;
    const auto found = std::find_if(members.begin(), members.end(), [&](const auto &one) { return one.name == name; });
    return found == members.end() ? nullptr : &*found;
}

std::optional<StormRole> stormRole(const QString &role)
{
    if (role == QStringLiteral("nimbus")) {
        return StormRole::Nimbus;
    }
    if (role == QStringLiteral("ui")) {
        return StormRole::Ui;
    }
    return role == QStringLiteral("supervisor") ? std::optional(StormRole::Supervisor) : std::nullopt;
}

void markListed(const Snapshot &snapshot, DaemonView &daemon)
{
    if (!snapshot.storm) {
        return;
    }
    if (daemon.role == StormRole::Ui) {
        daemon.listed = true; // it is the one that answers
    }
    for (const storm::Nimbus &nimbus : snapshot.storm->nimbuses) {
        if (daemon.role == StormRole::Nimbus && nimbus.host == daemon.host
            && nimbus.status != storm::NimbusStatus::Offline) {
            daemon.listed = true;
            daemon.leader = nimbus.status == storm::NimbusStatus::Leader;
        }
    }
    for (const storm::Supervisor &supervisor : snapshot.storm->supervisors) {
        if (daemon.role == StormRole::Supervisor && supervisor.host == daemon.host) {
            daemon.listed = true;
            daemon.supervisor = supervisor.id;
        }
    }
}

/// Storm's word for a host where it is no template's: the container's id or an overlay address.
QString registeredHost(const Snapshot &snapshot, const docker::Task &task, StormRole role, const QString &expected)
{
    const auto matches = [&](const QString &host) {
        return host == expected || (!host.isEmpty() && task.container.value.startsWith(host))
            || task.addresses.contains(host);
    };
    if (!snapshot.storm) {
        return expected;
    }
    for (const storm::Supervisor &supervisor : snapshot.storm->supervisors) {
        if (role == StormRole::Supervisor && matches(supervisor.host)) {
            return supervisor.host;
        }
    }
    for (const storm::Nimbus &nimbus : snapshot.storm->nimbuses) {
        if (role == StormRole::Nimbus && matches(nimbus.host)) {
            return nimbus.host;
        }
    }
    return expected;
}

void findUnjoined(Snapshot &snapshot)
{
    if (!snapshot.storm) {
        return;
    }
    QStringList joined;
    for (const NodeView &node : snapshot.nodes) {
        for (const DaemonView &daemon : node.daemons) {
            joined << daemon.host;
        }
    }
    for (const storm::Supervisor &supervisor : snapshot.storm->supervisors) {
        if (!joined.contains(supervisor.host)) {
            snapshot.unjoined.push_back({QStringLiteral("supervisor"), supervisor.host, supervisor.id.shortened()});
        }
    }
    for (const storm::Nimbus &nimbus : snapshot.storm->nimbuses) {
        if (!joined.contains(nimbus.host) && nimbus.status != storm::NimbusStatus::Offline) {
            snapshot.unjoined.push_back({QStringLiteral("nimbus"), nimbus.host, nimbus.status.word});
        }
    }
}
} // namespace

void joinMembers(Snapshot &snapshot, const SwarmIndex &index)
{
    for (const docker::Task &task : index.tasks) {
        const docker::Service *service = index.services.value(task.service);
        NodeView *node = nodeById(snapshot, task.node);
        if (!service || !node || roleOf(*service) != QStringLiteral("zookeeper")) {
            continue;
        }
        MemberView member{.name = service->hostname.isEmpty() ? service->name : service->hostname,
                          .service = service->id, .task = task.state, .taskError = task.error};
        if (const auto *answer = answerOf(snapshot, member.name)) {
            member.answer = *answer;
        }
        node->members.push_back(std::move(member));
    }
}

void joinDaemons(Snapshot &snapshot, const SwarmIndex &index)
{
    for (const docker::Task &task : index.tasks) {
        const docker::Service *service = index.services.value(task.service);
        NodeView *node = nodeById(snapshot, task.node);
        const auto role = service ? stormRole(roleOf(*service)) : std::nullopt;
        if (!role || !node) {
            continue;
        }
        DaemonView daemon{.role = *role, .service = service->id, .task = task.state, .taskError = task.error};
        daemon.host = registeredHost(snapshot, task, *role, hostOf(*service, node->name));
        markListed(snapshot, daemon);
        node->daemons.push_back(std::move(daemon));
    }
    for (NodeView &node : snapshot.nodes) {
        std::sort(node.daemons.begin(), node.daemons.end(),
                  [](const DaemonView &left, const DaemonView &right) { return left.role < right.role; });
    }
    findUnjoined(snapshot);
}

NodeView *nodeOfHost(Snapshot &snapshot, const SwarmIndex &, const QString &host, const QString &role)
{
    const auto wanted = stormRole(role);
    for (NodeView &node : snapshot.nodes) {
        for (const DaemonView &daemon : node.daemons) {
            if (daemon.host == host && (!wanted || daemon.role == *wanted)) {
                return &node;
            }
        }
    }
    return nullptr;
}

} // namespace stormdeck::cluster
