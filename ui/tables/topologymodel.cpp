// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/topologymodel.h"

#include "models/agestates.h"
#include "tables/stormcells.h"
#include "util/naturalorder.h"

#include <QCoreApplication>
#include <QLocale>

namespace stormdeck::tables {

using cluster::TopologyView;
using storm::TopologyStatus;
using style::Sign;
using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Topologies)
};

TopologyLook activeLook(const TopologyView &topology)
{
    const int missing = topology.workersRequested.value_or(0) - topology.workersReporting - topology.workersStarting;
    if (missing > 0) {
        return {Tone::Warning, Sign::Triangle, Text::tr("Active, %n worker(s) missing", nullptr, missing)};
    }
    if (topology.workersStarting > 0) {
        return {Tone::Accent, Sign::Ring, Text::tr("Starting, %1 workers report").arg(workersOf(topology))};
    }
    return {Tone::Ok, Sign::Dot, Text::tr("Active")};
}

Cell statusCell(const TopologyView &topology, bool old)
{
    const TopologyLook look = lookOf(topology);
    Cell cell{.text = look.word, .raw = topology.summary.status.word, .tone = look.tone, .sign = look.sign};
    if (old) {
        cell.tone = Tone::Unknown;
        cell.sign = Sign::Question;
    }
    return cell;
}

Cell latencyCell(const std::optional<double> &time)
{
    return time ? Cell{.text = Text::tr("%1 ms").arg(QLocale().toString(*time, 'f', 1)), .raw = *time} : textCell({});
}

Cell busiestCell(const TopologyView &topology)
{
    if (topology.busiestBolt.isEmpty() || !topology.busiestCapacity) {
        return textCell({});
    }
    const QString figure = QLocale().toString(*topology.busiestCapacity, 'f', 2);
    Cell cell{.text = QStringLiteral("%1 %2").arg(topology.busiestBolt, figure), .raw = *topology.busiestCapacity};
    if (*topology.busiestCapacity > 0.9) {
        cell.tone = Tone::Warning;
        cell.sign = Sign::Triangle;
    }
    return cell;
}

Cell errorsCell(const TopologyView &topology)
{
    Cell cell = numberCell(topology.componentsWithErrors);
    if (topology.componentsWithErrors.value_or(0) > 0) {
        cell.tone = Tone::Warning;
        cell.sign = Sign::Triangle;
        cell.tip = Text::tr("%n component(s) with an error. The newest: %1", nullptr, *topology.componentsWithErrors)
                       .arg(topology.newestError);
    }
    return cell;
}

} // namespace

TopologyLook lookOf(const TopologyView &topology)
{
    switch (topology.summary.status.value) {
    case TopologyStatus::Active:
        return activeLook(topology);
    case TopologyStatus::Inactive:
        return {Tone::Unknown, Sign::Pause, Text::tr("Inactive")};
    case TopologyStatus::Rebalancing:
        return {Tone::Accent, Sign::Ring, Text::tr("Rebalancing")};
    case TopologyStatus::Killed:
        return {Tone::Warning, Sign::Triangle, Text::tr("Being killed")};
    case TopologyStatus::Unknown:
        break;
    }
    const QString word = topology.summary.status.word;
    return {Tone::Unknown, Sign::Question, word.isEmpty() ? Text::tr("Unknown") : word};
}

QString workersOf(const TopologyView &topology)
{
    if (!topology.workersRequested) {
        return QString::number(topology.workersReporting);
    }
    return Text::tr("%1 of %2").arg(topology.workersReporting).arg(*topology.workersRequested);
}

void TopologyModel::show(const watch::Picture &picture, const cluster::Delta &delta, Instant now)
{
    const bool first = !m_picture.snapshot;
    m_picture = picture;
    if (!picture.snapshot) {
        return clear();
    }
    const std::vector<TopologyView> &views = picture.snapshot->topologies;
    const auto keys = models::keysOf(views, [](const TopologyView &view) { return view.summary.id.value; });
    const qsizetype cameAndWent = delta.topologiesAdded.size() + delta.topologiesRemoved.size();
    showRows(keys, first ? models::Changes() : models::Changes{&delta.topologiesChanged, cameAndWent}, [&](size_t at) {
        return TopologyRow{keys[at], views[at]};
    });
    tick(now);
}

