// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <vector>

namespace stormdeck::map {

/// Where cards and headings stand, by places: the cards in the order in which they are shown, counted from 0 through
/// all groups. Left to right; who draws mirrors it. Pure.
class MapLayout
{
public:
    struct Shape
    {
        QSize cell;         ///< of a card, gaps included
        int columns = 1;    ///< cards in a line
        int heading = 0;    ///< height of a group's heading; 0: groups have none
        int groupSpace = 0; ///< below the last line of a group that has a heading
        bool operator==(const Shape &) const = default;
    };

    MapLayout() = default;
    /// `counts`: the number of cards of each group.
    MapLayout(const Shape &shape, const std::vector<int> &counts);

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] const Shape &shape() const { return m_shape; }
    [[nodiscard]] int groups() const { return static_cast<int>(m_groups.size()); }
    [[nodiscard]] int groupOf(int place) const;
    [[nodiscard]] QRect cardAt(int place) const;
    /// As wide as the cards of a line.
    [[nodiscard]] QRect headingOf(int group) const;
    /// -1: no card is there.
    [[nodiscard]] int placeAt(const QPoint &point) const;

    /// Places first to last of the lines between two heights; an empty range where there are none.
    struct Range
    {
        int first = 0;
        int last = -1;
    };
    [[nodiscard]] Range between(int top, int bottom) const;

    /// The place above or below in the same column, or the nearest one of that line; `place` itself at the edge.
    [[nodiscard]] int above(int place) const { return vertically(place, -1); }
    [[nodiscard]] int below(int place) const { return vertically(place, 1); }

private:
    struct Group
    {
        int first = 0; ///< place of its first card
        int count = 0;
        int top = 0;   ///< of its heading
        int cards = 0; ///< top of its first line
        int lines = 0;
    };
    [[nodiscard]] int vertically(int place, int step) const;

    Shape m_shape;
    std::vector<Group> m_groups; ///< those with cards
    int m_count = 0;
    int m_height = 0;
};

} // namespace stormdeck::map
