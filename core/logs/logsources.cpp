// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logsources.h"

#include "cluster/outputtasks.h"
#include "cluster/running.h"
#include "docker/containernames.h"

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

QString workerFile(const storm::TopologyId &topology, quint16 port)
{
    return stormLogs + QStringLiteral("workers-artifacts/%1/%2/worker.log").arg(topology.value).arg(port);
}

void append(std::vector<LogSource> &to, std::vector<LogSource> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(to));
}

/// A machine of the profile whose engine is a manager that answers its swarm, the leader first; nullptr: none is.
const Machine *managerOf(const Snapshot &snapshot, const QHash<QString, const Machine *> &machines)
{
    const Machine *found = nullptr;
    for (const NodeView &node : snapshot.nodes) {
        const Machine *machine = machines.value(node.machine);
        const bool answers = node.role == docker::NodeRole::Manager && node.state == docker::NodeState::Ready;
        if (machine && answers && (!found || node.leader)) {
            found = machine;
        }
    }
    return found;
}

/// Makes the sources of swarm tasks, wherever these are.
class SourcesOfTasks
{
public:
    explicit SourcesOfTasks(const Snapshot &snapshot) : m_snapshot(snapshot)
    {
        QHash<QString, const Machine *> machines;
        for (const Machine &machine : snapshot.machines) {
            machines.insert(machine.name, &machine);
        }
        for (const NodeView &node : snapshot.nodes) {
            m_nodes.insert(node.node, {&node, machines.value(node.machine)});
        }
        m_manager = managerOf(snapshot, machines);
    }

    [[nodiscard]] std::vector<LogSource> of(const docker::Task &task) const
    {
        std::vector<LogSource> sources = outputOf(task);
        append(sources, fileOfDaemon(task));
        return sources;
    }

    [[nodiscard]] std::vector<LogSource> outputOf(const docker::Task &task) const
    {
        const Place place = m_nodes.value(task.node);
        const Machine *asked = place.machine ? place.machine : m_manager;
        if (!asked) {
            return {};
        }
        const QString where = place.node ? place.node->name : task.node.shortened();
        LogSource source = sourceOf(task, *asked, containerName(m_snapshot, task, where));
        source.container = place.machine ? task.container : docker::ContainerId();
        return {source};
    }

    [[nodiscard]] std::vector<LogSource> fileOfDaemon(const docker::Task &task) const
    {
        const Place place = m_nodes.value(task.node);
        if (!place.machine || !docker::runsAsMeant(task)) {
            return {};
        }
        for (const DaemonView &daemon : place.node->daemons) {
            if (daemon.service == task.service) {
                return {fileIn(task, place, fileOf(daemon.role), fileOf(daemon.role).section(u'/', -1))};
            }
        }
        return {};
    }

    /// Of one topology, or of all; none where no Storm supervisor runs.
    [[nodiscard]] std::vector<LogSource> filesOfWorkers(const RunningOnNode &running,
                                                        const storm::TopologyId &only) const
    {
        std::vector<LogSource> sources;
        const docker::Task *supervisor = supervisorOf(running);
        for (const SlotView &slot : running.node->slotViews) {
            if (supervisor && !slot.topology.isEmpty() && (only.isEmpty() || slot.topology == only)) {
                const QString what = Text::tr("%1 %2", "topology and port").arg(slot.topologyName).arg(slot.port);
                sources.push_back(
                    fileIn(*supervisor, {running.node, running.machine}, workerFile(slot.topology, slot.port), what));
            }
        }
        return sources;
    }

private:
    struct Place
    {
        const NodeView *node = nullptr;
        const Machine *machine = nullptr; ///< nullptr: none of the profile
    };

    [[nodiscard]] static LogSource sourceOf(const docker::Task &task, const Machine &machine, const QString &name)
    {
        return {.name = name,
                .machine = machine,
                .container = task.container,
                .file = {},
                .service = task.service,
                .task = task.id,
                .place = placeOf(task)};
    }
    [[nodiscard]] static LogSource fileIn(const docker::Task &task, const Place &place, const QString &file,
                                          const QString &what)
    {
        LogSource source = sourceOf(task, *place.machine, Text::tr("%1 on %2").arg(what, place.node->name));
        source.file = file;
        return source;
    }

    const Snapshot &m_snapshot;
    QHash<docker::NodeId, Place> m_nodes;
    const Machine *m_manager = nullptr;
};

/// First what they print, then their files, as there may be more sources than can be followed.
std::vector<LogSource> sourcesOf(const SourcesOfTasks &make, const std::vector<const docker::Task *> &tasks)
{
    std::vector<LogSource> sources;
    for (const docker::Task *task : tasks) {
        append(sources, make.outputOf(*task));
    }
    for (const docker::Task *task : tasks) {
        append(sources, make.fileOfDaemon(*task));
    }
    return sources;
}

const docker::Task *taskWithId(const Snapshot &snapshot, const docker::TaskId &id)
{
    if (snapshot.swarm) {
        for (const docker::Task &task : snapshot.swarm->tasks) {
            if (task.id == id) {
                return &task;
            }
        }
    }
    return nullptr;
}

