// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/rowlist.h"

#include "style/controlstyle.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stormdeck::wizards {

namespace {
/// Enter goes on with the list here instead of pressing the window's default button.
class RowField : public QLineEdit
{
public:
    RowField(QString title, RowList *list) : m_list(list)
    {
        setPlaceholderText(title);
        setAccessibleName(title);
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            m_list->addRow();
            return;
        }
        QLineEdit::keyPressEvent(event);
    }

private:
    RowList *m_list;
};
} // namespace

RowList::RowList(const QStringList &titles, Order order, const QString &addLabel, QWidget *parent)
    : QWidget(parent), m_titles(titles), m_order(order), m_list(new QVBoxLayout), m_add(new QPushButton(addLabel))
{
    m_add->setAutoDefault(false);
    m_list->setSpacing(4);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    rows->addLayout(m_list);
    rows->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &RowList::addRow);
}

RowList::Row RowList::makeRow()
{
    Row row{.widget = new QWidget};
    auto *columns = new QHBoxLayout(row.widget);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(4);
    for (const QString &title : m_titles) {
        auto *field = new RowField(title, this);
        connect(field, &QLineEdit::textChanged, this, &RowList::changed);
        columns->addWidget(field, 1);
        row.fields.push_back(field);
    }
    if (m_order == Order::Kept) {
        addTool(row, QStringLiteral("↑"), tr("Move up"), &RowList::moveUp);
        addTool(row, QStringLiteral("↓"), tr("Move down"), &RowList::moveDown);
    }
    addTool(row, QStringLiteral("✕"), tr("Remove"), &RowList::remove);
    return row;
}

void RowList::addTool(Row &row, const QString &sign, const QString &name, void (RowList::*act)(QWidget *))
{
    auto *tool = new QToolButton;
    tool->setText(sign);
    tool->setToolTip(name);
    tool->setAccessibleName(name);
    style::setButtonLook(tool, style::ButtonLook::Quiet);
    tool->setFocusPolicy(Qt::StrongFocus);
    row.widget->layout()->addWidget(tool);
    connect(tool, &QToolButton::clicked, this, [this, act, widget = row.widget] { (this->*act)(widget); });
}

void RowList::addRow()
{
    m_rows.push_back(makeRow());
    m_list->addWidget(m_rows.back().widget);
    orderTabs();
    m_rows.back().fields.front()->setFocus();
    Q_EMIT changed();
}

void RowList::setRows(const std::vector<QStringList> &rows)
{
    for (const Row &row : m_rows) {
        delete row.widget;
    }
    m_rows.clear();
    for (const QStringList &texts : rows) {
        m_rows.push_back(makeRow());
        m_list->addWidget(m_rows.back().widget);
        for (size_t i = 0; i < m_rows.back().fields.size(); ++i) {
            m_rows.back().fields[i]->setText(texts.value(qsizetype(i)));
        }
    }
    orderTabs();
    Q_EMIT changed();
}

void RowList::orderTabs()
{
    QWidget *last = m_add; // at its place in the window's chain; a list takes no focus and cannot be the first
    for (const Row &row : m_rows) {
        const QLayout *columns = row.widget->layout();
        for (int i = 0; i < columns->count(); ++i) {
            setTabOrder(last, columns->itemAt(i)->widget());
            last = columns->itemAt(i)->widget();
        }
    }
    setTabOrder(last, m_add);
}

void RowList::focusInEvent(QFocusEvent * /*event*/)
{
    QWidget *first = m_add;
    if (!m_rows.empty()) {
        first = m_rows.front().fields.front();
    }
    first->setFocus();
}

std::vector<QStringList> RowList::rows() const
{
    std::vector<QStringList> typed;
    for (const Row &row : m_rows) {
        QStringList texts;
        for (const QLineEdit *field : row.fields) {
            texts.append(field->text());
        }
        if (std::any_of(texts.begin(), texts.end(), [](const QString &text) { return !text.isEmpty(); })) {
            typed.push_back(texts);
        }
    }
    return typed;
}

QLineEdit *RowList::field(int row, int column) const
{
    return m_rows[size_t(row)].fields[size_t(column)];
}

int RowList::indexOf(const QWidget *widget) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [widget](const Row &row) { return row.widget == widget; });
    return int(found - m_rows.begin());
}

void RowList::remove(QWidget *widget)
{
    const int at = indexOf(widget);
    m_rows.erase(m_rows.begin() + at);
    widget->hide();
    widget->deleteLater();
    if (m_rows.empty()) {
        m_add->setFocus();
    } else {
        m_rows[size_t(std::min(at, count() - 1))].fields.front()->setFocus();
    }
    Q_EMIT changed();
}

void RowList::moveUp(QWidget *widget)
{
    move(widget, -1);
}

void RowList::moveDown(QWidget *widget)
{
    move(widget, 1);
}

void RowList::move(QWidget *widget, int by)
{
    const int from = indexOf(widget);
    const int to = from + by;
    if (to < 0 || to >= count()) {
        return;
    }
    std::swap(m_rows[size_t(from)], m_rows[size_t(to)]);
    m_list->removeWidget(widget);
    m_list->insertWidget(to, widget);
    orderTabs();
    Q_EMIT changed();
}

} // namespace stormdeck::wizards
