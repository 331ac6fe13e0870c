// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace stormdeck::tables {

/// Data role of a cell in semibold: true or false.
inline constexpr int StrongRole = Qt::UserRole + 100;

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
    void setEmptyText(const QString &text);
    [[nodiscard]] int contentHeight() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();

    QString m_emptyText;
};

} // namespace stormdeck::tables
