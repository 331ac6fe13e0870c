// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playback.h"

#include "main/recordingbar.h"
#include "main/storebridge.h"

namespace stormdeck::app {

namespace {
settings::Profile profileOf(const recording::Recording &recording)
{
    return {.name = recording.cluster, .machines = recording.machines, .readOnly = true};
}
} // namespace

Playback::Playback(recording::Recording recording)
    : m_player(recording), m_window(m_player.clock()), m_recordings(m_window, m_background)
{
    using ui::MainWindow;
    m_window.setConnection(profileOf(recording));
    m_window.showRecording(new ui::RecordingBar(m_player, recording.cluster));
    m_bridge = std::make_unique<ui::StoreBridge>(m_player.store());
    connect(m_bridge.get(), &ui::StoreBridge::pictureChanged, &m_window, &MainWindow::showPicture);
    connect(&m_window, &MainWindow::newWindowRequested, this, &Playback::sessionWanted);
    connect(&m_window, &MainWindow::connectRequested, this, &Playback::sessionWanted);
    connect(&m_recordings, &Recordings::opened, this, &Playback::recordingOpened);
    connect(&m_window, &MainWindow::closed, this, &Playback::ended);
}

Playback::~Playback() = default;

void Playback::open()
{
    m_window.show();
    m_player.play();
}

} // namespace stormdeck::app
