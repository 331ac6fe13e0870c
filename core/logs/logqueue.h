// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"
#include "util/clock.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <vector>

namespace stormdeck::logs {

/// Where the threads of the sources put lines and one reader takes them in the order of their times. A line waits for
/// a moment, so that a slower source's earlier line still goes before it; what comes later than that goes after what
/// was taken by then. Bounded: a full queue makes the sources wait, and so the engines, until the reader takes; nothing
/// is lost.
class LogQueue
{
public:
    static constexpr qsizetype mostBytes = 16 * 1024 * 1024;
    static constexpr std::chrono::milliseconds holdBack{300};

    explicit LogQueue(const Clock &clock) : m_clock(clock) {}

    /// Waits while the queue is full; false after a stop.
    [[nodiscard]] bool put(std::vector<LogLine> lines, const std::stop_token &stop);
    /// What has waited long enough, by time. Never waits itself: nothing while a source puts lines, which may have lost
    /// the processor over it.
    [[nodiscard]] std::vector<LogLine> take();

private:
    struct Arrived
    {
        Instant at;
        LogLine line;
    };
    /// What came before `end`, and what came since but was written before, or at no time that is known. With the mutex
    /// locked.
    [[nodiscard]] std::vector<LogLine> moveOut(std::vector<Arrived>::iterator end);

    const Clock &m_clock;
    std::mutex m_mutex; ///< guards what follows
    std::condition_variable_any m_hasRoom;
    std::vector<Arrived> m_waiting;
    qsizetype m_bytes = 0;
};

} // namespace stormdeck::logs
