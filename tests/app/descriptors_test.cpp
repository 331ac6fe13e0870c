// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptors.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <sys/resource.h>

using namespace stormdeck::app;

TEST(Descriptors, areAsManyAsTheConnectionsToALargeClusterTake)
{
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit usual{std::min<rlim_t>(1024, before.rlim_max), before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &usual), 0);
    allowManyDescriptors();
    rlimit after{};
    getrlimit(RLIMIT_NOFILE, &after);
    setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_EQ(after.rlim_cur, std::min<rlim_t>(16'384, before.rlim_max));
    EXPECT_EQ(after.rlim_max, before.rlim_max);
}
