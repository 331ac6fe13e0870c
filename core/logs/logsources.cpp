// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logsources.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::logs {

namespace {
using namespace cluster;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LogSources)
};

const QString stormLogs = QStringLiteral("/logs/"); // storm.log.dir of the official image

QString fileOf(StormRole role)
{
    switch (role) {
    case StormRole::Nimbus:
        return stormLogs + QStringLiteral("nimbus.log");
    case StormRole::Ui:
        return stormLogs + QStringLiteral("ui.log");
    case StormRole::Supervisor:
        break;
    }
    return stormLogs + QStringLiteral("supervisor.log");
}

QString workerFile(const SlotView &slot)
{
    return stormLogs + QStringLiteral("workers-artifacts/%1/%2/worker.log").arg(slot.topology.value).arg(slot.port);
}

/// What one node has to be followed by; without a machine of the profile its engine cannot be asked.
class NodeLogs
{
public:
    NodeLogs(const Snapshot &snapshot, const NodeView &node) : m_snapshot(snapshot), m_node(node)
    {
        const auto machine = std::find_if(snapshot.machines.begin(), snapshot.machines.end(),
                                          [&](const Machine &one) { return one.name == node.machine; });
        m_machine = machine == snapshot.machines.end() ? nullptr : &*machine;
        m_running = running();
    }

    /// Of one service, or of all.
    [[nodiscard]] std::vector<LogSource> outputs(const docker::ServiceId &only) const
    {
        std::vector<LogSource> sources;
        for (const docker::Task *task : m_running) {
            if (!only.isEmpty() && task->service != only) {
                continue;
            }
            sources.push_back(sourceOf(Text::tr("%1 on %2").arg(serviceName(task->service), m_node.name), *task, {}));
        }
        return sources;
    }

    /// Of one service, or of all.
    [[nodiscard]] std::vector<LogSource> daemons(const docker::ServiceId &only) const
    {
        std::vector<LogSource> sources;
        for (const DaemonView &daemon : m_node.daemons) {
            const docker::Task *task = taskOf(daemon.service);
            if (task && (only.isEmpty() || daemon.service == only)) {
                const QString file = fileOf(daemon.role);
                const QString name = Text::tr("%1 on %2").arg(file.section(u'/', -1), m_node.name);
                sources.push_back(sourceOf(name, *task, file));
            }
        }
        return sources;
    }

    /// Of one topology, or of all.
    [[nodiscard]] std::vector<LogSource> workers(const storm::TopologyId &only) const
    {
        std::vector<LogSource> sources;
        const auto supervisor =
            std::find_if(m_node.daemons.begin(), m_node.daemons.end(),
                         [](const DaemonView &daemon) { return daemon.role == StormRole::Supervisor; });
        const docker::Task *task = supervisor == m_node.daemons.end() ? nullptr : taskOf(supervisor->service);
        for (const SlotView &slot : m_node.slotViews) {
            if (task && !slot.topology.isEmpty() && (only.isEmpty() || slot.topology == only)) {
                const QString name = Text::tr("%1 %2 on %3").arg(slot.topologyName).arg(slot.port).arg(m_node.name);
                sources.push_back(sourceOf(name, *task, workerFile(slot)));
            }
        }
        return sources;
    }

private:
    [[nodiscard]] LogSource sourceOf(const QString &name, const docker::Task &task, const QString &file) const
    {
        return {.name = name, .machine = *m_machine, .container = task.container, .file = file};
    }

    [[nodiscard]] std::vector<const docker::Task *> running() const
    {
        std::vector<const docker::Task *> tasks;
        if (m_machine && m_snapshot.swarm) {
            for (const docker::Task &task : m_snapshot.swarm->tasks) {
                if (task.node == m_node.node && docker::runsAsMeant(task) && !task.container.isEmpty()) {
                    tasks.push_back(&task);
                }
            }
        }
        return tasks;
    }

    [[nodiscard]] const docker::Task *taskOf(const docker::ServiceId &service) const
    {
        for (const docker::Task *task : m_running) {
            if (task->service == service) {
                return task;
            }
        }
        return nullptr;
    }

    [[nodiscard]] QString serviceName(const docker::ServiceId &id) const
    {
        for (const docker::Service &service : m_snapshot.swarm->services) {
            if (service.id == id) {
                return service.name;
            }
        }
        return id.value;
    }

    const Snapshot &m_snapshot;
    const NodeView &m_node;
    const Machine *m_machine;
    std::vector<const docker::Task *> m_running; ///< its swarm tasks that run as meant
};

void append(std::vector<LogSource> &to, std::vector<LogSource> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(to));
}
} // namespace

std::vector<LogSource> logsOfNode(const Snapshot &snapshot, const QString &nodeKey)
{
    std::vector<LogSource> sources;
    for (const NodeView &node : snapshot.nodes) {
        if (node.key == nodeKey) {
            const NodeLogs logs(snapshot, node);
            append(sources, logs.outputs({}));
            append(sources, logs.daemons({}));
            append(sources, logs.workers({}));
        }
    }
    return sources;
}

std::vector<LogSource> logsOfTopology(const Snapshot &snapshot, const storm::TopologyId &id)
{
    std::vector<LogSource> sources;
    for (const NodeView &node : snapshot.nodes) {
        append(sources, NodeLogs(snapshot, node).workers(id));
    }
    return sources;
}

std::vector<LogSource> logsOfService(const Snapshot &snapshot, const docker::ServiceId &id)
{
    std::vector<LogSource> sources;
    for (const NodeView &node : snapshot.nodes) {
        const NodeLogs logs(snapshot, node);
        append(sources, logs.outputs(id));
        append(sources, logs.daemons(id));
    }
    return sources;
}

Subject ownerOf(const Snapshot &snapshot, const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Component:
        return {SubjectKind::Topology, subject.key, {}};
    case SubjectKind::SwarmTask:
    case SubjectKind::Member:
        return {SubjectKind::Node, cardsOf(snapshot, subject).value(0), {}};
    default:
        return subject;
    }
}

std::vector<LogSource> logsOf(const Snapshot &snapshot, const Subject &owner)
{
    switch (owner.kind) {
    case SubjectKind::Node:
        return logsOfNode(snapshot, owner.key);
    case SubjectKind::Topology:
        return logsOfTopology(snapshot, {owner.key});
    case SubjectKind::Service:
        return logsOfService(snapshot, {owner.key});
    default:
        return {};
    }
}

} // namespace stormdeck::logs
