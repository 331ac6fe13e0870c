// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace stormdeck {

/// CLOCK_BOOTTIME: goes on while the machine sleeps, so that old facts are old after a resume
/// (std::chrono::steady_clock stands still then).
struct BootClock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;
    [[nodiscard]] static time_point now() noexcept;
};

using Instant = BootClock::time_point;

/// The time as everything here reads it; injected, so that tests decide what time it is. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// For ages and deadlines.
    [[nodiscard]] virtual Instant now() const = 0;
    /// For people: local date and time.
    [[nodiscard]] virtual QDateTime wall() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return BootClock::now(); }
    [[nodiscard]] QDateTime wall() const override { return QDateTime::currentDateTime(); }
};

} // namespace stormdeck
