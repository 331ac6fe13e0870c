// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/failureclocks.h"
#include "cluster/joinparts.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

const QString stormSubject = QStringLiteral("storm");
constexpr qint64 startSeconds = 60;

void judgeNimbus(const Known &known, Findings &findings)
{
    const auto &nimbuses = known.snapshot.storm->nimbuses;
    const bool leads = std::any_of(nimbuses.begin(), nimbuses.end(), [](const storm::Nimbus &nimbus) {
        return nimbus.status == storm::NimbusStatus::Leader;
    });
    if (leads) {
        return;
    }
    QStringList said;
    for (const storm::Nimbus &nimbus : nimbuses) {
        said << Text::tr("%1 is “%2”").arg(nimbus.host, nimbus.status.word);
    }
    findings.push_back(
        {.code = QStringLiteral("storm.no-leader"),
         .severity = Severity::Failure,
         .subject = stormSubject,
         .headline = Text::tr("Nimbus has no leader."),
         .evidence = said.isEmpty() ? Text::tr("No Nimbus is listed.") : Text::tr("%1.").arg(listed(said)),
         .nextMove = Text::tr("Look at Nimbus' swarm task and at the ensemble.")});
}

std::optional<qint64> secondsInState(const Known &known, const NodeView &node, const DaemonView &daemon)
{
    const docker::Task *task = taskOn(known.snapshot, daemon.service, node.node);
    return task ? secondsSince(task->changedAt, known.wall) : std::nullopt;
}

Finding unlistedFinding(const Known &known, const NodeView &node, const DaemonView &daemon)
{
    const auto age = secondsInState(known, node, daemon);
    const bool starting = age && *age < startSeconds;
    const QString since = age ? Text::tr("Its swarm task has been running for %1; Storm does not list it yet.")
                                    .arg(duration(std::chrono::seconds(*age)))
                              : Text::tr("Its swarm task runs; Storm does not list it.");
    return {.code = QStringLiteral("supervisor.not-listed"),
            .severity = starting ? Severity::Notice : Severity::Warning,
            .subject = node.key,
            .headline = starting ? Text::tr("The supervisor on %1 is starting.").arg(node.name)
                                 : Text::tr("Storm does not list the supervisor on %1.").arg(node.name),
            .evidence = since,
            .nextMove =
                starting
                    ? QString()
                    : Text::tr("Look at its output; a copied local directory makes two supervisors share one id.")};
}

Finding stillListedFinding(const Known &known, const NodeView &node, const QString &taskState, bool lately)
{
    return {.code = QStringLiteral("supervisor.still-listed"),
            .severity = lately ? Severity::Notice : Severity::Warning,
            .subject = node.key,
            .headline = Text::tr("Storm still lists the supervisor on %1.").arg(node.name),
            .evidence = Text::tr("Its swarm task is %1. Storm notices when its ZooKeeper session ends, after about %2.")
                            .arg(taskState, duration(failureClocks(known.snapshot).supervisorGoes))};
}

void judgeSupervisors(const Known &known, Findings &findings)
{
    for (const NodeView &node : known.snapshot.nodes) {
        const NodeStatus status = nodeStatus(node, known.freshness, known.now);
        // What a node that is gone carried is told with the node.
        if (status == NodeStatus::Down || status == NodeStatus::Suspect) {
            continue;
        }
        for (const DaemonView &daemon : node.daemons) {
            const bool runs = daemon.task == docker::TaskState::Running;
            if (daemon.role == StormRole::Supervisor && runs && !daemon.listed) {
                findings.push_back(unlistedFinding(known, node, daemon));
            } else if (daemon.role == StormRole::Supervisor && !runs && daemon.listed) {
                const auto age = secondsInState(known, node, daemon);
                findings.push_back(stillListedFinding(known, node, daemon.task.word, age && *age < startSeconds));
            }
        }
    }
}

/// The node on which the swarm task of a supervisor of that host name has ended within the last minute.
std::pair<const NodeView *, const docker::Task *> endedLately(const Known &known, const QString &host)
{
    const Snapshot &snapshot = known.snapshot;
    for (const docker::Service *service :
         servicesOfRole(snapshot.swarm, snapshot.cluster, QStringLiteral("supervisor"))) {
        for (const docker::Task &task : snapshot.swarm->tasks) {
            const auto node = std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(),
                                           [&](const NodeView &view) { return view.node == task.node; });
            const auto age = secondsSince(task.changedAt, known.wall);
            if (task.service != service->id || isPresent(task) || node == snapshot.nodes.end() ||
                age.value_or(startSeconds) >= startSeconds) {
                continue;
            }
            const QString pattern = task.hostname.isEmpty() ? service->hostname : task.hostname;
            if (expandedHost(pattern, *service, task, node->name).compare(host, Qt::CaseInsensitive) == 0) {
                return {&*node, &task};
            }
        }
    }
    return {};
}

