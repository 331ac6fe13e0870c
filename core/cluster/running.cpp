// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/running.h"

#include "cluster/subject.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunningTasks)
};
} // namespace

std::vector<RunningOnNode> runningByNode(const Snapshot &snapshot)
{
    QHash<QString, const Machine *> machines;
    for (const Machine &machine : snapshot.machines) {
        machines.insert(machine.name, &machine);
    }
    std::vector<RunningOnNode> running;
    QHash<docker::NodeId, size_t> places;
    for (const NodeView &node : snapshot.nodes) {
        if (const Machine *machine = machines.value(node.machine)) {
            places.insert(node.node, running.size());
            running.push_back({&node, machine, {}});
        }
    }
    if (!snapshot.swarm) {
        return running;
    }
    for (const docker::Task &task : snapshot.swarm->tasks) {
        const auto place = places.constFind(task.node);
        if (place != places.constEnd() && docker::runsAsMeant(task) && !task.container.isEmpty()) {
            running[*place].tasks.push_back(&task);
        }
    }
    return running;
}

const docker::Task *taskOf(const RunningOnNode &running, const docker::ServiceId &service)
{
    const auto found = std::find_if(running.tasks.begin(), running.tasks.end(),
                                    [&](const docker::Task *task) { return task->service == service; });
    return found == running.tasks.end() ? nullptr : *found;
}

const docker::Task *supervisorOf(const RunningOnNode &running)
{
    for (const DaemonView &daemon : running.node->daemons) {
        if (daemon.role == StormRole::Supervisor) {
            return taskOf(running, daemon.service);
        }
    }
    return nullptr;
}

QString containerName(const Snapshot &snapshot, const docker::Task &task, const QString &nodeName)
{
    const QString service = nameOf(snapshot, {SubjectKind::Service, task.service.value, {}});
    return Text::tr("%1 on %2").arg(service.isEmpty() ? task.service.value : service, nodeName);
}

} // namespace stormdeck::cluster
