// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/workerplaces.h"
#include "storm/componentpage.h"
#include "tables/agedtable.h"

namespace stormdeck::tables {

struct ExecutorRow
{
    QString key;
    storm::Executor view;
    cluster::WorkerPlace place; ///< empty: its host is on no node that is known
    bool operator==(const ExecutorRow &) const = default;
};

/// Executors of one spout or bolt, and where they run. The subject of a row is its node. GUI thread.
class ExecutorModel : public AgedTable<ExecutorRow>
{
    Q_OBJECT

public:
    enum ColumnIndex {
        Name,
        Node,
        Host,
        Port,
        Uptime,
        Emitted,
        Transferred,
        Executed,
        Acked,
        Failed,
        Latency,
        Process,
        Capacity,
        ColumnCount
    };
    using AgedTable::AgedTable;

    /// Rows of the same executor change in place.
    void show(const std::vector<storm::Executor> &executors, const cluster::WorkerPlaces &places);

    [[nodiscard]] const std::vector<Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &index) const override;
    /// Always invalid: several rows may be on one node.
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &subject) const override;

protected:
    [[nodiscard]] Cell cell(const ExecutorRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const ExecutorRow &left, const ExecutorRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const ExecutorRow &row, const QStringList &words) const override;

};

} // namespace stormdeck::tables