LogSource outputOf(const docker::Container &container, const Machine &machine, const QString &node)
{
    return {.name = Text::tr("%1 on %2").arg(nameOf(container), node), .machine = machine, .container = container.id};
}

const docker::Task *outputTaskAt(const Snapshot &snapshot, const docker::ServiceId &service, const QString &place)
{
    for (const docker::Task *task : outputTasks(snapshot, service)) {
        if (placeOf(*task) == place) {
            return task;
        }
    }
    return nullptr;
}
} // namespace

std::vector<LogSource> logsOfNode(const Snapshot &snapshot, const QString &nodeKey)
{
    const NodeView *node = nodeOf(snapshot, {SubjectKind::Node, nodeKey, {}});
    if (!node || node->node.isEmpty()) {
        return {};
    }
    std::vector<const docker::Task *> tasks = outputTasks(snapshot);
    std::erase_if(tasks, [&](const docker::Task *task) { return task->node != node->node; });
    const SourcesOfTasks make(snapshot);
    std::vector<LogSource> sources = sourcesOf(make, tasks);
    for (const RunningOnNode &running : runningByNode(snapshot)) {
        if (running.node == node) {
            append(sources, make.filesOfWorkers(running, {}));
        }
    }
    return sources;
}

std::vector<LogSource> logsOfTopology(const Snapshot &snapshot, const storm::TopologyId &id)
{
    std::vector<LogSource> sources;
    const SourcesOfTasks make(snapshot);
    for (const RunningOnNode &running : runningByNode(snapshot)) {
        append(sources, make.filesOfWorkers(running, id));
    }
    return sources;
}

std::vector<LogSource> logsOfWorker(const Snapshot &snapshot, const storm::TopologyId &id, const QString &nodeKey,
                                    quint16 port)
{
    std::vector<LogSource> sources;
    const SourcesOfTasks make(snapshot);
    for (const RunningOnNode &running : runningByNode(snapshot)) {
        if (running.node->key == nodeKey) {
            append(sources, make.filesOfWorkers(running, id));
        }
    }
    std::erase_if(sources, [&](const LogSource &one) { return one.file != workerFile(id, port); });
    return sources;
}

std::vector<LogSource> logsOfService(const Snapshot &snapshot, const docker::ServiceId &id)
{
    return id.isEmpty() ? std::vector<LogSource>() : sourcesOf(SourcesOfTasks(snapshot), outputTasks(snapshot, id));
}

std::vector<LogSource> logsOfTask(const Snapshot &snapshot, const docker::TaskId &id)
{
    const docker::Task *task = taskWithId(snapshot, id);
    if (task && task->container.isEmpty()) {
        task = outputTaskAt(snapshot, task->service, placeOf(*task));
    }
    return task ? SourcesOfTasks(snapshot).of(*task) : std::vector<LogSource>();
}

std::vector<LogSource> logsOfContainers(const Snapshot &snapshot, const Machine &machine, const QString &node,
                                        const std::vector<docker::Container> &containers)
{
    std::vector<LogSource> sources;
    for (const docker::Container &container : containers) {
        std::vector<LogSource> ofTask = logsOfTask(snapshot, taskOf(container));
        const bool isOfTask = !ofTask.empty() && ofTask.front().container == container.id;
        append(sources, isOfTask ? std::move(ofTask) : std::vector{outputOf(container, machine, node)});
    }
    return sources;
}

Subject ownerOf(const Subject &subject)
{
    return subject.kind == SubjectKind::Component ? Subject{SubjectKind::Topology, subject.key, {}} : subject;
}

std::vector<LogSource> logsOf(const Snapshot &snapshot, const Subject &owner)
{
    switch (owner.kind) {
    case SubjectKind::Node:
        return logsOfNode(snapshot, owner.key);
    case SubjectKind::Topology:
        return logsOfTopology(snapshot, {owner.key});
    case SubjectKind::Service:
    case SubjectKind::Member:
        return logsOfService(snapshot, {owner.key});
    case SubjectKind::SwarmTask:
        return logsOfTask(snapshot, {owner.key});
    default:
        return {};
    }
}

std::optional<LogSource> successorOf(const Snapshot &snapshot, const LogSource &source)
{
    if (source.task.isEmpty()) {
        return std::nullopt;
    }
    const docker::Task *task = outputTaskAt(snapshot, source.service, source.place);
    if (!task || task->id == source.task) {
        return std::nullopt;
    }
    const SourcesOfTasks make(snapshot);
    std::vector<LogSource> candidates = make.of(*task);
    for (const RunningOnNode &running : runningByNode(snapshot)) {
        if (supervisorOf(running) == task) {
            append(candidates, make.filesOfWorkers(running, {}));
        }
    }
    const auto same = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const LogSource &one) { return one.file == source.file; });
    return same == candidates.end() ? std::nullopt : std::optional(*same);
}

} // namespace stormdeck::logs
