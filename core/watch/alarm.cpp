// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/alarm.h"

#include <algorithm>
#include <utility>

namespace stormdeck::watch {

bool Alarm::waitUntil(Instant moment, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!m_woken && !stop.stop_requested()) {
        const auto left = moment - m_clock.now();
        if (left <= left.zero()) {
            break;
        }
        m_wake.wait_for(lock, stop, std::min<BootClock::duration>(left, slice), [this] { return m_woken; });
    }
    return std::exchange(m_woken, false);
}

void Alarm::wakeUp()
{
    const std::scoped_lock lock(m_mutex);
    m_woken = true;
    m_wake.notify_one();
}

} // namespace stormdeck::watch