void TopologyModel::tick(Instant now)
{
    setOld(models::isOld(m_picture.freshness.storm, now));
}

void TopologyModel::clear()
{
    m_picture = {};
    clearRows();
    setOld(false);
}

const std::vector<Column> &TopologyModel::columns() const
{
    const QString sampled = tr("Over the last 10 minutes. Storm samples 1 tuple in 20.");
    static const std::vector<Column> columns{
        {QStringLiteral("name"), tr("Name")},
        {QStringLiteral("status"), tr("Status")},
        {QStringLiteral("owner"), tr("Owner"), {}, false, false},
        {QStringLiteral("workers_reporting"), tr("Workers"), tr("Storm workers that report, of those asked for"), true},
        {QStringLiteral("executors"), tr("Executors"), {}, true},
        {QStringLiteral("tasks"), tr("Tasks"), tr("Storm tasks"), true, false},
        {QStringLiteral("acked"), tr("Acked"), sampled, true},
        {QStringLiteral("failed"), tr("Failed"), sampled, true},
        {QStringLiteral("complete_latency_ms"), tr("Latency"), tr("Complete latency. %1").arg(sampled), true},
        {QStringLiteral("busiest_capacity"), tr("Busiest bolt"), tr("With its capacity: 1 is always busy")},
        {QStringLiteral("components_with_errors"), tr("Errors"), tr("Components that tell an error"), true},
        {QStringLiteral("uptime_seconds"), tr("Uptime"), {}, true},
    };
    return columns;
}

Cell TopologyModel::cell(const TopologyRow &row, int column) const
{
    const TopologyView &view = row.view;
    switch (column) {
    case Name: {
        Cell cell = textCell(view.summary.name);
        cell.topology = view.colour;
        return cell;
    }
    case Status:
        return statusCell(view, isOld());
    case Owner:
        return textCell(view.summary.owner);
    case Workers:
        return {.text = workersOf(view), .raw = view.workersReporting};
    case Executors:
        return numberCell(view.summary.executorsTotal);
    case StormTasks:
        return numberCell(view.summary.tasksTotal);
    case Acked:
        return numberCell(view.acked);
    case Failed:
        return numberCell(view.failed);
    case Latency:
        return latencyCell(view.completeLatencyMs);
    case Busiest:
        return busiestCell(view);
    case Errors:
        return errorsCell(view);
    case Uptime:
        return uptimeCell(view.summary.uptimeSeconds);
    default:
        return {};
    }
}

int TopologyModel::rowOrder(const TopologyRow &left, const TopologyRow &right, int column) const
{
    const TopologyView &a = left.view;
    const TopologyView &b = right.view;
    switch (column) {
    case Name:
        return naturalOrder(a.summary.name, b.summary.name);
    case Workers:
        return optionalOrder<int>(a.workersReporting, b.workersReporting);
    case Executors:
        return optionalOrder(a.summary.executorsTotal, b.summary.executorsTotal);
    case StormTasks:
        return optionalOrder(a.summary.tasksTotal, b.summary.tasksTotal);
    case Acked:
        return optionalOrder(a.acked, b.acked);
    case Failed:
        return optionalOrder(a.failed, b.failed);
    case Latency:
        return optionalOrder(a.completeLatencyMs, b.completeLatencyMs);
    case Busiest:
        return optionalOrder(a.busiestCapacity, b.busiestCapacity);
    case Errors:
        return optionalOrder(a.componentsWithErrors, b.componentsWithErrors);
    case Uptime:
        return optionalOrder(a.summary.uptimeSeconds, b.summary.uptimeSeconds);
    default:
        return naturalOrder(cell(left, column).text, cell(right, column).text);
    }
}

bool TopologyModel::rowMatches(const TopologyRow &row, const QStringList &words) const
{
    return containsAll(words, {row.view.summary.name, row.view.summary.owner, lookOf(row.view).word,
                               row.view.summary.id.value, row.view.busiestBolt});
}

cluster::Subject TopologyModel::subjectAt(const QModelIndex &index) const
{
    return {cluster::SubjectKind::Topology, row(index.row()).key, {}};
}

QModelIndex TopologyModel::indexOf(const cluster::Subject &subject) const
{
    const int at = subject.kind == cluster::SubjectKind::Topology ? rowOf(subject.key) : -1;
    return at < 0 ? QModelIndex() : index(at, 0);
}

} // namespace stormdeck::tables
