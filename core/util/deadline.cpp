// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/deadline.h"

#include <condition_variable>
#include <mutex>

namespace stormdeck {

std::chrono::milliseconds Deadline::remaining() const
{
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_at - BootClock::now());
    return std::max(left, std::chrono::milliseconds(0));
}

bool pause(std::chrono::milliseconds time, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

} // namespace stormdeck
