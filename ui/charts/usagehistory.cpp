// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/usagehistory.h"

namespace stormdeck::ui {

namespace {
constexpr auto longestStep = 3 * usage::Meter::pace;

double minutes(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::ratio<60>>(time).count();
}
} // namespace

void UsageHistory::add(const usage::Reading &reading)
{
    std::deque<usage::Reading> &readings = m_readings[size_t(reading.source)];
    readings.push_back(reading);
    while (readings.front().at < reading.at - span) {
        readings.pop_front();
    }
}

const usage::Reading *UsageHistory::latest(int source) const
{
    const std::deque<usage::Reading> &readings = m_readings[size_t(source)];
    return readings.empty() ? nullptr : &readings.back();
}

std::chrono::nanoseconds UsageHistory::length(Instant now) const
{
    std::chrono::nanoseconds longest{0};
    for (const std::deque<usage::Reading> &readings : m_readings) {
        if (!readings.empty()) {
            longest = std::max(longest, now - readings.front().at);
        }
    }
    return longest;
}

std::vector<QList<QPointF>> UsageHistory::pieces(int source, const Figure &figure, Instant now) const
{
    std::vector<QList<QPointF>> pieces;
    std::optional<Instant> last;
    for (const usage::Reading &reading : m_readings[size_t(source)]) {
        const std::optional<double> value = figure(reading);
        if (!value) {
            last.reset();
            continue;
        }
        if (!last || reading.at - *last > longestStep) {
            pieces.emplace_back();
        }
        pieces.back().append({-minutes(now - reading.at), *value});
        last = reading.at;
    }
    return pieces;
}

} // namespace stormdeck::ui
