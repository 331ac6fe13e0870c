// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/maplayout.h"

#include <algorithm>

namespace stormdeck::map {

MapLayout::MapLayout(const Shape &shape, const std::vector<int> &counts) : m_shape(shape)
{
    for (const int count : counts) {
        Group group{.first = m_count, .count = count, .top = m_height, .cards = m_height + shape.heading};
        group.lines = (count + shape.columns - 1) / shape.columns;
        m_groups.push_back(group);
        m_count += count;
        m_height = group.cards + group.lines * shape.cell.height() + (shape.heading > 0 ? shape.groupSpace : 0);
    }
}

int MapLayout::groupOf(int place) const
{
    const auto after = std::upper_bound(m_groups.begin(), m_groups.end(), place,
                                        [](int wanted, const Group &group) { return wanted < group.first; });
    return static_cast<int>(after - m_groups.begin()) - 1;
}

QRect MapLayout::cardAt(int place) const
{
    const Group &group = m_groups[static_cast<size_t>(groupOf(place))];
    const int at = place - group.first;
    return {
        QPoint(at % m_shape.columns * m_shape.cell.width(), group.cards + at / m_shape.columns * m_shape.cell.height()),
        m_shape.cell};
}

QRect MapLayout::headingOf(int group) const
{
    return {0, m_groups[static_cast<size_t>(group)].top, m_shape.columns * m_shape.cell.width(), m_shape.heading};
}

int MapLayout::placeAt(const QPoint &point) const
{
    const int column = point.x() < 0 ? -1 : point.x() / qMax(1, m_shape.cell.width());
    for (const Group &group : m_groups) {
        const int line = point.y() < group.cards ? -1 : (point.y() - group.cards) / qMax(1, m_shape.cell.height());
        if (line >= 0 && line < group.lines && column >= 0 && column < m_shape.columns) {
            const int at = line * m_shape.columns + column;
            return at < group.count ? group.first + at : -1;
        }
    }
    return -1;
}

MapLayout::Range MapLayout::between(int top, int bottom) const
{
    Range range{m_count, -1};
    for (const Group &group : m_groups) {
        const int first = qMax(0, (top - group.cards) / m_shape.cell.height());
        const int last =
            bottom < group.cards ? -1 : qMin(group.lines - 1, (bottom - group.cards) / m_shape.cell.height());
        if (first <= last) {
            range.first = qMin(range.first, group.first + first * m_shape.columns);
            range.last = group.first + qMin(group.count, (last + 1) * m_shape.columns) - 1;
        }
    }
    return range;
}

int MapLayout::vertically(int place, int step) const
{
    size_t at = static_cast<size_t>(groupOf(place));
    const int column = (place - m_groups[at].first) % m_shape.columns;
    int line = (place - m_groups[at].first) / m_shape.columns + step;
    if (line < 0 || line >= m_groups[at].lines) {
        if (step < 0 ? at == 0 : at + 1 == m_groups.size()) {
            return place;
        }
        at += static_cast<size_t>(step);
        line = step < 0 ? m_groups[at].lines - 1 : 0;
    }
    const Group &group = m_groups[at];
    return group.first + qMin(line * m_shape.columns + column, group.count - 1);
}

} // namespace stormdeck::map
