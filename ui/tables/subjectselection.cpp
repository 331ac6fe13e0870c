// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/subjectselection.h"

#include "tables/tablefilter.h"

#include <QScopedValueRollback>

namespace stormdeck::tables {

SubjectSelection::SubjectSelection(QAbstractItemView *view) : QObject(view), m_view(view)
{
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_quiet) {
            Q_EMIT chosen(selected());
        }
    });
}

void SubjectSelection::select(const cluster::Subject &subject)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const QModelIndex index = indexOf(m_view->model(), subject);
    QItemSelectionModel *selection = m_view->selectionModel();
    if (!index.isValid()) {
        if (selection->hasSelection()) {
            selection->clear();
        }
    } else if (!selection->isRowSelected(index.row(), index.parent())) {
        selection->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_view->scrollTo(index);
    }
}

cluster::Subject SubjectSelection::selected() const
{
    const QItemSelectionModel *selection = m_view->selectionModel();
    const QModelIndexList rows = selection->selectedRows();
    if (rows.isEmpty()) {
        return {};
    }
    const QModelIndex current = selection->currentIndex().siblingAtColumn(0);
    return (rows.contains(current) ? current : rows.back()).data(SubjectRole).value<cluster::Subject>();
}

} // namespace stormdeck::tables
