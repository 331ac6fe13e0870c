// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/columnfit.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTreeView>

namespace stormdeck::tables {

namespace {
constexpr int rowsMeasured = 60;
constexpr int widest = 300;
constexpr int narrow = 72;
constexpr int narrowName = 130;
constexpr int moreForNames = 100; ///< that a name may keep beyond other texts: it tells the rows apart
constexpr int padding = 12;       ///< as the titles and the cells have it on either side
constexpr int arrow = 29;         ///< of the sorted column: its own, and what Qt keeps for one

/// The rows in sight, from the top; for a tree too.
QModelIndexList rowsInSight(const QAbstractItemView &view)
{
    QModelIndexList rows;
    QModelIndex index = view.indexAt({view.viewport()->width() / 2, 1});
    if (!index.isValid()) {
        index = view.model()->index(0, 0, view.rootIndex());
    }
    int bottom = -1;
    while (index.isValid() && rows.size() < rowsMeasured) {
        rows << index.siblingAtColumn(0);
        const QRect box = view.visualRect(index);
        index = view.indexAt({box.center().x(), box.bottom() + 2});
        if (box.bottom() <= bottom) {
            break;
        }
        bottom = box.bottom();
    }
    return rows;
}
/// Of a title; the header's own hint keeps room for an arrow in every column.
int titleWidth(const QHeaderView &header, int column)
{
    const QString title = header.model()->headerData(column, Qt::Horizontal).toString();
    const bool sorted = header.isSortIndicatorShown() && header.sortIndicatorSection() == column;
    return header.fontMetrics().horizontalAdvance(title) + 2 * padding + 2 + (sorted ? arrow : 0);
}
} // namespace

ColumnFit::ColumnFit(QAbstractItemView *view, QHeaderView *header) : QObject(view), m_view(view), m_header(header)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &ColumnFit::fit);
    view->viewport()->installEventFilter(this);
    m_header->setStretchLastSection(false);
    m_header->setMinimumSectionSize(40);
    connect(m_header, &QHeaderView::sectionResized, this, [this](int column, int before, int after) {
        // Hiding a column resizes it to 0; a person drags with a button down.
        if (!m_fitting && before > 0 && after > 0 && QGuiApplication::mouseButtons() != Qt::NoButton) {
            m_dragged.insert(column, after);
            fitSoon();
        }
    });
    connect(m_header, &QHeaderView::sectionHandleDoubleClicked, this, [this](int column) {
        m_dragged.remove(column);
        forget();
    });
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, &ColumnFit::fitSoon);
}

void ColumnFit::setStretched(int column)
{
    m_stretched = column;
    fitSoon();
}

void ColumnFit::watch(QAbstractItemModel *model)
{
    connect(model, &QAbstractItemModel::modelReset, this, &ColumnFit::forget);
    connect(model, &QAbstractItemModel::rowsInserted, this, &ColumnFit::fitSoon);
    connect(model, &QAbstractItemModel::dataChanged, this, &ColumnFit::fitSoon);
    connect(model, &QAbstractItemModel::layoutChanged, this, &ColumnFit::fitSoon);
    forget();
}

void ColumnFit::forget()
{
    m_needed.clear();
    fitSoon();
}

bool ColumnFit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show || event->type() == QEvent::FontChange) {
        fit();
    }
    return QObject::eventFilter(watched, event);
}

void ColumnFit::fitSoon()
{
    if (!m_soon.isActive()) {
        m_soon.start();
    }
}

QList<int> ColumnFit::visibleColumns() const
{
    QList<int> columns;
    for (int column = 0; column < m_header->count(); ++column) {
        if (!m_header->isSectionHidden(column)) {
            columns << column;
        }
    }
    return columns;
}

/// What a tree draws in front of a row.
static int indentOf(const QModelIndex &row, const QAbstractItemView &view)
{
    return row.parent().isValid() ? 44 : qobject_cast<const QTreeView *>(&view) ? 24 : 0;
}

void ColumnFit::measure()
{
    const QModelIndexList rows = rowsInSight(*m_view);
    const QStyleOptionViewItem option;
    for (const int column : visibleColumns()) {
        int needed = qMax(m_needed.value(column), titleWidth(*m_header, column));
        for (const QModelIndex &row : rows) {
            const QModelIndex cell = row.siblingAtColumn(column);
            const int indent = column == m_header->logicalIndex(0) ? indentOf(row, *m_view) : 0;
            needed = qMax(needed, m_view->itemDelegate()->sizeHint(option, cell).width() + indent);
        }
        m_needed.insert(column, qBound(m_header->minimumSectionSize(), needed, widest));
    }
}

int ColumnFit::narrowest(int column) const
{
    const int title = titleWidth(*m_header, column);
    const QVariant first = m_view->model()->headerData(column, Qt::Horizontal, Qt::InitialSortOrderRole);
    const bool figures = first.toInt() == Qt::DescendingOrder;
    return figures ? m_needed.value(column)
                   : qMin(m_needed.value(column), qMax(title, column == 0 ? narrowName : narrow));
}

/// Takes from the texts, the widest first and names last, what is missing; what is left goes to the stretched one.
void ColumnFit::share(QHash<int, int> &widths, int room) const
{
    const auto spare = [](int column, int width) { return column == 0 ? width - moreForNames : width; };
    int total = 0;
    QHash<int, int> least;
    for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
        total += *it;
        least.insert(it.key(), m_dragged.contains(it.key()) ? *it : narrowest(it.key()));
    }
    for (; total > room; --total) {
        int victim = -1;
        for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
            const bool gives = *it > least[it.key()];
            if (gives && (victim < 0 || spare(it.key(), *it) > spare(victim, widths[victim]))) {
                victim = it.key();
            }
        }
        if (victim < 0) {
            return;
        }
        --widths[victim];
    }
    if (total < room && widths.contains(m_stretched)) {
        widths[m_stretched] += room - total;
    }
}

void ColumnFit::fit()
{
    if (m_fitting || !m_view->model() || !m_view->isVisible()) {
        return;
    }
    const QScopedValueRollback guard(m_fitting, true);
    measure();
    QHash<int, int> widths;
    for (const int column : visibleColumns()) {
        widths.insert(column, m_dragged.value(column, m_needed.value(column)));
    }
    share(widths, m_view->viewport()->width());
    for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
        if (m_header->sectionSize(it.key()) != *it) {
            m_header->resizeSection(it.key(), *it);
        }
    }
}

} // namespace stormdeck::tables
