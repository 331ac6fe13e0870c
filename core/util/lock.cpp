// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/lock.h"

#include "util/deadline.h"

#include <cerrno>

#include <sys/file.h>

namespace stormdeck {

using namespace std::chrono_literals;

bool lockNow(int descriptor)
{
    int done = 0;
    do {
        done = flock(descriptor, LOCK_EX | LOCK_NB);
    } while (done != 0 && errno == EINTR);
    return done == 0;
}

bool lockSoon(int descriptor, std::chrono::milliseconds patience, const std::stop_token &stop)
{
    const Deadline deadline = Deadline::in(patience);
    while (!lockNow(descriptor)) {
        if (errno != EWOULDBLOCK || deadline.passed() || !pause(2ms, stop)) {
            return false;
        }
    }
    return true;
}

} // namespace stormdeck
