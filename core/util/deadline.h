// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/clock.h"

#include <stop_token>

namespace stormdeck {

/// A moment after which a call gives up. Copied freely; every waiting call takes one or has a stated default.
class Deadline
{
public:
    explicit Deadline(Instant at) : m_at(at) {}
    [[nodiscard]] static Deadline in(std::chrono::milliseconds time) { return Deadline(BootClock::now() + time); }

    [[nodiscard]] bool passed() const { return BootClock::now() >= m_at; }
    /// Never negative.
    [[nodiscard]] std::chrono::milliseconds remaining() const;
    [[nodiscard]] Instant at() const { return m_at; }

private:
    Instant m_at;
};

/// Waits, at most until the stop request. Returns false where it was stopped.
bool pause(std::chrono::milliseconds time, const std::stop_token &stop);

} // namespace stormdeck
