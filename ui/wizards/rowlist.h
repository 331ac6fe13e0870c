// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace stormdeck::wizards {

/// A short list of texts edited in place, one row each with `columns` fields: arguments, members of a file. Rows can
/// be added, removed and, when ordered, moved. Enter in the last row begins another one; the rows are kept as typed,
/// with blanks and all.
class RowList : public QWidget
{
    Q_OBJECT

public:
    enum class Order { Free, Kept };
    /// `titles`: one per column, for assistive technology and as placeholders.
    RowList(const QStringList &titles, Order order, const QString &addLabel, QWidget *parent = nullptr);

    void setRows(const std::vector<QStringList> &rows);
    /// Rows in which something was typed.
    [[nodiscard]] std::vector<QStringList> rows() const;
    /// The fields of a row, for the focus.
    [[nodiscard]] QLineEdit *field(int row, int column) const;
    [[nodiscard]] int count() const { return int(m_rows.size()); }

public Q_SLOTS:
    void addRow();

Q_SIGNALS:
    void changed();

protected:
    /// Hands the focus on to the first field, or to the button where there is none.
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Row
    {
        QWidget *widget = nullptr;
        std::vector<QLineEdit *> fields;
    };
    Row makeRow();
    void addTool(Row &row, const QString &sign, const QString &name, void (RowList::*act)(QWidget *));
    /// Row by row, and then the button that adds one.
    void orderTabs();
    [[nodiscard]] int indexOf(const QWidget *widget) const;
    void remove(QWidget *widget);
    void moveUp(QWidget *widget);
    void moveDown(QWidget *widget);
    void move(QWidget *widget, int by);

    QStringList m_titles;
    Order m_order;
    std::vector<Row> m_rows;
    QVBoxLayout *m_list;
    QPushButton *m_add;
};

} // namespace stormdeck::wizards
