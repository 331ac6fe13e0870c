// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::app {

void Sessions::open(const QString &profile)
{
    addSession()->open(profile);
}

void Sessions::openUnconnected()
{
    addSession()->openUnconnected();
}

void Sessions::openRecording(const recording::Recording &recording)
{
    Playback *playback = keep(std::make_unique<Playback>(recording));
    connect(playback, &Playback::recordingOpened, this, &Sessions::openRecording);
    playback->open();
}

void Sessions::end()
{
    Q_EMIT ending();
    QCoreApplication::exit();
}

Session *Sessions::addSession()
{
    Session *session = keep(std::make_unique<Session>(m_saved));
    connect(session, &Session::recordingOpened, this, &Sessions::openRecording);
    connect(session, &Session::profileSessionWanted, this, &Sessions::open);
    return session;
}

template <typename Window>
Window *Sessions::keep(std::unique_ptr<Window> window)
{
    Window *kept = window.get();
    m_windows.push_back(std::move(window));
    connect(this, &Sessions::ending, kept, &Window::close);
    connect(kept, &Window::sessionWanted, this, &Sessions::openUnconnected);
    // Later: the window is still closing when it says so.
    const auto drop = [this, kept] { std::erase_if(m_windows, [kept](const auto &one) { return one.get() == kept; }); };
    connect(kept, &Window::ended, this, drop, Qt::QueuedConnection);
    return kept;
}

} // namespace stormdeck::app
