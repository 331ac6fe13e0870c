// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/resolver.h"

#include <gtest/gtest.h>

#include <netinet/in.h>

using namespace stormdeck;
using namespace std::chrono_literals;

namespace {
Result<std::vector<net::Address>> lookUp(const QString &host, Deadline deadline, const std::stop_token &stop = {})
{
    return net::resolve(QStringLiteral("the target"), host, 2181, deadline, stop);
}
} // namespace

TEST(NetResolver, answersNumericHostsAtOnceEvenPastTheDeadline)
{
    const Deadline over = Deadline::in(-1s);
    const auto four = lookUp(QStringLiteral("10.0.0.5"), over);
    ASSERT_TRUE(four);
    ASSERT_EQ(four->size(), 1U);
    EXPECT_EQ(four->front().family, AF_INET);
    const auto six = lookUp(QStringLiteral("fd12::82d1"), over);
    ASSERT_TRUE(six);
    EXPECT_EQ(six->front().family, AF_INET6);
}

TEST(NetResolver, findsTheLocalHost)
{
    const auto found = lookUp(QStringLiteral("localhost"), Deadline::in(3s));
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->empty());
}

TEST(NetResolver, namesAHostThatIsNotKnown)
{
    const auto found = lookUp(QStringLiteral("no..such.host"), Deadline::in(3s));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::Unreachable);
    EXPECT_EQ(found.error().layer, Layer::Resolve);
    EXPECT_EQ(found.error().target, QStringLiteral("the target"));
    EXPECT_TRUE(found.error().reason.contains(QStringLiteral("no..such.host")));
}

TEST(NetResolver, doesNotLookUpAfterItsDeadline)
{
    const auto found = lookUp(QStringLiteral("localhost"), Deadline::in(-1s));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::Deadline);
    EXPECT_EQ(found.error().layer, Layer::Resolve);
}

TEST(NetResolver, endsAtAStop)
{
    std::stop_source source;
    source.request_stop();
    const auto found = lookUp(QStringLiteral("localhost"), Deadline::in(3s), source.get_token());
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::Cancelled);
}
