// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/cell.h"

#include <QObject>

#include <vector>

class QHeaderView;
class QMenu;

namespace stormdeck::tables {

/// Which columns a table shows: chosen by the header's context menu, kept in the settings under the table's name. The
/// first column always stays. Owned by the header.
class ColumnChoice : public QObject
{
    Q_OBJECT

public:
    /// `name`: "nodes", for the settings.
    ColumnChoice(const QString &name, std::vector<Column> columns, QHeaderView *header);

    /// One entry a column. Owned by `parent`.
    [[nodiscard]] QMenu *makeMenu(QWidget *parent);
    void setShown(int column, bool shown);

Q_SIGNALS:
    void changed();

private:
    void restore();
    void reset();
    void keep() const;
    [[nodiscard]] QString key() const;

    QString m_name;
    std::vector<Column> m_columns;
    QHeaderView *m_header;
};

} // namespace stormdeck::tables
