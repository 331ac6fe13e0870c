// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/deadline.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

using namespace stormdeck;
using namespace std::chrono_literals;

TEST(Deadline, knowsWhatIsLeft)
{
    const Deadline later = Deadline::in(1h);
    EXPECT_FALSE(later.passed());
    EXPECT_GT(later.remaining(), 59min);
    EXPECT_LE(later.remaining(), 1h);
    const Deadline over = Deadline::in(-1h);
    EXPECT_TRUE(over.passed());
    EXPECT_EQ(over.remaining(), 0ms);
}

TEST(Pause, lastsItsTime)
{
    const Instant start = BootClock::now();
    EXPECT_TRUE(pause(10ms, {}));
    EXPECT_GE(BootClock::now() - start, 10ms);
}

TEST(Pause, endsAtAStop)
{
    std::stop_source source;
    std::atomic<bool> running = false;
    Instant asked;
    const std::jthread stopper([&] {
        running.wait(false);
        asked = BootClock::now();
        source.request_stop();
    });
    running = true;
    running.notify_one();
    EXPECT_FALSE(pause(1h, source.get_token()));
    EXPECT_LT(BootClock::now() - asked, 50ms);
}

TEST(Pause, doesNotBeginAfterAStop)
{
    std::stop_source source;
    source.request_stop();
    const Instant start = BootClock::now();
    EXPECT_FALSE(pause(1h, source.get_token()));
    EXPECT_LT(BootClock::now() - start, 50ms);
}
