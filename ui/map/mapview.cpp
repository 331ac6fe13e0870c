// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/mapview.h"

#include "map/carddelegate.h"
#include "map/nodemodel.h"

#include <QEvent>
#include <QPaintEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace stormdeck::map {

namespace {

struct Grid
{
    int columns = 1;
    int width = CardDelegate::narrowest;
};

Grid gridFor(int room)
{
    const int columns = qMax(1, room / (CardDelegate::narrowest + CardDelegate::gap));
    return {columns, qMin(room / columns, CardDelegate::widest + CardDelegate::gap)};
}

} // namespace

MapView::MapView(NodeModel &model, QWidget *parent)
    : QListView(parent), m_model(model), m_delegate(new CardDelegate(model, this))
{
    setViewMode(IconMode);
    setMovement(Static);
    setDragEnabled(false);
    setResizeMode(Adjust);
    setWrapping(true);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setSelectionRectVisible(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setBackgroundRole(QPalette::Window);
    setAccessibleName(tr("Map of the nodes"));
    setItemDelegate(m_delegate);
    setModel(&model);
    connect(&model, &NodeModel::shapeChanged, this, &MapView::arrange);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &MapView::arrange);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &MapView::arrange);
    connect(&model, &QAbstractItemModel::modelReset, this, &MapView::arrange);
    connect(this, &QListView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT nodeActivated(index.data(NodeModel::KeyRole).toString()); });
    verticalScrollBar()->setSingleStep(24);
    arrange();
}

void MapView::tick()
{
    const QRect seen = viewport()->rect();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QRect cell = visualRect(m_model.index(row));
        if (cell.top() > seen.bottom()) {
            break;
        }
        if (cell.intersects(seen)) {
            for (const QRect &area : m_delegate->ageAreas(cell, m_model.card(row))) {
                viewport()->update(area);
            }
        }
    }
}

void MapView::selectKey(const QString &key)
{
    const int row = m_model.rowOf(key);
    if (row < 0) {
        clearSelection();
        return;
    }
    setCurrentIndex(m_model.index(row));
    scrollTo(m_model.index(row));
}

QString MapView::selectedKey() const
{
    const QModelIndexList chosen = selectionModel()->selectedIndexes();
    return chosen.isEmpty() ? QString() : chosen.front().data(NodeModel::KeyRole).toString();
}

int MapView::contentHeight() const
{
    return rowsHeight(width());
}

int MapView::rowsHeight(int room) const
{
    const Grid grid = gridFor(room);
    const int rows = (m_model.rowCount() + grid.columns - 1) / grid.columns;
    return qMax(1, rows) * m_delegate->heightFor(grid.width);
}

QSize MapView::sizeHint() const
{
    return {2 * (CardDelegate::narrowest + CardDelegate::gap), contentHeight()};
}

QSize MapView::minimumSizeHint() const
{
    return {CardDelegate::narrowest + CardDelegate::gap + 12, m_delegate->heightFor(gridFor(width()).width)};
}

void MapView::paintEvent(QPaintEvent *event)
{
    // The view asks for every card in the bounding rectangle of what is exposed; only these need paint.
    m_delegate->setExposed(event->region());
    QListView::paintEvent(event);
    m_delegate->setExposed({});
}

void MapView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    arrange();
}

void MapView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange) {
        m_delegate->readFonts();
        arrange();
    }
}

void MapView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    Q_EMIT nodeSelected(selectedKey());
}

void MapView::arrange()
{
    // The scroll bar that this shows or hides resizes the viewport, which comes back here.
    if (m_arranging) {
        return;
    }
    const QScopedValueRollback guard(m_arranging, true);
    // Decided here, because a view that decides by itself keeps the room of the bar free in any case.
    const bool scrolls = rowsHeight(width()) > height();
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    const Grid grid = gridFor(width() - (scrolls ? verticalScrollBar()->sizeHint().width() : 0));
    const QSize cell(grid.width, m_delegate->heightFor(grid.width));
    m_delegate->setCell(cell);
    if (cell != gridSize()) {
        setGridSize(cell);
        executeDelayedItemsLayout(); // else it paints twice
    }
    doItemsLayout(); // reflow now and not after a tenth of a second
    updateGeometry();
}

} // namespace stormdeck::map
