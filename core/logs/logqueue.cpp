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
        const std::unique_lock lock(m_mutex, std::try_to_lock);
        if (!lock) {
            return {};
        }
        const Instant latest = m_clock.now() - holdBack;
        const bool isFull = m_bytes > mostBytes / 2; // waiting longer would only hold the sources up
        const auto isRipe = [&](const Arrived &arrived) { return isFull || arrived.at <= latest; };
        const auto end = std::partition_point(m_waiting.begin(), m_waiting.end(), isRipe);
        ripe = moveOut(end);
    }
    m_hasRoom.notify_all();
    std::stable_sort(ripe.begin(), ripe.end(), [](const LogLine &a, const LogLine &b) { return a.time < b.time; });
    return ripe;
}

std::vector<LogLine> LogQueue::moveOut(std::vector<Arrived>::iterator end)
{
    qint64 newest = 0;
    for (auto arrived = m_waiting.begin(); arrived != end; ++arrived) {
        newest = std::max(newest, arrived->line.time);
    }
    std::vector<LogLine> out;
    auto kept = m_waiting.begin();
    for (auto arrived = m_waiting.begin(); arrived != m_waiting.end(); ++arrived) {
        if (arrived < end || arrived->line.time <= newest) {
            m_bytes -= costOf(arrived->line);
            out.push_back(std::move(arrived->line));
        } else {
            std::iter_swap(kept++, arrived);
        }
    }
    m_waiting.erase(kept, m_waiting.end());
    return out;
}

} // namespace stormdeck::logs
