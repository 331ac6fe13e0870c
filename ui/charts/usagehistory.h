// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usage/meter.h"

#include <QPointF>

#include <deque>
#include <functional>

namespace stormdeck::ui {

/// What some containers used during the last quarter of an hour.
class UsageHistory
{
public:
    static constexpr std::chrono::minutes span{15};

    explicit UsageHistory(size_t sources) : m_readings(sources) {}

    /// Readings come in the order of their times; those older than `span` go.
    void add(const usage::Reading &reading);
    /// nullptr: there is none yet.
    [[nodiscard]] const usage::Reading *latest(int source) const;
    /// How far back the oldest reading is.
    [[nodiscard]] std::chrono::nanoseconds length(Instant now) const;

    using Figure = std::function<std::optional<double>(const usage::Reading &)>;
    /// One line's points, x in minutes before `now` (0 and less), in pieces: where readings are missing nobody knows
    /// what was used, so nothing is drawn there.
    [[nodiscard]] std::vector<QList<QPointF>> pieces(int source, const Figure &figure, Instant now) const;

private:
    std::vector<std::deque<usage::Reading>> m_readings;
};

} // namespace stormdeck::ui
