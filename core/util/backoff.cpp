// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/backoff.h"

#include <algorithm>

namespace stormdeck {

using std::chrono::milliseconds;

Backoff::Backoff(milliseconds pace, milliseconds slowest) : m_pace(pace), m_slowest(slowest), m_wait(pace) {}

milliseconds Backoff::after(bool answered, milliseconds took)
{
    if (answered) {
        m_wait = m_pace;
        return std::max(m_pace - took, m_pace / 2);
    }
    m_wait = std::min(m_wait * 2, m_slowest);
    std::uniform_real_distribution<double> jitter(0.8, 1.2);
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(m_wait.count()) * jitter(m_random)));
}

} // namespace stormdeck
