// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"
#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExplainService)
};

template <typename Id, typename Value>
const Value *find(const std::vector<Value> &values, const Id &id)
{
    const auto found = std::find_if(values.begin(), values.end(), [&](const Value &one) { return one.id == id; });
    return found == values.end() ? nullptr : &*found;
}

/// Failures of a service that still count, newest last; on one node where `only` is not empty.
std::vector<const docker::Task *> recentFailures(const FactList &facts, const docker::ServiceId &service,
                                                 const docker::NodeId &only)
{
    const QDateTime wall = wallTime(facts.freshness(), facts.now());
    std::vector<const docker::Task *> failures;
    for (const docker::Task &task : facts.snapshot().swarm->tasks) {
        if (task.service == service && (only.isEmpty() || task.node == only) && docker::hasFailed(task) &&
            secondsSince(task.changedAt, wall).value_or(0) < limits::failureSeconds) {
            failures.push_back(&task);
        }
    }
    std::sort(failures.begin(), failures.end(),
              [](const auto *a, const auto *b) { return a->changedAt < b->changedAt; });
    return failures;
}

QString whatFailed(const docker::Task &task)
{
    return task.error.isEmpty() ? task.message : readableFailure(task.error).reason;
}

/// The words for a task whose node cannot tell of it.
QString lostText(const TaskView &task)
{
    return task.lost == Lost::NodeGone ? Text::tr("orphaned (node gone)")
                                       : Text::tr("last known %1, node down").arg(task.state.word);
}

QString whyLost(const TaskView &task)
{
    const QString why =
        task.lost == Lost::NodeGone
            ? Text::tr("It is orphaned: it was last known to be “%1”, on a node that is not in the swarm any more.")
            : Text::tr("It was last known to be “%1”; its node is down, so what it does now is not known.");
    return why.arg(task.state.word);
}

QString whyTask(const TaskView &task)
{
    if (task.lost != Lost::No) {
        return whyLost(task);
    }
    if (task.state == docker::TaskState::Pending) {
        return task.error.isEmpty() ? Text::tr("It waits for the scheduler to choose a node.")
                                    : Text::tr("It finds no node: %1.").arg(readableReason(task.error));
    }
    if (!task.error.isEmpty()) {
        return Text::tr("It is “%1”: %2.").arg(task.state.word, readableFailure(task.error).reason);
    }
    if (task.state == docker::TaskState::Running && task.desired != docker::TaskState::Running) {
        return Text::tr("It still runs and is meant to be “%1”: it has its stop grace to end.").arg(task.desired.word);
    }
    return Text::tr("It is “%1”, and that is what its manager last heard from its node.").arg(task.state.word);
}

void addNode(FactList &facts, const TaskView &task)
{
    const NodeView *node = nodeOf(facts.snapshot(), {SubjectKind::Node, task.node, {}});
    facts.swarm(Text::tr("Node"), task.nodeName.isEmpty() ? Text::tr("none yet") : task.nodeName);
    if (task.lost == Lost::NodeGone) {
        facts.swarm(Text::tr("State of that node"), Text::tr("not in the swarm any more"));
    } else if (node) {
        addStateOf(facts, *node);
    }
}
} // namespace

void addFailures(FactList &facts, const docker::ServiceId &service, const docker::NodeId &only)
{
    const auto failures = recentFailures(facts, service, only);
    facts.swarm(Text::tr("Failures in the last %1").arg(duration(std::chrono::seconds(limits::failureSeconds))),
                QString::number(failures.size()));
    if (!failures.empty()) {
        facts.swarm(Text::tr("Last failure"), whatFailed(*failures.back()));
    }
}

QString explainService(FactList &facts, const ServiceView &service)
{
    const docker::Service *known = find(facts.snapshot().swarm->services, service.id);
    facts.swarm(Text::tr("Mode"),
                service.global ? Text::tr("global: one on each node that may run it") : Text::tr("replicated"));
    facts.swarm(Text::tr("Wanted"), QString::number(service.wanted));
    facts.swarm(Text::tr("Running as meant"), QString::number(service.running));
    facts.swarm(Text::tr("Image"), service.image);
    facts.swarm(Text::tr("May run where"), known ? known->constraints.join(QStringLiteral(", ")) : QString());
    addFailures(facts, service.id);
    for (const TaskView &task : service.tasks) {
        if (task.lost != Lost::No) {
            facts.swarm(task.name, lostText(task));
        } else if (!task.error.isEmpty()) {
            facts.swarm(task.name, QStringLiteral("%1: %2").arg(task.state.word, readableReason(task.error)));
        }
    }
    if (service.global && service.wanted == 0) {
        return Text::tr("No node may run it: each is down, or not active, or ruled out by its constraints.");
    }
    if (service.running >= service.wanted) {
        return Text::tr("All %1 swarm tasks that it wants run.").arg(service.wanted);
    }
    return Text::tr("%1 of %2 swarm tasks run.").arg(service.running).arg(service.wanted);
}

QString explainTask(FactList &facts, const TaskView &task)
{
    const docker::Task *known = find(facts.snapshot().swarm->tasks, task.id);
    facts.swarm(task.lost == Lost::No ? Text::tr("State") : Text::tr("Last known state"),
                QStringLiteral("%1 %2").arg(task.state.word, sinceText(task.since, facts)).trimmed());
    facts.swarm(Text::tr("Meant to be"), task.desired.word);
    facts.swarm(Text::tr("Error"), task.error);
    facts.swarm(Text::tr("Message"), task.message);
    if (known && known->exitCode) {
        facts.swarm(Text::tr("Exit code"), QString::number(*known->exitCode));
    }
    addNode(facts, task);
    facts.swarm(Text::tr("Image"), task.image);
    addFailures(facts, task.service);
    return whyTask(task);
}

} // namespace stormdeck::cluster
