// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playback.h"
#include "session.h"

#include <vector>

namespace stormdeck::app {

/// The open windows, each on a cluster or a recording of its own. GUI thread.
class Sessions : public QObject
{
    Q_OBJECT

public:
    /// One more window on a profile (name or file); empty: the one used last, else none.
    void open(const QString &profile);
    /// One more window on nothing yet.
    void openUnconnected();
    void openRecording(const recording::Recording &recording);
    /// Closes all windows without a question and ends the event loop. Operations under way are asked to stop when this
    /// is destroyed; they keep their journals and can be resumed or undone at the next start.
    void end();

Q_SIGNALS:
    void ending();

private:
    /// Keeps it until its window is closed.
    template <typename Window>
    Window *keep(std::unique_ptr<Window> window);
    Session *addSession();

    std::shared_ptr<secrets::SavedSecrets> m_saved = secrets::SavedSecrets::ofThisUser(); ///< of all windows
    std::vector<std::unique_ptr<QObject>> m_windows;
};

} // namespace stormdeck::app
