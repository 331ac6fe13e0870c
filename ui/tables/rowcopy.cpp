// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/rowcopy.h"

#include "tables/tablefilter.h"
#include "util/jsontext.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

#include <algorithm>

namespace stormdeck::tables {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RowCopy)
};

/// A tab or a line's end within a cell would tear the row apart.
QString plain(const QVariant &text)
{
    return text.toString().simplified();
}

QList<int> shownColumns(const QHeaderView &header)
{
    QList<int> columns;
    for (int visual = 0; visual < header.count(); ++visual) {
        if (const int column = header.logicalIndex(visual); !header.isSectionHidden(column)) {
            columns << column;
        }
    }
    return columns;
}
} // namespace

QString tabSeparated(const QModelIndexList &rows, const QHeaderView &header)
{
    QStringList lines;
    QStringList titles;
    const QList<int> columns = shownColumns(header);
    for (const int column : columns) {
        titles << plain(header.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole));
    }
    lines << titles.join(u'\t');
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (const int column : columns) {
            cells << plain(row.siblingAtColumn(column).data());
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QString rowAsJson(const QModelIndex &row)
{
    const TableSource *source = sourceOf(row.model());
    std::vector<std::pair<QString, QVariant>> members;
    for (size_t i = 0; source && i < source->columns().size(); ++i) {
        const QModelIndex index = row.siblingAtColumn(static_cast<int>(i));
        members.emplace_back(source->columns()[i].id, index.data(CellRole).value<Cell>().raw);
    }
    return jsonText(members);
}

QModelIndexList selectedRows(const QAbstractItemView &view)
{
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [&](const QModelIndex &a, const QModelIndex &b) {
        return view.visualRect(a).top() < view.visualRect(b).top();
    });
    return rows;
}

void copyRows(const QAbstractItemView &view, const QHeaderView &header)
{
    QGuiApplication::clipboard()->setText(tabSeparated(selectedRows(view), header));
}

void copyRowAsJson(const QAbstractItemView &view)
{
    const QModelIndexList rows = selectedRows(view);
    const QModelIndex current = view.currentIndex().siblingAtColumn(0);
    if (!rows.isEmpty()) {
        QGuiApplication::clipboard()->setText(rowAsJson(rows.contains(current) ? current : rows.front()) + u'\n');
    }
}

void addCopyActions(QTableView &table)
{
    auto *copy = new QAction(Text::tr("&Copy"), &table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, &table, [&table] { copyRows(table, *table.horizontalHeader()); });
    auto *json = new QAction(Text::tr("Copy row as &JSON"), &table);
    QObject::connect(json, &QAction::triggered, &table, [&table] { copyRowAsJson(table); });
    table.addActions({copy, json});
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace stormdeck::tables
