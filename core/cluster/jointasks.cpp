// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"

#include <algorithm>

namespace stormdeck::cluster {

bool isNewer(const docker::Task &task, const docker::Task &than)
{
    if (task.createdAt != than.createdAt) {
        return task.createdAt > than.createdAt;
    }
    return isMeantToRun(task) && !isMeantToRun(than);
}

SlotKey slotOf(const docker::Task &task)
{
    return {task.service, task.slot ? std::pair(*task.slot, docker::NodeId()) : std::pair(-1, task.node)};
}

bool isMeantToRun(const docker::Task &task)
{
    return task.desired.value <= docker::TaskState::Running;
}

bool isPresent(const docker::Task &task)
{
    return isMeantToRun(task) || task.state == docker::TaskState::Running;
}

std::vector<NumberedTask> newestNumbered(const std::vector<docker::Task> &tasks, Numbers &services, Numbers &nodes)
{
    using Place = std::pair<size_t, std::pair<int, size_t>>; // service, then slot or node
    QHash<Place, size_t> positions;
    positions.reserve(static_cast<qsizetype>(tasks.size()));
    std::vector<NumberedTask> newest;
    newest.reserve(tasks.size());
    for (const docker::Task &task : tasks) {
        const NumberedTask numbered{&task, services.of(task.service.value), nodes.of(task.node.value)};
        const Place place{numbered.service,
                          task.slot ? std::pair(*task.slot, size_t(0)) : std::pair(-1, numbered.node)};
        const auto found = positions.constFind(place);
        if (found == positions.constEnd()) {
            positions.insert(place, newest.size());
            newest.push_back(numbered);
        } else if (isNewer(task, *newest[*found].task)) {
            newest[*found] = numbered;
        }
    }
    return newest;
}

std::vector<const docker::Task *> newestTasks(const std::vector<docker::Task> &tasks)
{
    Numbers services;
    Numbers nodes;
    std::vector<const docker::Task *> newest;
    for (const NumberedTask &one : newestNumbered(tasks, services, nodes)) {
        newest.push_back(one.task);
    }
    return newest;
}

void joinTasks(JoinWork &work, Snapshot &snapshot)
{
    for (const NumberedTask &one : work.tasks) {
        const auto at = work.cardOf(one);
        if (!at) {
            continue;
        }
        NodeView &node = snapshot.nodes[*at];
        node.tasks.push_back(one.task->id);
        if (isMeantToRun(*one.task)) {
            node.reserved.nanoCpus += one.task->reservations.nanoCpus;
            node.reserved.memoryBytes += one.task->reservations.memoryBytes;
        }
    }
}

} // namespace stormdeck::cluster
