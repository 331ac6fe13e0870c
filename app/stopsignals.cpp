// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stopsignals.h"

#include "util/deadline.h"

#include <csignal>
#include <ctime>

namespace stormdeck::app {

namespace {
sigset_t stopSet()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    struct sigaction ofHangUp = {};
    sigaction(SIGHUP, nullptr, &ofHangUp);
    if (ofHangUp.sa_handler != SIG_IGN) { // one that is blocked would be taken all the same
        sigaddset(&set, SIGHUP);
    }
    return set;
}

void waitForSignal(const std::stop_token &end, std::stop_source stop)
{
    const sigset_t set = stopSet();
    const timespec patience{.tv_sec = 0, .tv_nsec = 50'000'000};
    while (!end.stop_requested()) {
        if (sigtimedwait(&set, nullptr, &patience) > 0) {
            stop.request_stop();
            break;
        }
    }
    // From here on this thread takes a signal by its default action, but the shell's SIGHUP beside the terminal's.
    sigset_t ending = set;
    sigdelset(&ending, SIGHUP);
    pthread_sigmask(SIG_UNBLOCK, &ending, nullptr);
    while (pause(std::chrono::seconds(1), end)) {
    }
}
} // namespace

StopSignals::StopSignals()
{
    const sigset_t set = stopSet();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_thread = std::jthread([stop = m_stop](const std::stop_token &end) { waitForSignal(end, stop); });
}

StopSignals::~StopSignals() = default;

} // namespace stormdeck::app
