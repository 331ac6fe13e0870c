// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "util/deadline.h"

#include <stop_token>

namespace stormdeck::net {

/// Lets a poll() end when a stop is requested: its descriptor becomes readable then, or is negative where the system had
/// none to give: see wakeable(). Lives for one blocking call, on the thread of that call.
class Wake
{
public:
    explicit Wake(const std::stop_token &stop);
    Wake(const Wake &) = delete;
    Wake &operator=(const Wake &) = delete;

    [[nodiscard]] int descriptor() const { return m_descriptor.number(); }
    [[nodiscard]] bool isStopped() const { return m_stop.stop_requested(); }

private:
    struct Signal
    {
        int descriptor;
        void operator()() const noexcept;
    };
    std::stop_token m_stop;
    Descriptor m_descriptor;
    std::stop_callback<Signal> m_callback; ///< last: its end waits for one that is running
};

/// Milliseconds for poll(): rounded up, so that no loop spins through the last one.
[[nodiscard]] int pollTime(Deadline deadline);
/// `milliseconds` for a poll() that another thread ends by `descriptor`: 50 at most where that is negative, as the
/// system had none to give. Who polls has to look then whether it was woken.
[[nodiscard]] int wakeable(int milliseconds, int descriptor);

enum class Readiness { Ready, Stopped, Overdue };

/// Waits until the descriptor can be read or written (`events` as in poll()), fails, or hangs up. A negative
/// descriptor only waits.
[[nodiscard]] Readiness waitFor(int descriptor, short events, Deadline deadline, const Wake &wake);

} // namespace stormdeck::net
