// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/mainwindow.h"
#include "recording/player.h"
#include "recordings.h"
#include "wizards/background.h"

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
    /// Another recording was chosen and read.
    void recordingOpened(const stormdeck::recording::Recording &recording);
    /// The window was closed; nothing is left to do here.
    void ended();

private:
    recording::Player m_player;
    wizards::Background m_background;
    ui::MainWindow m_window;
    Recordings m_recordings; ///< to open another one
    std::unique_ptr<ui::StoreBridge> m_bridge;
};

} // namespace stormdeck::app
