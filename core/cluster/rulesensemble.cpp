// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"
#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>

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

bool serves(const MemberView &member)
{
    return member.answer && member.answer->state == Answer::State::Serving;
}

bool isLost(const Known &known, const NodeView &node)
{
    const NodeStatus status = nodeStatus(node, known.freshness, known.now);
    return status == NodeStatus::Down || status == NodeStatus::Suspect;
}

/// "Bring storm-3 back, or replace zk3 on another node.", for the members that do not serve.
QString repair(const Known &known)
{
    QStringList nodes;
    QStringList members;
    for (const NodeView &node : known.snapshot.nodes) {
        for (const MemberView &member : node.members) {
            if (!serves(member) && !member.observer) {
                members << member.name;
                nodes << (isLost(known, node) ? node.name : QString());
            }
        }
    }
    nodes.removeAll(QString());
    if (members.isEmpty()) {
        return Text::tr("Look at the swarm tasks of its members.");
    }
    return nodes.isEmpty()
               ? Text::tr("Look at the output of %1; if a name does not resolve there, put all members in one network.")
                     .arg(listed(members))
               : Text::tr("Bring %1 back, or replace %2 on another node.").arg(listed(nodes), listed(members));
}

/// The voting members that do not serve.
std::vector<Subject> missing(const Known &known)
{
    std::vector<Subject> members;
    for (const NodeView &node : known.snapshot.nodes) {
        for (const MemberView &member : node.members) {
            if (!serves(member) && !member.observer) {
                members.push_back(subjectOf(member));
            }
        }
    }
    return members;
}

/// A member that runs answers even without quorum, by saying that it does not serve.
QString idleSentence(const Known &known)
{
    QStringList names;
    for (const Answer &answer : known.snapshot.ensemble->members) {
        if (answer.state == Answer::State::NotServing) {
            names << answer.name;
        }
    }
    if (names.isEmpty()) {
        return {};
    }
    return (names.size() == 1 ? Text::tr("%1 runs, but serves nothing without quorum.")
                              : Text::tr("%1 run, but serve nothing without quorum."))
        .arg(listed(names));
}

/// Members that take TLS only do not answer plain words, yet work for Storm.
QString stormSentence(const Known &known)
{
    const auto &members = known.snapshot.ensemble->members;
    const bool allSilent = std::all_of(members.begin(), members.end(),
                                       [](const Answer &answer) { return answer.state == Answer::State::NoAnswer; });
    const bool heard = known.snapshot.storm && isHeard(known.freshness.storm, known.now);
    const bool leads =
        heard && std::any_of(known.snapshot.storm->nimbuses.begin(), known.snapshot.storm->nimbuses.end(),
                             [](const storm::Nimbus &nimbus) { return nimbus.status == storm::NimbusStatus::Leader; });
    return allSilent && leads ? Text::tr("Storm still names a leading Nimbus, so the members may work and only refuse "
                                         "plain words, as with a client port for TLS only.")
                              : QString();
}

Finding quorumFinding(const Known &known)
{
    const zookeeper::Verdict &verdict = known.snapshot.verdict;
    const QString count =
        verdict.serving == 1 ? Text::tr("%1 of %2 members serves") : Text::tr("%1 of %2 members serve");
    const QString serving = count.arg(verdict.serving).arg(verdict.voters);
    Finding finding{.subject = ensembleSubject, .nextMove = repair(known), .about = missing(known)};
    if (verdict.state == EnsembleState::NoQuorum) {
        finding.code = QStringLiteral("ensemble.no-quorum");
        finding.severity = Severity::Failure;
        finding.headline = Text::tr("The ensemble has no quorum.");
        finding.evidence =
            sentences({Text::tr("%1, %2 are needed.").arg(serving).arg(verdict.quorum), idleSentence(known),
                       Text::tr("Storm assigns no work until then."), stormSentence(known)});
    } else if (verdict.state == EnsembleState::NoMargin) {
        finding.code = QStringLiteral("ensemble.no-margin");
        finding.headline = Text::tr("The ensemble has no margin left.");
        finding.evidence = Text::tr("%1; losing one more stops Storm from assigning work.").arg(serving);
    } else {
        finding.code = QStringLiteral("ensemble.degraded");
        finding.headline = Text::tr("The ensemble is not complete.");
        finding.evidence = Text::tr("%1; %2 more may be lost.").arg(serving).arg(verdict.margin);
    }
    return finding;
}

