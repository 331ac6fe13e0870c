// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"
#include "cluster/rules.h"
#include "cluster/subnets.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

const QString swarmSubject = QStringLiteral("swarm");

struct UpdateWord
{
    QLatin1String state;
    QLatin1String code;
    Severity severity;
    const char *headline;
    const char *nextMove;
};

// "completed" and no word at all need no finding; a word that nobody here knows is told as it is.
constexpr UpdateWord updateWords[] = {
    {QLatin1String("updating"), QLatin1String("service.updating"), Severity::Notice,
     QT_TRANSLATE_NOOP("Health", "%1 is being updated."), ""},
    {QLatin1String("paused"), QLatin1String("service.update-paused"), Severity::Failure,
     QT_TRANSLATE_NOOP("Health", "The update of %1 has stopped."),
     QT_TRANSLATE_NOOP("Health", "Look at its swarm tasks; then update it again, or roll it back.")},
    {QLatin1String("rollback_started"), QLatin1String("service.rolling-back"), Severity::Warning,
     QT_TRANSLATE_NOOP("Health", "%1 is being rolled back."),
     QT_TRANSLATE_NOOP("Health", "Wait for it; then look why its new swarm tasks failed.")},
    {QLatin1String("rollback_paused"), QLatin1String("service.rollback-paused"), Severity::Failure,
     QT_TRANSLATE_NOOP("Health", "The rollback of %1 has stopped."),
     QT_TRANSLATE_NOOP("Health", "Look at its swarm tasks; then update it again.")},
    {QLatin1String("rollback_completed"), QLatin1String("service.rolled-back"), Severity::Warning,
     QT_TRANSLATE_NOOP("Health", "The last update of %1 was not applied."),
     QT_TRANSLATE_NOOP("Health", "It runs as before; look why its new swarm tasks failed.")},
};

constexpr const char *lookAtTasks = QT_TRANSLATE_NOOP("Health", "Look at its swarm tasks.");

QString nextMoveOf(const char *text)
{
    return *text ? Text::tr(text) : QString();
}

void judgeUpdate(const docker::Service &service, Findings &findings)
{
    const QString &state = service.updateState;
    if (state.isEmpty() || state == u"completed") {
        return;
    }
    const auto word = std::find_if(std::begin(updateWords), std::end(updateWords),
                                   [&](const UpdateWord &one) { return state == one.state; });
    const bool known = word != std::end(updateWords);
    findings.push_back({.code = known ? word->code : QLatin1String("service.update-unknown"),
                        .severity = known ? word->severity : Severity::Warning,
                        .subject = service.name,
                        .headline = known ? Text::tr(word->headline).arg(service.name)
                                          : Text::tr("The update of %1 is “%2”.").arg(service.name, state),
                        .evidence = service.updateMessage.isEmpty() ? Text::tr("Swarm says “%1”.").arg(state)
                                                                    : Text::tr("Swarm: %1.").arg(service.updateMessage),
                        .nextMove = nextMoveOf(known ? word->nextMove : lookAtTasks),
                        .about = {{SubjectKind::Service, service.id.value, {}}}});
}

/// The services in any of these networks.
std::vector<Subject> aboutServicesIn(const SwarmFacts &swarm, const std::vector<const docker::Network *> &networks)
{
    std::vector<Subject> about;
    for (const docker::Service &service : swarm.services) {
        const bool inside = std::any_of(networks.begin(), networks.end(), [&](const docker::Network *network) {
            return service.networks.contains(network->id.value) || service.networks.contains(network->name);
        });
        if (inside) {
            about.push_back({SubjectKind::Service, service.id.value, {}});
        }
    }
    return about;
}

/// A swarm-wide network that the managers never gave its addresses.
void judgeUnallocated(const SwarmFacts &swarm, const docker::Network &network, Findings &findings)
{
    if (network.scope != u"swarm" || !network.driver.isEmpty() || network.createdAt.isValid()) {
        return;
    }
    findings.push_back(
        {.code = QStringLiteral("network.not-allocated"),
         .severity = Severity::Warning,
         .subject = swarmSubject,
         .headline = Text::tr("The network %1 is not allocated.").arg(network.name),
         .evidence = network.subnets.isEmpty()
                         ? Text::tr("Swarm gave it neither addresses nor a driver.")
                         : Text::tr("It asks for %1, and swarm gave it no driver.").arg(listed(network.subnets)),
         .nextMove = Text::tr("Remove it, and make it again with a subnet of its own."),
         .about = aboutServicesIn(swarm, {&network})});
}

QString commonSubnet(const docker::Network &one, const docker::Network &other)
{
    for (const QString &subnet : one.subnets) {
        for (const QString &another : other.subnets) {
            if (subnetsOverlap(subnet, another)) {
                return subnet;
            }
        }
    }
    return {};
}

