// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/cell.h"

#include <QObject>

#include <vector>

class QHeaderView;
class QMenu;
class QTableView;

namespace stormdeck::tables {

/// Which columns a table shows: chosen by the header's context menu, kept in the settings under the table's name. The
/// first column always stays. Owned by the header.
class ColumnChoice : public QObject
{
    Q_OBJECT

public:
    /// `name`: "nodes", for the settings.
    ColumnChoice(const QString &name, std::vector<Column> columns, QHeaderView *header);

    /// One entry a column. Filled each time it opens. Owned by `parent`.
    [[nodiscard]] QMenu *makeMenu(QWidget *parent);
    void setShown(int column, bool shown);

Q_SIGNALS:
    void changed();

private:
    void fill(QMenu &menu);
    void restore();
    void reset();
    void keep() const;
    [[nodiscard]] QString key() const;

    QString m_name;
    std::vector<Column> m_columns;
    QHeaderView *m_header;
};

/// For a table beside a page of rows: its columns are chosen by the header's context menu and at the end of its own,
/// which is made of its actions. `name`: as of a ColumnChoice. The table shows its model already.
void addColumnChoice(QTableView &table, const QString &name, const std::vector<Column> &columns);

} // namespace stormdeck::tables
