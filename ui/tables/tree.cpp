// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/tree.h"

#include "style/text.h"
#include "style/tokens.h"
#include "tables/celldelegate.h"
#include "tables/columnfit.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>

namespace stormdeck::tables {

Tree::Tree(const QString &accessibleName, QWidget *parent)
    : QTreeView(parent), m_delegate(new CellDelegate(this)), m_fit(new ColumnFit(this, header()))
{
    setAccessibleName(accessibleName);
    setItemDelegate(m_delegate);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setExpandsOnDoubleClick(true);
    setSelectionBehavior(SelectRows);
    setIndentation(20);
    viewport()->setAutoFillBackground(false);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(true);
    header()->setHighlightSections(false);
    header()->setSortIndicator(0, Qt::AscendingOrder);
    header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    readFonts();
}

void Tree::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    m_fit->watch(model);
    setSortingEnabled(true);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent, int first, int last) {
        for (int row = first; !parent.isValid() && isLittle() && row <= last; ++row) {
            expand(this->model()->index(row, 0));
        }
    });
}

void Tree::setStretchedColumn(int column)
{
    m_fit->setStretched(column);
}

bool Tree::isLittle() const
{
    int rows = model()->rowCount();
    for (int row = 0; rows <= openUpTo && row < model()->rowCount(); ++row) {
        rows += model()->rowCount(model()->index(row, 0));
    }
    return rows <= openUpTo;
}

void Tree::openIfLittle()
{
    if (isLittle()) {
        expandAll();
    }
}

void Tree::repaintColumn(int column)
{
    if (isVisible() && !isColumnHidden(column)) {
        viewport()->update(QRect(columnViewportPosition(column), 0, columnWidth(column), viewport()->height()));
    }
}

void Tree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const style::Tokens &t = style::tokens(palette());
    if (selectionModel()->isRowSelected(index.row(), index.parent())) {
        painter->fillRect(option.rect, t.accentTint);
    }
    QTreeView::drawRow(painter, option, index);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
}

void Tree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange) {
        readFonts();
    }
}

void Tree::readFonts()
{
    m_delegate->readFonts();
    header()->setFont(style::textFont(style::TextSize::Small));
    m_fit->forget();
}

} // namespace stormdeck::tables
