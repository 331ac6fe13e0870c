// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storm/types.h"
#include "tables/agedtable.h"

namespace stormdeck::tables {

struct ComponentRow
{
    QString key; ///< its id
    storm::Component view;
    bool operator==(const ComponentRow &) const = default;
};

/// Spouts and bolts of one topology. GUI thread.
class ComponentModel : public AgedTable<ComponentRow>
{
    Q_OBJECT

public:
    enum ColumnIndex { Name, Kind, Executors, Acked, Failed, Latency, Capacity, LastError, ColumnCount };
    using AgedTable::AgedTable;

    /// Rows of the same component change in place. `old`: the facts are not current.
    void show(const storm::TopologyId &topology, const std::vector<storm::Component> &components, bool old);

    [[nodiscard]] const std::vector<Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &subject) const override;

protected:
    [[nodiscard]] Cell cell(const ComponentRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const ComponentRow &left, const ComponentRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const ComponentRow &row, const QStringList &words) const override;

private:
    storm::TopologyId m_topology;
};

} // namespace stormdeck::tables
