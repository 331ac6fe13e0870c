// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/shared.h"

#include <gtest/gtest.h>

#include <vector>

using namespace stormdeck;

namespace {
using Numbers = Shared<std::vector<int>>;

const int *placeOf(const Numbers &numbers)
{
    return numbers->data();
}
} // namespace

TEST(Shared, isAbsentUntilSet)
{
    Numbers numbers;
    EXPECT_FALSE(numbers);
    numbers = std::vector{1, 2};
    ASSERT_TRUE(numbers.has_value());
    numbers.reset();
    EXPECT_FALSE(numbers.has_value());
    EXPECT_FALSE(Numbers(std::optional<std::vector<int>>()));
}

TEST(Shared, isOneInAllCopiesUntilOneIsChanged)
{
    const Numbers first = std::vector{1, 2};
    Numbers second = first;
    EXPECT_EQ(placeOf(first), placeOf(second));
    second->push_back(3);
    EXPECT_NE(placeOf(first), placeOf(second));
    EXPECT_EQ(*first, (std::vector{1, 2}));
    EXPECT_EQ(*std::as_const(second), (std::vector{1, 2, 3}));
}

TEST(Shared, isEqualByWhatItHolds)
{
    const Numbers numbers = std::vector{1, 2};
    EXPECT_EQ(numbers, Numbers(std::vector{1, 2}));
    EXPECT_EQ(numbers, (std::vector{1, 2}));
    EXPECT_FALSE(numbers == Numbers(std::vector{1}));
    EXPECT_FALSE(numbers == Numbers());
    EXPECT_EQ(Numbers(), Numbers());
}
