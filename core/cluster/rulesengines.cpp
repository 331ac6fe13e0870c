// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/limits.h"
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

using Offsets = QMap<QString, std::chrono::milliseconds>;

/// How far each heard engine's clock is ahead of this computer's, by machine.
Offsets clockOffsets(const Known &known)
{
    Offsets offsets;
    const QMap<QString, SourceAge> &engines = known.freshness.engines;
    for (auto it = engines.begin(); it != engines.end(); ++it) {
        if (isHeard(*it, known.now) && it->theirTime.isValid() && it->answeredAt.isValid()) {
            offsets.insert(it.key(), std::chrono::milliseconds(it->answeredAt.msecsTo(it->theirTime)));
        }
    }
    return offsets;
}

QString apart(std::chrono::milliseconds offset)
{
    return duration(offset < offset.zero() ? -offset : offset);
}

/// Storm and ZooKeeper compare times that different machines wrote down, so the machines are compared with each other.
void judgeClocks(const Offsets &offsets, Findings &findings)
{
    if (offsets.size() < 2) {
        return;
    }
    const auto [slow, fast] = std::minmax_element(offsets.keyValueBegin(), offsets.keyValueEnd(),
                                                  [](const auto &a, const auto &b) { return a.second < b.second; });
    const std::chrono::milliseconds spread = (*fast).second - (*slow).second;
    if (spread < limits::slightSkew) {
        return;
    }
    findings.push_back(
        {.code = QStringLiteral("engine.clock-skew"),
         .severity = spread < limits::gravestSkew ? Severity::Notice : Severity::Warning,
         .subject = QStringLiteral("swarm"),
         .headline = Text::tr("The clocks of the machines differ by %1.").arg(apart(spread)),
         .evidence =
             Text::tr("%1 is ahead of %2, by what their engines call the time.").arg((*fast).first, (*slow).first),
         .nextMove = Text::tr("Let all machines follow the same time servers: Storm's and ZooKeeper's heartbeats are "
                              "judged by these clocks.")});
}

void judgeThisClock(const Offsets &offsets, Findings &findings)
{
    const auto ahead = [](std::chrono::milliseconds offset) { return offset >= limits::gravestSkew; };
    const auto behind = [](std::chrono::milliseconds offset) { return offset <= -limits::gravestSkew; };
    const bool together = !offsets.isEmpty() && (std::all_of(offsets.begin(), offsets.end(), ahead) ||
                                                 std::all_of(offsets.begin(), offsets.end(), behind));
    if (together) {
        findings.push_back(
            {.code = QStringLiteral("console.clock-skew"),
             .severity = Severity::Notice,
             .subject = QStringLiteral("swarm"),
             .headline = Text::tr("This computer's clock is not the cluster's."),
             .evidence = Text::tr("It differs by %1 from that of every machine.").arg(apart(offsets.first())),
             .nextMove = Text::tr("Ages are right all the same; times of day are this computer's.")});
    }
}

/// By a node's own engine, else by the swarm's managers; empty where neither is heard. What managers know of a node
/// that is not ready is of then.
QString engineVersionOf(const Known &known, const NodeView &node)
{
    const auto engine = known.snapshot.engines.constFind(node.machine);
    const bool answers = engine != known.snapshot.engines.constEnd() &&
                         isHeard(known.freshness.engines.value(node.machine), known.now);
    if (answers && !engine->info.serverVersion.isEmpty()) {
        return engine->info.serverVersion;
    }
    const docker::Node *told = known.nodes.told(node.node);
    const bool ready = told && told->state == docker::NodeState::Ready;
    return ready && isHeard(known.freshness.swarm, known.now) ? told->engineVersion : QString();
}

/// A rolling upgrade is fine for a while; a swarm is supported on one version.
void judgeEngineVersions(const Known &known, Findings &findings)
{
    QMap<QString, QStringList> nodes;
    for (const NodeView &node : known.snapshot.nodes) {
        nodes[engineVersionOf(known, node)] << node.name;
    }
    nodes.remove(QString());
    if (nodes.size() < 2) {
        return;
    }
    QStringList parts;
    for (auto it = nodes.begin(); it != nodes.end(); ++it) {
        it->removeDuplicates(); // two endpoints of one engine
        parts << Text::tr("%1 on %2").arg(it.key(), listed(*it));
    }
    findings.push_back({.code = QStringLiteral("engine.version-skew"),
                        .severity = Severity::Notice,
                        .subject = QStringLiteral("swarm"),
                        .headline = Text::tr("The engines are of different versions."),
                        .evidence = Text::tr("%1.").arg(parts.join(QStringLiteral("; "))),
                        .nextMove = Text::tr("Bring all to one version, the managers last.")});
}
} // namespace

void judgeEngines(const Known &known, Findings &findings)
{
    const Offsets offsets = clockOffsets(known);
    judgeClocks(offsets, findings);
    judgeThisClock(offsets, findings);
    judgeEngineVersions(known, findings);
}

} // namespace stormdeck::cluster
