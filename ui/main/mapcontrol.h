// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QMenu;
class QToolButton;

namespace stormdeck::map {
class MapView;
}

namespace stormdeck::ui {

/// The line above the map: by what its nodes are grouped, and how large their cards are.
class MapControl : public QWidget
{
    Q_OBJECT

public:
    /// `map` outlives it.
    explicit MapControl(map::MapView &map, QWidget *parent = nullptr);

    /// Other labels may be there now.
    void refresh();

private:
    void fillGroups();
    void fillSizes();
    void showZoom();

    map::MapView &m_map;
    QComboBox *m_groups;
    QToolButton *m_smaller;
    QToolButton *m_size;
    QToolButton *m_larger;
    QMenu *m_sizes;
};

} // namespace stormdeck::ui
