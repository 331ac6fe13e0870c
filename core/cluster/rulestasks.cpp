// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joining.h"
#include "cluster/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Health) };

using docker::TaskState;

constexpr int loopCount = 3;

bool isMeantToRun(const docker::Task &task)
{
    return task.desired == TaskState::Running || task.desired == TaskState::Ready;
}

void judgePending(const docker::Task &task, const docker::Service &service, Findings &findings)
{
    if (task.state != TaskState::Pending || task.error.isEmpty() || !isMeantToRun(task)) {
        return;
    }
    findings.push_back({.code = QStringLiteral("task.pending"), .severity = Severity::Warning, .subject = service.name,
                        .headline = Text::tr("A swarm task of %1 finds no node.").arg(service.name),
                        .evidence = readableReason(task.error),
                        .nextMove = Text::tr("Free what it needs, or change where it may run.")});
}

/// Whether every place of the service has a task that runs: what failed before is history then.
bool runsEverywhere(const SwarmIndex &index, const docker::Service &service)
{
    return std::all_of(index.tasks.begin(), index.tasks.end(), [&](const docker::Task &task) {
        return task.service != service.id || !isMeantToRun(task) || task.state == TaskState::Running;
    });
}

/// One finding a service, however often its tasks failed.
void judgeRestarts(const Snapshot &snapshot, const SwarmIndex &index, const docker::Service &service, Findings &findings)
{
    if (runsEverywhere(index, service)) {
        return;
    }
    int failed = 0;
    const docker::Task *last = nullptr;
    for (const docker::Task &task : snapshot.swarm->tasks) {
        if (task.service == service.id && docker::hasFailed(task)) {
            ++failed;
            last = !last || last->changedAt < task.changedAt ? &task : last;
        }
    }
    if (!last) {
        return;
    }
    const bool rejected = last->state == TaskState::Rejected;
    if (rejected || failed >= loopCount) {
        findings.push_back({.code = rejected ? QStringLiteral("task.rejected") : QStringLiteral("task.restart-loop"),
                            .severity = Severity::Warning,
                            .subject = service.name,
                            .headline = rejected ? Text::tr("A swarm task of %1 was rejected.").arg(service.name)
                                                 : Text::tr("%1 fails again and again.").arg(service.name),
                            .evidence = Text::tr("%n failed swarm task(s), the last one: %1", nullptr, failed).arg(last->error),
                            .nextMove = Text::tr("Look at its output and at its image.")});
    }
}
} // namespace

void judgeTasks(const Known &known, Findings &findings)
{
    if (!known.snapshot.swarm) {
        return;
    }
    const SwarmIndex index(*known.snapshot.swarm);
    for (const docker::Task &task : index.tasks) {
        if (const docker::Service *service = index.services.value(task.service)) {
            judgePending(task, *service, findings);
        }
    }
    for (const docker::Service &service : known.snapshot.swarm->services) {
        judgeRestarts(known.snapshot, index, service, findings);
    }
}

} // namespace stormdeck::cluster
