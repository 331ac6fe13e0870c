// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/sidebyside.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>

#include <gtest/gtest.h>

#include <pthread.h>

using namespace stormdeck;

namespace {
constexpr std::size_t many = 20;

/// While it lives, no thread can be started: each would have more stack than there are addresses.
class NoThreads
{
public:
    NoThreads()
    {
        pthread_getattr_default_np(&m_usual);
        pthread_attr_t huge;
        pthread_attr_init(&huge);
        pthread_attr_setstacksize(&huge, std::size_t{1} << 47);
        EXPECT_EQ(pthread_setattr_default_np(&huge), 0);
        pthread_attr_destroy(&huge);
    }
    ~NoThreads()
    {
        pthread_setattr_default_np(&m_usual);
        pthread_attr_destroy(&m_usual);
    }
    NoThreads(const NoThreads &) = delete;
    NoThreads &operator=(const NoThreads &) = delete;

private:
    pthread_attr_t m_usual{};
};

/// Whether each index is worked on, and once.
bool doesAllOnce(std::size_t mostAtOnce)
{
    std::array<std::atomic<int>, many> times{};
    sideBySide(many, mostAtOnce, [&times](std::size_t index) { ++times[index]; });
    return std::all_of(times.begin(), times.end(), [](const std::atomic<int> &one) { return one == 1; });
}
} // namespace

TEST(SideBySide, worksOnEachOnce)
{
    EXPECT_TRUE(doesAllOnce(1));
    EXPECT_TRUE(doesAllOnce(4));
    EXPECT_TRUE(doesAllOnce(2 * many));
}

TEST(SideBySide, worksOnNothingWhereThereIsNothing)
{
    sideBySide(0, 4, [](std::size_t) { ADD_FAILURE(); });
}

TEST(SideBySide, worksOnSeveralAtATimeAndOnNoMore)
{
    std::barrier meeting(4); // nobody goes on before four are here
    std::atomic<int> now = 0;
    std::atomic<int> most = 0;
    sideBySide(many, 4, [&](std::size_t) {
        most = std::max<int>(most, ++now);
        meeting.arrive_and_wait();
        --now;
    });
    EXPECT_EQ(most, 4);
}

TEST(SideBySide, worksOnEachWhereNoThreadCanBeHad)
{
    const NoThreads none;
    EXPECT_TRUE(doesAllOnce(4));
}
