// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/executormodel.h"

#include "tables/stormcells.h"
#include "util/naturalorder.h"

namespace stormdeck::tables {

namespace {
std::optional<double> latencyOf(const storm::Executor &executor)
{
    const storm::Figures &figures = executor.figures;
    return figures.executeLatencyMs ? figures.executeLatencyMs : figures.completeLatencyMs;
}

std::optional<int> portOf(const storm::Executor &executor)
{
    return executor.port == 0 ? std::nullopt : std::optional<int>(executor.port);
}

/// A port is a name and no count: "6,700" would be none.
Cell portCell(const storm::Executor &executor)
{
    return executor.port == 0 ? textCell({}) : Cell{.text = QString::number(executor.port), .raw = int(executor.port)};
}

Cell nodeCell(const ExecutorRow &row)
{
    if (!row.place.node.isEmpty() || row.view.host.isEmpty()) {
        return textCell(row.place.name);
    }
    return {.text = ExecutorModel::tr("not known"),
            .tip = ExecutorModel::tr("No supervisor of the swarm has this host name.")};
}

} // namespace

void ExecutorModel::show(const std::vector<storm::Executor> &executors, const cluster::WorkerPlaces &places)
{
    // An executor is listed once by its tasks, unless Storm repeats one while it moves.
    const auto keys = models::distinct(models::keysOf(executors, [](const storm::Executor &one) { return one.id; }));
    showRows(keys, {}, [&](size_t at) {
        return ExecutorRow{keys[at], executors[at], placeOfHost(places, executors[at].host)};
    });
}

const std::vector<Column> &ExecutorModel::columns() const
{
    static const std::vector<Column> columns{
        {QStringLiteral("executor"), tr("Executor"), tr("Its first and last Storm task")},
        {QStringLiteral("node"), tr("Node")},
        {QStringLiteral("host"), tr("Host"), tr("As Storm names it"), false, false},
        {QStringLiteral("port"), tr("Port"), tr("Of its Storm worker"), true},
        {QStringLiteral("uptime_seconds"), tr("Uptime"), {}, true},
        {QStringLiteral("emitted"), tr("Emitted"), {}, true},
        {QStringLiteral("transferred"), tr("Transferred"), tr("Once for each that receives it"), true},
        {QStringLiteral("executed"), tr("Executed"), tr("Bolts only"), true},
        {QStringLiteral("acked"), tr("Acked"), {}, true},
        {QStringLiteral("failed"), tr("Failed"), {}, true},
        {QStringLiteral("latency_ms"), tr("Latency"), tr("Complete latency of a spout, execute latency of a bolt"),
         true},
        {QStringLiteral("process_latency_ms"), tr("Process latency"), tr("Bolts only: until it acks"), true, false},
        {QStringLiteral("capacity"), tr("Capacity"), tr("Bolts only: 1 is always busy"), true},
    };
    return columns;
}

Cell ExecutorModel::cell(const ExecutorRow &row, int column) const
{
    const storm::Figures &figures = row.view.figures;
    switch (column) {
    case Name:
        return textCell(row.view.id);
    case Node:
        return nodeCell(row);
    case Host:
        return textCell(row.view.host);
    case Port:
        return portCell(row.view);
    case Uptime:
        return uptimeCell(row.view.uptimeSeconds);
    case Emitted:
        return numberCell(figures.emitted);
    case Transferred:
        return numberCell(figures.transferred);
    case Executed:
        return numberCell(figures.executed);
    case Acked:
        return numberCell(figures.acked);
    case Failed:
        return numberCell(figures.failed);
    case Latency:
        return millisecondsCell(latencyOf(row.view));
    case Process:
        return millisecondsCell(figures.processLatencyMs);
    case Capacity:
        return capacityCell(figures.capacity);
    default:
        return {};
    }
}

int ExecutorModel::rowOrder(const ExecutorRow &left, const ExecutorRow &right, int column) const
{
    const storm::Figures &a = left.view.figures;
    const storm::Figures &b = right.view.figures;
    switch (column) {
    case Port:
        return optionalOrder(portOf(left.view), portOf(right.view));
    case Uptime:
        return optionalOrder(left.view.uptimeSeconds, right.view.uptimeSeconds);
    case Emitted:
        return optionalOrder(a.emitted, b.emitted);
    case Transferred:
        return optionalOrder(a.transferred, b.transferred);
    case Executed:
        return optionalOrder(a.executed, b.executed);
    case Acked:
        return optionalOrder(a.acked, b.acked);
    case Failed:
        return optionalOrder(a.failed, b.failed);
    case Latency:
        return optionalOrder(latencyOf(left.view), latencyOf(right.view));
    case Process:
        return optionalOrder(a.processLatencyMs, b.processLatencyMs);
    case Capacity:
        return optionalOrder(a.capacity, b.capacity);
    default:
        return naturalOrder(cell(left, column).text, cell(right, column).text);
    }
}

bool ExecutorModel::rowMatches(const ExecutorRow &row, const QStringList &words) const
{
    return containsAll(words, {row.view.id, row.view.host, row.place.name, QString::number(row.view.port)});
}

cluster::Subject ExecutorModel::subjectAt(const QModelIndex &index) const
{
    const QString node = row(index.row()).place.node;
    return node.isEmpty() ? cluster::Subject() : cluster::Subject{cluster::SubjectKind::Node, node, {}};
}

QModelIndex ExecutorModel::indexOf(const cluster::Subject &) const
{
    return {};
}

} // namespace stormdeck::tables
