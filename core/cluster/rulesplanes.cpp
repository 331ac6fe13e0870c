// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
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

Finding staleFinding(const QString &subject, const QString &headline, const QString &nextMove, const SourceAge &age)
{
    return {.code = subject + QStringLiteral(".stale"),
            .severity = Severity::Warning,
            .subject = subject,
            .headline = headline,
            .evidence = evidenceOf(age),
            .nextMove = nextMove};
}

/// By the nodes as they were last told.
QString majoritySentence(const Snapshot &snapshot)
{
    const auto managers = std::count_if(snapshot.nodes.begin(), snapshot.nodes.end(), [](const NodeView &node) {
        return node.role == docker::NodeRole::Manager && node.inSwarm;
    });
    return managers > 0 && snapshot.swarm
               ? Text::tr("Of its %1 managers %2 are needed.").arg(managers).arg(managers / 2 + 1)
               : QString();
}

Finding swarmFinding(const Snapshot &snapshot, const SourceAge &age)
{
    Finding finding =
        staleFinding(QStringLiteral("swarm"), Text::tr("No manager of the swarm answers."),
                     Text::tr("Look at the engines of its managers, and at the way from here to them."), age);
    if (failedWith(age, QStringLiteral("docker.no-leader"))) {
        finding.code = QStringLiteral("swarm.no-majority");
        finding.severity = Severity::Failure;
        finding.headline = Text::tr("The swarm's managers have no majority.");
        finding.evidence = sentences({majoritySentence(snapshot), finding.evidence});
        finding.nextMove =
            Text::tr("Bring managers back until more than half of them answer; nothing can be changed before.");
    } else if (failedWith(age, QStringLiteral("docker.swarm-locked"))) {
        finding.code = QStringLiteral("swarm.locked");
        finding.severity = Severity::Failure;
        finding.headline = Text::tr("The swarm's manager is locked.");
        finding.nextMove = Text::tr("Unlock it with the swarm's unlock key: docker swarm unlock.");
    }
    return finding;
}

/// The UI's swarm task where it runs on a node that is not known to be gone.
struct RunningUi
{
    QString node;
    std::optional<qint64> seconds; ///< since it runs
};

std::optional<RunningUi> runningUi(const Known &known)
{
    for (const NodeView &node : known.snapshot.nodes) {
        for (const DaemonView &daemon : node.daemons) {
            const bool runs = daemon.role == StormRole::Ui && daemon.task == docker::TaskState::Running;
            if (runs && nodeStatus(node, known.freshness, known.now) == NodeStatus::Ready) {
                return RunningUi{node.name, secondsSince(daemon.taskSince, known.wall)};
            }
        }
    }
    return std::nullopt;
}

Finding unreachableUi(Finding finding, const RunningUi &ui)
{
    finding.code = QStringLiteral("storm.ui-unreachable");
    finding.headline = Text::tr("The Storm UI does not answer though its swarm task runs on %1.").arg(ui.node);
    finding.nextMove = ui.seconds && *ui.seconds < limits::startSeconds
                           ? Text::tr("Its swarm task runs since %1; it takes about 20 s to start.")
                                 .arg(duration(std::chrono::seconds(*ui.seconds)))
                           : Text::tr("Look at its output on %1.").arg(ui.node);
    return finding;
}

Finding stormFinding(const Known &known, const SourceAge &age)
{
    Finding finding = staleFinding(QStringLiteral("storm"), Text::tr("The Storm UI does not answer."),
                                   Text::tr("Look at the swarm tasks of the UI's service."), age);
    if (failedWith(age, QStringLiteral("storm.no-leader"))) {
        finding.code = QStringLiteral("storm.no-leader");
        finding.severity = Severity::Failure;
        finding.headline = Text::tr("Nimbus has no leader.");
        finding.evidence = sentences({Text::tr("The Storm UI itself answers."), finding.evidence});
        finding.nextMove = nimbusMove(known);
        return finding;
    }
    if (failedWith(age, QStringLiteral("storm.ui-paused"))) {
        finding.code = age.error->code;
        finding.headline = Text::tr("The container of the Storm UI is paused.");
        finding.nextMove = age.error->remedy;
        return finding;
    }
    if (age.error && age.error->layer == Layer::Storm && age.error->httpStatus > 0) {
        finding.code = QStringLiteral("storm.ui-fails");
        finding.headline = Text::tr("The Storm UI answers with an error.");
        finding.nextMove = Text::tr("Look at the output of the UI and of Nimbus.");
        return finding;
    }
    const auto ui = failedWith(age, QStringLiteral("storm.no-route")) ? std::nullopt : runningUi(known);
    return ui ? unreachableUi(std::move(finding), *ui) : finding;
}
} // namespace

void judgePlanes(const Known &known, Findings &findings)
{
    const Freshness &ages = known.freshness;
    if (isSilent(ages.swarm, known.now)) {
        findings.push_back(swarmFinding(known.snapshot, ages.swarm));
    }
    if (isSilent(ages.ensemble, known.now)) {
        findings.push_back(staleFinding(
            QStringLiteral("ensemble"), Text::tr("The ensemble cannot be asked."),
            Text::tr("Look at the swarm tasks of its members, and at the engines that run them."), ages.ensemble));
    }
    if (isSilent(ages.storm, known.now)) {
        findings.push_back(stormFinding(known, ages.storm));
    }
}

} // namespace stormdeck::cluster
