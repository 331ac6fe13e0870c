// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/celldelegate.h"

#include "style/sign.h"
#include "style/text.h"
#include "tables/cell.h"

#include <QPainter>

namespace stormdeck::tables {

namespace {

constexpr int padding = 12;
constexpr int signSize = 10;
constexpr int signRoom = signSize + 7;

bool hasSign(const Cell &cell)
{
    return cell.topology >= 0 || cell.sign != style::Sign::None;
}

void paintSignOf(QPainter *painter, const QRect &box, const Cell &cell, const style::Tokens &t)
{
    if (cell.topology >= 0) {
        style::paintSign(*painter, box, style::Sign::Dot, t.topology(cell.topology));
    } else {
        style::paintSign(*painter, box, cell.sign, t.colour(cell.tone));
    }
}

QColor inkOf(const Cell &cell, bool old, const style::Tokens &t)
{
    // A state that is known to be bad keeps its colour though the facts around it are old.
    if (old && cell.tone != style::Tone::Bad && cell.tone != style::Tone::Warning) {
        return t.unknown;
    }
    return cell.tone == style::Tone::Plain ? t.text : t.colour(cell.tone);
}

} // namespace

CellDelegate::CellDelegate(QObject *parent) : QStyledItemDelegate(parent)
{
    readFonts();
}

void CellDelegate::readFonts()
{
    m_body = style::textFont(style::TextSize::Body);
    m_strong = style::textFont(style::TextSize::Strong);
}

const QFont &CellDelegate::fontOf(const QModelIndex &index) const
{
    return index.data(StrongRole).toBool() && !index.parent().isValid() ? m_strong : m_body;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const style::Tokens &t = style::tokens(option.palette);
    const Cell cell = index.data(CellRole).value<Cell>();
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, t.accentTint);
    }
    const auto side = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    QRect box = option.rect.adjusted(padding, 0, -padding, -1);
    painter->setFont(fontOf(index));
    if (hasSign(cell)) {
        // Right before its words, on whichever side these stand.
        const int words = painter->fontMetrics().horizontalAdvance(cell.text) + signRoom;
        const int left = side.testFlag(Qt::AlignTrailing) ? qMax(box.left(), box.right() + 1 - words) : box.left();
        const QRect sign(left, box.center().y() - signSize / 2, signSize, signSize);
        paintSignOf(painter, QStyle::visualRect(option.direction, option.rect, sign), cell, t);
        box.setLeft(left + signRoom);
    }
    painter->setPen(inkOf(cell, index.data(OldRole).toBool(), t));
    // Names of one kind begin alike and differ at their end.
    const Qt::TextElideMode elide = index.column() == 0 ? Qt::ElideMiddle : Qt::ElideRight;
    const QString shown = painter->fontMetrics().elidedText(cell.text, elide, box.width() + 1);
    painter->drawText(QStyle::visualRect(option.direction, option.rect, box),
                      static_cast<int>(QStyle::visualAlignment(option.direction, side)) | Qt::TextSingleLine, shown);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFontMetrics metrics(fontOf(index));
    const Cell cell = index.data(CellRole).value<Cell>();
    const int sign = hasSign(cell) ? signRoom : 0;
    return {metrics.horizontalAdvance(cell.text) + 2 * padding + sign + 2, metrics.height() + 18};
}

} // namespace stormdeck::tables
