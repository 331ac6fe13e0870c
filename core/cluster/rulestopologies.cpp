// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

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

/// From 2.0 Nimbus tells supervisors by a port of theirs, before that by ZooKeeper.
QString whyUnassigned(const Known &known)
{
    const QString &version = known.snapshot.storm->cluster.stormVersion;
    const bool pushes = !version.isEmpty() && !version.startsWith(u"0.") && !version.startsWith(u"1.");
    return pushes ? Text::tr("Look at Nimbus' output: it has to reach port 6628 (supervisor.thrift.port) of each "
                             "supervisor by the host that Storm lists.")
                  : Text::tr("Look at Nimbus' output.");
}

void judgeTooFew(const Known &known, const TopologyView &view, Findings &findings)
{
    const int assigned = view.summary.workersTotal.value_or(0);
    if (!view.workersRequested || assigned >= *view.workersRequested) {
        return;
    }
    const bool isNew = view.summary.uptimeSeconds.value_or(limits::assignSeconds) < limits::assignSeconds;
    const bool full = known.snapshot.slotsUsed >= known.snapshot.slotsTotal;
    findings.push_back(
        {.code = QStringLiteral("topology.workers-missing"),
         .severity = isNew && !full ? Severity::Notice : Severity::Warning,
         .subject = view.summary.id.value,
         .headline = Text::tr("%1 has %2 of the %3 Storm workers it asks for.")
                         .arg(view.summary.name, QString::number(assigned), QString::number(*view.workersRequested)),
         .evidence = whyTooFew(known),
         .nextMove = full    ? Text::tr("Add slots, or kill another topology.")
                     : isNew ? QString()
                             : whyUnassigned(known)});
}

void judgeStarting(const TopologyView &view, Findings &findings)
{
    if (view.workersStarting == 0) {
        return;
    }
    const int total = view.workersStarting + view.workersReporting;
    const bool late = view.workersReporting == 0 && view.summary.uptimeSeconds.value_or(0) > limits::reportSeconds;
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
    const storm::TopologyPage *page = pageOf(known.snapshot, view.summary.id);
    if (!page) {
        return;
    }
    const storm::Component *newest = nullptr;
    QStringList components;
    std::vector<Subject> about;
    for (const storm::Component &one : page->components) {
        if (!one.lastError.isEmpty() && one.errorLapsedSeconds.value_or(limits::errorSeconds) < limits::errorSeconds) {
            components << one.id;
            about.push_back(componentSubject(view.summary.id, one.id));
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
             .nextMove = Text::tr("Read the logs of its Storm workers."),
             .about = std::move(about)});
    }
}

/// One start each after a rebalance or a lost node is as it should be; the same place again and again is not.
void judgeRestarts(const Known &known, const TopologyView &view, Findings &findings)
{
    QMap<QString, int> starts;
    for (const Restart &restart : known.snapshot.seen.restarts.value(view.summary.id)) {
        starts[restart.place] += known.now - restart.at < std::chrono::seconds(limits::errorSeconds) ? 1 : 0;
    }
    const auto worst = std::max_element(starts.begin(), starts.end());
    if (worst == starts.end() || *worst < limits::restartCount) {
        return;
    }
    findings.push_back(
        {.code = QStringLiteral("topology.workers-restart"),
         .severity = Severity::Warning,
         .subject = view.summary.id.value,
         .headline = Text::tr("Storm workers of %1 start again and again.").arg(view.summary.name),
         .evidence = Text::tr("The one on %1 started %2 times in the last 10 min.").arg(worst.key()).arg(*worst),
         .nextMove = Text::tr("Read the logs of its Storm workers.")});
}

void judgeStatus(const TopologyView &view, Findings &findings)
{
    if (view.summary.status == storm::TopologyStatus::Unknown) {
        findings.push_back(
            {.code = QStringLiteral("topology.unknown-status"),
             .severity = Severity::Warning,
             .subject = view.summary.id.value,
             .headline = Text::tr("%1 is in the state “%2”.").arg(view.summary.name, view.summary.status.word),
             .nextMove = Text::tr("Look at Nimbus' output; its Storm may be newer than this Stormdeck.")});
    }
}

/// What the heap of a Storm worker may grow to, in bytes, by topology.
using Heaps = QHash<storm::TopologyId, qint64>;

Heaps workerHeaps(const std::vector<storm::TopologyPage> &pages)
{
    constexpr qint64 bytesPerMb = 1024 * 1024;
    Heaps heaps;
    for (const storm::TopologyPage &page : pages) {
        heaps.insert(page.summary.id, page.workerHeapMb.value_or(0) * bytesPerMb);
    }
    return heaps;
}

/// What those on a node may grow to together.
qint64 heapsOn(const NodeView &node, const Heaps &heaps)
{
    qint64 bytes = 0;
    for (const SlotView &slot : node.slotViews) {
        bytes += slot.topology.isEmpty() ? 0 : heaps.value(slot.topology);
    }
    return bytes;
}

/// A node whose memory nobody told is not judged.
void judgeHeaps(const Known &known, Findings &findings)
{
    const Heaps ofTopologies = workerHeaps(known.snapshot.storm->pages);
    for (const NodeView &node : known.snapshot.nodes) {
        const qint64 heaps = heapsOn(node, ofTopologies);
        if (node.memoryBytes <= 0 || heaps <= node.memoryBytes) {
            continue;
        }
        findings.push_back(
            {.code = QStringLiteral("node.heaps-too-large"),
             .severity = Severity::Warning,
             .subject = node.key,
             .headline = Text::tr("The Storm workers on %1 may take more memory than it has.").arg(node.name),
             .evidence =
                 Text::tr("Their heaps may grow to %1; it has %2.").arg(amount(heaps), amount(node.memoryBytes)),
             .nextMove = Text::tr("Lower worker.heap.memory.mb, or use fewer slots there.")});
    }
}

/// Storm lists it and refuses its page.
void judgeUntold(const TopologyView &view, Findings &findings)
{
    if (isUntold(view)) {
        findings.push_back(
            {.code = QStringLiteral("topology.untold"),
             .severity = Severity::Notice,
             .subject = view.summary.id.value,
             .headline = Text::tr("Storm does not describe %1.").arg(view.summary.name),
             .evidence =
                 Text::tr("It lists the topology and refuses its page, so nothing is known of its Storm workers."),
             .nextMove =
                 Text::tr("Look whether Nimbus leads, and whether the Storm UI's user may see this topology.")});
    }
}
} // namespace

bool isUntold(const TopologyView &topology)
{
    return !isDescribed(topology) && !(topology.summary.status == storm::TopologyStatus::Killed);
}

void judgeTopologies(const Known &known, Findings &findings)
{
    if (!known.snapshot.storm || !isHeard(known.freshness.storm, known.now)) {
        return;
    }
    judgeHeaps(known, findings);
    for (const TopologyView &view : known.snapshot.topologies) {
        judgeStatus(view, findings);
        judgeUntold(view, findings);
        if (view.summary.status == storm::TopologyStatus::Active) {
            judgeTooFew(known, view, findings);
            judgeStarting(view, findings);
            judgeErrors(known, view, findings);
            judgeRestarts(known, view, findings);
        }
    }
}

} // namespace stormdeck::cluster