/// How long ago the last of the members' services was made; nullopt where that is not known.
std::optional<qint64> secondsSinceMade(const Known &known)
{
    std::optional<qint64> least;
    for (const docker::Service &service : membersOf(known.snapshot.swarm, known.snapshot.cluster)) {
        const auto age = secondsSince(service.createdAt, known.wall);
        if (!age) {
            return std::nullopt;
        }
        least = std::min(least.value_or(*age), *age);
    }
    return least;
}

int runningMembers(const Known &known)
{
    int running = 0;
    for (const NodeView &node : known.snapshot.nodes) {
        running +=
            static_cast<int>(std::count_if(node.members.begin(), node.members.end(), [](const MemberView &member) {
                return !member.observer && member.task == docker::TaskState::Running;
            }));
    }
    return running;
}

/// Members find each other only when all of them run; a new ensemble has the time for that.
bool judgeForming(const Known &known, Findings &findings)
{
    const auto age = secondsSinceMade(known);
    if (!age || *age >= limits::formingSeconds) {
        return false;
    }
    findings.push_back({.code = QStringLiteral("ensemble.forming"),
                        .severity = Severity::Notice,
                        .subject = ensembleSubject,
                        .headline = Text::tr("The ensemble waits for its members."),
                        .evidence = Text::tr("%1 of %2 run; it was made %3 ago and has %4 left to find itself.")
                                        .arg(runningMembers(known))
                                        .arg(known.snapshot.verdict.voters)
                                        .arg(duration(std::chrono::seconds(*age)),
                                             duration(std::chrono::seconds(limits::formingSeconds - *age))),
                        .about = missing(known)});
    return true;
}

void judgeQuorum(const Known &known, Findings &findings)
{
    switch (known.snapshot.verdict.state) {
    case EnsembleState::NoQuorum:
        if (!judgeForming(known, findings)) {
            findings.push_back(quorumFinding(known));
        }
        break;
    case EnsembleState::NoMargin:
    case EnsembleState::Degraded:
        findings.push_back(quorumFinding(known));
        break;
    case EnsembleState::Serving:
    case EnsembleState::Unknown:
        break;
    }
    const int voters = known.snapshot.verdict.voters;
    if (voters > 0 && voters % 2 == 0) {
        findings.push_back(
            {.code = QStringLiteral("ensemble.even"),
             .severity = Severity::Notice,
             .subject = ensembleSubject,
             .headline = Text::tr("The ensemble has %1 members.").arg(voters),
             .evidence = Text::tr("%1 members can lose no more of them than %2 can.").arg(voters).arg(voters - 1),
             .nextMove = Text::tr("Add a member, or do without one.")});
    }
}

/// A member's task waits for a node: known from the swarm, whether or not anyone could ask the ensemble.
void judgePending(const Known &known, const MemberView &member, Findings &findings)
{
    if (member.task != docker::TaskState::Pending || !isHeard(known.freshness.swarm, known.now)) {
        return;
    }
    findings.push_back({.code = QStringLiteral("ensemble.member-pending"),
                        .severity = Severity::Warning,
                        .subject = ensembleSubject,
                        .headline = Text::tr("%1 waits for a node.").arg(member.name),
                        .evidence = member.taskError.isEmpty()
                                        ? Text::tr("Swarm has not placed it yet.")
                                        : Text::tr("Swarm: %1.").arg(readableReason(member.taskError)),
                        .nextMove = Text::tr("Free what it needs, or bring its node back."),
                        .about = aboutMember(member)});
}

bool isStarting(const Known &known, const MemberView &member)
{
    const auto age = secondsSince(member.taskSince, known.wall);
    return age && *age < limits::startSeconds;
}

