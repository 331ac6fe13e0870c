// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/theme.h"

#include <QAction>
#include <QMenu>

#include <functional>

namespace stormdeck::ui {

/// Every command of the window, once: menus and buttons show these, the window listens to them. Owned by `window`.
struct Commands
{
    explicit Commands(QWidget *window);

    QAction *connect;
    QAction *setUp;
    QAction *prepare;    ///< machines, for a snapshot or as they are
    QAction *joinClones; ///< machines that were made of a snapshot
    QAction *firstBoot;  ///< what clouds need for machines of a snapshot
    QAction *submit;
    QAction *kill;
    QAction *logs;
    QAction *usage;      ///< what the selection uses of cpu and memory
    QAction *containers; ///< all on the selected machine, whoever made them
    QAction *component;  ///< what Storm says of the selected spout or bolt
    QAction *tearDown;
    QAction *refresh;
    QAction *find;   ///< anything, by its name
    QAction *filter; ///< the rows of the page
    QAction *why;    ///< explains the selection
    QAction *showMap;
    QAction *showTopologies;
    QAction *showNodes;
    QAction *showServices;
    QAction *showEnsemble;
    QAction *showPreflight;
    QAction *showConnections;
    QAction *largerCards; ///< of the map, as are the next two
    QAction *smallerCards;
    QAction *fitCards;
    QAction *systemTheme;
    QAction *lightTheme;
    QAction *darkTheme;
    QAction *newWindow;
    QAction *savedSecrets; ///< what is kept where
    QAction *record;       ///< checked: while it is recorded
    QAction *saveRecent;
    QAction *openRecording;
    QAction *notify; ///< checked: tell of health while the window is not looked at
    QAction *about;
    QAction *quit;
    QList<QAction *> profiles; ///< to connect to one that is saved
    QMenu *menu;               ///< all of them but the former

    void setTheme(style::Scheme scheme);
    /// A command for each saved connection but the current one, to be found by its name; calls `connectTo` with it.
    void setProfiles(const QStringList &names, const QString &current,
                     const std::function<void(const QString &)> &connectTo);
    /// What may be done now. `reason` says why nothing may be changed; empty where it may.
    void allow(bool connected, bool hasSwarm, bool hasStorm, bool topologySelected, const QString &reason);
    /// After allow(): nobody is there to be asked, and why.
    void refuseAsking(const QString &reason);
    /// Whether there are answers to record, and the reason where not.
    void allowRecording(bool allowed, const QString &reason);
    /// All that a person may find by its name, its data being the menu it is in where that is not the main one; without
    /// those that only open another way to do so.
    [[nodiscard]] QList<QAction *> findable() const;
    /// Whether there is a map to be zoomed.
    void allowZoom(bool allowed);
    /// Whether something is selected that has containers: their logs can be followed, and what they use can be read.
    void allowContainers(bool selected);
    /// Whether a node is selected whose engine can be asked.
    void allowMachine(bool selected);
    /// Whether a spout or bolt is selected of which Storm can be asked.
    void allowComponent(bool selected);

private:
    void fillMenu();
};

} // namespace stormdeck::ui
