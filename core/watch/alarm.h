// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/clock.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace stormdeck::watch {

/// Waits for a moment, and can be woken before it. What the system waits by stands still while the computer sleeps, so
/// the clock is looked at once a second: a moment that passed meanwhile is noticed that soon after a resume. One
/// thread waits, any may wake it.
class Alarm
{
public:
    static constexpr std::chrono::milliseconds slice{1000};

    /// `clock` must outlive this.
    explicit Alarm(const Clock &clock) : m_clock(clock) {}

    /// Until that moment, a call of wakeUp() (also one before this), or the stop. Whether it was woken.
    bool waitUntil(Instant moment, const std::stop_token &stop);
    void wakeUp();

private:
    const Clock &m_clock;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_woken = false;
};

} // namespace stormdeck::watch
