// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"
#include "cluster/joinparts.h"
#include "cluster/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExplainDaemon)
};

QString uptime(const std::optional<qint64> &seconds)
{
    return seconds ? duration(std::chrono::seconds(*seconds)) : QString();
}

/// The swarm task that the card shows; nullptr where the swarm's answer does not hold it.
const docker::Task *taskBehind(const Snapshot &snapshot, const DaemonOnNode &placed)
{
    const DaemonView &daemon = *placed.daemon;
    const docker::Task *newest = nullptr;
    for (const docker::Task &task : snapshot.swarm->tasks) {
        const bool isIt = task.service == daemon.service && task.node == placed.node->node &&
                          task.state == daemon.task && task.changedAt == daemon.taskSince;
        newest = isIt && (!newest || isNewer(task, *newest)) ? &task : newest;
    }
    return newest;
}

void addTask(FactList &facts, const DaemonOnNode &placed)
{
    const DaemonView &daemon = *placed.daemon;
    facts.swarm(Text::tr("State of its swarm task"),
                QStringLiteral("%1 %2").arg(daemon.task.word, sinceText(daemon.taskSince, facts)).trimmed());
    facts.swarm(Text::tr("Error of its swarm task"), daemon.taskError);
    const Snapshot &snapshot = facts.snapshot();
    facts.swarm(Text::tr("Service"), nameOf(snapshot, {SubjectKind::Service, daemon.service.value, {}}));
    if (!snapshot.swarm) {
        return;
    }
    if (const docker::Task *task = taskBehind(snapshot, placed)) {
        facts.swarm(Text::tr("Meant to be"), task->desired.word);
        facts.swarm(Text::tr("Swarm task"), task->id.shortened());
        facts.swarm(Text::tr("Container"), task->container.shortened());
        facts.swarm(Text::tr("Image"), task->image);
    }
    addFailures(facts, daemon.service, placed.node->node);
}

void addNimbus(FactList &facts, const DaemonView &daemon)
{
    const auto &nimbuses = facts.snapshot().storm->nimbuses;
    const auto found = std::find_if(nimbuses.begin(), nimbuses.end(),
                                    [&](const storm::Nimbus &nimbus) { return nimbus.host == daemon.host; });
    facts.storm(Text::tr("Listed as"), daemon.host.isEmpty() ? Text::tr("not listed") : daemon.host);
    if (found != nimbuses.end()) {
        facts.storm(Text::tr("Status by Storm"), found->status.word);
        facts.storm(Text::tr("Uptime by Storm"), uptime(found->uptimeSeconds));
        facts.storm(Text::tr("Version of Storm"), found->version);
    }
}

void addStorm(FactList &facts, const DaemonView &daemon)
{
    if (!facts.snapshot().storm) {
        return;
    }
    switch (daemon.role) {
    case StormRole::Nimbus:
        return addNimbus(facts, daemon);
    case StormRole::Ui:
        facts.storm(Text::tr("Storm UI"), stateOf(facts.freshness().storm, facts.now()));
        return facts.storm(Text::tr("Version of Storm"), facts.snapshot().storm->cluster.stormVersion);
    case StormRole::Supervisor:
        return addSupervisor(facts, daemon);
    }
}

QString whyRunning(const FactList &facts, const DaemonView &daemon)
{
    if (!isHeard(facts.freshness().storm, facts.now())) {
        return Text::tr("Its swarm task runs; what Storm says of it is not known or not current.");
    }
    if (daemon.role == StormRole::Ui) {
        return Text::tr("Its swarm task runs, and Storm's UI answers.");
    }
    if (!daemon.listed) {
        return Text::tr("Its swarm task runs, but Storm does not list it.");
    }
    return daemon.leader ? Text::tr("Its swarm task runs, and Storm lists it as the leader.")
                         : Text::tr("Its swarm task runs, and Storm lists it.");
}

QString whyDaemon(const FactList &facts, const NodeView &node, const DaemonView &daemon)
{
    if (!isHeard(facts.freshness().swarm, facts.now())) {
        return Text::tr("Its state is not known: the last word of its swarm task is “%1”, and that is not current.")
            .arg(daemon.task.word);
    }
    if (node.state == docker::NodeState::Down) {
        return Text::tr("Its swarm task was last known to be “%1”; its node is down, so what it does now is not known.")
            .arg(daemon.task.word);
    }
    if (!(daemon.task == docker::TaskState::Running)) {
        return daemon.listed && daemon.role != StormRole::Ui
                   ? Text::tr("Its swarm task is “%1”, while Storm still lists it.").arg(daemon.task.word)
                   : Text::tr("Its swarm task is “%1”.").arg(daemon.task.word);
    }
    return whyRunning(facts, daemon);
}
} // namespace

void addSupervisor(FactList &facts, const DaemonView &daemon)
{
    if (!facts.snapshot().storm) {
        return;
    }
    const auto &supervisors = facts.snapshot().storm->supervisors;
    const auto found = std::find_if(supervisors.begin(), supervisors.end(), [&](const storm::Supervisor &one) {
        return one.host == daemon.host && one.id == daemon.supervisor;
    });
    facts.storm(Text::tr("Supervisor listed as"), daemon.listed ? daemon.host : Text::tr("not listed"));
    if (found != supervisors.end()) {
        facts.storm(Text::tr("Id of the supervisor"), found->id.value);
        facts.storm(Text::tr("Uptime of the supervisor"), uptime(found->uptimeSeconds));
        facts.storm(Text::tr("Slots of the supervisor in use"),
                    Text::tr("%1 of %2").arg(found->slotsUsed).arg(found->slotsTotal));
        facts.storm(Text::tr("Blacklisted"), found->blacklisted ? Text::tr("yes: it is given no work") : QString());
        facts.storm(Text::tr("Version of Storm"), found->version);
    }
}

QString explainDaemon(FactList &facts, const DaemonOnNode &placed)
{
    addTask(facts, placed);
    facts.swarm(Text::tr("Node"), placed.node->name);
    addStateOf(facts, *placed.node);
    addStorm(facts, *placed.daemon);
    return whyDaemon(facts, *placed.node, *placed.daemon);
}

} // namespace stormdeck::cluster
