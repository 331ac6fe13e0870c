// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/ensemblesettings.h"
#include "cluster/joinparts.h"
#include "cluster/limits.h"
#include "cluster/members.h"
#include "cluster/placement.h"
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

using zookeeper::EnsembleState;
using Answer = zookeeper::MemberAnswer;

const QString ensembleSubject = QStringLiteral("ensemble");

/// Members by their names, and what findings about them are about.
struct Members
{
    QStringList names;
    std::vector<Subject> about;

    /// `times`: how often it is named.
    void add(const QString &name, const docker::ServiceId &service, int times = 1)
    {
        names << QStringList(times, name);
        if (service.isEmpty()) {
            return;
        }
        about.push_back({SubjectKind::Member, service.value, {}});
        about.push_back({SubjectKind::Service, service.value, {}});
    }
    [[nodiscard]] bool isEmpty() const { return names.isEmpty(); }
};

Finding notice(const char *code, const QString &headline, const QString &evidence, const QString &nextMove,
               std::vector<Subject> about = {})
{
    return {.code = QLatin1String(code),
            .severity = Severity::Notice,
            .subject = ensembleSubject,
            .headline = headline,
            .evidence = evidence,
            .nextMove = nextMove,
            .about = std::move(about)};
}

/// Whether the ensemble is known not to work; settings that it works with are not called wrong.
bool isBroken(const Known &known)
{
    const EnsembleState state = known.snapshot.verdict.state;
    return known.snapshot.ensemble && isHeard(known.freshness.ensemble, known.now) && state != EnsembleState::Serving &&
           state != EnsembleState::Unknown;
}

/// The members that claim one server id.
struct Claimants
{
    Members members;
    bool given = true; ///< by ZOO_MY_ID
};

Finding sharedIdFinding(int id, const Claimants &claimants)
{
    const QStringList &names = claimants.members.names;
    const QString times = names.size() == 2 ? Text::tr("twice") : Text::tr("%1 times").arg(names.size());
    return {.code = QStringLiteral("ensemble.shared-id"),
            .severity = Severity::Warning,
            .subject = ensembleSubject,
            .headline =
                Text::tr("The server id %1 is given %2: to %3.").arg(QString::number(id), times, listed(names)),
            .evidence = claimants.given ? Text::tr("ZOO_MY_ID is %1 for each of them.").arg(id)
                                        : Text::tr("Without ZOO_MY_ID a member takes 1."),
            .nextMove = Text::tr("Give each member a ZOO_MY_ID of its own, as its entry in ZOO_SERVERS says."),
            .about = claimants.members.about};
}

/// Members that claim one id never become an ensemble; their output tells of refused connections only.
bool judgeServerIds(const Known &known, const std::vector<docker::Service> &members, Findings &findings)
{
    QMap<int, Claimants> byId;
    for (const docker::Service &member : members) {
        if (const auto id = serverId(member)) {
            const int tasks = std::clamp(member.replicas.value_or(1), 1, 9);
            Claimants &claimants = byId[*id];
            claimants.members.add(memberName(member, known.snapshot.cluster), member.id, tasks);
            claimants.given = claimants.given && member.environment.join(u' ').contains(u"ZOO_MY_ID=");
        }
    }
    bool found = false;
    for (auto it = byId.begin(); it != byId.end(); ++it) {
        if (it->members.names.size() > 1) {
            findings.push_back(sharedIdFinding(it.key(), *it));
            found = true;
        }
    }
    return found;
}

bool shareANetwork(const docker::Service &one, const docker::Service &other)
{
    return std::any_of(one.networks.begin(), one.networks.end(),
                       [&](const QString &network) { return other.networks.contains(network); });
}

bool judgeNetworks(const Known &known, const std::vector<docker::Service> &members, Findings &findings)
{
    Members apart;
    for (const docker::Service &member : members) {
        const bool told = !member.networks.isEmpty() && !members.front().networks.isEmpty();
        if (told && !shareANetwork(members.front(), member)) {
            apart.add(memberName(member, known.snapshot.cluster), member.id);
        }
    }
    if (apart.isEmpty()) {
        return false;
    }
    const QString first = memberName(members.front(), known.snapshot.cluster);
    const QString others = listed(apart.names);
    apart.add(first, members.front().id);
    findings.push_back(
        {.code = QStringLiteral("ensemble.no-shared-network"),
         .severity = Severity::Warning,
         .subject = ensembleSubject,
         .headline = Text::tr("The members are not in one network."),
         .evidence = Text::tr("%1 and %2 have no network in common, so their names do not resolve.").arg(first, others),
         .nextMove = Text::tr("Put all members in one overlay network."),
         .about = std::move(apart.about)});
    return true;
}

