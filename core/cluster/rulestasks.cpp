// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"
#include "cluster/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

using docker::TaskState;

constexpr int loopCount = 3;
constexpr qint64 recentSeconds = 300;

bool isRecent(const Known &known, const docker::Task &task)
{
    return secondsSince(task.changedAt, known.wall).value_or(0) < recentSeconds;
}

/// What the recent failures of a service's swarm tasks amount to.
struct Failures
{
    int count = 0;
    const docker::Task *last = nullptr;
    QStringList nodes;     ///< names
    bool recovered = true; ///< every place of it runs again
};

QString nodeName(const Snapshot &snapshot, const docker::NodeId &id)
{
    const auto found = std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(),
                                    [&](const NodeView &node) { return node.node == id; });
    return found == snapshot.nodes.end() ? id.shortened() : found->name;
}

Failures failuresOf(const Known &known, const std::vector<docker::Task> &newest, const docker::Service &service)
{
    Failures failures;
    for (const docker::Task &task : known.snapshot.swarm->tasks) {
        if (task.service != service.id || !docker::hasFailed(task) || !isRecent(known, task)) {
            continue;
        }
        ++failures.count;
        failures.last = !failures.last || failures.last->changedAt < task.changedAt ? &task : failures.last;
        const QString name = nodeName(known.snapshot, task.node);
        if (!task.node.isEmpty() && !failures.nodes.contains(name)) {
            failures.nodes << name;
        }
    }
    failures.recovered = std::all_of(newest.begin(), newest.end(), [&](const docker::Task &task) {
        return task.service != service.id || (!isMeantToRun(task) && !docker::hasFailed(task)) ||
               task.state == TaskState::Running;
    });
    return failures;
}

/// One finding a service, however often its tasks failed. A container that fails a while after its start runs again
/// in between: three failures count whether or not it runs now, a refused one only while it does not.
void judgeFailures(const Known &known, const docker::Service &service, Failures failures, Findings &findings)
{
    if (!failures.last) {
        return;
    }
    const bool rejected = failures.last->state == TaskState::Rejected && !failures.recovered;
    if (!rejected && failures.count < loopCount) {
        return;
    }
    failures.nodes.sort();
    const QString where = failures.nodes.isEmpty() ? QString() : Text::tr(" on %1").arg(listed(failures.nodes));
    const QString times = failures.count == 1 ? Text::tr("1 swarm task failed in the last 5 min")
                                              : Text::tr("%1 swarm tasks failed in the last 5 min").arg(failures.count);
    const QString why = failures.last->error.isEmpty() ? failures.last->message : readableFailure(failures.last->error);
    findings.push_back({.code = rejected ? QStringLiteral("task.rejected") : QStringLiteral("task.restart-loop"),
                        .severity = Severity::Warning,
                        .subject = failures.nodes.size() == 1 ? subjectOf(known.snapshot, failures.last->node)
                                                              : QStringLiteral("swarm"),
                        .headline = rejected ? Text::tr("%1 cannot start%2.").arg(service.name, where)
                                             : Text::tr("%1 fails again and again%2.").arg(service.name, where),
                        .evidence = Text::tr("%1; the last one: %2.").arg(times, why),
                        .nextMove = rejected ? Text::tr("Look at what the engine says, then at the image.")
                                             : Text::tr("Look at its output.")});
}

void judgePending(const docker::Task &task, const docker::Service &service, Findings &findings)
{
    if (task.state != TaskState::Pending || task.error.isEmpty() || !isMeantToRun(task)) {
        return;
    }
    findings.push_back({.code = QStringLiteral("task.pending"),
                        .severity = Severity::Warning,
                        .subject = QStringLiteral("swarm"),
                        .headline = Text::tr("A swarm task of %1 finds no node.").arg(service.name),
                        .evidence = Text::tr("Swarm: %1.").arg(readableReason(task.error)),
                        .nextMove = Text::tr("Free what it needs, or change where it may run.")});
}
} // namespace

void judgeTasks(const Known &known, Findings &findings)
{
    if (!known.snapshot.swarm || !isHeard(known.freshness.swarm, known.now)) {
        return;
    }
    const std::vector<docker::Task> newest = newestTasks(known.snapshot.swarm->tasks);
    for (const QString &role :
         {QStringLiteral("zookeeper"), QStringLiteral("nimbus"), QStringLiteral("ui"), QStringLiteral("supervisor")}) {
        for (const docker::Service *service : servicesOfRole(known.snapshot.swarm, known.snapshot.cluster, role)) {
            judgeFailures(known, *service, failuresOf(known, newest, *service), findings);
            for (const docker::Task &task : newest) {
                // A member of the ensemble that waits is told by its name.
                if (task.service == service->id && role != u"zookeeper") {
                    judgePending(task, *service, findings);
                }
            }
        }
    }
}

} // namespace stormdeck::cluster
