// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/conf.h"

#include "answers.h"
#include "support/fixtures.h"
#include "zookeeper/decode.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::zookeeper;
using namespace stormdeck::test;

TEST(ZooKeeperConf, readsTheServerIdTheListAndTheSessions)
{
    const auto conf = decodeConf(QString::fromUtf8(confOf3));
    ASSERT_TRUE(conf);
    EXPECT_EQ(conf->serverId, 2);
    EXPECT_EQ(conf->servers.keys(), (QList<int>{1, 2, 3}));
    EXPECT_EQ(conf->servers.value(3), QStringLiteral("zk3:2888:3888:observer"));
    EXPECT_EQ(conf->version, 0x100000004);
    EXPECT_EQ(conf->leastSessionMs, 4000);
    EXPECT_EQ(conf->longestSessionMs, 40000);
}

TEST(ZooKeeperConf, readsWhatAMemberReallySaid)
{
    const auto conf = decodeConf(QString::fromUtf8(fixture(QStringLiteral("zookeeper-3.8.0/conf.txt"))));
    ASSERT_TRUE(conf);
    EXPECT_EQ(conf->serverId, 1);
    EXPECT_EQ(conf->servers.value(2), QStringLiteral("zk2:2888:3888:participant"));
    EXPECT_EQ(conf->servers.size(), 3);
    EXPECT_EQ(conf->version, 0);
    EXPECT_EQ(conf->longestSessionMs, 40000);
}

TEST(ZooKeeperConf, hasNoListBefore35)
{
    const auto conf = decodeConf(QStringLiteral("clientPort=2181\ntickTime=2000\nserverId=3\npeerType=0\n"));
    ASSERT_TRUE(conf);
    EXPECT_EQ(conf->serverId, 3);
    EXPECT_TRUE(conf->servers.isEmpty());
    EXPECT_FALSE(conf->version);
}

TEST(ZooKeeperConf, isNoneInARefusalNorFromAMemberThatDoesNotServe)
{
    EXPECT_FALSE(decodeConf(QString::fromUtf8(confNotAllowed)));
    EXPECT_FALSE(decodeConf(QString::fromUtf8(notServing)));
    EXPECT_FALSE(decodeConf(QStringLiteral("serverId=one\nserver.x=zk1:2888:3888")));
    EXPECT_FALSE(decodeConf({}));
}

TEST(ZooKeeperConf, refusedIsNothingToNote)
{
    const MemberAnswer answer = decodeMember(QStringLiteral("zk1"), srvr("leader"), mntr36, {.conf = confNotAllowed});
    EXPECT_EQ(answer.state, MemberAnswer::State::Serving);
    EXPECT_FALSE(answer.conf);
    EXPECT_TRUE(answer.note.isEmpty());
}