void judgeSilent(const Known &known, const NodeView &node, const MemberView &member, Findings &findings)
{
    const bool answers = member.answer && member.answer->state != Answer::State::NoAnswer;
    if (answers || member.observer || member.task != docker::TaskState::Running || isLost(known, node)) {
        return;
    }
    const bool starting = isStarting(known, member);
    const QString note = member.answer ? member.answer->note : QString();
    findings.push_back(
        {.code = starting ? QStringLiteral("ensemble.member-starting") : QStringLiteral("ensemble.member-silent"),
         .severity = starting ? Severity::Notice : Severity::Warning,
         .subject = ensembleSubject,
         .headline =
             starting ? Text::tr("%1 is starting.").arg(member.name) : Text::tr("%1 does not answer.").arg(member.name),
         .evidence = note.isEmpty() ? Text::tr("Its swarm task runs on %1.").arg(node.name)
                                    : Text::tr("Its swarm task runs on %1: %2.").arg(node.name, note),
         .nextMove = starting ? QString() : Text::tr("Look at the output of %1.").arg(member.name),
         .about = aboutMember(member)});
}

void judgeNotAllowed(const MemberView &member, Findings &findings)
{
    if (member.answer && member.answer->state == Answer::State::NotAllowed) {
        findings.push_back({.code = QStringLiteral("ensemble.word-not-allowed"),
                            .severity = Severity::Notice,
                            .subject = ensembleSubject,
                            .headline = Text::tr("%1 does not say what it is.").arg(member.name),
                            .evidence = member.answer->note,
                            .nextMove = Text::tr("Allow srvr and mntr in its 4lw.commands.whitelist, or switch its "
                                                 "AdminServer on."),
                            .about = aboutMember(member)});
    }
}

/// It runs: something speaks TLS at its client port. That is no fault, but nobody can say that it serves either.
void judgeEncrypted(const MemberView &member, Findings &findings)
{
    if (member.answer && member.answer->state == Answer::State::Encrypted) {
        findings.push_back(
            {.code = QStringLiteral("ensemble.tls-only"),
             .severity = Severity::Notice,
             .subject = ensembleSubject,
             .headline = Text::tr("%1 takes TLS only.").arg(member.name),
             .evidence = Text::tr("Its client port answers in TLS, so it runs; plain words are not heard there, so "
                                  "whether it serves is not known."),
             .nextMove = Text::tr("Switch its AdminServer on: it is asked where the client port takes TLS only."),
             .about = aboutMember(member)});
    }
}

void judgeObservers(const Known &known, Findings &findings)
{
    QStringList silent;
    std::vector<Subject> about;
    for (const NodeView &node : known.snapshot.nodes) {
        for (const MemberView &member : node.members) {
            if (member.observer && !serves(member)) {
                silent << member.name;
                const std::vector<Subject> one = aboutMember(member);
                about.insert(about.end(), one.begin(), one.end());
            }
        }
    }
    if (silent.isEmpty()) {
        return;
    }
    const qsizetype count = silent.size();
    findings.push_back(
        {.code = QStringLiteral("ensemble.observers-silent"),
         .severity = Severity::Warning,
         .subject = ensembleSubject,
         .headline = count == 1 ? Text::tr("An observer does not serve: %1.").arg(silent.first())
                                : Text::tr("%1 observers do not serve.").arg(count),
         .evidence = Text::tr("%1 have no vote: quorum and margin are as they were.").arg(listed(silent)),
         .nextMove = Text::tr("Look at the output of %1.").arg(listed(silent)),
         .about = std::move(about)});
}
} // namespace

std::vector<Subject> aboutMember(const MemberView &member)
{
    return {subjectOf(member), {SubjectKind::Service, member.service.value, {}}};
}

void judgeMembers(const Known &known, Findings &findings)
{
    const bool heard = known.snapshot.ensemble && isHeard(known.freshness.ensemble, known.now);
    for (const NodeView &node : known.snapshot.nodes) {
        for (const MemberView &member : node.members) {
            judgePending(known, member, findings);
            if (heard) {
                judgeSilent(known, node, member, findings);
                judgeNotAllowed(member, findings);
                judgeEncrypted(member, findings);
            }
        }
    }
    if (heard) {
        judgeQuorum(known, findings);
        judgeObservers(known, findings);
    }
}

} // namespace stormdeck::cluster
