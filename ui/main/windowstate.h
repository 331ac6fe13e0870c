// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/grouping.h"
#include "map/zoom.h"
#include "style/theme.h"

class QMainWindow;
class QSplitter;

namespace stormdeck::ui {

/// What the window remembers between two starts, in the user's settings file.
struct WindowState
{
    static void restore(QMainWindow *window, QSplitter *splitter);
    static void save(const QMainWindow *window, const QSplitter *splitter);
    /// How the map was shown.
    [[nodiscard]] static map::Zoom mapZoom();
    [[nodiscard]] static map::Grouping mapGrouping();
    static void setMap(const map::Zoom &zoom, const map::Grouping &grouping);
    [[nodiscard]] static style::Scheme scheme();
    static void setScheme(style::Scheme scheme);
    /// Whether a change of health is told by the desktop; it is, until somebody chooses otherwise.
    [[nodiscard]] static bool notifies();
    static void setNotifies(bool notifies);
};

} // namespace stormdeck::ui
