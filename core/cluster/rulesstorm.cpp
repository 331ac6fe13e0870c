// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"
#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

const QString stormSubject = QStringLiteral("storm");

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
         .nextMove = nimbusMove(known)});
}

std::vector<Subject> aboutServices(const Known &known, const QString &role)
{
    std::vector<Subject> about;
    for (const docker::Service *service : servicesOfRole(known.snapshot.swarm, known.snapshot.cluster, role)) {
        about.push_back({SubjectKind::Service, service->id.value, {}});
    }
    return about;
}

/// The host of Nimbus is what clients are sent to: it has to mean the same everywhere.
void judgeNimbusHost(const Known &known, Findings &findings)
{
    static const QRegularExpression containerId(QStringLiteral("^[0-9a-f]{12}$"));
    for (const storm::Nimbus &nimbus : known.snapshot.storm->nimbuses) {
        const bool local = nimbus.host == u"localhost" || nimbus.host.startsWith(u"127.");
        if (nimbus.status == storm::NimbusStatus::Offline || (!local && !containerId.match(nimbus.host).hasMatch())) {
            continue;
        }
        findings.push_back(
            {.code = QStringLiteral("nimbus.private-host"),
             .severity = local ? Severity::Warning : Severity::Notice,
             .subject = stormSubject,
             .headline = Text::tr("Nimbus is registered as %1.").arg(nimbus.host),
             .evidence = local ? Text::tr("Supervisors and clients elsewhere look for it on themselves.")
                               : Text::tr("That is the id of a container, which other containers may not resolve."),
             .nextMove = Text::tr("Give Nimbus' service a host name that its network resolves."),
             .about = aboutServices(known, QStringLiteral("nimbus"))});
    }
}

Finding unlistedFinding(const Known &known, const NodeView &node, const DaemonView &daemon)
{
    const auto age = secondsSince(daemon.taskSince, known.wall);
    const bool starting = age && *age < limits::startSeconds;
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
                starting ? QString()
                         : Text::tr("Look at its output; a copied local directory makes two supervisors share one id."),
            .about = {{SubjectKind::Service, daemon.service.value, {}}}};
}

/// With the time after which Storm lists a supervisor no more, and by who ends it: its session, or Nimbus before 2.0.
QString whenItGoes(const Known &known, const QString &bySession, const QString &byNimbus)
{
    return (known.clocks.nimbusTimesOut ? byNimbus : bySession).arg(duration(known.clocks.supervisorGoes));
}

QString whenStormNotices(const Known &known)
{
    return whenItGoes(
        known, Text::tr("Storm notices when its ZooKeeper session ends, after about %1."),
        Text::tr("Storm notices when Nimbus times it out, after about %1 (nimbus.supervisor.timeout.secs)."));
}

QString whenAGhostGoes(const Known &known)
{
    return whenItGoes(
        known, Text::tr("It goes away when its ZooKeeper session ends, after about %1."),
        Text::tr("It goes away when Nimbus times it out, after about %1 (nimbus.supervisor.timeout.secs)."));
}

Finding stillListedFinding(const Known &known, const NodeView &node, const QString &taskState,
                           std::optional<qint64> since)
{
    const bool lately = since && *since < limits::startSeconds;
    return {.code = QStringLiteral("supervisor.still-listed"),
            .severity = lately ? Severity::Notice : Severity::Warning,
            .subject = node.key,
            .headline = Text::tr("Storm still lists the supervisor on %1.").arg(node.name),
            .evidence = sentences({since ? Text::tr("Its swarm task has been %1 for %2.")
                                               .arg(taskState, duration(std::chrono::seconds(*since)))
                                         : Text::tr("Its swarm task is %1.").arg(taskState),
                                   whenStormNotices(known)}),
            .nextMove = Text::tr("Wait for that; if it stays, look at the swarm tasks of the supervisors.")};
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
                const auto age = secondsSince(daemon.taskSince, known.wall);
                findings.push_back(stillListedFinding(known, node, daemon.task.word, age));
            }
        }
    }
}

/// A supervisor's swarm task that has ended within the last minute, and its node.
struct Ended
{
    const NodeView *node = nullptr;
    const docker::Task *task = nullptr;
};

/// By the host name that Storm had of them, in small letters.
QHash<QString, Ended> endedLately(const Known &known)
{
    const Snapshot &snapshot = known.snapshot;
    QHash<docker::ServiceId, const docker::Service *> supervisors;
    for (const docker::Service *service :
         servicesOfRole(snapshot.swarm, snapshot.cluster, QStringLiteral("supervisor"))) {
        supervisors.insert(service->id, service);
    }
    QHash<QString, Ended> ended;
    for (const docker::Task &task : snapshot.swarm->tasks) {
        const docker::Service *service = supervisors.value(task.service);
        const NodeView *node = known.nodes.card(task.node);
        const auto age = secondsSince(task.changedAt, known.wall);
        if (service && node && !isPresent(task) && age.value_or(limits::startSeconds) < limits::startSeconds) {
            const QString pattern = task.hostname.isEmpty() ? service->hostname : task.hostname;
            ended.insert(expandedHost(pattern, *service, task, node->name).toLower(), {node, &task});
        }
    }
    return ended;
}

