// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/backoff.h"

#include <gtest/gtest.h>

#include <set>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;

constexpr double jitter = 0.2;

void expectAbout(std::chrono::milliseconds wait, std::chrono::milliseconds middle)
{
    EXPECT_GE(static_cast<double>(wait.count()), static_cast<double>(middle.count()) * (1 - jitter) - 1);
    EXPECT_LE(static_cast<double>(wait.count()), static_cast<double>(middle.count()) * (1 + jitter));
}

TEST(Backoff, keepsThePaceWhileAllIsWell)
{
    Backoff backoff(1s, 10s);
    EXPECT_EQ(backoff.after(true), 1s);
    EXPECT_EQ(backoff.after(true), 1s);
}

TEST(Backoff, countsThePaceFromTheStartOfATry)
{
    Backoff backoff(2s, 10s);
    EXPECT_EQ(backoff.after(true, 700ms), 1300ms);
    EXPECT_EQ(backoff.after(true, 5s), 1s) << "a slow one is not asked without a pause";
    expectAbout(backoff.after(false, 700ms), 4s);
}

TEST(Backoff, doublesUpToTheSlowest)
{
    Backoff backoff(1s, 10s);
    for (const auto middle : {2s, 4s, 8s, 10s, 10s}) {
        expectAbout(backoff.after(false), middle);
    }
}

TEST(Backoff, isForgottenAtTheFirstAnswer)
{
    Backoff backoff(1s, 10s);
    (void)backoff.after(false);
    (void)backoff.after(false);
    EXPECT_EQ(backoff.after(true), 1s);
    expectAbout(backoff.after(false), 2s);
}

TEST(Backoff, isNotTheSameForEverybody)
{
    Backoff backoff(1s, 1000s);
    std::set<std::chrono::milliseconds::rep> waits;
    for (int i = 0; i < 20; ++i) {
        (void)backoff.after(true);
        waits.insert(backoff.after(false).count());
    }
    EXPECT_GT(waits.size(), 3u);
}
} // namespace