void judgeGhosts(const Known &known, Findings &findings)
{
    const QString patience = duration(failureClocks(known.snapshot).supervisorGoes);
    for (const Unjoined &one : known.snapshot.unjoined) {
        const bool supervisor = one.kind == u"supervisor";
        if (!supervisor && one.kind != u"nimbus") {
            continue;
        }
        if (const auto [node, task] = endedLately(known, one.host); supervisor && node) {
            findings.push_back(stillListedFinding(known, *node, task->state.word, true));
            continue;
        }
        findings.push_back(
            {.code = one.kind + QStringLiteral(".ghost"),
             .severity = supervisor ? Severity::Warning : Severity::Notice,
             .subject = stormSubject,
             .headline = supervisor ? Text::tr("Storm lists a supervisor that runs nowhere: %1.").arg(one.host)
                                    : Text::tr("Storm lists a Nimbus that runs nowhere: %1.").arg(one.host),
             .evidence = one.detail,
             .nextMove = supervisor
                             ? Text::tr("It goes away when its ZooKeeper session ends, after about %1.").arg(patience)
                             : Text::tr("Let nimbus.seeds name the host that Nimbus registers.")});
    }
}

void judgeSharedIds(const Known &known, Findings &findings)
{
    QMap<QString, QStringList> hosts;
    const auto add = [&](const storm::SupervisorId &id, const QString &host) {
        if (!id.isEmpty() && !host.isEmpty() && !hosts[id.value].contains(host)) {
            hosts[id.value] << host;
        }
    };
    for (const storm::Supervisor &supervisor : known.snapshot.storm->supervisors) {
        add(supervisor.id, supervisor.host);
    }
    for (const storm::TopologyPage &page : known.snapshot.storm->pages) {
        for (const storm::Worker &worker : page.workers) {
            add(worker.supervisor, worker.host);
        }
    }
    for (auto it = hosts.begin(); it != hosts.end(); ++it) {
        if (it->size() > 1) {
            findings.push_back(
                {.code = QStringLiteral("supervisor.shared-id"),
                 .severity = Severity::Failure,
                 .subject = stormSubject,
                 .headline = Text::tr("The supervisors on %1 share one id.").arg(listed(*it)),
                 .evidence = Text::tr("Both are %1…: the local directory of one was copied to the other.")
                                 .arg(it.key().left(8)),
                 .nextMove = Text::tr("Clear that directory on one of them.")});
        }
    }
}

void judgeVersions(const Known &known, Findings &findings)
{
    QMap<QString, QStringList> daemons;
    const auto add = [&](const QString &version, const QString &who) {
        if (!version.isEmpty() && !daemons[version].contains(who)) {
            daemons[version] << who;
        }
    };
    add(known.snapshot.storm->cluster.stormVersion, Text::tr("the UI"));
    for (const storm::Nimbus &nimbus : known.snapshot.storm->nimbuses) {
        if (nimbus.status != storm::NimbusStatus::Offline) {
            add(nimbus.version, Text::tr("Nimbus"));
        }
    }
    for (const storm::Supervisor &supervisor : known.snapshot.storm->supervisors) {
        add(supervisor.version, Text::tr("supervisors"));
    }
    daemons.remove(QString());
    if (daemons.size() < 2) {
        return;
    }
    QStringList parts;
    for (auto it = daemons.begin(); it != daemons.end(); ++it) {
        parts << Text::tr("%1: %2").arg(it.key(), it->join(QStringLiteral(", ")));
    }
    findings.push_back({.code = QStringLiteral("storm.version-skew"),
                        .severity = Severity::Warning,
                        .subject = stormSubject,
                        .headline = Text::tr("Storm's daemons run different versions."),
                        .evidence = parts.join(QStringLiteral("; ")),
                        .nextMove = Text::tr("Give all of them one image.")});
}
} // namespace

void judgeStorm(const Known &known, Findings &findings)
{
    if (known.snapshot.storm && isHeard(known.freshness.storm, known.now)) {
        judgeNimbus(known, findings);
        judgeSupervisors(known, findings);
        judgeGhosts(known, findings);
        judgeSharedIds(known, findings);
        judgeVersions(known, findings);
    }
}

} // namespace stormdeck::cluster
