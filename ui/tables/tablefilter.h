// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/tablesource.h"

#include <QSortFilterProxyModel>

namespace stormdeck::tables {

/// The rows of a table in the order and with the words that the person chose: "storm-9" before "storm-10", numbers as
/// numbers. Below a service that matches all its swarm tasks are shown. GUI thread.
class TableFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// `model` is the source as well and outlives the filter.
    template <typename Model>
    explicit TableFilter(Model *model, QObject *parent = nullptr) : TableFilter(model, model, parent)
    {
    }

    /// Rows must show all its words. Empty: all rows.
    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_words.join(u' '); }
    [[nodiscard]] const TableSource &source() const { return *m_source; }
    /// Rows at the top: shown, and all.
    [[nodiscard]] int shown() const { return rowCount(); }
    [[nodiscard]] int total() const;

Q_SIGNALS:
    void textChanged(const QString &text);

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    TableFilter(QAbstractItemModel *model, const TableSource *source, QObject *parent);

    const TableSource *m_source;
    QStringList m_words;
};

/// The source behind a table's model, filtered or not; nullptr where it has none.
[[nodiscard]] const TableSource *sourceOf(const QAbstractItemModel *model);
/// Where a model shows a subject; invalid where it does not.
[[nodiscard]] QModelIndex indexOf(const QAbstractItemModel *model, const cluster::Subject &subject);

} // namespace stormdeck::tables
