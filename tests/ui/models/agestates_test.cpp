// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agestates.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using cluster::AgeState;
using cluster::SourceAge;

const Instant now{1h};

Error silence()
{
    return {.kind = ErrorKind::Unreachable, .reason = QStringLiteral("nobody answers")};
}

TEST(AgeStates, factsAreOldAfterAFailedTryOrTheirLifetime)
{
    SourceAge age;
    takeAnswer(age, now, {});
    EXPECT_FALSE(models::isOld(age, now + age.lifetime));
    EXPECT_TRUE(models::isOld(age, now + age.lifetime + 1s));
    takeFailure(age, silence(), now + 1s);
    EXPECT_TRUE(models::isOld(age, now + 1s));
}

TEST(AgeStates, whatNeverCameIsOldOnceATryHasFailed)
{
    SourceAge age;
    EXPECT_FALSE(models::isOld(age, now)) << "it is waited for";
    takeFailure(age, silence(), now);
    EXPECT_TRUE(models::isOld(age, now));
}

TEST(AgeStates, whatIsNotAskedIsNotOld)
{
    EXPECT_FALSE(models::isOld(SourceAge{.expected = false}, now));
    EXPECT_FALSE(models::isOld(AgeState::NotAsked));
}
} // namespace
