// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage/usagesources.h"

#include "cluster/running.h"

#include <algorithm>

namespace stormdeck::usage {

namespace {
using namespace cluster;

bool runsWorkersOf(const NodeView &node, const QString &topology)
{
    return std::any_of(node.slotViews.begin(), node.slotViews.end(),
                       [&](const SlotView &slot) { return slot.topology.value == topology; });
}

bool concerns(const Subject &subject, const RunningOnNode &running, const docker::Task &task)
{
    switch (subject.kind) {
    case SubjectKind::Node:
        return running.node->key == subject.key;
    case SubjectKind::Service:
    case SubjectKind::Member:
        return task.service.value == subject.key;
    case SubjectKind::SwarmTask:
        return task.id.value == subject.key;
    case SubjectKind::Topology:
    case SubjectKind::Component:
        return supervisorOf(running) == &task && runsWorkersOf(*running.node, subject.key);
    default:
        return false;
    }
}
} // namespace

std::vector<UsageSource> usageSourcesOf(const Snapshot &snapshot, const Subject &subject)
{
    std::vector<UsageSource> sources;
    for (const RunningOnNode &running : runningByNode(snapshot)) {
        for (const docker::Task *task : running.tasks) {
            if (concerns(subject, running, *task)) {
                sources.push_back(
                    {containerName(snapshot, *task, running.node->name), *running.machine, task->container, task->id});
            }
        }
    }
    return sources;
}

} // namespace stormdeck::usage
