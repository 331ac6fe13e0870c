// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/table.h"

#include "style/text.h"
#include "style/tokens.h"
#include "tables/celldelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>

namespace stormdeck::tables {

Table::Table(const QString &accessibleName, QWidget *parent) : QTableView(parent)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    measure();
}

void Table::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, &Table::updateGeometry);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &Table::updateGeometry);
    connect(model, &QAbstractItemModel::modelReset, this, &Table::updateGeometry);
}

void Table::setStretchedColumn(int column)
{
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    // Contents are measured on the visible rows only, so a long list costs nothing.
    horizontalHeader()->setResizeContentsPrecision(0);
    horizontalHeader()->setMinimumSectionSize(64);
}

void Table::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

int Table::contentHeight() const
{
    const int rows = model() ? model()->rowCount() : 0;
    return horizontalHeader()->sizeHint().height() + qMax(1, rows) * verticalHeader()->defaultSectionSize() + 2;
}

QSize Table::sizeHint() const
{
    return {400, contentHeight()};
}

QSize Table::minimumSizeHint() const
{
    return {200, qMin(contentHeight(), 3 * verticalHeader()->defaultSectionSize())};
}

void Table::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (model() && model()->rowCount() == 0 && !m_emptyText.isEmpty()) {
        QPainter painter(viewport());
        painter.setPen(style::tokens(palette()).dim);
        const QRect box = viewport()->rect().adjusted(12, 0, -12, 0);
        painter.drawText(box, Qt::AlignLeading | Qt::AlignVCenter | Qt::TextWordWrap, m_emptyText);
    }
}

void Table::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange) {
        measure();
    }
}

void Table::measure()
{
    horizontalHeader()->setFont(style::textFont(style::TextSize::Small));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(style::textFont(style::TextSize::Body)).height() + 18);
    updateGeometry();
}

} // namespace stormdeck::tables
