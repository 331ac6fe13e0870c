// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/scrollbar.h"

#include "style/tokens.h"
#include "style/widgets.h"

#include <QPainter>
#include <QStyleOption>

namespace stormdeck::style {

namespace {
QRect scrollHandle(const QStyleOptionSlider *option, int shortest)
{
    const bool upright = option->orientation == Qt::Vertical;
    const int length = upright ? option->rect.height() : option->rect.width();
    const qint64 range = qint64(option->maximum) - option->minimum;
    int size = length;
    if (range > 0) {
        size = qBound(shortest, int(qint64(option->pageStep) * length / (range + option->pageStep)), length);
    }
    const int at = QStyle::sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition,
                                                   length - size, option->upsideDown);
    return upright ? QRect(0, at, option->rect.width(), size) : QRect(at, 0, size, option->rect.height());
}
} // namespace

QRect scrollPart(const QStyleOptionSlider *option, QStyle::SubControl part, int shortest)
{
    const QRect handle = scrollHandle(option, shortest);
    const QRect whole(QPoint(0, 0), option->rect.size());
    const bool upright = option->orientation == Qt::Vertical;
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return handle;
    case QStyle::SC_ScrollBarGroove:
        return whole;
    case QStyle::SC_ScrollBarSubPage:
        return upright ? QRect(0, 0, whole.width(), handle.top()) : QRect(0, 0, handle.left(), whole.height());
    case QStyle::SC_ScrollBarAddPage:
        return upright ? QRect(0, handle.bottom() + 1, whole.width(), whole.bottom() - handle.bottom())
                       : QRect(handle.right() + 1, 0, whole.right() - handle.right(), whole.height());
    default:
        return {};
    }
}

void paintScrollBar(const QStyle *style, const QStyleOptionSlider *option, QPainter *painter, const QWidget *widget)
{
    const Tokens &t = tokens(option->palette);
    QRect handle = style->subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    const bool upright = option->orientation == Qt::Vertical;
    handle = upright ? handle.adjusted(3, 2, -3, -2) : handle.adjusted(2, 3, -2, -3);
    const bool active = option->state.testFlag(QStyle::State_Sunken) || (option->state.testFlag(QStyle::State_MouseOver) &&
                                                              option->activeSubControls == QStyle::SC_ScrollBarSlider);
    const double radius = qMin(handle.width(), handle.height()) / 2.0;
    paintRounded(*painter, handle, radius, active ? t.faint : t.slotEdge, QColor());
}

} // namespace stormdeck::style
