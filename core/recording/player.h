// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recording.h"
#include "watch/store.h"

namespace stormdeck::recording {

/// Plays a recording into a store, as a watcher puts live answers into one: who shows a store shows either. A thread of
/// its own decodes; all calls return at once and may come from any thread. Ends its thread when destroyed.
class Player
{
public:
    /// Begins at the start, standing still.
    explicit Player(Recording recording);
    ~Player();

    [[nodiscard]] watch::Store &store();
    /// The time of the recording: stands still with it.
    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] std::chrono::milliseconds length() const;
    [[nodiscard]] std::chrono::milliseconds position() const;
    [[nodiscard]] bool isPlaying() const;
    /// Whether the recording's file ends in the middle: what came last may be missing.
    [[nodiscard]] bool isCutShort() const;

    /// `speed`: seconds of the recording in one second. At the end it begins anew.
    void play(double speed = 1);
    void pause();
    /// Out of range: the nearest end.
    void seek(std::chrono::milliseconds position);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace stormdeck::recording
