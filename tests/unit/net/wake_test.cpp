// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/wake.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include <sys/resource.h>

using namespace stormdeck;
using namespace stormdeck::net;
using namespace std::chrono_literals;

namespace {
/// Made while the system has no descriptor to give.
std::unique_ptr<Wake> wakeWithoutDescriptor(const std::stop_token &stop)
{
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    const rlimit none{0, before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    auto wake = std::make_unique<Wake>(stop);
    setrlimit(RLIMIT_NOFILE, &before);
    return wake;
}
} // namespace

TEST(Wake, isNoticedSoonWhereTheSystemHadNoDescriptorForIt)
{
    std::stop_source stop;
    const auto wake = wakeWithoutDescriptor(stop.get_token());
    ASSERT_LT(wake->descriptor(), 0);
    const std::jthread stopper([&] {
        pause(20ms, {});
        stop.request_stop();
    });
    const Instant start = BootClock::now();
    EXPECT_EQ(waitFor(-1, 0, Deadline::in(5s), *wake), Readiness::Stopped);
    EXPECT_LT(BootClock::now() - start, 1s);
}

TEST(Wake, shortensOnlyAPollThatNothingCouldEnd)
{
    EXPECT_EQ(wakeable(-1, 3), -1);
    EXPECT_EQ(wakeable(3'600'000, 3), 3'600'000);
    EXPECT_EQ(wakeable(-1, -1), 50);
    EXPECT_EQ(wakeable(3'600'000, -1), 50);
    EXPECT_EQ(wakeable(0, -1), 0);
    EXPECT_EQ(wakeable(20, -1), 20);
}
