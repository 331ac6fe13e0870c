// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/carddelegate.h"

#include "map/cardpaint.h"
#include "map/nodemodel.h"
#include "style/text.h"
#include "style/tokens.h"

#include <QPainter>

namespace stormdeck::map {

CardDelegate::CardDelegate(const NodeModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model)
{
    readFonts();
}

void CardDelegate::readFonts()
{
    using style::TextSize;
    m_title = style::textFont(TextSize::Title);
    m_strong = style::textFont(TextSize::Strong);
    m_body = style::textFont(TextSize::Body);
    m_small = style::textFont(TextSize::Small);
    m_tiny = style::textFont(TextSize::Tiny);
    m_tinyStrong = m_tiny;
    m_tinyStrong.setWeight(QFont::DemiBold);
    m_tiles = TilePaint();
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const NodeCard &card = m_model.card(index.row());
    if (m_detail == Detail::Full) {
        return CardPaint(*painter, *this, m_model, card, option).paint();
    }
    const int space = m_tiles.gap(m_detail);
    const bool focused =
        option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
    m_tiles.paint(*painter, m_detail, card,
                  {.box = option.rect.adjusted(inset, inset, inset - space, inset - space),
                   .direction = option.direction,
                   .selected = option.state.testFlag(QStyle::State_Selected),
                   .focused = focused,
                   .hovered = option.state.testFlag(QStyle::State_MouseOver),
                   .marked = isMarked(card.key)},
                  style::tokens(option.palette));
}

CardDelegate::Grid CardDelegate::gridFor(Detail detail, int room, int count) const
{
    const bool full = detail == Detail::Full;
    const int space = full ? gap : m_tiles.gap(detail);
    const int least = full ? narrowest : m_tiles.narrowest(detail);
    const int most = full ? widest : m_tiles.widest(detail);
    // The last card of a line ends where a full one would, so that edges meet whatever the size.
    const int usable = qMax(least, room - gap) + space;
    const int fitting = qMax(1, usable / (least + space));
    const int columns = full ? fitting : qMin(fitting, qMax(1, count));
    const int width = qMin(usable / columns, most + space);
    return {columns, {width, full ? heightFor(width) : m_tiles.height(detail) + space}};
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return m_cell;
}

int CardDelegate::slotColumns(int width) const
{
    const int narrowestSlot = QFontMetrics(m_tiny).averageCharWidth() * 6 + 12;
    return qMax(2, (width - gap - CardPaint::marginLeft - CardPaint::marginRight + CardPaint::slotGap) /
                       (narrowestSlot + CardPaint::slotGap));
}

int CardDelegate::slotRows(int width) const
{
    if (m_model.mostSlots() == 0) {
        return 0;
    }
    const int columns = qMin(m_model.mostSlots(), slotColumns(width));
    return qMin(2, (m_model.mostSlots() + columns - 1) / columns);
}

int CardDelegate::heightFor(int width) const
{
    const CardLines lines(m_title, m_body, m_small, m_tiny);
    int height = CardPaint::marginTop + lines.title + 2 + lines.small + 8 + 2 * lines.bar + CardPaint::marginBottom;
    if (m_model.anyInSwarm()) {
        height += 8 + 2 * lines.row;
        height +=
            slotRows(width) > 0 ? 8 + slotRows(width) * (lines.slot + CardPaint::slotGap) - CardPaint::slotGap : 0;
    }
    return height + gap;
}

QList<QRect> CardDelegate::ageAreas(const QRect &cell, const NodeCard &card) const
{
    if (m_detail != Detail::Full) {
        return {};
    }
    const CardLines lines(m_title, m_body, m_small, m_tiny);
    const QRect box = cell.adjusted(0, 0, -gap, -gap);
    const int top = box.top() + CardPaint::marginTop + lines.title + 2;
    QList<QRect> areas;
    if (card.engineSilent) {
        areas.append(QRect(box.left(), top, box.width(), lines.small));
    }
    if (card.inSwarm) {
        const int rows = top + lines.small + 8 + 2 * lines.bar + 8;
        areas.append(QRect(box.right() - 110, rows, 110, 2 * lines.row));
    }
    return areas;
}

} // namespace stormdeck::map
