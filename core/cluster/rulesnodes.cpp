// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Health) };

/// What ran on a node that no longer answers, as a sentence; empty where nothing did.
QString lostWork(const NodeView &node)
{
    QMap<QString, int> workers;
    for (const SlotView &slot : node.slotViews) {
        if (!slot.topology.isEmpty()) {
            ++workers[slot.topologyName];
        }
    }
    QStringList parts;
    for (auto it = workers.begin(); it != workers.end(); ++it) {
        parts << Text::tr("%n Storm worker(s) of %1", nullptr, it.value()).arg(it.key());
    }
    for (const MemberView &member : node.members) {
        parts << Text::tr("ensemble member %1").arg(member.name);
    }
    return parts.isEmpty() ? QString() : Text::tr("%1 ran there.").arg(parts.join(QStringLiteral(", ")));
}

QString silence(const Known &known, const NodeView &node)
{
    const SourceAge age = known.freshness.engines.value(node.machine);
    if (node.machine.isEmpty() || !age.failingSince) {
        return {};
    }
    return Text::tr("Its engine has not answered for %1.").arg(duration(known.now - *age.failingSince));
}

QString joined(const QStringList &sentences)
{
    QStringList filled = sentences;
    filled.removeAll(QString());
    return filled.join(u' ');
}

Finding downFinding(const Known &known, const NodeView &node)
{
    const QString swarm = node.message.isEmpty() ? Text::tr("Swarm says %1.").arg(node.state.word)
                                                 : Text::tr("Swarm says %1: %2.").arg(node.state.word, node.message);
    return {.code = QStringLiteral("node.down"),
            .severity = Severity::Failure,
            .subject = node.key,
            .headline = Text::tr("%1 is down.").arg(node.name),
            .evidence = joined({silence(known, node), swarm, lostWork(node)}),
            .nextMove = Text::tr("Bring it back; what it carried starts again by itself.")};
}

Finding suspectFinding(const Known &known, const NodeView &node)
{
    const auto error = known.freshness.engines.value(node.machine).error;
    return {.code = QStringLiteral("node.suspect"),
            .severity = Severity::Warning,
            .subject = node.key,
            .headline = Text::tr("%1 is suspect.").arg(node.name),
            .evidence = joined({silence(known, node), error ? sentence(*error) : QString(),
                                Text::tr("Swarm still says %1; it takes up to 20 s to notice.").arg(node.state.word),
                                lostWork(node)}),
            .nextMove = Text::tr("Wait for swarm's verdict, or look at the machine.")};
}

Finding unreachableFinding(const Known &known, const NodeView &node)
{
    const auto error = known.freshness.engines.value(node.machine).error;
    return {.code = QStringLiteral("engine.unreachable"),
            .severity = Severity::Failure,
            .subject = node.key,
            .headline = Text::tr("The engine of %1 does not answer.").arg(node.name),
            .evidence = error ? sentence(*error) : silence(known, node),
            .nextMove = Text::tr("Check the machine and the endpoint in the profile.")};
}

void judgeNode(const Known &known, const NodeView &node, Findings &findings)
{
    switch (nodeStatus(node, known.freshness, known.now)) {
    case NodeStatus::Down: findings.push_back(downFinding(known, node)); break;
    case NodeStatus::Suspect: findings.push_back(suspectFinding(known, node)); break;
    case NodeStatus::Unreachable: findings.push_back(unreachableFinding(known, node)); break;
    case NodeStatus::Unknown:
        if (node.inSwarm && ageState(known.freshness.swarm, known.now) == AgeState::Fresh) {
            findings.push_back({.code = QStringLiteral("node.unknown-state"), .severity = Severity::Warning,
                                .subject = node.key,
                                .headline = Text::tr("%1 is in the state “%2”.").arg(node.name, node.state.word)});
        }
        break;
    case NodeStatus::Drained:
        findings.push_back({.code = QStringLiteral("node.drained"), .severity = Severity::Notice, .subject = node.key,
                            .headline = Text::tr("%1 is drained.").arg(node.name),
                            .evidence = Text::tr("Swarm places nothing on it.")});
        break;
    default: break;
    }
}

void judgeManagers(const Known &known, Findings &findings)
{
    std::vector<const NodeView *> managers;
    for (const NodeView &node : known.snapshot.nodes) {
        if (node.role == docker::NodeRole::Manager) {
            managers.push_back(&node);
        }
    }
    const auto lost = std::count_if(managers.begin(), managers.end(), [](const NodeView *node) {
        return node->reachability == docker::Reachability::Unreachable;
    });
    const auto count = static_cast<int>(managers.size());
    if (count == 1) {
        findings.push_back({.code = QStringLiteral("swarm.one-manager"), .severity = Severity::Notice,
                            .subject = QStringLiteral("swarm"), .headline = Text::tr("The swarm has one manager."),
                            .evidence = Text::tr("If %1 is lost, nothing can be changed until it returns.").arg(managers.front()->name)});
    } else if (lost > 0) {
        const int margin = (count - 1) / 2 - static_cast<int>(lost);
        findings.push_back({.code = QStringLiteral("swarm.manager-lost"), .severity = Severity::Warning,
                            .subject = QStringLiteral("swarm"),
                            .headline = Text::tr("%1 of %2 managers answer.").arg(count - lost).arg(count),
                            .evidence = Text::tr("%n more may be lost.", nullptr, margin)});
    }
}

void judgePlainTcp(const Known &known, Findings &findings)
{
    QStringList plain;
    for (const Machine &machine : known.snapshot.machines) {
        if (!machine.engine.isLocal()) {
            plain << machine.name;
        }
    }
    if (!plain.isEmpty()) {
        findings.push_back({.code = QStringLiteral("connection.plain-tcp"), .severity = Severity::Notice,
                            .subject = QStringLiteral("swarm"), .headline = Text::tr("The connection is not encrypted."),
                            .evidence = Text::tr("Plain TCP to %1: whoever reaches that port is root there.").arg(plain.join(QStringLiteral(", "))),
                            .nextMove = Text::tr("Use it only on a network that you trust.")});
    }
}
} // namespace

void judgeNodes(const Known &known, Findings &findings)
{
    for (const NodeView &node : known.snapshot.nodes) {
        judgeNode(known, node, findings);
    }
    judgeManagers(known, findings);
    judgePlainTcp(known, findings);
}

} // namespace stormdeck::cluster
