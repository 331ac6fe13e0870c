// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/sortmenu.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>

#include <utility>

namespace stormdeck::tables {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SortMenu)
};

/// `ticked`: that is how the rows are sorted.
void add(QMenu &menu, QHeaderView &header, const QString &text, bool ticked, int column, Qt::SortOrder order)
{
    QAction *entry = menu.addAction(text);
    entry->setCheckable(true);
    entry->setChecked(ticked);
    entry->setEnabled(column >= 0);
    QObject::connect(entry, &QAction::triggered, &header,
                     [&header, column, order] { header.setSortIndicator(column, order); });
}

void fill(QMenu &menu, QHeaderView &header)
{
    menu.clear();
    const int sorted = header.sortIndicatorSection();
    for (int visual = 0; visual < header.count(); ++visual) {
        const int column = header.logicalIndex(visual);
        const QString title = header.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        if (!header.isSectionHidden(column) && !title.isEmpty()) {
            const Qt::SortOrder order = column == sorted ? header.sortIndicatorOrder() : Qt::AscendingOrder;
            add(menu, header, QString(title).replace(u'&', QStringLiteral("&&")), column == sorted, column, order);
        }
    }
    menu.addSeparator();
    for (const auto &[text, order] : {std::pair(Text::tr("&Ascending"), Qt::AscendingOrder),
                                      std::pair(Text::tr("&Descending"), Qt::DescendingOrder)}) {
        add(menu, header, text, sorted >= 0 && header.sortIndicatorOrder() == order, sorted, order);
    }
}
} // namespace

QMenu *makeSortMenu(QHeaderView &header, QWidget *parent)
{
    auto *menu = new QMenu(Text::tr("&Sort by"), parent);
    menu->setAccessibleName(Text::tr("Sort by"));
    QObject::connect(menu, &QMenu::aboutToShow, &header, [menu, &header] { fill(*menu, header); });
    fill(*menu, header);
    return menu;
}

void addSortMenu(QTableView &table)
{
    table.addAction(makeSortMenu(*table.horizontalHeader(), &table)->menuAction());
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace stormdeck::tables
