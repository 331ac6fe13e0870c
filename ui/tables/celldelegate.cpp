// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/celldelegate.h"

#include "style/sign.h"
#include "style/text.h"
#include "tables/table.h"
#include "tables/topologymodel.h"

#include <QPainter>

namespace stormdeck::tables {

namespace {

constexpr int padding = 12;
constexpr int signSize = 10;
constexpr int signRoom = signSize + 7;

bool isTopologyName(const QModelIndex &index)
{
    return index.column() == TopologyModel::Name && index.data(TopologyModel::ColourRole).isValid();
}

bool isTopologyStatus(const QModelIndex &index)
{
    return index.column() == TopologyModel::Status && index.data(TopologyModel::ToneRole).isValid();
}

bool isStrong(const QModelIndex &index)
{
    return isTopologyName(index) || index.data(StrongRole).toBool();
}

QFont fontOf(const QModelIndex &index)
{
    return style::textFont(isStrong(index) ? style::TextSize::Strong : style::TextSize::Body);
}

void paintSignOf(QPainter *painter, const QRect &box, const QModelIndex &index, const style::Tokens &t)
{
    if (isTopologyName(index)) {
        const QColor colour = t.topology(index.data(TopologyModel::ColourRole).toInt());
        style::paintSign(*painter, box, style::Sign::Dot, colour);
    } else {
        const auto sign = static_cast<style::Sign>(index.data(TopologyModel::SignRole).toInt());
        const auto tone = static_cast<style::Tone>(index.data(TopologyModel::ToneRole).toInt());
        style::paintSign(*painter, box, sign, t.colour(tone));
    }
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const style::Tokens &t = style::tokens(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, t.accentTint);
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    QRect box = option.rect.adjusted(padding, 0, -padding, -1);
    QColor ink = t.text;
    if (isTopologyName(index) || isTopologyStatus(index)) {
        const QRect sign(box.left(), box.center().y() - signSize / 2, signSize, signSize);
        paintSignOf(painter, QStyle::visualRect(option.direction, option.rect, sign), index, t);
        box.setLeft(box.left() + signRoom);
    }
    if (isTopologyStatus(index)) {
        ink = t.colour(static_cast<style::Tone>(index.data(TopologyModel::ToneRole).toInt()));
    } else if (index.data(TopologyModel::ToneRole).toInt() == static_cast<int>(style::Tone::Unknown) &&
               index.data(TopologyModel::ToneRole).isValid()) {
        ink = t.unknown;
    }
    const Qt::Alignment side = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->setFont(fontOf(index));
    painter->setPen(ink);
    const QString shown = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, box.width());
    painter->drawText(QStyle::visualRect(option.direction, option.rect, box),
                      static_cast<int>(QStyle::visualAlignment(option.direction, side)) | Qt::TextSingleLine, shown);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFontMetrics metrics(fontOf(index));
    const int sign = isTopologyName(index) || isTopologyStatus(index) ? signRoom : 0;
    const int width = metrics.horizontalAdvance(index.data().toString()) + 2 * padding + sign + 2;
    return {qMin(width, 420), metrics.height() + 18};
}

} // namespace stormdeck::tables