/// A member that runs beside others that serve, and takes no part.
struct Outsiders
{
    Members members;
    QStringList nodes;
    QStringList servingNodes;
};

bool runsLongEnough(const Known &known, const MemberView &member)
{
    const auto age = secondsSince(member.taskSince, known.wall);
    return member.task == docker::TaskState::Running && age && *age >= limits::startSeconds;
}

Outsiders outsidersOf(const Known &known)
{
    Outsiders found;
    for (const NodeView &node : known.snapshot.nodes) {
        const auto serves = [](const MemberView &one) {
            return one.answer && one.answer->state == Answer::State::Serving;
        };
        if (std::any_of(node.members.begin(), node.members.end(), serves)) {
            found.servingNodes << node.name;
            continue;
        }
        for (const MemberView &member : node.members) {
            const bool cutOff =
                member.answer && (member.answer->late || member.answer->state == Answer::State::NotServing);
            if (cutOff && runsLongEnough(known, member) &&
                nodeStatus(node, known.freshness, known.now) == NodeStatus::Ready) {
                found.members.add(member.name, member.service);
                found.members.about.push_back(subjectOf(node));
                found.nodes << node.name;
            }
        }
    }
    found.nodes.removeDuplicates();
    return found;
}

/// Names resolve on every node, so a member that nobody on another node reaches is cut off below: the overlay's data
/// path. Its settings are not to blame.
void judgeReach(const Known &known, Findings &findings)
{
    const Outsiders outside = outsidersOf(known);
    if (outside.members.isEmpty() || outside.servingNodes.isEmpty()) {
        return;
    }
    findings.push_back(
        {.code = QStringLiteral("ensemble.nodes-apart"),
         .severity = Severity::Warning,
         .subject = ensembleSubject,
         .headline = Text::tr("%1 on %2 takes no part beside the members on %3.")
                         .arg(listed(outside.members.names), listed(outside.nodes), listed(outside.servingNodes)),
         .evidence =
             Text::tr("Its swarm task runs and its node is ready: it hangs, or the nodes do not reach each other "
                      "in the overlay network."),
         .nextMove = Text::tr("Let the nodes reach each other on ports 7946 (TCP and UDP) and 4789 (UDP), which the "
                              "overlay network uses."),
         .about = outside.members.about});
}

void judgeVirtualAddress(const Known &known, const std::vector<docker::Service> &members, Findings &findings)
{
    Members reached;
    for (const docker::Service &member : members) {
        if (members.size() > 1 && member.endpointMode == docker::EndpointMode::Vip) {
            reached.add(memberName(member, known.snapshot.cluster), member.id);
        }
    }
    if (!reached.isEmpty()) {
        findings.push_back(notice("ensemble.virtual-address",
                                  Text::tr("Members are reached by a virtual address: %1.").arg(listed(reached.names)),
                                  Text::tr("Swarm forgets a connection that is quiet for 15 min; the next election "
                                           "then hangs."),
                                  Text::tr("Set their endpoint mode to dnsrr."), std::move(reached.about)));
    }
}

bool keepsData(const docker::Service &member)
{
    return std::any_of(member.mounts.begin(), member.mounts.end(), [](const docker::Mount &mount) {
        return !mount.source.isEmpty() &&
               (mount.target == u"/data" || mount.target.startsWith(u"/data/") || mount.target.contains(u"zookeeper"));
    });
}

bool namesANode(const QString &constraint)
{
    const QString key = constraint.section(QStringLiteral("=="), 0, 0).trimmed();
    return constraint.contains(u"==") && (key == u"node.id" || key == u"node.hostname");
}

/// Whether a member stays where it is: by a node's name, or because no second node is known to satisfy what it asks.
bool isPinned(const docker::Service &member, const std::vector<docker::Node> &nodes)
{
    const auto mayCarryIt = [&](const docker::Node &node) {
        return std::all_of(member.constraints.begin(), member.constraints.end(),
                           [&](const QString &constraint) { return satisfies(node, constraint).value_or(false); });
    };
    return std::any_of(member.constraints.begin(), member.constraints.end(), namesANode) ||
           std::count_if(nodes.begin(), nodes.end(), mayCarryIt) < 2;
}

