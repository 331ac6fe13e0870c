// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetrics>
#include <QStyledItemDelegate>

namespace stormdeck::map {

class NodeModel;
struct NodeCard;

/// Draws a node's card. The ages on it are read from the model at the moment of painting, so that time passing
/// needs no change of the model: the view repaints ageAreas() only.
class CardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CardDelegate(const NodeModel &model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// The application's font has changed.
    void readFonts();
    /// Height of a card of this width, gap included, enough for every card of the model.
    [[nodiscard]] int heightFor(int width) const;
    /// Size that every card gets.
    void setCell(const QSize &cell) { m_cell = cell; }
    /// The parts of a card in `cell` that show ages.
    [[nodiscard]] QList<QRect> ageAreas(const QRect &cell, const NodeCard &card) const;
    /// Cards outside are not drawn.
    void setExposed(const QRegion &region) { m_exposed = region; }

    /// Distance between two cards.
    static constexpr int gap = 12;
    static constexpr int narrowest = 272;
    static constexpr int widest = 420;

private:
    friend class CardPaint;
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
    QRegion m_exposed;
};

} // namespace stormdeck::map
