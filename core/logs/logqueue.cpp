// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logqueue.h"

#include <algorithm>
#include <numeric>

namespace stormdeck::logs {

namespace {
constexpr qsizetype lineCost = sizeof(LogLine) + 32;

qsizetype costOf(const LogLine &line)
{
    return line.text.size() + lineCost;
}
} // namespace

bool LogQueue::put(std::vector<LogLine> lines, const std::stop_token &stop)
{
    const qsizetype cost = std::transform_reduce(lines.begin(), lines.end(), qsizetype(0), std::plus<>(), costOf);
    std::unique_lock lock(m_mutex);
    if (!m_hasRoom.wait(lock, stop, [&] { return m_bytes == 0 || m_bytes + cost <= mostBytes; })) {
        return false;
    }
    const Instant now = m_clock.now();
    for (LogLine &line : lines) {
        m_waiting.push_back({now, std::move(line)});
    }
    m_bytes += cost;
    return true;
}

std::vector<LogLine> LogQueue::take()
{
    std::vector<LogLine> ripe;
    {
        const std::scoped_lock lock(m_mutex);
        const Instant latest = m_clock.now() - holdBack;
        const bool isFull = m_bytes > mostBytes / 2; // waiting longer would only hold the sources up
        const auto end = isFull ? m_waiting.end()
                                : std::find_if(m_waiting.begin(), m_waiting.end(),
                                               [&](const Arrived &arrived) { return arrived.at > latest; });
        qint64 newest = 0;
        for (auto arrived = m_waiting.begin(); arrived != end; ++arrived) {
            newest = std::max(newest, arrived->line.time);
        }
        // What came since but was written before goes with them.
        const auto kept = std::stable_partition(
            end, m_waiting.end(), [newest](const Arrived &arrived) { return arrived.line.time <= newest; });
        for (auto arrived = m_waiting.begin(); arrived != kept; ++arrived) {
            m_bytes -= costOf(arrived->line);
            ripe.push_back(std::move(arrived->line));
        }
        m_waiting.erase(m_waiting.begin(), kept);
    }
    m_hasRoom.notify_all();
    std::stable_sort(ripe.begin(), ripe.end(), [](const LogLine &a, const LogLine &b) { return a.time < b.time; });
    return ripe;
}

} // namespace stormdeck::logs