/// A volume is of one node. Only members that are set up as the official image wants are judged by its folders.
void judgeData(const Known &known, const std::vector<docker::Service> &members, Findings &findings)
{
    Members lost;
    Members loose;
    for (const docker::Service &member : members) {
        const bool readable = serverId(member).has_value();
        const QString name = memberName(member, known.snapshot.cluster);
        if (readable && !keepsData(member)) {
            lost.add(name, member.id);
        } else if (readable && !isPinned(member, known.snapshot.swarm->nodes)) {
            loose.add(name, member.id);
        }
    }
    if (!lost.isEmpty()) {
        findings.push_back(notice("ensemble.no-volume",
                                  Text::tr("No named volume keeps the data of %1.").arg(listed(lost.names)),
                                  Text::tr("It goes with the container, which swarm makes anew after each failure."),
                                  Text::tr("Mount a named volume at /data."), std::move(lost.about)));
    }
    if (!loose.isEmpty()) {
        findings.push_back(notice("ensemble.not-pinned",
                                  Text::tr("%1 may be moved away from its data.").arg(listed(loose.names)),
                                  Text::tr("A volume is on one node; no constraint keeps the member there."),
                                  Text::tr("Pin each member to its node."), std::move(loose.about)));
    }
}

/// Empty where no card shows the member that answered.
docker::ServiceId serviceAnswering(const Known &known, const QString &answering)
{
    for (const NodeView &node : known.snapshot.nodes) {
        for (const MemberView &member : node.members) {
            if (member.answer && member.answer->name == answering) {
                return member.service;
            }
        }
    }
    return {};
}

void judgeMntr(const Known &known, Findings &findings)
{
    Members limited;
    QString note;
    for (const Answer &answer : known.snapshot.ensemble->members) {
        if (answer.state == Answer::State::Serving && !answer.note.isEmpty() && !answer.byAdminServer) {
            limited.add(answer.name, serviceAnswering(known, answer.name));
            note = answer.note;
        }
    }
    if (!limited.isEmpty()) {
        findings.push_back(
            notice("ensemble.words-limited", Text::tr("Not every word is allowed by %1.").arg(listed(limited.names)),
                   Text::tr("Role and quorum are known all the same; %1.").arg(note), {}, std::move(limited.about)));
    }
}

/// The id that a member says it runs as; 0, which is none, where it does not say.
int saidId(const std::vector<Answer> &answers, const QString &name)
{
    for (const Answer &answer : answers) {
        if (answer.name == name && answer.conf) {
            return answer.conf->serverId.value_or(0);
        }
    }
    return 0;
}

Finding otherIdFinding(const QString &name, int said, int told, const docker::ServiceId &service)
{
    Members other;
    other.add(name, service);
    return notice("ensemble.other-id", Text::tr("%1 runs as server %2, not %3.").arg(name).arg(said).arg(told),
                  Text::tr("Its settings say %1 (ZOO_MY_ID), but its data was made with %2, and that counts. With new "
                           "data it would come back as another server.")
                      .arg(told)
                      .arg(said),
                  Text::tr("Set ZOO_MY_ID of %1 to %2.").arg(name).arg(said), std::move(other.about));
}

/// What a member's image was told counts at its first start only: it is written beside the data and stays there.
void judgeOtherIds(const Known &known, const std::vector<docker::Service> &members, Findings &findings)
{
    for (const docker::Service &service : members) {
        const QString name = memberName(service, known.snapshot.cluster);
        const int told = serverId(service).value_or(0);
        const int said = saidId(known.snapshot.ensemble->members, name);
        if (told > 0 && said > 0 && told != said) {
            findings.push_back(otherIdFinding(name, said, told, service.id));
        }
    }
}

void judgeVersions(const Known &known, Findings &findings)
{
    QMap<QString, QStringList> names;
    for (const Answer &answer : known.snapshot.ensemble->members) {
        if (answer.srvr && !answer.srvr->version.isEmpty()) {
            names[answer.srvr->version] << answer.name;
        }
    }
    if (names.size() < 2) {
        return;
    }
    QStringList parts;
    for (auto it = names.begin(); it != names.end(); ++it) {
        parts << Text::tr("%1 on %2").arg(it.key(), listed(*it));
    }
    findings.push_back(notice("ensemble.version-skew", Text::tr("The members are of different versions."),
                              Text::tr("%1.").arg(parts.join(QStringLiteral("; "))),
                              Text::tr("Give all of them one image.")));
}
} // namespace

void judgeEnsembleSettings(const Known &known, Findings &findings)
{
    if (!isSwarmHeard(known)) {
        return;
    }
    const std::vector<docker::Service> members = membersOf(known.snapshot.swarm, known.snapshot.cluster);
    judgeVirtualAddress(known, members, findings);
    judgeData(known, members, findings);
    if (known.snapshot.ensemble && isHeard(known.freshness.ensemble, known.now)) {
        judgeMntr(known, findings);
        judgeVersions(known, findings);
        judgeOtherIds(known, members, findings);
    }
    if (isBroken(known) && !judgeServerIds(known, members, findings) && !judgeNetworks(known, members, findings)) {
        judgeReach(known, findings);
    }
}

} // namespace stormdeck::cluster
