// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rows.h"

#include <QAbstractTableModel>

namespace stormdeck::models {

/// What a delta says of the rows of one kind. Without `changed` all are looked at.
struct Changes
{
    const QStringList *changed = nullptr;
    qsizetype addedAndRemoved = 0;

    /// A delta that does not lead from what is shown to what is to be shown says nothing of the rows in between.
    [[nodiscard]] bool explains(qsizetype cameAndWent) const { return changed && addedAndRemoved == cameAndWent; }
};

/// A flat model of rows by key: what the map, the tables and their tests share. Base: one of Qt's abstract models.
template <typename Row, typename Base = QAbstractTableModel>
class RowModel : public Base
{
public:
    using Base::Base;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows.count();
    }
    /// -1: there is none.
    [[nodiscard]] int rowOf(const QString &key) const { return m_rows.rowOf(key); }
    [[nodiscard]] const Row &row(int row) const { return m_rows.at(row); }

protected:
    /// What a picture changes. `make(i)` gives the row of keys[i].
    template <typename Make>
    void showRows(const std::vector<QString> &keys, const Changes &changes, Make make)
    {
        const qsizetype cameAndWent = m_rows.lead(*this, {}, keys, make);
        m_rows.refresh(*this, {}, changes.explains(cameAndWent) ? changes.changed : nullptr, make);
    }
    void clearRows()
    {
        this->beginResetModel();
        m_rows.clear();
        this->endResetModel();
    }

private:
    friend class Rows<Row, RowModel>;
    Rows<Row, RowModel> m_rows;
};

/// The keys of a snapshot's views in their order.
template <typename View, typename KeyOf>
[[nodiscard]] std::vector<QString> keysOf(const std::vector<View> &views, KeyOf keyOf)
{
    std::vector<QString> keys;
    keys.reserve(views.size());
    std::transform(views.begin(), views.end(), std::back_inserter(keys), keyOf);
    return keys;
}

} // namespace stormdeck::models
