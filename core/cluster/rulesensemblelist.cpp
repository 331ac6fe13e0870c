// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the members that run are those that the ensemble knows.
#include "cluster/ensemblesettings.h"
#include "cluster/joinparts.h"
#include "cluster/members.h"
#include "cluster/rules.h"

#include <QCoreApplication>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

using Services = std::vector<docker::Service>;

/// A member that others have no entry for.
struct Unlisted
{
    const docker::Service *member = nullptr;
    int id = 0;
    QStringList by; ///< names of those others
};

std::vector<Unlisted> unlistedAmong(const Services &members, const QString &cluster)
{
    std::vector<Unlisted> found;
    for (const docker::Service &member : members) {
        const auto id = serverId(member);
        Unlisted unlisted{&member, id.value_or(0), {}};
        for (const docker::Service &other : members) {
            const auto ids = listedServers(other);
            if (id && ids && !ids->contains(*id)) {
                unlisted.by << memberName(other, cluster);
            }
        }
        if (!unlisted.by.isEmpty()) {
            found.push_back(unlisted);
        }
    }
    return found;
}

Finding unlistedFinding(const Unlisted &unlisted, const QString &cluster, bool isCounted)
{
    const QString name = memberName(*unlisted.member, cluster);
    return {.code = QStringLiteral("ensemble.not-listed"),
            .severity = isCounted ? Severity::Warning : Severity::Notice,
            .subject = QStringLiteral("ensemble"),
            .headline = Text::tr("%1 is missing from the ensemble list of %2.").arg(name, listed(unlisted.by)),
            .evidence =
                Text::tr("Their ZOO_SERVERS has no server.%1: it may follow, but has no vote.").arg(unlisted.id),
            .nextMove = Text::tr("Give all members one and the same ZOO_SERVERS, one after the other."),
            .about = {{SubjectKind::Member, unlisted.member->id.value, {}},
                      {SubjectKind::Service, unlisted.member->id.value, {}}}};
}

/// "server.4 (zk4:2888:3888:participant)" of the leader's own list, for those that no member here runs as.
QStringList serversElsewhere(const std::vector<zookeeper::MemberAnswer> &answers, const Services &members)
{
    const zookeeper::MemberAnswer *leader = zookeeper::leaderAmong(answers);
    QMap<int, QString> servers = leader && leader->conf ? leader->conf->servers : QMap<int, QString>();
    for (const docker::Service &member : members) {
        servers.remove(serverId(member).value_or(0));
    }
    for (const zookeeper::MemberAnswer &answer : answers) {
        servers.remove(answer.conf ? answer.conf->serverId.value_or(0) : 0);
    }
    QStringList elsewhere;
    for (auto server = servers.begin(); server != servers.end(); ++server) {
        elsewhere << QStringLiteral("server.%1 (%2)").arg(server.key()).arg(*server);
    }
    return elsewhere;
}

Finding sizeFinding(int counted, int run, const QStringList &elsewhere)
{
    const QString cause =
        elsewhere.isEmpty()
            ? Text::tr("Its configuration was changed while it ran, or names members elsewhere.")
            : Text::tr("Its own list has what is not among the services here: %1.").arg(listed(elsewhere));
    return {
        .code = QStringLiteral("ensemble.size-differs"),
        .severity = Severity::Warning,
        .subject = QStringLiteral("ensemble"),
        .headline = Text::tr("The ensemble counts %1 voting members, the swarm is to run %2.").arg(counted).arg(run),
        .evidence = sentences({cause, Text::tr("Quorum and margin are reckoned from its own number.")}),
        .nextMove = Text::tr("Compare its configuration (the word conf, or /commands/voting_view of an AdminServer) "
                             "with the services.")};
}
} // namespace

void judgeEnsembleList(const Known &known, Findings &findings)
{
    const Snapshot &snapshot = known.snapshot;
    if (!isSwarmHeard(known)) {
        return;
    }
    const Services members = membersOf(snapshot.swarm, snapshot.cluster);
    const bool heard = snapshot.ensemble && isHeard(known.freshness.ensemble, known.now);
    const int counted = heard ? zookeeper::votersByLeader(snapshot.ensemble->members).value_or(0) : 0;
    const int run = static_cast<int>(members.size()) - (heard ? observersIn(snapshot.ensemble->members, members) : 0);
    if (counted > 0 && counted == run) {
        return; // whatever the settings say, the ensemble knows all
    }
    const std::vector<Unlisted> unlisted = unlistedAmong(members, snapshot.cluster);
    for (const Unlisted &one : unlisted) {
        findings.push_back(unlistedFinding(one, snapshot.cluster, counted > 0));
    }
    if (unlisted.empty() && counted > 0 && !members.empty()) {
        findings.push_back(sizeFinding(counted, run, serversElsewhere(snapshot.ensemble->members, members)));
    }
}

} // namespace stormdeck::cluster
