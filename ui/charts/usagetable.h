// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/rowtable.h"
#include "usage/usagesources.h"

namespace stormdeck::ui {

/// What one container uses, as its row shows it.
struct UsageRow
{
    QString key; ///< id of the swarm task
    QString name;
    int colour = -1; ///< of its line; -1: none is drawn
    std::optional<double> cores;
    std::optional<qint64> memoryBytes;
    std::optional<qint64> memoryLimitBytes;
    QString problem; ///< why nobody knows what it uses now; empty: it is known
    bool operator==(const UsageRow &) const = default;
};

/// Containers and what they use, one row each. GUI thread.
class UsageTable : public tables::RowTable<UsageRow>
{
    Q_OBJECT

public:
    enum ColumnIndex { Name, Cores, Memory, Limit, Share, ColumnCount };
    using RowTable::RowTable;

    void show(const std::vector<UsageRow> &rows);

    [[nodiscard]] const std::vector<tables::Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &subject) const override;
    [[nodiscard]] bool isOldAt(const QModelIndex &index) const override;

protected:
    [[nodiscard]] tables::Cell cell(const UsageRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const UsageRow &left, const UsageRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const UsageRow &row, const QStringList &words) const override;
};

} // namespace stormdeck::ui