void judgeGhosts(const Known &known, Findings &findings)
{
    const bool isAny = known.snapshot.swarm && !known.snapshot.unjoined.empty();
    const QHash<QString, Ended> ended = isAny ? endedLately(known) : QHash<QString, Ended>();
    for (const Unjoined &one : known.snapshot.unjoined) {
        const bool supervisor = one.kind == u"supervisor";
        if (!supervisor && one.kind != u"nimbus") {
            continue;
        }
        if (const auto [node, task] = ended.value(one.host.toLower()); supervisor && node) {
            findings.push_back(
                stillListedFinding(known, *node, task->state.word, secondsSince(task->changedAt, known.wall)));
            continue;
        }
        findings.push_back(
            {.code = one.kind + QStringLiteral(".ghost"),
             .severity = supervisor ? Severity::Warning : Severity::Notice,
             .subject = stormSubject,
             .headline = supervisor ? Text::tr("Storm lists a supervisor that runs nowhere: %1.").arg(one.host)
                                    : Text::tr("Storm lists a Nimbus that runs nowhere: %1.").arg(one.host),
             .evidence = one.detail,
             .nextMove = supervisor ? whenAGhostGoes(known)
                                    : Text::tr("Let nimbus.seeds name the host that Nimbus registers.")});
    }
}

