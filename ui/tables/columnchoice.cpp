// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/columnchoice.h"

#include "style/kept.h"

#include <QHeaderView>
#include <QMenu>
#include <QTableView>

namespace stormdeck::tables {

ColumnChoice::ColumnChoice(const QString &name, std::vector<Column> columns, QHeaderView *header)
    : QObject(header), m_name(name), m_columns(std::move(columns)), m_header(header)
{
    restore();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu *menu = makeMenu(m_header);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_header->viewport()->mapToGlobal(at));
    });
}

QString ColumnChoice::key() const
{
    return QStringLiteral("tables/%1/columns").arg(m_name);
}

void ColumnChoice::restore()
{
    const QSettings kept = style::keptSettings();
    if (!kept.contains(key())) {
        return reset();
    }
    const QStringList shown = kept.value(key()).toStringList();
    for (size_t i = 1; i < m_columns.size(); ++i) {
        m_header->setSectionHidden(static_cast<int>(i), !shown.contains(m_columns[i].id));
    }
}

void ColumnChoice::reset()
{
    for (size_t i = 1; i < m_columns.size(); ++i) {
        m_header->setSectionHidden(static_cast<int>(i), !m_columns[i].atFirst);
    }
}

void ColumnChoice::keep() const
{
    QStringList shown;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (!m_header->isSectionHidden(static_cast<int>(i))) {
            shown << m_columns[i].id;
        }
    }
    style::keptSettings().setValue(key(), shown);
}

void ColumnChoice::setShown(int column, bool shown)
{
    m_header->setSectionHidden(column, !shown);
    keep();
    Q_EMIT changed();
}

QMenu *ColumnChoice::makeMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("C&olumns"), parent);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(*menu); });
    fill(*menu);
    return menu;
}

void ColumnChoice::fill(QMenu &menu)
{
    menu.clear();
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const int column = static_cast<int>(i);
        QAction *entry = menu.addAction(m_columns[i].title);
        entry->setCheckable(true);
        entry->setChecked(!m_header->isSectionHidden(column));
        entry->setEnabled(column != 0);
        connect(entry, &QAction::toggled, this, [this, column](bool shown) { setShown(column, shown); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&As at first")), &QAction::triggered, this, [this] {
        reset();
        style::keptSettings().remove(key());
        Q_EMIT changed();
    });
}

void addColumnChoice(QTableView &table, const QString &name, const std::vector<Column> &columns)
{
    auto *choice = new ColumnChoice(name, columns, table.horizontalHeader());
    table.addAction(choice->makeMenu(&table)->menuAction());
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace stormdeck::tables
