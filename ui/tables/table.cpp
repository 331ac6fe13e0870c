// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/table.h"

#include "style/text.h"
#include "style/tokens.h"
#include "tables/celldelegate.h"
#include "tables/columnfit.h"

#include <QEvent>
#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>

namespace stormdeck::tables {

Table::Table(const QString &accessibleName, QWidget *parent)
    : QTableView(parent), m_delegate(new CellDelegate(this)), m_fit(new ColumnFit(this, horizontalHeader()))
{
    setAccessibleName(accessibleName);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setCornerButtonEnabled(false);
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
    m_fit->watch(model);
}

void Table::setStretchedColumn(int column)
{
    m_fit->setStretched(column);
}

void Table::setSortable(int column)
{
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicator(column, Qt::AscendingOrder);
    setSortingEnabled(true);
}

void Table::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void Table::repaintColumn(int column)
{
    if (isVisible() && !isColumnHidden(column)) {
        viewport()->update(QRect(columnViewportPosition(column), 0, columnWidth(column), viewport()->height()));
    }
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
    QPainter painter(viewport());
    const style::Tokens &t = style::tokens(palette());
    if (model() && model()->rowCount() == 0) {
        painter.setPen(t.dim);
        const QRect box = viewport()->rect().adjusted(12, 0, -12, 0);
        painter.drawText(box, Qt::AlignLeading | Qt::AlignVCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const int height = verticalHeader()->defaultSectionSize();
    for (int row = rowAt(qMax(0, event->rect().top())); row >= 0 && row < model()->rowCount(); ++row) {
        const int bottom = rowViewportPosition(row) + height - 1;
        painter.fillRect(QRect(0, bottom, viewport()->width(), 1), t.line);
        if (bottom > event->rect().bottom()) {
            break;
        }
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
    m_delegate->readFonts();
    horizontalHeader()->setFont(style::textFont(style::TextSize::Small));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(style::textFont(style::TextSize::Body)).height() + 18);
    m_fit->forget();
    updateGeometry();
}

} // namespace stormdeck::tables
