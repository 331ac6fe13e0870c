// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storm/types.h"

#include <QAbstractTableModel>

namespace stormdeck::tables {

/// Spouts and bolts of one topology. GUI thread.
class ComponentModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Executors, Acked, Failed, Latency, Capacity, LastError, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows of the same component change in place; another set of components resets.
    void show(const std::vector<storm::Component> &components);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const storm::Component &component, int column) const;

    std::vector<storm::Component> m_rows;
};

} // namespace stormdeck::tables
