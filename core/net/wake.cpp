// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/wake.h"

#include <array>

#include <poll.h>
#include <sys/eventfd.h>

namespace stormdeck::net {

Wake::Wake(const std::stop_token &stop)
    : m_stop(stop), m_descriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_callback(stop, Signal{m_descriptor.number()})
{
}

void Wake::Signal::operator()() const noexcept
{
    eventfd_write(descriptor, 1);
}

int pollTime(Deadline deadline)
{
    constexpr auto longest = std::chrono::milliseconds(std::chrono::hours(1));
    const auto left = deadline.remaining();
    if (left >= longest) {
        return static_cast<int>(longest.count());
    }
    return deadline.passed() ? 0 : static_cast<int>(left.count()) + 1;
}

int wakeable(int milliseconds, int descriptor)
{
    constexpr int longest = 50;
    const bool isTooLong = milliseconds < 0 || milliseconds > longest;
    return descriptor < 0 && isTooLong ? longest : milliseconds;
}

Readiness waitFor(int descriptor, short events, Deadline deadline, const Wake &wake)
{
    while (!wake.isStopped()) {
        std::array<pollfd, 2> polled{pollfd{wake.descriptor(), POLLIN, 0}, pollfd{descriptor, events, 0}};
        poll(polled.data(), polled.size(), wakeable(pollTime(deadline), wake.descriptor()));
        if (polled[0].revents == 0 && polled[1].revents != 0) {
            return Readiness::Ready;
        }
        if (deadline.passed()) {
            return wake.isStopped() ? Readiness::Stopped : Readiness::Overdue;
        }
    }
    return Readiness::Stopped;
}

} // namespace stormdeck::net
