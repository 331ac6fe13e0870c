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

QString evidenceOf(const SourceAge &age)
{
    const QString since =
        age.answered ? Text::tr("What is shown is as of %1.").arg(age.answeredAt.toString(QStringLiteral("HH:mm:ss")))
                     : Text::tr("It has not answered yet.");
    return sentences({age.error ? sentence(*age.error) : QString(), since});
}

bool failedWith(const SourceAge &age, const QString &code)
{
    return age.error && age.error->code == code;
}

Finding staleFinding(const QString &subject, const QString &headline, const SourceAge &age)
{
    return {.code = subject + QStringLiteral(".stale"),
            .severity = Severity::Warning,
            .subject = subject,
            .headline = headline,
            .evidence = evidenceOf(age)};
}

Finding swarmFinding(const SourceAge &age)
{
    Finding finding = staleFinding(QStringLiteral("swarm"), Text::tr("No manager of the swarm answers."), age);
    if (failedWith(age, QStringLiteral("docker.no-leader"))) {
        finding.code = QStringLiteral("swarm.no-majority");
        finding.severity = Severity::Failure;
        finding.headline = Text::tr("The swarm's managers have no majority.");
        finding.nextMove =
            Text::tr("Bring managers back until more than half of them answer; nothing can be changed before.");
    }
    return finding;
}

/// The node on which the UI's swarm task runs and that is not known to be gone; empty where there is none.
QString runningUi(const Known &known)
{
    for (const NodeView &node : known.snapshot.nodes) {
        const bool runs = std::any_of(node.daemons.begin(), node.daemons.end(), [](const DaemonView &daemon) {
            return daemon.role == StormRole::Ui && daemon.task == docker::TaskState::Running;
        });
        if (runs && nodeStatus(node, known.freshness, known.now) == NodeStatus::Ready) {
            return node.name;
        }
    }
    return {};
}

Finding stormFinding(const Known &known, const SourceAge &age)
{
    Finding finding = staleFinding(QStringLiteral("storm"), Text::tr("The Storm UI does not answer."), age);
    if (failedWith(age, QStringLiteral("storm.no-leader"))) {
        finding.code = QStringLiteral("storm.no-leader");
        finding.severity = Severity::Failure;
        finding.headline = Text::tr("Nimbus has no leader.");
        finding.nextMove = Text::tr("Look at Nimbus' swarm task and at the ensemble.");
    } else if (const QString node = runningUi(known);
               !node.isEmpty() && !failedWith(age, QStringLiteral("storm.no-route"))) {
        finding.code = QStringLiteral("storm.ui-unreachable");
        finding.headline = Text::tr("The Storm UI does not answer though its swarm task runs on %1.").arg(node);
        finding.nextMove = Text::tr("It takes about 20 s to start; after that look at its output.");
    }
    return finding;
}
} // namespace

void judgePlanes(const Known &known, Findings &findings)
{
    const Freshness &ages = known.freshness;
    if (isSilent(ages.swarm, known.now)) {
        findings.push_back(swarmFinding(ages.swarm));
    }
    if (isSilent(ages.ensemble, known.now)) {
        findings.push_back(
            staleFinding(QStringLiteral("ensemble"), Text::tr("The ensemble cannot be asked."), ages.ensemble));
    }
    if (isSilent(ages.storm, known.now)) {
        findings.push_back(stormFinding(known, ages.storm));
    }
}

} // namespace stormdeck::cluster
