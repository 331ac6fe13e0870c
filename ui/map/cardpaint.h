// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/carddelegate.h"
#include "map/nodecard.h"
#include "style/tokens.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace stormdeck::map {

/// Heights of the lines of a card in the fonts of the moment.
struct CardLines
{
    CardLines(const QFont &titleFont, const QFont &bodyFont, const QFont &smallFont, const QFont &tinyFont);
    int title;
    int small;
    int bar;
    int row;
    int slot;
};

/// One painting of one card: lives for one call of the delegate.
class CardPaint
{
public:
    CardPaint(QPainter &painter, const CardDelegate &fonts, const NodeModel &model, const NodeCard &card,
              const QStyleOptionViewItem &option);
    void paint();

    static constexpr int marginLeft = 18;
    static constexpr int marginRight = 14;
    static constexpr int marginTop = 10;
    static constexpr int marginBottom = 12;
    static constexpr int slotGap = 6;

private:
    void paintFrame();
    void paintTitle();
    void paintSubtitle();
    void paintBar(const QString &label, const CardBar &bar);
    void paintTrack(const QRect &track, const CardBar &bar);
    void paintRow(const QString &label, const CardRow &row, const QString &age, bool old);
    void paintSlots();
    void paintSlot(const QRect &box, const SlotCell &cell);
    void paintUsedSlot(const QRect &box, const SlotCell &cell);
    void paintSlotText(const QRect &box, const QString &port, const QString &label, const QColor &colour);
    void paintMore(const QRect &box, int more);
    void rule();
    /// Elided to the box, on the leading or trailing side; mirrored for a right-to-left layout.
    int text(const QRect &box, const QString &words, const QFont &font, const QColor &colour,
             Qt::Alignment side = Qt::AlignLeading);
    [[nodiscard]] QRect mirrored(const QRect &box) const;
    [[nodiscard]] QRect line(int height);
    [[nodiscard]] QString ageOf(const cluster::SourceAge &age) const;

    QPainter &m_painter;
    const CardDelegate &m_fonts;
    const NodeModel &m_model;
    const NodeCard &m_card;
    const QStyleOptionViewItem &m_option;
    const style::Tokens &m_tokens;
    CardLines m_lines;
    QRect m_box;   ///< the card
    QRect m_inner; ///< its content
    int m_top = 0; ///< where the next line begins
};

} // namespace stormdeck::map
