// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/statustext.h"

#include "commands/statusjson.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Status)
};

using namespace cluster;

QString memberWord(const MemberView &member)
{
    const bool serves = member.answer && member.answer->srvr;
    return member.name + u' ' +
           (serves ? member.answer->srvr->role.word : Text::tr("not serving (%1)").arg(member.task.word));
}

QString daemonWord(const DaemonView &daemon)
{
    switch (daemon.role) {
    case StormRole::Nimbus:
        return daemon.leader ? Text::tr("nimbus (leader)") : Text::tr("nimbus");
    case StormRole::Ui:
        return Text::tr("ui");
    case StormRole::Supervisor:
        break;
    }
    return daemon.listed ? Text::tr("supervisor") : Text::tr("supervisor (not listed)");
}

QString nodeLine(const NodeView &node, const Freshness &freshness, Instant now)
{
    QStringList parts;
    for (const MemberView &member : node.members) {
        parts << memberWord(member);
    }
    for (const DaemonView &daemon : node.daemons) {
        parts << daemonWord(daemon);
    }
    const auto used = std::count_if(node.slotViews.begin(), node.slotViews.end(),
                                    [](const SlotView &slot) { return !slot.topology.isEmpty(); });
    if (!node.slotViews.empty()) {
        parts << Text::tr("%1 of %2 slots").arg(used).arg(node.slotViews.size());
    }
    return QStringLiteral("  %1 %2 %3 %4")
        .arg(node.name, -16)
        .arg(node.address, -15)
        .arg(word(nodeStatus(node, freshness, now)), -12)
        .arg(parts.join(QStringLiteral(", ")));
}

QString ageWord(const QString &name, const SourceAge &age, Instant now)
{
    const AgeState state = ageState(age, now);
    if (state == AgeState::NotAsked) {
        return Text::tr("%1 not there").arg(name);
    }
    if (state != AgeState::Fresh) {
        return Text::tr("%1 unknown (%2)").arg(name, age.error ? age.error->reason : word(state));
    }
    return age.route.kind == Route::Kind::None ? Text::tr("%1 current").arg(name)
                                               : Text::tr("%1 current by %2").arg(name, age.route.text);
}

/// How many Storm workers a topology asks for, and which have reported, is on its page only.
QString workersWord(const TopologyView &view)
{
    if (!view.summary.workersTotal) {
        return Text::tr("Storm workers not known");
    }
    const int total = *view.summary.workersTotal;
    const QString assigned = view.workersRequested
                                 ? Text::tr("%1 of %2 Storm workers").arg(total).arg(*view.workersRequested)
                                 : Text::tr("%1 Storm workers, how many it asks for is not known").arg(total);
    return isDescribed(view) ? Text::tr("%1, %2 starting").arg(assigned).arg(view.workersStarting) : assigned;
}

QString topologyLine(const TopologyView &view)
{
    return QStringLiteral("  %1 %2 %3")
        .arg(view.summary.name, -24)
        .arg(view.summary.status.word, -12)
        .arg(workersWord(view));
}

QString signOf(Severity severity)
{
    return severity == Severity::Failure   ? QStringLiteral("✕")
           : severity == Severity::Warning ? QStringLiteral("▲")
                                           : QStringLiteral("·");
}

QString planesLine(const Freshness &freshness, Instant now)
{
    return QStringLiteral("  ") + QStringList{ageWord(Text::tr("swarm"), freshness.swarm, now),
                                              ageWord(Text::tr("ZooKeeper"), freshness.ensemble, now),
                                              ageWord(Text::tr("Storm"), freshness.storm, now)}
                                      .join(QStringLiteral(", "));
}

QStringList findingLines(const Finding &finding)
{
    QStringList lines{QStringLiteral("  %1 %2 %3").arg(signOf(finding.severity), finding.headline, finding.evidence)};
    if (!finding.nextMove.isEmpty()) {
        lines << QStringLiteral("    ") + finding.nextMove;
    }
    return lines;
}
} // namespace

QStringList statusLines(const watch::Picture &picture, Instant now)
{
    const Snapshot &snapshot = *picture.snapshot;
    QStringList lines{Text::tr("%1: %2").arg(snapshot.cluster, word(picture.health)),
                      planesLine(picture.freshness, now), Text::tr("Nodes")};
    for (const NodeView &node : snapshot.nodes) {
        lines << nodeLine(node, picture.freshness, now);
    }
    if (!snapshot.topologies.empty()) {
        lines << Text::tr("Topologies");
    }
    for (const TopologyView &view : snapshot.topologies) {
        lines << topologyLine(view);
    }
    if (!picture.findings.empty()) {
        lines << Text::tr("Findings");
    }
    for (const Finding &finding : picture.findings) {
        lines << findingLines(finding);
    }
    return lines;
}

} // namespace stormdeck::app
