// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Health) };

bool isCurrent(const Known &known)
{
    return known.snapshot.storm && ageState(known.freshness.storm, known.now) == AgeState::Fresh;
}

void judgeNimbus(const Known &known, Findings &findings)
{
    const auto &nimbuses = known.snapshot.storm->nimbuses;
    const bool leads = std::any_of(nimbuses.begin(), nimbuses.end(), [](const storm::Nimbus &nimbus) {
        return nimbus.status == storm::NimbusStatus::Leader;
    });
    if (!leads) {
        findings.push_back({.code = QStringLiteral("storm.no-leader"), .severity = Severity::Failure,
                            .subject = QStringLiteral("storm"), .headline = Text::tr("Nimbus has no leader."),
                            .evidence = Text::tr("%n Nimbus is listed, none leads.", nullptr, static_cast<int>(nimbuses.size())),
                            .nextMove = Text::tr("Look at Nimbus' swarm task and at the ensemble.")});
    }
}

/// A supervisor's swarm task runs, but Storm does not list it: starting, or cut off.
void judgeUnlisted(const Known &known, Findings &findings)
{
    for (const NodeView &node : known.snapshot.nodes) {
        for (const DaemonView &daemon : node.daemons) {
            const bool runs = daemon.task == docker::TaskState::Running;
            const bool nodeUp = node.state == docker::NodeState::Ready;
            if (daemon.role == StormRole::Supervisor && runs && nodeUp && !daemon.listed) {
                findings.push_back({.code = QStringLiteral("supervisor.not-listed"), .severity = Severity::Warning,
                                    .subject = node.key,
                                    .headline = Text::tr("Storm does not list the supervisor on %1.").arg(node.name),
                                    .evidence = Text::tr("Its swarm task runs as %1.").arg(daemon.host),
                                    .nextMove = Text::tr("It takes about 20 s to start; after that look at its log.")});
            }
            if (daemon.role == StormRole::Supervisor && !runs && daemon.listed) {
                findings.push_back({.code = QStringLiteral("supervisor.still-listed"), .severity = Severity::Warning,
                                    .subject = node.key,
                                    .headline = Text::tr("Storm still lists the supervisor on %1.").arg(node.name),
                                    .evidence = Text::tr("Its swarm task is %1; Storm notices after up to 20 s.").arg(daemon.task.word)});
            }
        }
    }
}

void judgeGhosts(const Known &known, Findings &findings)
{
    for (const Unjoined &one : known.snapshot.unjoined) {
        if (one.kind == QStringLiteral("supervisor")) {
            findings.push_back({.code = QStringLiteral("supervisor.ghost"), .severity = Severity::Warning, .subject = QStringLiteral("storm"),
                                .headline = Text::tr("Storm lists a supervisor that runs nowhere: %1.").arg(one.host),
                                .evidence = Text::tr("%1 (%2) belongs to no swarm task.").arg(one.host, one.detail),
                                .nextMove = Text::tr("It goes away after its ZooKeeper session ends, within about 20 s.")});
        }
    }
}

void judgeDuplicates(const Known &known, Findings &findings)
{
    QMap<QString, QStringList> hosts;
    for (const storm::Supervisor &supervisor : known.snapshot.storm->supervisors) {
        hosts[supervisor.id.value] << supervisor.host;
    }
    for (auto it = hosts.begin(); it != hosts.end(); ++it) {
        if (it->size() > 1) {
            findings.push_back({.code = QStringLiteral("supervisor.duplicate-id"), .severity = Severity::Failure,
                                .subject = QStringLiteral("storm"),
                                .headline = Text::tr("Supervisors on %1 share one id.").arg(it->join(QStringLiteral(", "))),
                                .evidence = Text::tr("Their local directory was copied."),
                                .nextMove = Text::tr("Clear that directory on one of them.")});
        }
    }
}

void judgeVersions(const Known &known, Findings &findings)
{
    QSet<QString> versions{known.snapshot.storm->cluster.stormVersion};
    for (const storm::Nimbus &nimbus : known.snapshot.storm->nimbuses) {
        if (nimbus.status != storm::NimbusStatus::Offline) {
            versions.insert(nimbus.version);
        }
    }
    for (const storm::Supervisor &supervisor : known.snapshot.storm->supervisors) {
        versions.insert(supervisor.version);
    }
    versions.remove(QString());
    if (versions.size() > 1) {
        QStringList sorted = versions.values();
        sorted.sort();
        findings.push_back({.code = QStringLiteral("storm.version-skew"), .severity = Severity::Warning,
                            .subject = QStringLiteral("storm"),
                            .headline = Text::tr("Storm's daemons run different versions."),
                            .evidence = sorted.join(QStringLiteral(", ")),
                            .nextMove = Text::tr("Give all of them one image.")});
    }
}

void judgeWorkers(const Known &known, const TopologyView &view, Findings &findings)
{
    const int assigned = view.summary.workersTotal.value_or(0);
    if (!view.workersRequested || assigned >= *view.workersRequested
        || view.summary.status != storm::TopologyStatus::Active) {
        return;
    }
    const bool full = known.snapshot.storm->cluster.slotsFree.value_or(1) == 0;
    findings.push_back({.code = QStringLiteral("topology.workers-missing"), .severity = Severity::Warning,
                        .subject = view.summary.id.value,
                        .headline = Text::tr("%1 has %2 of %3 Storm workers.").arg(view.summary.name).arg(assigned).arg(*view.workersRequested),
                        .evidence = full ? Text::tr("No slot is free.") : Text::tr("Slots are free; Nimbus has not assigned them yet."),
                        .nextMove = full ? Text::tr("Add slots or kill another topology.") : QString()});
}

void judgeStarting(const TopologyView &view, Findings &findings)
{
    if (view.workersStarting > 0 && view.summary.status == storm::TopologyStatus::Active) {
        findings.push_back({.code = QStringLiteral("topology.starting"), .severity = Severity::Notice,
                            .subject = view.summary.id.value,
                            .headline = Text::tr("%1 is starting.").arg(view.summary.name),
                            .evidence = Text::tr("%n Storm worker(s) have not reported yet; that takes about 60 s.", nullptr, view.workersStarting)});
    }
}

void judgeStatus(const TopologyView &view, Findings &findings)
{
    if (view.summary.status == storm::TopologyStatus::Unknown) {
        findings.push_back({.code = QStringLiteral("topology.unknown-status"), .severity = Severity::Warning,
                            .subject = view.summary.id.value,
                            .headline = Text::tr("%1 is in the state “%2”.").arg(view.summary.name, view.summary.status.word)});
    }
}
} // namespace

void judgeStorm(const Known &known, Findings &findings)
{
    if (isCurrent(known)) {
        judgeNimbus(known, findings);
        judgeUnlisted(known, findings);
        judgeGhosts(known, findings);
        judgeDuplicates(known, findings);
        judgeVersions(known, findings);
    }
}

void judgeTopologies(const Known &known, Findings &findings)
{
    if (!isCurrent(known)) {
        return;
    }
    for (const TopologyView &view : known.snapshot.topologies) {
        judgeWorkers(known, view, findings);
        judgeStarting(view, findings);
        judgeStatus(view, findings);
    }
}

} // namespace stormdeck::cluster
