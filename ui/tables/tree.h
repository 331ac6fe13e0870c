// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace stormdeck::tables {

class CellDelegate;
class ColumnFit;

/// A quiet tree of two levels, in the looks of Table. Opens everything while that is little. Sortable.
class Tree : public QTreeView
{
    Q_OBJECT

public:
    explicit Tree(const QString &accessibleName, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setStretchedColumn(int column);
    void repaintColumn(int column);
    [[nodiscard]] ColumnFit *fit() const { return m_fit; }
    /// New rows at the top are opened as long as all rows together are not more than these.
    static constexpr int openUpTo = 60;
    /// Opens all where that is little.
    void openIfLittle();

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] bool isLittle() const;
    void readFonts();

    CellDelegate *m_delegate;
    ColumnFit *m_fit;
};

} // namespace stormdeck::tables
