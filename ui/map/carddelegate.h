// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/tilepaint.h"

#include <QFont>
#include <QFontMetrics>
#include <QSet>
#include <QStyledItemDelegate>

namespace stormdeck::map {

class NodeModel;
struct NodeCard;

/// Draws a node's card, in as much detail as is chosen. The ages on it are read from the model at the moment of
/// painting, so that time passing needs no change of the model: the view repaints ageAreas() only.
class CardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CardDelegate(const NodeModel &model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// The application's font has changed.
    void readFonts();
    void setDetail(Detail detail) { m_detail = detail; }
    [[nodiscard]] Detail detail() const { return m_detail; }
    /// Between a card and the next.
    [[nodiscard]] int space() const { return m_detail == Detail::Full ? gap : m_tiles.gap(m_detail); }
    /// How many cards stand beside each other in this room, and the size of each with its gap; few get wider ones.
    struct Grid
    {
        int columns = 1;
        QSize cell;
    };
    [[nodiscard]] Grid gridFor(Detail detail, int room, int count) const;
    /// Size that every card gets.
    void setCell(const QSize &cell) { m_cell = cell; }
    /// The parts of a card in `cell` that show ages.
    [[nodiscard]] QList<QRect> ageAreas(const QRect &cell, const NodeCard &card) const;
    /// Cards that carry what is selected elsewhere.
    void setMarked(const QSet<QString> &keys) { m_marked = keys; }
    [[nodiscard]] const QSet<QString> &marked() const { return m_marked; }
    [[nodiscard]] bool isMarked(const QString &key) const { return m_marked.contains(key); }

    /// Distance between two cards.
    static constexpr int gap = 12;
    static constexpr int narrowest = 272;
    static constexpr int widest = 420;
    /// Room beside each card for the frame of the selected one.
    static constexpr int inset = 2;

private:
    friend class CardPaint;
    /// Of a full card of this width, gap included, enough for every card of the model.
    [[nodiscard]] int heightFor(int width) const;
    [[nodiscard]] int slotColumns(int width) const;
    [[nodiscard]] int slotRows(int width) const;

    const NodeModel &m_model;
    QFont m_title;
    QFont m_strong;
    QFont m_body;
    QFont m_small;
    QFont m_tiny;
    QFont m_tinyStrong;
    QSize m_cell{narrowest, 200};
    TilePaint m_tiles;
    Detail m_detail = Detail::Full;
    QSet<QString> m_marked;
};

} // namespace stormdeck::map
