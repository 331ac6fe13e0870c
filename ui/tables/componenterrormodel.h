// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/workerplaces.h"
#include "storm/componentpage.h"
#include "tables/agedtable.h"

namespace stormdeck::tables {

struct ComponentErrorRow
{
    QString key;
    storm::ComponentError view;
    QString where; ///< node and port, else host and port
    bool operator==(const ComponentErrorRow &) const = default;
};

/// Errors that a spout or bolt has reported. Rows have no subject. GUI thread.
class ComponentErrorModel : public AgedTable<ComponentErrorRow>
{
    Q_OBJECT

public:
    enum ColumnIndex { Time, Where, Error, ColumnCount };
    using AgedTable::AgedTable;

    void show(const std::vector<storm::ComponentError> &errors, const cluster::WorkerPlaces &places, bool old);

    [[nodiscard]] const std::vector<Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &) const override { return {}; }
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &) const override { return {}; }

protected:
    [[nodiscard]] Cell cell(const ComponentErrorRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const ComponentErrorRow &left, const ComponentErrorRow &right,
                               int column) const override;
    [[nodiscard]] bool rowMatches(const ComponentErrorRow &row, const QStringList &words) const override;

};

} // namespace stormdeck::tables
