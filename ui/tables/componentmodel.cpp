// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/componentmodel.h"

#include "tables/stormcells.h"
#include "util/naturalorder.h"

namespace stormdeck::tables {

namespace {
std::optional<double> latencyOf(const storm::Component &component)
{
    return component.isSpout ? component.completeLatencyMs : component.executeLatencyMs;
}

} // namespace

void ComponentModel::show(const storm::TopologyId &topology, const std::vector<storm::Component> &components, bool old)
{
    const bool others = !(topology == m_topology);
    m_topology = topology;
    setOld(old);
    if (others) {
        clearRows();
    }
    const auto keys = models::keysOf(components, [](const storm::Component &one) { return one.id; });
    showRows(keys, {}, [&](size_t at) { return ComponentRow{keys[at], components[at]}; });
}

const std::vector<Column> &ComponentModel::columns() const
{
    static const std::vector<Column> columns{
        {QStringLiteral("component"), tr("Component")},
        {QStringLiteral("kind"), tr("Kind")},
        {QStringLiteral("executors"), tr("Executors"), {}, true},
        {QStringLiteral("acked"), tr("Acked"), {}, true},
        {QStringLiteral("failed"), tr("Failed"), {}, true},
        {QStringLiteral("latency_ms"), tr("Latency"), tr("Complete latency of a spout, execute latency of a bolt"),
         true},
        {QStringLiteral("capacity"), tr("Capacity"), tr("1 is always busy"), true},
        {QStringLiteral("last_error"), tr("Last error")},
    };
    return columns;
}

Cell ComponentModel::cell(const ComponentRow &row, int column) const
{
    const storm::Component &component = row.view;
    switch (column) {
    case Name:
        return textCell(component.id);
    case Kind:
        return {.text = component.isSpout ? tr("spout") : tr("bolt"),
                .raw = component.isSpout ? QStringLiteral("spout") : QStringLiteral("bolt")};
    case Executors:
        return numberCell(component.executors);
    case Acked:
        return numberCell(component.acked);
    case Failed:
        return numberCell(component.failed);
    case Latency:
        return millisecondsCell(latencyOf(component));
    case Capacity:
        return capacityCell(component.capacity);
    case LastError:
        return errorCell(component.lastError);
    default:
        return {};
    }
}

int ComponentModel::rowOrder(const ComponentRow &left, const ComponentRow &right, int column) const
{
    const storm::Component &a = left.view;
    const storm::Component &b = right.view;
    switch (column) {
    case Executors:
        return optionalOrder(a.executors, b.executors);
    case Acked:
        return optionalOrder(a.acked, b.acked);
    case Failed:
        return optionalOrder(a.failed, b.failed);
    case Latency:
        return optionalOrder(latencyOf(a), latencyOf(b));
    case Capacity:
        return optionalOrder(a.capacity, b.capacity);
    default:
        return naturalOrder(cell(left, column).text, cell(right, column).text);
    }
}

bool ComponentModel::rowMatches(const ComponentRow &row, const QStringList &words) const
{
    return containsAll(words, {row.view.id, cell(row, Kind).text, row.view.lastError});
}

cluster::Subject ComponentModel::subjectAt(const QModelIndex &index) const
{
    return cluster::componentSubject(m_topology, row(index.row()).key);
}

QModelIndex ComponentModel::indexOf(const cluster::Subject &subject) const
{
    const bool here = subject.kind == cluster::SubjectKind::Component && subject.key == m_topology.value;
    const int at = here ? rowOf(subject.part) : -1;
    return at < 0 ? QModelIndex() : index(at, 0);
}

} // namespace stormdeck::tables
