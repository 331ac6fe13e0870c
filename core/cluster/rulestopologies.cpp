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

/// Nimbus assigns every 10 s; a topology this young is merely new.
constexpr qint64 assignSeconds = 30;
/// Storm workers report after about 60 s; Nimbus gives up on one that has not after nimbus.task.launch.secs, 120.
constexpr qint64 reportSeconds = 120;
/// An error older than this has had its time.
constexpr qint64 recentSeconds = 600;
constexpr qsizetype shownOfAnError = 160;

QString whyTooFew(const Known &known)
{
    const Snapshot &snapshot = known.snapshot;
    if (snapshot.storm->supervisors.empty()) {
        return Text::tr("Storm lists no supervisor.");
    }
    if (snapshot.slotsUsed >= snapshot.slotsTotal) {
        return Text::tr("No slot is free: %1 of %2 are in use.").arg(snapshot.slotsUsed).arg(snapshot.slotsTotal);
    }
    return Text::tr("%1 of %2 slots are free; Nimbus has not assigned them.")
        .arg(snapshot.slotsTotal - snapshot.slotsUsed)
        .arg(snapshot.slotsTotal);
}

void judgeTooFew(const Known &known, const TopologyView &view, Findings &findings)
{
    const int assigned = view.summary.workersTotal.value_or(0);
    if (!view.workersRequested || assigned >= *view.workersRequested) {
        return;
    }
    const bool isNew = view.summary.uptimeSeconds.value_or(assignSeconds) < assignSeconds;
    const bool full = known.snapshot.slotsUsed >= known.snapshot.slotsTotal;
    findings.push_back(
        {.code = QStringLiteral("topology.workers-missing"),
         .severity = isNew && !full ? Severity::Notice : Severity::Warning,
         .subject = view.summary.id.value,
         .headline = Text::tr("%1 has %2 of the %3 Storm workers it asks for.")
                         .arg(view.summary.name, QString::number(assigned), QString::number(*view.workersRequested)),
         .evidence = whyTooFew(known),
         .nextMove = full ? Text::tr("Add slots, or kill another topology.") : QString()});
}

void judgeStarting(const TopologyView &view, Findings &findings)
{
    if (view.workersStarting == 0) {
        return;
    }
    const int total = view.workersStarting + view.workersReporting;
    const bool late = view.workersReporting == 0 && view.summary.uptimeSeconds.value_or(0) > reportSeconds;
    findings.push_back({.code = late ? QStringLiteral("topology.not-reporting") : QStringLiteral("topology.starting"),
                        .severity = late ? Severity::Warning : Severity::Notice,
                        .subject = view.summary.id.value,
                        .headline = late ? Text::tr("No Storm worker of %1 reports.").arg(view.summary.name)
                                         : Text::tr("%1 is starting.").arg(view.summary.name),
                        .evidence = Text::tr("%1 of %2 Storm workers have reported; a new one takes about 60 s.")
                                        .arg(view.workersReporting)
                                        .arg(total),
                        .nextMove = late ? Text::tr("Look at the output of its Storm workers.") : QString()});
}

/// What a topology's code threw: tuples fail or workers restart, while all daemons are well.
void judgeErrors(const Known &known, const TopologyView &view, Findings &findings)
{
    const std::vector<storm::TopologyPage> &pages = known.snapshot.storm->pages;
    const auto page = std::find_if(pages.begin(), pages.end(),
                                   [&](const storm::TopologyPage &one) { return one.summary.id == view.summary.id; });
    if (page == pages.end()) {
        return;
    }
    const storm::Component *newest = nullptr;
    QStringList components;
    for (const storm::Component &one : page->components) {
        if (!one.lastError.isEmpty() && one.errorLapsedSeconds.value_or(recentSeconds) < recentSeconds) {
            components << one.id;
            newest = !newest || one.errorLapsedSeconds < newest->errorLapsedSeconds ? &one : newest;
        }
    }
    if (newest) {
        findings.push_back(
            {.code = QStringLiteral("topology.errors"),
             .severity = Severity::Warning,
             .subject = view.summary.id.value,
             .headline = Text::tr("%1 reports errors.").arg(view.summary.name),
             .evidence = Text::tr("In %1; %2 ago: %3")
                             .arg(listed(components), duration(std::chrono::seconds(*newest->errorLapsedSeconds)),
                                  newest->lastError.section(u'\n', 0, 0).left(shownOfAnError)),
             .nextMove = Text::tr("Read the logs of its Storm workers.")});
    }
}

void judgeStatus(const TopologyView &view, Findings &findings)
{
    if (view.summary.status == storm::TopologyStatus::Unknown) {
        findings.push_back(
            {.code = QStringLiteral("topology.unknown-status"),
             .severity = Severity::Warning,
             .subject = view.summary.id.value,
             .headline = Text::tr("%1 is in the state “%2”.").arg(view.summary.name, view.summary.status.word)});
    }
}
} // namespace

void judgeTopologies(const Known &known, Findings &findings)
{
    if (!known.snapshot.storm || !isHeard(known.freshness.storm, known.now)) {
        return;
    }
    for (const TopologyView &view : known.snapshot.topologies) {
        judgeStatus(view, findings);
        if (view.summary.status == storm::TopologyStatus::Active) {
            judgeTooFew(known, view, findings);
            judgeStarting(view, findings);
            judgeErrors(known, view, findings);
        }
    }
}

} // namespace stormdeck::cluster
