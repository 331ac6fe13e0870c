// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

Finding otherSwarm(const Known &known, const QString &machine, const docker::SwarmId &other)
{
    const SwarmFacts &swarm = *known.snapshot.swarm;
    return {.code = QStringLiteral("engine.other-swarm"),
            .severity = Severity::Warning,
            .subject = subjectOfMachine(known, machine),
            .headline = Text::tr("%1 manages another swarm.").arg(machine),
            .evidence = Text::tr("It is a manager of the swarm %1; what is shown is the swarm %2, by %3.")
                            .arg(other.shortened(), swarm.swarm.id.shortened(), swarm.manager),
            .nextMove = Text::tr("Take it out of this connection, or let it leave that swarm and join this one.")};
}

/// Only managers know the name of their swarm.
bool isOfAnotherSwarm(const Known &known, const docker::LocalSwarm &local)
{
    return !local.swarm.isEmpty() && !known.snapshot.swarm->swarm.id.isEmpty() &&
           local.swarm != known.snapshot.swarm->swarm.id;
}

QString managersOf(const docker::LocalSwarm &local)
{
    QStringList addresses;
    for (const docker::RemoteManager &manager : local.managers) {
        addresses << manager.address;
    }
    return addresses.isEmpty() ? QString() : Text::tr("It asks %1.").arg(listed(addresses));
}

void judgeJoining(const Known &known, const NodeView &node, const docker::LocalSwarm &local, Findings &findings)
{
    const auto &joining = known.snapshot.seen.joiningSince;
    const auto since = joining.constFind(node.machine);
    const bool isLate = since != joining.constEnd() && known.now - *since > std::chrono::seconds(limits::joinSeconds) &&
                        local.error.isEmpty();
    if (isLate) {
        findings.push_back(
            {.code = QStringLiteral("node.joining"),
             .severity = Severity::Warning,
             .subject = node.key,
             .headline = Text::tr("%1 is still joining the swarm.").arg(node.name),
             .evidence = sentences({Text::tr("Its engine has called itself %1 for %2, and tells no error.")
                                        .arg(local.state.word, duration(known.now - *since)),
                                    managersOf(local)}),
             .nextMove = Text::tr("Check that it reaches a manager at TCP 2377, then let it leave and join again.")});
    }
}

void judgeOutside(const NodeView &node, const docker::LocalSwarm &local, Findings &findings)
{
    const bool elsewhere = local.state == docker::LocalNodeState::Active;
    findings.push_back(
        {.code = QStringLiteral("node.not-in-swarm"),
         .severity = Severity::Notice,
         .subject = node.key,
         .headline = Text::tr("%1 is not in the swarm.").arg(node.name),
         .evidence = elsewhere ? Text::tr("Its engine is part of a swarm as node %1, which no manager here lists.")
                                     .arg(local.node.shortened())
                               : Text::tr("Its engine says %1, while others of this connection are in a swarm.")
                                     .arg(local.state.word),
         .nextMove = elsewhere ? Text::tr("Let it leave that swarm and join this one, if it is to take part.")
                               : Text::tr("Join it to the swarm, or take it out of this connection.")});
}

void judgeMachine(const Known &known, const NodeView &node, Findings &findings)
{
    const auto engine = known.snapshot.engines.constFind(node.machine);
    if (engine == known.snapshot.engines.constEnd() ||
        !isHeard(known.freshness.engines.value(node.machine), known.now)) {
        return;
    }
    const docker::LocalSwarm &local = engine->info.swarm;
    if (isOfAnotherSwarm(known, local)) {
        findings.push_back(otherSwarm(known, node.machine, local.swarm));
    } else if (node.inSwarm || !isHeard(known.freshness.swarm, known.now)) {
        return;
    } else if (local.state == docker::LocalNodeState::Pending) {
        judgeJoining(known, node, local, findings);
    } else if (local.state == docker::LocalNodeState::Inactive || local.state == docker::LocalNodeState::Active) {
        judgeOutside(node, local, findings);
    }
}
} // namespace

void judgeMembership(const Known &known, Findings &findings)
{
    for (const NodeView &node : known.snapshot.nodes) {
        if (known.snapshot.swarm) {
            judgeMachine(known, node, findings);
        }
    }
}

} // namespace stormdeck::cluster
