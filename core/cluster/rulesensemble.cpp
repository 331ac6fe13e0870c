// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Health) };

using zookeeper::EnsembleState;

struct Plane {
    QString name;
    QString subject;
    const SourceAge &age;
};

void judgePlane(const Known &known, const Plane &plane, Findings &findings)
{
    const AgeState state = ageState(plane.age, known.now);
    if (state != AgeState::Stale && state != AgeState::Never) {
        return;
    }
    const bool noLeader = plane.age.error && plane.age.error->code == QStringLiteral("docker.no-leader");
    const QString since = plane.age.answered
        ? Text::tr("What is shown is as of %1.").arg(plane.age.answeredAt.toString(QStringLiteral("HH:mm:ss")))
        : Text::tr("It has not answered yet.");
    findings.push_back({.code = noLeader ? QStringLiteral("swarm.no-majority") : plane.subject + QStringLiteral(".stale"),
                        .severity = noLeader ? Severity::Failure : Severity::Warning,
                        .subject = plane.subject,
                        .headline = noLeader ? Text::tr("The swarm's managers have no majority.")
                                             : Text::tr("%1 does not answer.").arg(plane.name),
                        .evidence = (plane.age.error ? sentence(*plane.age.error) + u' ' : QString()) + since});
}

QString silentMembers(const Snapshot &snapshot)
{
    QStringList names;
    for (const zookeeper::MemberAnswer &member : snapshot.ensemble->members) {
        if (member.state != zookeeper::MemberAnswer::State::Serving) {
            names << (member.note.isEmpty() ? member.name : Text::tr("%1 (%2)").arg(member.name, member.note));
        }
    }
    return names.join(QStringLiteral(", "));
}

void judgeQuorum(const Known &known, Findings &findings)
{
    const zookeeper::Verdict &verdict = known.snapshot.verdict;
    const QString count = Text::tr("%1 of %2 members serve.").arg(verdict.serving).arg(verdict.voters);
    Finding finding{.subject = QStringLiteral("ensemble")};
    switch (verdict.state) {
    case EnsembleState::NoQuorum:
        finding.code = QStringLiteral("ensemble.no-quorum");
        finding.severity = Severity::Failure;
        finding.headline = Text::tr("The ensemble has no quorum.");
        finding.nextMove = Text::tr("Storm assigns no work until %1 members serve. Bring members back.").arg(verdict.quorum);
        break;
    case EnsembleState::NoMargin:
        finding.code = QStringLiteral("ensemble.no-margin");
        finding.headline = Text::tr("The ensemble has no margin left.");
        finding.nextMove = Text::tr("Losing one more stops Storm from assigning work. Bring the missing member back.");
        break;
    case EnsembleState::Degraded:
        finding.code = QStringLiteral("ensemble.degraded");
        finding.headline = Text::tr("The ensemble is not complete.");
        finding.nextMove = Text::tr("%n more may be lost.", nullptr, verdict.margin);
        break;
    case EnsembleState::Serving:
    case EnsembleState::Unknown: return;
    }
    const QString silent = silentMembers(known.snapshot);
    finding.evidence = silent.isEmpty() ? count : Text::tr("%1 Not serving: %2.").arg(count, silent);
    findings.push_back(std::move(finding));
}
} // namespace

void judgePlanes(const Known &known, Findings &findings)
{
    judgePlane(known, {Text::tr("The swarm's manager"), QStringLiteral("swarm"), known.freshness.swarm}, findings);
    judgePlane(known, {Text::tr("The ensemble"), QStringLiteral("ensemble"), known.freshness.ensemble}, findings);
    judgePlane(known, {Text::tr("The Storm UI"), QStringLiteral("storm"), known.freshness.storm}, findings);
}

void judgeMembers(const Known &known, Findings &findings)
{
    if (known.snapshot.ensemble && ageState(known.freshness.ensemble, known.now) == AgeState::Fresh) {
        judgeQuorum(known, findings);
    }
}

} // namespace stormdeck::cluster
