// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace stormdeck::tables {

struct Cell;

/// Cells with room around the text: a topology's colour as a dot, a state with its sign, old facts in grey. The line
/// below a row is the view's.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The application's font has changed.
    void readFonts();

private:
    [[nodiscard]] const QFont &fontOf(const QModelIndex &index) const;

    QFont m_body;
    QFont m_strong;
};

} // namespace stormdeck::tables