Finding sharedIdFinding(const QString &id, const QStringList &hosts)
{
    const bool two = hosts.size() == 2;
    return {.code = QStringLiteral("supervisor.shared-id"),
            .severity = Severity::Failure,
            .subject = stormSubject,
            .headline = Text::tr("The supervisors on %1 share one id.").arg(listed(hosts)),
            .evidence = (two ? Text::tr("Both are %1…: the local directory of one was copied to the other.")
                             : Text::tr("All are %1…: the local directory of one was copied to the others."))
                            .arg(id.left(8)),
            .nextMove = two ? Text::tr("Clear that directory on one of them.")
                            : Text::tr("Clear that directory on all of them but one.")};
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
    // Whether the hosts of earlier looks still run is the swarm's word.
    const QMap<storm::SupervisorId, QStringList> none;
    const auto &seen = isSwarmHeard(known) ? known.snapshot.seen.hosts : none;
    for (auto id = seen.begin(); id != seen.end(); ++id) {
        for (const QString &host : *id) {
            add(id.key(), host);
        }
    }
    for (auto it = hosts.begin(); it != hosts.end(); ++it) {
        it->sort();
        if (it->size() > 1) {
            findings.push_back(sharedIdFinding(it.key(), *it));
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

/// By the images of the services, for a Storm that does not tell its versions.
void judgeImages(const Known &known, Findings &findings)
{
    QMap<QString, QStringList> roles;
    std::vector<Subject> about;
    for (const QString &role : {QStringLiteral("nimbus"), QStringLiteral("ui"), QStringLiteral("supervisor")}) {
        for (const docker::Service *service : servicesOfRole(known.snapshot.swarm, known.snapshot.cluster, role)) {
            if (!service->image.isEmpty()) {
                roles[service->image.section(u'@', 0, 0)] << service->name;
                about.push_back({SubjectKind::Service, service->id.value, {}});
            }
        }
    }
    if (roles.size() < 2) {
        return;
    }
    QStringList parts;
    for (auto it = roles.begin(); it != roles.end(); ++it) {
        parts << Text::tr("%1 on %2").arg(listed(*it), it.key());
    }
    findings.push_back({.code = QStringLiteral("storm.image-skew"),
                        .severity = Severity::Warning,
                        .subject = stormSubject,
                        .headline = Text::tr("Storm's services have different images."),
                        .evidence = Text::tr("%1.").arg(parts.join(QStringLiteral("; "))),
                        .nextMove = Text::tr("Give all of them one image, as daemons of different versions do not "
                                             "understand each other."),
                        .about = std::move(about)});
}

/// Whether a daemon of that role has just been started, or is about to be.
bool isStarting(const Known &known, const QString &role)
{
    for (const docker::Service *service : servicesOfRole(known.snapshot.swarm, known.snapshot.cluster, role)) {
        for (const docker::Task &task : known.snapshot.swarm->tasks) {
            const bool young =
                secondsSince(task.changedAt, known.wall).value_or(limits::startSeconds) < limits::startSeconds;
            if (task.service == service->id && isMeantToRun(task) && young) {
                return true;
            }
        }
    }
    return false;
}

void judgeNoSupervisors(const Known &known, Findings &findings)
{
    if (!known.snapshot.storm->supervisors.empty()) {
        return;
    }
    const bool young = isStarting(known, QStringLiteral("nimbus")) || isStarting(known, QStringLiteral("supervisor"));
    const std::vector<Subject> services = aboutServices(known, QStringLiteral("supervisor"));
    const bool heard = isSwarmHeard(known);
    findings.push_back({.code = QStringLiteral("storm.no-supervisors"),
                        .severity = young ? Severity::Notice : Severity::Warning,
                        .subject = stormSubject,
                        .headline = Text::tr("Storm lists no supervisor."),
                        .evidence = !heard             ? QString()
                                    : services.empty() ? Text::tr("The swarm runs no service of supervisors.")
                                                       : Text::tr("The swarm runs their service, yet none has "
                                                                  "registered."),
                        .nextMove = heard && services.empty()
                                        ? Text::tr("Deploy supervisors; no topology runs without.")
                                        : Text::tr("Look at the output of a supervisor."),
                        .about = services});
}

/// The cards on which supervisors are that Storm lists.
QHash<storm::SupervisorId, const NodeView *> supervisorCards(const Snapshot &snapshot)
{
    QHash<storm::SupervisorId, const NodeView *> cards;
    for (const NodeView &node : snapshot.nodes) {
        for (const DaemonView &daemon : node.daemons) {
            if (daemon.listed && daemon.role == StormRole::Supervisor && !cards.contains(daemon.supervisor)) {
                cards.insert(daemon.supervisor, &node);
            }
        }
    }
    return cards;
}

/// Nimbus leaves running Storm workers where they are, so a supervisor that came back waits for the next topology.
void judgeIdle(const Known &known, Findings &findings)
{
    const auto &topologies = known.snapshot.topologies;
    const bool placed = std::all_of(topologies.begin(), topologies.end(), [](const TopologyView &view) {
        return view.workersRequested && view.summary.workersTotal.value_or(0) >= *view.workersRequested;
    });
    const auto &supervisors = known.snapshot.storm->supervisors;
    const bool crowded = std::any_of(supervisors.begin(), supervisors.end(),
                                     [](const storm::Supervisor &one) { return one.slotsUsed > 1; });
    if (topologies.empty() || !placed || !crowded) {
        return;
    }
    const auto cards = supervisorCards(known.snapshot);
    QStringList idle;
    std::vector<Subject> about;
    for (const storm::Supervisor &one : supervisors) {
        if (one.slotsTotal > 0 && one.slotsUsed == 0 && one.uptimeSeconds.value_or(0) >= limits::startSeconds) {
            idle << one.host;
            if (const NodeView *card = cards.value(one.id)) {
                about.push_back(subjectOf(*card));
            }
        }
    }
    if (!idle.isEmpty()) {
        findings.push_back({.code = QStringLiteral("supervisor.idle"),
                            .severity = Severity::Notice,
                            .subject = stormSubject,
                            .headline = Text::tr("No Storm worker runs on %1.").arg(listed(idle)),
                            .evidence = Text::tr("Others carry several; Nimbus moves none by itself."),
                            .nextMove = Text::tr("Rebalance a topology to spread it; it pauses for that."),
                            .about = std::move(about)});
    }
}
} // namespace

/// ZooKeeper's data is never the first to go: a Nimbus that started before the ensemble served is made to try again.
QString nimbusMove(const Known &known)
{
    const bool serves = isHeard(known.freshness.ensemble, known.now) &&
                        known.snapshot.verdict.state == zookeeper::EnsembleState::Serving;
    return serves ? Text::tr("The ensemble serves: start Nimbus' swarm task anew. Keep ZooKeeper's data.")
                  : Text::tr("Look at Nimbus' swarm task and at the ensemble.");
}

void judgeStorm(const Known &known, Findings &findings)
{
    const bool stormIsHeard = known.snapshot.storm && isHeard(known.freshness.storm, known.now);
    if (stormIsHeard) {
        judgeNimbus(known, findings);
        judgeNimbusHost(known, findings);
        judgeNoSupervisors(known, findings);
        judgeIdle(known, findings);
        judgeSharedIds(known, findings);
        judgeVersions(known, findings);
    }
    if (stormIsHeard && isSwarmHeard(known)) {
        judgeSupervisors(known, findings);
        judgeGhosts(known, findings);
    } else if (isSwarmHeard(known)) {
        judgeImages(known, findings);
    }
}

} // namespace stormdeck::cluster
