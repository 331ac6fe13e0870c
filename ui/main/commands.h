// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/theme.h"

#include <QAction>
#include <QMenu>

namespace stormdeck::ui {

/// Every command of the window, once: menus and buttons show these, the window listens to them. Owned by `window`.
struct Commands
{
    explicit Commands(QWidget *window);

    QAction *connect;
    QAction *setUp;
    QAction *submit;
    QAction *kill;
    QAction *logs;
    QAction *tearDown;
    QAction *refresh;
    QAction *showMap;
    QAction *showTopologies;
    QAction *systemTheme;
    QAction *lightTheme;
    QAction *darkTheme;
    QAction *about;
    QAction *quit;
    QMenu *menu; ///< all of them

    void setTheme(style::Scheme scheme);
    /// What may be done now. `reason` says why nothing may be changed; empty where it may.
    void allow(bool connected, bool hasSwarm, bool hasStorm, bool topologySelected, const QString &reason);
    /// Whether something is selected whose logs can be followed.
    void allowLogs(bool selected);
};

} // namespace stormdeck::ui
