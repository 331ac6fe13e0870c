// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
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
constexpr qint64 startSeconds = 60;

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
            if (!serves(member)) {
                members << member.name;
                nodes << (isLost(known, node) ? node.name : QString());
            }
        }
    }
    nodes.removeAll(QString());
    if (members.isEmpty()) {
        return {};
    }
    return nodes.isEmpty()
               ? Text::tr("Look at the swarm tasks of %1.").arg(listed(members))
               : Text::tr("Bring %1 back, or replace %2 on another node.").arg(listed(nodes), listed(members));
}

Finding quorumFinding(const Known &known)
{
    const zookeeper::Verdict &verdict = known.snapshot.verdict;
    const QString count =
        verdict.serving == 1 ? Text::tr("%1 of %2 members serves") : Text::tr("%1 of %2 members serve");
    const QString serving = count.arg(verdict.serving).arg(verdict.voters);
    Finding finding{.subject = ensembleSubject, .nextMove = repair(known)};
    if (verdict.state == EnsembleState::NoQuorum) {
        finding.code = QStringLiteral("ensemble.no-quorum");
        finding.severity = Severity::Failure;
        finding.headline = Text::tr("The ensemble has no quorum.");
        finding.evidence =
            Text::tr("%1, %2 are needed. Storm assigns no work until then.").arg(serving).arg(verdict.quorum);
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

void judgeQuorum(const Known &known, Findings &findings)
{
    switch (known.snapshot.verdict.state) {
    case EnsembleState::NoQuorum:
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
             .evidence = Text::tr("%1 members can lose no more of them than %2 can.").arg(voters).arg(voters - 1)});
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
                        .nextMove = Text::tr("Free what it needs, or bring its node back.")});
}

bool isStarting(const Known &known, const NodeView &node, const MemberView &member)
{
    const docker::Task *task = taskOn(known.snapshot, member.service, node.node);
    const auto age = task ? secondsSince(task->changedAt, known.wall) : std::nullopt;
    return age && *age < startSeconds;
}

void judgeSilent(const Known &known, const NodeView &node, const MemberView &member, Findings &findings)
{
    const bool answers = member.answer && member.answer->state != Answer::State::NoAnswer;
    if (answers || member.task != docker::TaskState::Running || isLost(known, node)) {
        return;
    }
    const bool starting = isStarting(known, node, member);
    const QString note = member.answer ? member.answer->note : QString();
    findings.push_back(
        {.code = starting ? QStringLiteral("ensemble.member-starting") : QStringLiteral("ensemble.member-silent"),
         .severity = starting ? Severity::Notice : Severity::Warning,
         .subject = ensembleSubject,
         .headline =
             starting ? Text::tr("%1 is starting.").arg(member.name) : Text::tr("%1 does not answer.").arg(member.name),
         .evidence = note.isEmpty() ? Text::tr("Its swarm task runs on %1.").arg(node.name)
                                    : Text::tr("Its swarm task runs on %1: %2.").arg(node.name, note),
         .nextMove = starting ? QString() : Text::tr("Look at the output of %1.").arg(member.name)});
}

void judgeNotAllowed(const MemberView &member, Findings &findings)
{
    if (member.answer && member.answer->state == Answer::State::NotAllowed) {
        findings.push_back({.code = QStringLiteral("ensemble.word-not-allowed"),
                            .severity = Severity::Notice,
                            .subject = ensembleSubject,
                            .headline = Text::tr("%1 does not say what it is.").arg(member.name),
                            .evidence = member.answer->note,
                            .nextMove = Text::tr("Allow srvr and mntr in its 4lw.commands.whitelist.")});
    }
}
} // namespace

void judgeMembers(const Known &known, Findings &findings)
{
    const bool heard = known.snapshot.ensemble && isHeard(known.freshness.ensemble, known.now);
    for (const NodeView &node : known.snapshot.nodes) {
        for (const MemberView &member : node.members) {
            judgePending(known, member, findings);
            if (heard) {
                judgeSilent(known, node, member, findings);
                judgeNotAllowed(member, findings);
            }
        }
    }
    if (heard) {
        judgeQuorum(known, findings);
    }
}

} // namespace stormdeck::cluster
