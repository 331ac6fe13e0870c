// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"
#include "tables/cell.h"

#include <QModelIndex>

#include <vector>

namespace stormdeck::tables {

/// What sorting, filtering, copying and choosing columns need of a table's model. All on the GUI thread.
class TableSource
{
public:
    virtual ~TableSource() = default;

    [[nodiscard]] virtual const std::vector<Column> &columns() const = 0;
    [[nodiscard]] virtual Cell cellAt(const QModelIndex &index) const = 0;
    /// Less than, equal to or greater than 0: two rows below one parent, by the column of `left`.
    [[nodiscard]] virtual int order(const QModelIndex &left, const QModelIndex &right) const = 0;
    /// Whether a row shows all of these words somewhere, capitals or not.
    [[nodiscard]] virtual bool matches(const QModelIndex &row, const QStringList &words) const = 0;
    [[nodiscard]] virtual cluster::Subject subjectAt(const QModelIndex &index) const = 0;
    /// The row's first cell; invalid where the subject is not here.
    [[nodiscard]] virtual QModelIndex indexOf(const cluster::Subject &subject) const = 0;
    [[nodiscard]] virtual bool isOldAt(const QModelIndex &index) const = 0;
};

/// What every model of a table answers for a role, from its source.
[[nodiscard]] QVariant tableData(const TableSource &source, const QModelIndex &index, int role);
[[nodiscard]] QVariant tableHeader(const TableSource &source, int section, Qt::Orientation orientation, int role);
/// Whether each word is in one of the texts.
[[nodiscard]] bool containsAll(const QStringList &words, std::initializer_list<QStringView> texts);
/// By numbers where there are any; what is missing comes last in rising order.
template <typename T>
[[nodiscard]] int optionalOrder(const std::optional<T> &left, const std::optional<T> &right)
{
    if (!left || !right) {
        return static_cast<int>(!left) - static_cast<int>(!right);
    }
    return *left < *right ? -1 : *right < *left ? 1 : 0;
}

} // namespace stormdeck::tables
