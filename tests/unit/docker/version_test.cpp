// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/version.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
Result<ApiVersion> negotiated(ApiVersion newest, ApiVersion oldest)
{
    return negotiate({.api = newest, .minimumApi = oldest});
}
} // namespace

TEST(ApiVersion, comparesByNumbers)
{
    EXPECT_LT((ApiVersion{1, 9}), (ApiVersion{1, 44}));
    EXPECT_LT((ApiVersion{1, 99}), (ApiVersion{2, 0}));
}

TEST(ApiVersion, readsItsText)
{
    EXPECT_EQ(parseApiVersion(u"1.41"), (ApiVersion{1, 41}));
    EXPECT_EQ(parseApiVersion(u"2.0"), (ApiVersion{2, 0}));
    for (const char16_t *text : {u"", u"1", u"1.", u".41", u"1.41.2", u"v1.41", u"-1.41", u"1.-4", u"1,41"}) {
        EXPECT_EQ(parseApiVersion(text), std::nullopt) << qPrintable(QStringView(text).toString());
    }
}

TEST(Negotiate, takesTheHighestThatBothSpeak)
{
    EXPECT_EQ(negotiated({1, 41}, {1, 12}).value(), (ApiVersion{1, 41}));
    EXPECT_EQ(negotiated({1, 52}, {1, 44}).value(), (ApiVersion{1, 52}));
    EXPECT_EQ(negotiated(newestSpoken, newestSpoken).value(), newestSpoken);
    EXPECT_EQ(negotiated({1, 90}, {1, 44}).value(), newestSpoken);
    EXPECT_EQ(negotiated({1, 90}, {}).value(), newestSpoken);
}

TEST(Negotiate, saysThatTheEngineIsTooOld)
{
    const auto version = negotiated({1, 40}, {1, 12});
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().kind, ErrorKind::Rejected);
    EXPECT_EQ(version.error().code, QStringLiteral("docker.engine-too-old"));
    EXPECT_EQ(version.error().reason, QStringLiteral("its Docker engine is too old: it speaks API versions up to 1.40, "
                                                     "and 1.41 or newer is needed"));
}

TEST(Negotiate, saysThatThisSideIsTooOld)
{
    const auto version = negotiated({1, 90}, {1, 60});
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().code, QStringLiteral("docker.console-too-old"));
    EXPECT_TRUE(version.error().reason.contains(QStringLiteral("1.60")));
    EXPECT_TRUE(version.error().reason.contains(newestSpoken.text()));
}

TEST(ComplainsOfVersion, knowsBothComplaintsOfEngines)
{
    EXPECT_TRUE(complainsOfVersion(
        QStringLiteral("client version 1.41 is too old. Minimum supported API version is 1.44, please upgrade")));
    EXPECT_TRUE(
        complainsOfVersion(QStringLiteral("client version 1.56 is too new. Maximum supported API version is 1.41")));
    EXPECT_FALSE(complainsOfVersion(QStringLiteral("the config is too old")));
    EXPECT_FALSE(complainsOfVersion(QString()));
}
