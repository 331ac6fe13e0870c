// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "closingsignals.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <sys/eventfd.h>
#include <unistd.h>

namespace stormdeck::app {

namespace {
constexpr std::array taken{SIGTERM, SIGINT, SIGHUP};

/// A handler is given nothing but the number of its signal.
std::atomic<int> newsOfHandler = -1;

void tell(int)
{
    const int before = errno;
    eventfd_write(newsOfHandler, 1);
    errno = before;
}

/// Puts `wanted` in where `present` is in force.
void replace(int number, void (*present)(int), void (*wanted)(int))
{
    struct sigaction now = {};
    sigaction(number, nullptr, &now);
    if (now.sa_handler == present) {
        now = {};
        now.sa_handler = wanted;
        now.sa_flags = SA_RESTART;
        sigaction(number, &now, nullptr);
    }
}

void leaveToDefault()
{
    for (const int number : taken) {
        replace(number, tell, SIG_DFL);
    }
}
} // namespace

ClosingSignals::ClosingSignals() : m_news(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    newsOfHandler = m_news;
    auto *notifier = new QSocketNotifier(m_news, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &ClosingSignals::take);
    for (const int number : taken) {
        replace(number, SIG_DFL, tell);
    }
}

ClosingSignals::~ClosingSignals()
{
    leaveToDefault();
    newsOfHandler = -1;
    close(m_news);
}

void ClosingSignals::take()
{
    eventfd_t count = 0;
    eventfd_read(m_news, &count);
    leaveToDefault();
    Q_EMIT received();
}

} // namespace stormdeck::app
