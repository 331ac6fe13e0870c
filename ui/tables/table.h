// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace stormdeck::tables {

class CellDelegate;
class ColumnFit;

/// A quiet table: whole rows, one-pixel lines between them, no grid, as high as its rows where there is room. In
/// place of rows it may say what belongs there.
class Table : public QTableView
{
    Q_OBJECT

public:
    explicit Table(const QString &accessibleName, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// The column that takes the rest of the width.
    void setStretchedColumn(int column);
    /// Lets the header sort; rows come sorted by this column then, or as they are where it is -1.
    void setSortable(int column = 0);
    void setEmptyText(const QString &text);
    /// Repaints a column of figures that move by themselves.
    void repaintColumn(int column);
    [[nodiscard]] ColumnFit *fit() const { return m_fit; }
    [[nodiscard]] int contentHeight() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();

    CellDelegate *m_delegate;
    ColumnFit *m_fit;
    QString m_emptyText;
};

} // namespace stormdeck::tables
