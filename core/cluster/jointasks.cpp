// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
/// Two tasks made in the same instant: the one that is to run.
bool isNewer(const docker::Task &task, const docker::Task &than)
{
    if (task.createdAt != than.createdAt) {
        return task.createdAt > than.createdAt;
    }
    return isMeantToRun(task) && !isMeantToRun(than);
}
} // namespace

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

std::vector<const docker::Task *> newestTasks(const std::vector<docker::Task> &tasks)
{
    QHash<SlotKey, size_t> positions;
    std::vector<const docker::Task *> newest;
    for (const docker::Task &task : tasks) {
        SlotKey slot = slotOf(task);
        const auto found = positions.constFind(slot);
        if (found == positions.constEnd()) {
            positions.insert(std::move(slot), newest.size());
            newest.push_back(&task);
        } else if (isNewer(task, *newest[*found])) {
            newest[*found] = &task;
        }
    }
    return newest;
}

void joinTasks(JoinWork &work, Snapshot &snapshot)
{
    for (const docker::Task *task : work.tasks) {
        const auto at = work.nodes.constFind(task->node);
        if (at == work.nodes.constEnd()) {
            continue;
        }
        NodeView &node = snapshot.nodes[*at];
        node.tasks.push_back(task->id);
        if (isMeantToRun(*task)) {
            node.reserved.nanoCpus += task->reservations.nanoCpus;
            node.reserved.memoryBytes += task->reservations.memoryBytes;
        }
    }
}

} // namespace stormdeck::cluster
