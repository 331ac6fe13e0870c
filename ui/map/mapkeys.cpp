// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/mapview.h"
#include "map/nodemodel.h"

#include <QApplication>
#include <QWheelEvent>

#include <algorithm>

namespace stormdeck::map {

void MapView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        return QListView::wheelEvent(event);
    }
    constexpr int notch = 120;
    m_wheel += event->angleDelta().y();
    const int steps = m_wheel / notch;
    m_wheel -= steps * notch;
    zoomBy(steps);
    event->accept();
}

QModelIndex MapView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (m_layout.count() == 0) {
        return {};
    }
    const int place = placeOf(currentIndex());
    return m_model.index(rowAt(place < 0 ? 0 : placeAfter(place, action)));
}

int MapView::placeAfter(int place, CursorAction action) const
{
    const int last = m_layout.count() - 1;
    const int forward = isRightToLeft() ? -1 : 1;
    const auto page = [&](auto step) {
        const int lines = qMax(1, viewport()->height() / m_layout.shape().cell.height() - 1);
        int to = place;
        for (int line = 0; line < lines; ++line) {
            to = step(to);
        }
        return to;
    };
    switch (action) {
    case MoveLeft:
        return std::clamp(place - forward, 0, last);
    case MoveRight:
        return std::clamp(place + forward, 0, last);
    case MoveNext:
        return qMin(place + 1, last);
    case MovePrevious:
        return qMax(place - 1, 0);
    case MoveUp:
        return m_layout.above(place);
    case MoveDown:
        return m_layout.below(place);
    case MovePageUp:
        return page([this](int at) { return m_layout.above(at); });
    case MovePageDown:
        return page([this](int at) { return m_layout.below(at); });
    case MoveHome:
        return 0;
    case MoveEnd:
        return last;
    }
    return place;
}

void MapView::keyboardSearch(const QString &search)
{
    const bool goesOn = m_sinceTyped.isValid() && m_sinceTyped.elapsed() < QApplication::keyboardInputInterval();
    m_typed = goesOn ? m_typed + search : search;
    m_sinceTyped.start();
    // From the current card on, those that begin so before those that have it somewhere.
    const int from = qMax(0, placeOf(currentIndex()));
    const int count = m_layout.count();
    for (const bool begins : {true, false}) {
        for (int i = 0; i < count; ++i) {
            const int row = rowAt((from + i + (goesOn ? 0 : 1)) % count);
            const QString &name = m_model.card(row).name;
            if (begins ? name.startsWith(m_typed, Qt::CaseInsensitive) : name.contains(m_typed, Qt::CaseInsensitive)) {
                return setCurrentIndex(m_model.index(row));
            }
        }
    }
}

} // namespace stormdeck::map
