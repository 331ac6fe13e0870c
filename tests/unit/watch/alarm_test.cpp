// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/alarm.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

using namespace stormdeck;
using namespace std::chrono_literals;

namespace {
/// Goes with the time of the system, and may leap ahead of it, as over a sleep of the computer.
class LeapingClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return BootClock::now() + m_leapt.load(); }
    [[nodiscard]] QDateTime wall() const override { return QDateTime::currentDateTime(); }
    void leap(std::chrono::seconds time) { m_leapt = m_leapt.load() + time; }

private:
    std::atomic<std::chrono::seconds> m_leapt{0s};
};

struct AlarmTest : testing::Test
{
    LeapingClock clock;
    watch::Alarm alarm{clock};
    const Instant begun = BootClock::now();
};
} // namespace

TEST_F(AlarmTest, waitsUntilItsMoment)
{
    EXPECT_FALSE(alarm.waitUntil(clock.now() + 20ms, {}));
    EXPECT_GE(BootClock::now() - begun, 20ms);
}

TEST_F(AlarmTest, noticesWithinASecondThatItsMomentPassedInASleep)
{
    const std::jthread sleep([this] {
        std::this_thread::sleep_for(20ms);
        clock.leap(1h);
    });
    EXPECT_FALSE(alarm.waitUntil(clock.now() + 30min, {}));
    EXPECT_LT(BootClock::now() - begun, 3s);
}

TEST_F(AlarmTest, isWokenAlsoByACallBeforeTheWait)
{
    alarm.wakeUp();
    EXPECT_TRUE(alarm.waitUntil(clock.now() + 1h, {}));
    const std::jthread waker([this] {
        std::this_thread::sleep_for(20ms);
        alarm.wakeUp();
    });
    EXPECT_TRUE(alarm.waitUntil(clock.now() + 1h, {}));
    EXPECT_LT(BootClock::now() - begun, 900ms); // at once, and not at the next look at the clock
    EXPECT_FALSE(alarm.waitUntil(clock.now() + 1ms, {}));
}

TEST_F(AlarmTest, endsWithTheStop)
{
    std::stop_source source;
    const std::jthread stopper([&source] {
        std::this_thread::sleep_for(20ms);
        source.request_stop();
    });
    EXPECT_FALSE(alarm.waitUntil(clock.now() + 1h, source.get_token()));
    EXPECT_LT(BootClock::now() - begun, 900ms);
}
