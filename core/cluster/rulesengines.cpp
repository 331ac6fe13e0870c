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

// An answer's way and an engine's own work blur a clock by less than this.
constexpr std::chrono::milliseconds slightSkew{2000};
// Beyond it heartbeats are misjudged: Nimbus' task timeout is 30 s by default.
constexpr std::chrono::milliseconds gravestSkew{15000};

/// How far each heard engine's clock is ahead of this computer's, by machine.
QMap<QString, std::chrono::milliseconds> clockOffsets(const Known &known)
{
    QMap<QString, std::chrono::milliseconds> offsets;
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
void judgeClocks(const Known &known, Findings &findings)
{
    const QMap<QString, std::chrono::milliseconds> offsets = clockOffsets(known);
    if (offsets.size() < 2) {
        return;
    }
    const auto [slow, fast] = std::minmax_element(offsets.keyValueBegin(), offsets.keyValueEnd(),
                                                  [](const auto &a, const auto &b) { return a.second < b.second; });
    const std::chrono::milliseconds spread = (*fast).second - (*slow).second;
    if (spread < slightSkew) {
        return;
    }
    findings.push_back(
        {.code = QStringLiteral("engine.clock-skew"),
         .severity = spread < gravestSkew ? Severity::Notice : Severity::Warning,
         .subject = QStringLiteral("swarm"),
         .headline = Text::tr("The clocks of the machines differ by %1.").arg(apart(spread)),
         .evidence =
             Text::tr("%1 is ahead of %2, by what their engines call the time.").arg((*fast).first, (*slow).first),
         .nextMove = Text::tr("Let all machines follow the same time servers: Storm's and ZooKeeper's heartbeats are "
                              "judged by these clocks.")});
}

void judgeThisClock(const Known &known, Findings &findings)
{
    const QMap<QString, std::chrono::milliseconds> offsets = clockOffsets(known);
    const auto ahead = [](std::chrono::milliseconds offset) { return offset >= gravestSkew; };
    const auto behind = [](std::chrono::milliseconds offset) { return offset <= -gravestSkew; };
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

/// A rolling upgrade is fine for a while; a swarm is supported on one version.
void judgeEngineVersions(const Known &known, Findings &findings)
{
    QMap<QString, QStringList> machines;
    const QMap<QString, EngineFacts> &engines = known.snapshot.engines;
    for (auto it = engines.begin(); it != engines.end(); ++it) {
        if (!it->info.serverVersion.isEmpty()) {
            machines[it->info.serverVersion] << it.key();
        }
    }
    if (machines.size() < 2) {
        return;
    }
    QStringList parts;
    for (auto it = machines.begin(); it != machines.end(); ++it) {
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
    judgeClocks(known, findings);
    judgeThisClock(known, findings);
    judgeEngineVersions(known, findings);
}

} // namespace stormdeck::cluster
