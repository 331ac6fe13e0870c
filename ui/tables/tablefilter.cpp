// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/tablefilter.h"

namespace stormdeck::tables {

TableFilter::TableFilter(QAbstractItemModel *model, const TableSource *source, QObject *parent)
    : QSortFilterProxyModel(parent), m_source(source)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
    setSourceModel(model);
}

void TableFilter::setText(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words != m_words) {
        m_words = words;
        invalidateFilter();
        Q_EMIT textChanged(this->text());
    }
}

int TableFilter::total() const
{
    return sourceModel()->rowCount();
}

bool TableFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int order = m_source->order(left, right);
    return order != 0 ? order < 0 : left.row() < right.row();
}

bool TableFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return m_words.isEmpty() || m_source->matches(sourceModel()->index(row, 0, parent), m_words);
}

const TableSource *sourceOf(const QAbstractItemModel *model)
{
    const auto *filter = qobject_cast<const TableFilter *>(model);
    return filter ? &filter->source() : dynamic_cast<const TableSource *>(model);
}

QModelIndex indexOf(const QAbstractItemModel *model, const cluster::Subject &subject)
{
    const TableSource *source = sourceOf(model);
    if (!source) {
        return {};
    }
    const auto *filter = qobject_cast<const TableFilter *>(model);
    const QModelIndex index = source->indexOf(subject);
    return filter ? filter->mapFromSource(index) : index;
}

} // namespace stormdeck::tables
