// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logsources.h"

#include "cluster/running.h"

#include <QCoreApplication>

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

/// What one node has to be followed by.
class NodeLogs
{
public:
    NodeLogs(const Snapshot &snapshot, const RunningOnNode &running) : m_snapshot(snapshot), m_running(running) {}

    /// Of one service, or of all.
    [[nodiscard]] std::vector<LogSource> outputs(const docker::ServiceId &only) const
    {
        std::vector<LogSource> sources;
        for (const docker::Task *task : m_running.tasks) {
            if (only.isEmpty() || task->service == only) {
                sources.push_back(sourceOf(containerName(m_snapshot, m_running, *task), *task, {}));
            }
        }
        return sources;
    }

    /// Of one service, or of all.
    [[nodiscard]] std::vector<LogSource> daemons(const docker::ServiceId &only) const
    {
        std::vector<LogSource> sources;
        for (const DaemonView &daemon : node().daemons) {
            const docker::Task *task = taskOf(m_running, daemon.service);
            if (task && (only.isEmpty() || daemon.service == only)) {
                const QString file = fileOf(daemon.role);
                const QString name = Text::tr("%1 on %2").arg(file.section(u'/', -1), node().name);
                sources.push_back(sourceOf(name, *task, file));
            }
        }
        return sources;
    }

    /// Of one topology, or of all.
    [[nodiscard]] std::vector<LogSource> workers(const storm::TopologyId &only) const
    {
        std::vector<LogSource> sources;
        const docker::Task *supervisor = supervisorOf(m_running);
        for (const SlotView &slot : node().slotViews) {
            if (supervisor && !slot.topology.isEmpty() && (only.isEmpty() || slot.topology == only)) {
                const QString name = Text::tr("%1 %2 on %3").arg(slot.topologyName).arg(slot.port).arg(node().name);
                sources.push_back(sourceOf(name, *supervisor, workerFile(slot)));
            }
        }
        return sources;
    }

private:
    [[nodiscard]] const NodeView &node() const { return *m_running.node; }
    [[nodiscard]] LogSource sourceOf(const QString &name, const docker::Task &task, const QString &file) const
    {
        return {.name = name, .machine = *m_running.machine, .container = task.container, .file = file};
    }

    const Snapshot &m_snapshot;
    const RunningOnNode &m_running;
};

void append(std::vector<LogSource> &to, std::vector<LogSource> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(to));
}
} // namespace

std::vector<LogSource> logsOfNode(const Snapshot &snapshot, const QString &nodeKey)
{
    std::vector<LogSource> sources;
    for (const RunningOnNode &running : runningByNode(snapshot)) {
        if (running.node->key == nodeKey) {
            const NodeLogs logs(snapshot, running);
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
    for (const RunningOnNode &running : runningByNode(snapshot)) {
        append(sources, NodeLogs(snapshot, running).workers(id));
    }
    return sources;
}

std::vector<LogSource> logsOfService(const Snapshot &snapshot, const docker::ServiceId &id)
{
    std::vector<LogSource> sources;
    for (const RunningOnNode &running : runningByNode(snapshot)) {
        const NodeLogs logs(snapshot, running);
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
