// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QHash>
#include <QTimer>

class QHeaderView;

namespace stormdeck::tables {

/// Gives the columns of a view their widths: each as wide as its title and the rows in sight need, the rest to one of
/// them; where there is too little room, long texts are cut before anything needs sideways scrolling. A width that a
/// person dragged stays. Owned by the view.
class ColumnFit : public QObject
{
    Q_OBJECT

public:
    ColumnFit(QAbstractItemView *view, QHeaderView *header);

    /// The column that takes what room is left, and gives way first.
    void setStretched(int column);
    /// The view has got another model.
    void watch(QAbstractItemModel *model);
    /// Rows have changed much: forget what they once needed.
    void forget();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitSoon();
    void fit();
    void measure();
    [[nodiscard]] QList<int> visibleColumns() const;
    [[nodiscard]] int narrowest(int column) const;
    void share(QHash<int, int> &widths, int room) const;

    QAbstractItemView *m_view;
    QHeaderView *m_header;
    QTimer m_soon;
    QHash<int, int> m_needed;  ///< by column; only grows, so that nothing jumps with every answer
    QHash<int, int> m_dragged; ///< by a person
    int m_stretched = 0;
    bool m_fitting = false;
};

} // namespace stormdeck::tables
