// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rowmodel.h"
#include "tables/tablesource.h"

namespace stormdeck::tables {

/// A flat table of rows by key. A model derives from it and says what a row's cells are. GUI thread.
template <typename Row>
class RowTable : public models::RowModel<Row>, public TableSource
{
public:
    using models::RowModel<Row>::RowModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(columns().size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return this->checkIndex(index, QAbstractItemModel::CheckIndexOption::IndexIsValid)
                   ? tableData(*this, index, role)
                   : QVariant();
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        return tableHeader(*this, section, orientation, role);
    }
    [[nodiscard]] Cell cellAt(const QModelIndex &index) const override
    {
        return cell(this->row(index.row()), index.column());
    }
    [[nodiscard]] int order(const QModelIndex &left, const QModelIndex &right) const override
    {
        return rowOrder(this->row(left.row()), this->row(right.row()), left.column());
    }
    [[nodiscard]] bool matches(const QModelIndex &row, const QStringList &words) const override
    {
        return rowMatches(this->row(row.row()), words);
    }

protected:
    [[nodiscard]] virtual Cell cell(const Row &row, int column) const = 0;
    [[nodiscard]] virtual int rowOrder(const Row &left, const Row &right, int column) const = 0;
    [[nodiscard]] virtual bool rowMatches(const Row &row, const QStringList &words) const = 0;
};

} // namespace stormdeck::tables
