// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/builders.h"

#include <gtest/gtest.h>

namespace stormdeck::ops {
namespace {

const storm::TopologyId words{QStringLiteral("words-1-1798000000")};

/// Storm lists one topology; `timeout`: what its page says.
cluster::Snapshot snapshotWith(std::optional<int> timeout)
{
    cluster::Snapshot snapshot;
    snapshot.storm.emplace();
    snapshot.storm->pages = {{.summary = {.id = {QStringLiteral("other-2-1798000000")}}, .messageTimeoutSeconds = 5},
                             {.summary = {.id = words}, .messageTimeoutSeconds = timeout}};
    return snapshot;
}

TEST(MessageTimeout, isThatOfTheTopologyItself)
{
    EXPECT_EQ(messageTimeout(snapshotWith(120), words), std::chrono::seconds(120));
}

TEST(MessageTimeout, isUnknownWhereStormDoesNotTellIt)
{
    EXPECT_EQ(messageTimeout(snapshotWith(std::nullopt), words), std::nullopt);
    EXPECT_EQ(messageTimeout(snapshotWith(120), {QStringLiteral("gone-3-1798000000")}), std::nullopt);
    EXPECT_EQ(messageTimeout({}, words), std::nullopt);
}

} // namespace
} // namespace stormdeck::ops
