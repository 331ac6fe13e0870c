// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
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

void judgePlainTcp(const Known &known, Findings &findings)
{
    QStringList plain;
    for (const Machine &machine : known.snapshot.machines) {
        if (machine.engine.isExposed()) {
            plain << machine.name;
        }
    }
    if (!plain.isEmpty()) {
        findings.push_back(
            {.code = QStringLiteral("connection.plain-tcp"),
             .severity = Severity::Notice,
             .subject = QStringLiteral("swarm"),
             .headline = Text::tr("The connection is not encrypted."),
             .evidence = Text::tr("Plain TCP to %1: whoever reaches that port is root there.").arg(listed(plain)),
             .nextMove = Text::tr("Use it only on a network that you trust.")});
    }
}

/// Two endpoints of one engine, or machines cloned with the engine's identity in the image.
void judgeSharedEngine(const Known &known, Findings &findings)
{
    QMap<QString, QStringList> machines;
    for (auto it = known.snapshot.engines.begin(); it != known.snapshot.engines.end(); ++it) {
        if (isHeard(known.freshness.engines.value(it.key()), known.now)) {
            machines[it->info.id.value] << it.key();
        }
    }
    machines.remove(QString());
    for (const QStringList &names : machines) {
        if (names.size() > 1) {
            findings.push_back(
                {.code = QStringLiteral("engine.shared-id"),
                 .severity = Severity::Warning,
                 .subject = QStringLiteral("machine:") + names.first(),
                 .headline = Text::tr("%1 report one and the same engine.").arg(listed(names)),
                 .evidence = Text::tr("Their engines have the same id."),
                 .nextMove = Text::tr("Correct the endpoints, or give cloned machines an identity of their own.")});
        }
    }
}

/// A worker can come back by a manager, the last manager only by its own data.
QString certificateMove(const Snapshot &snapshot, const QString &machine)
{
    const auto managers = std::count_if(snapshot.machines.begin(), snapshot.machines.end(),
                                        [](const Machine &one) { return one.manager; });
    const bool last =
        managers == 1 && std::any_of(snapshot.machines.begin(), snapshot.machines.end(),
                                     [&](const Machine &one) { return one.manager && one.name == machine; });
    return last ? Text::tr("As the only manager: docker swarm init --force-new-cluster on it keeps services and nodes.")
                : Text::tr("Let it leave the swarm and join again.");
}

Finding expiredFinding(const Known &known, const QString &machine, const docker::LocalSwarm &local)
{
    return {.code = QStringLiteral("engine.swarm-certificate-expired"),
            .severity = Severity::Failure,
            .subject = subjectOfMachine(known, machine),
            .headline = Text::tr("The swarm certificate of %1 has expired.").arg(machine),
            .evidence = local.error,
            .nextMove = certificateMove(known.snapshot, machine)};
}

/// What an engine says of its own part in a swarm: locked, in error, or of another swarm's word.
void judgeLocalSwarm(const Known &known, Findings &findings)
{
    for (auto it = known.snapshot.engines.begin(); it != known.snapshot.engines.end(); ++it) {
        const docker::LocalSwarm &local = it->info.swarm;
        const bool locked = local.state == docker::LocalNodeState::Locked;
        const bool told = locked || local.state == docker::LocalNodeState::Error || !local.error.isEmpty();
        if (!told || !isHeard(known.freshness.engines.value(it.key()), known.now)) {
            continue;
        }
        if (local.error.contains(u"certificate has expired")) {
            findings.push_back(expiredFinding(known, it.key(), local));
            continue;
        }
        findings.push_back(
            {.code = locked ? QStringLiteral("engine.locked") : QStringLiteral("engine.swarm-error"),
             .severity = Severity::Warning,
             .subject = subjectOfMachine(known, it.key()),
             .headline = locked ? Text::tr("The manager on %1 is locked.").arg(it.key())
                                : Text::tr("The engine of %1 has trouble with the swarm.").arg(it.key()),
             .evidence = local.error.isEmpty() ? Text::tr("Its engine says “%1”.").arg(local.state.word) : local.error,
             .nextMove = locked ? Text::tr("Unlock it with the swarm's unlock key.")
                                : Text::tr("Look at the engine's log there: journalctl -u docker.")});
    }
}

Finding oneManager(const NodeView &manager)
{
    return {.code = QStringLiteral("swarm.one-manager"),
            .severity = Severity::Notice,
            .subject = QStringLiteral("swarm"),
            .headline = Text::tr("The swarm has one manager."),
            .evidence = Text::tr("If %1 is lost, nothing can be changed until it returns.").arg(manager.name),
            .nextMove = Text::tr("With three managers one may be lost: docker node promote.")};
}

Finding lostManagers(int total, const QStringList &lost)
{
    const int count = static_cast<int>(lost.size());
    const int margin = (total - 1) / 2 - count;
    return {.code = margin > 0 ? QStringLiteral("swarm.manager-lost") : QStringLiteral("swarm.no-manager-margin"),
            .severity = Severity::Warning,
            .subject = QStringLiteral("swarm"),
            .headline = margin > 0 ? Text::tr("%1 of %2 managers can be reached.").arg(total - count).arg(total)
                                   : Text::tr("The swarm has no manager to spare."),
            .evidence =
                margin > 0
                    ? Text::tr("%1 does not answer the others; %2 more may be lost.").arg(listed(lost)).arg(margin)
                    : Text::tr("%1 of %2 managers can be reached; losing one more stops every change.")
                          .arg(total - count)
                          .arg(total),
            .nextMove = Text::tr("Bring %1 back.").arg(listed(lost))};
}

Finding evenManagers(int total)
{
    return {.code = QStringLiteral("swarm.even-managers"),
            .severity = Severity::Notice,
            .subject = QStringLiteral("swarm"),
            .headline = Text::tr("The swarm has %1 managers.").arg(total),
            .evidence = Text::tr("%1 managers can lose no more of them than %2 can.").arg(total).arg(total - 1),
            .nextMove = Text::tr("Make one more node a manager: docker node promote.")};
}
} // namespace

QString subjectOfMachine(const Known &known, const QString &machine)
{
    const NodeView *card = known.nodes.cardOfMachine(machine);
    return card ? card->key : QStringLiteral("machine:") + machine;
}

void judgeConnections(const Known &known, Findings &findings)
{
    judgePlainTcp(known, findings);
    judgeSharedEngine(known, findings);
    judgeLocalSwarm(known, findings);
}

void judgeManagers(const Known &known, Findings &findings)
{
    if (!isSwarmHeard(known)) {
        return;
    }
    std::vector<const NodeView *> managers;
    QStringList lost;
    for (const NodeView &node : known.snapshot.nodes) {
        if (!isVoter(node)) {
            continue;
        }
        managers.push_back(&node);
        if (node.reachability == docker::Reachability::Unreachable) {
            lost << node.name;
        }
    }
    const int total = static_cast<int>(managers.size());
    if (total == 1) {
        findings.push_back(oneManager(*managers.front()));
    } else if (!lost.isEmpty()) {
        findings.push_back(lostManagers(total, lost));
    } else if (total > 0 && total % 2 == 0) {
        findings.push_back(evenManagers(total));
    }
}

} // namespace stormdeck::cluster