/// The nodes' own network is taken as well.
QString moveApart(const SwarmFacts &swarm)
{
    QStringList taken;
    for (const docker::Network &network : swarm.networks) {
        taken << network.subnets;
    }
    for (const docker::Node &node : swarm.nodes) {
        taken << node.address + QStringLiteral("/24");
    }
    const QString free = freeSubnet(taken);
    return free.isEmpty() ? Text::tr("Make one of them again with another subnet.")
                          : Text::tr("Make one of them again with another subnet; %1 is free.").arg(free);
}

void judgeOverlaps(const SwarmFacts &swarm, Findings &findings)
{
    const std::vector<docker::Network> &networks = swarm.networks;
    for (auto one = networks.begin(); one != networks.end(); ++one) {
        for (auto other = std::next(one); other != networks.end(); ++other) {
            // The networks of one engine are kept apart by that engine.
            const bool shared = one->scope == u"swarm" || other->scope == u"swarm";
            const QString subnet = shared ? commonSubnet(*one, *other) : QString();
            if (!subnet.isEmpty()) {
                findings.push_back(
                    {.code = QStringLiteral("network.overlap"),
                     .severity = Severity::Warning,
                     .subject = swarmSubject,
                     .headline = Text::tr("The networks %1 and %2 overlap.").arg(one->name, other->name),
                     .evidence = Text::tr("Both have addresses of %1; swarm tasks in them are refused or "
                                          "do not find each other.")
                                     .arg(subnet),
                     .nextMove = moveApart(swarm),
                     .about = aboutServicesIn(swarm, {&*one, &*other})});
            }
        }
    }
}

/// Whether a supervisor keeps its state there: storm.local.dir of the images, or of Storm itself.
bool keepsState(const docker::Mount &mount)
{
    const bool each = mount.source.isEmpty() || mount.source.contains(u"{{.Task");
    return !each && !mount.readOnly && (mount.target == u"/data" || mount.target.endsWith(u"/storm-local"));
}

/// The supervisors that keep their state in one place of a node.
struct Sharers
{
    int tasks = 0;
    std::vector<Subject> about;
};
using Places = QMap<std::pair<QString, QString>, Sharers>; ///< by node id and source

void addSharers(const docker::Service &service, const std::vector<const docker::Task *> &newest, Places &places)
{
    for (const docker::Mount &mount : service.mounts) {
        for (const docker::Task *task : newest) {
            if (keepsState(mount) && task->service == service.id && docker::runsAsMeant(*task)) {
                Sharers &sharers = places[{task->node.value, mount.source}];
                ++sharers.tasks;
                sharers.about.push_back({SubjectKind::SwarmTask, task->id.value, {}});
            }
        }
    }
}

/// Supervisors that write to one folder spoil each other's state.
void judgeSharedFolders(const Known &known, Findings &findings)
{
    const Snapshot &snapshot = known.snapshot;
    const auto newest = newestTasks(snapshot.swarm->tasks);
    Places places;
    for (const docker::Service *service :
         servicesOfRole(snapshot.swarm, snapshot.cluster, QStringLiteral("supervisor"))) {
        addSharers(*service, newest, places);
    }
    for (auto place = places.begin(); place != places.end(); ++place) {
        const QString &node = place.key().first;
        const QString &source = place.key().second;
        const NodeView *card = known.nodes.card({node});
        if (place->tasks < 2 || !card) {
            continue;
        }
        findings.push_back(
            {.code = QStringLiteral("supervisor.shared-folder"),
             .severity = Severity::Warning,
             .subject = card->key,
             .headline =
                 Text::tr("%1 supervisors on %2 share %3.").arg(QString::number(place->tasks), card->name, source),
             .evidence =
                 Text::tr("Their swarm tasks mount it where each keeps its state, and spoil it for the others."),
             .nextMove = Text::tr("Let one run on each node, or mount a volume for each, as data-{{.Task.Slot}}."),
             .about = place->about});
    }
}
} // namespace

void judgeServices(const Known &known, Findings &findings)
{
    if (!isSwarmHeard(known)) {
        return;
    }
    for (const QString &role :
         {QStringLiteral("zookeeper"), QStringLiteral("nimbus"), QStringLiteral("ui"), QStringLiteral("supervisor")}) {
        for (const docker::Service *service : servicesOfRole(known.snapshot.swarm, known.snapshot.cluster, role)) {
            judgeUpdate(*service, findings);
        }
    }
    for (const docker::Network &network : known.snapshot.swarm->networks) {
        judgeUnallocated(*known.snapshot.swarm, network, findings);
    }
    judgeOverlaps(*known.snapshot.swarm, findings);
    judgeSharedFolders(known, findings);
}

} // namespace stormdeck::cluster
