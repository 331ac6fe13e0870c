// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/mainwindow.h"
#include "recording/player.h"

namespace stormdeck::ui {
class StoreBridge;
}

namespace stormdeck::app {

/// The window on a recording: the same as on a cluster, with a bar to move through its time; nothing can be changed.
/// GUI thread.
class Playback : public QObject
{
    Q_OBJECT

public:
    explicit Playback(recording::Recording recording);
    ~Playback() override;

    /// Opens the window and begins to play.
    void open();
    void close() { m_window.closeUnasked(); }

Q_SIGNALS:
    /// A session is wanted beside this.
    void sessionWanted();
    /// The window was closed; nothing is left to do here.
    void ended();

private:
    recording::Player m_player;
    ui::MainWindow m_window;
    std::unique_ptr<ui::StoreBridge> m_bridge;
};

} // namespace stormdeck::app
