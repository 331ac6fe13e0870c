// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/nodecard.h"
#include "map/zoom.h"
#include "style/tokens.h"

#include <QFont>
#include <QHash>
#include <QPainter>
#include <QPixmap>
#include <QStaticText>
#include <QStyleOptionViewItem>

namespace stormdeck::map {

/// Sizes and painting of the cards that show less than all: compact cards, names, tiles and dots. In the fonts of the
/// moment of its making. A frame has a thousand of them: texts are kept as they were laid out, signs as they were
/// drawn.
class TilePaint
{
public:
    TilePaint();

    /// Distance to the next card.
    [[nodiscard]] int gap(Detail detail) const;
    /// Widths without the gap.
    [[nodiscard]] int narrowest(Detail detail) const;
    [[nodiscard]] int widest(Detail detail) const;
    /// Without the gap.
    [[nodiscard]] int height(Detail detail) const;

    /// What a card has beside its own looks.
    struct Look
    {
        QRect box;
        Qt::LayoutDirection direction = Qt::LeftToRight;
        bool selected = false;
        bool focused = false; ///< by the keyboard
        bool hovered = false;
        bool marked = false; ///< carries what is selected elsewhere
    };
    void paint(QPainter &painter, Detail detail, const NodeCard &card, const Look &look,
               const style::Tokens &tokens) const;

private:
    void paintFrame(QPainter &painter, Detail detail, const NodeCard &card, const Look &look,
                    const style::Tokens &tokens) const;
    void paintName(QPainter &painter, const NodeCard &card, const Look &look, const style::Tokens &tokens,
                   Qt::TextElideMode elide) const;
    void paintCompact(QPainter &painter, const NodeCard &card, const Look &look, const style::Tokens &tokens) const;
    void paintSlots(QPainter &painter, const QRect &box, const NodeCard &card, const Look &look,
                    const style::Tokens &tokens) const;

    enum class Face { Strong, Small };
    struct Line
    {
        Face face = Face::Small;
        QColor ink;
        Qt::Alignment side = Qt::AlignLeading;
        Qt::TextElideMode elide = Qt::ElideRight;
        Qt::LayoutDirection direction = Qt::LeftToRight;
    };
    struct TextKey
    {
        QString words;
        int room = 0; ///< width it was elided to; 0: it fits as it is
        int how = 0;  ///< face, elision and direction
        bool operator==(const TextKey &) const = default;
        friend size_t qHash(const TextKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.words, key.room, key.how);
        }
    };
    struct Laid
    {
        QStaticText text;
        int width = 0;
    };
    /// One line of text in its box, elided and on its side; the width it took.
    int text(QPainter &painter, const QRect &box, const Look &look, const QString &words, Line line) const;
    [[nodiscard]] const Laid &laid(const QString &words, int room, const Line &line) const;
    void sign(QPainter &painter, const QRect &box, const Look &look, const NodeCard &card,
              const style::Tokens &tokens) const;

    static constexpr int mostTexts = 8192;
    QFont m_strong;
    QFont m_small;
    mutable QHash<TextKey, Laid> m_texts;    ///< at most mostTexts, then begun anew
    mutable QHash<quint64, QPixmap> m_signs; ///< by shape, size, scale and colour
    int m_digit;
    int m_strongHeight;
    int m_smallHeight;
};

} // namespace stormdeck::map
