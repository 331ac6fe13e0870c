// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/decode.h"

#include "answers.h"
#include "support/fixtures.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::zookeeper;
using namespace stormdeck::test;
using State = MemberAnswer::State;

namespace {
MemberAnswer decode(const QByteArray &said, const QByteArray &monitored = {})
{
    return decodeMember(QStringLiteral("zk1"), said, monitored);
}

/// A member whose AdminServer was asked, with answers of version 3.8.0 as recorded.
MemberAnswer decodeWithAdmin(const QByteArray &said, const QByteArray &monitored, const char *state)
{
    const auto answer = [&](const char *command) {
        return fixture(QStringLiteral("zookeeper-3.8.0/%1-%2.http").arg(QLatin1String(command), QLatin1String(state)));
    };
    return decodeMember(QStringLiteral("zk1"), said, monitored,
                        {.adminSrvr = answer("srvr"), .adminMonitor = answer("monitor")});
}
} // namespace

TEST(ZooKeeperDecode, readsSrvr)
{
    const MemberAnswer answer = decode(srvr("leader"));
    EXPECT_EQ(answer.name, QStringLiteral("zk1"));
    EXPECT_EQ(answer.state, State::Serving);
    const Srvr expected{.role = {Role::Leader, QStringLiteral("leader")},
                        .version = QStringLiteral("3.8.0"),
                        .zxid = QStringLiteral("0x10000002a"),
                        .latencyMinMs = 0,
                        .latencyAverageMs = 0.3918,
                        .latencyMaxMs = 2,
                        .outstanding = 1,
                        .connections = 4,
                        .znodes = 27};
    EXPECT_EQ(answer.srvr, expected);
    EXPECT_TRUE(answer.note.isEmpty());
}

TEST(ZooKeeperDecode, knowsEachRoleAndKeepsAnUnknownOneByItsName)
{
    EXPECT_EQ(decode(srvr("follower")).srvr->role, Role::Follower);
    EXPECT_EQ(decode(srvr("observer")).srvr->role, Role::Observer);
    EXPECT_EQ(decode(srvr("standalone")).srvr->role, Role::Standalone);
    const auto odd = decode(srvr("read-only")).srvr->role;
    EXPECT_EQ(odd, Role::Unknown);
    EXPECT_EQ(odd.word, QStringLiteral("read-only"));
}

TEST(ZooKeeperDecode, readsWholeAndDecimalAverages)
{
    const auto old = decode("Zookeeper version: 3.4.14-4c25d480e66aadd371de8bd2fd8da255ac140bcf, built on 03/06/2019 "
                            "16:18 GMT\nLatency min/avg/max: 0/7/120\nMode: standalone\n");
    EXPECT_EQ(old.srvr->version, QStringLiteral("3.4.14"));
    EXPECT_EQ(old.srvr->latencyAverageMs, 7);
    EXPECT_EQ(old.srvr->znodes, std::nullopt);
    EXPECT_EQ(decode(srvr("leader"), "zk_avg_latency\t0\n").monitor.value(QStringLiteral("zk_avg_latency")),
              QStringLiteral("0"));
}

TEST(ZooKeeperDecode, readsTheMemberThatAllowsMntrOnly)
{
    const auto answer = decode(srvrNotAllowed, mntr36);
    EXPECT_EQ(answer.state, State::Serving);
    EXPECT_EQ(answer.srvr->role, Role::Follower);
    EXPECT_EQ(answer.srvr->version, QStringLiteral("3.6.1"));
    EXPECT_EQ(answer.srvr->latencyAverageMs, 2.2262);
    EXPECT_EQ(answer.srvr->znodes, 9);
    EXPECT_TRUE(answer.note.contains(QStringLiteral("srvr")));
}

TEST(ZooKeeperDecode, servesWhereMntrIsNotAllowedAndSaysHowToAllowIt)
{
    // confluentinc/cp-docker-images#827: the sentence became a figure called "is".
    const auto answer = decode(srvr("leader"), mntrNotAllowed);
    EXPECT_EQ(answer.state, State::Serving);
    EXPECT_EQ(answer.srvr->role, Role::Leader);
    EXPECT_TRUE(answer.monitor.isEmpty());
    EXPECT_TRUE(answer.note.contains(QStringLiteral("mntr")));
    EXPECT_TRUE(answer.note.contains(QStringLiteral("ZOO_4LW_COMMANDS_WHITELIST")));
}

TEST(ZooKeeperDecode, saysNotAllowedWhereNeitherWordIs)
{
    const auto answer = decode(srvrNotAllowed, mntrNotAllowed);
    EXPECT_EQ(answer.state, State::NotAllowed);
    EXPECT_FALSE(answer.srvr);
}

TEST(ZooKeeperDecode, knowsAMemberWithoutQuorum)
{
    EXPECT_EQ(decode(notServing, notServing).state, State::NotServing);
    EXPECT_EQ(decode(notServing, mntrNotAllowed).state, State::NotServing);
    EXPECT_EQ(decode(srvrNotAllowed, notServing).state, State::NotServing);
}

TEST(ZooKeeperDecode, readsTheRoleBehindHundredsOfLines)
{
    // netdata/netdata#9852
    QByteArray monitored;
    for (int i = 0; i < 900; ++i) {
        monitored +=
            i == 880 ? QByteArray("zk_server_state\tobserver\n") : "zk_metric_" + QByteArray::number(i) + "\t1\n";
    }
    const auto answer = decode({}, monitored);
    EXPECT_EQ(answer.srvr->role, Role::Observer);
    EXPECT_EQ(answer.monitor.size(), 900);
}

TEST(ZooKeeperDecode, callsACutAnswerNoAnswerAndKeepsItsBeginning)
{
    // rgs1/zk_shell#99: a long answer may end before its mode.
    const auto answer = decode("Zookeeper version: 3.5.8-f439ca58\nLatency min/a");
    EXPECT_EQ(answer.state, State::NoAnswer);
    EXPECT_TRUE(answer.note.contains(QStringLiteral("Zookeeper version: 3.5.8")));
}

TEST(ZooKeeperDecode, survivesGarbage)
{
    QByteArray garbage("\x14\x03\x01\x00\xff:\t:\n\t\n:", 12);
    garbage += QByteArray(10'000, '\xfe');
    const auto answer = decode(garbage, garbage);
    EXPECT_EQ(answer.state, State::NoAnswer);
    EXPECT_LT(answer.note.size(), 200);
    EXPECT_EQ(decode({}, {}).state, State::NoAnswer);
    EXPECT_FALSE(decode({}, {}).note.isEmpty());
    EXPECT_EQ(decode("Mode:\n").state, State::NoAnswer);
    EXPECT_EQ(decode("imok").state, State::NoAnswer); // says that a process runs, no more
}

TEST(ZooKeeperDecode, takesFromTheAdminServerWhatNoWordTells)
{
    const auto answer = decodeWithAdmin(srvrNotAllowed, mntrNotAllowed, "leader");
    EXPECT_EQ(answer.state, State::Serving);
    EXPECT_TRUE(answer.byAdminServer);
    EXPECT_EQ(answer.srvr->role, Role::Leader);
    EXPECT_EQ(answer.srvr->version, QStringLiteral("3.8.0"));
    EXPECT_TRUE(answer.srvr->zxid.startsWith(QStringLiteral("0x"))) << qPrintable(answer.srvr->zxid);
    EXPECT_EQ(answer.srvr->outstanding, 0);
    EXPECT_EQ(answer.srvr->connections, 0);
    EXPECT_EQ(answer.srvr->latencyAverageMs, 0);
    EXPECT_EQ(answer.srvr->znodes, 5);
    EXPECT_EQ(answer.monitor.value(QStringLiteral("zk_synced_followers")), QStringLiteral("1"));
    EXPECT_EQ(answer.monitor.value(QStringLiteral("zk_server_state")), QStringLiteral("leader"));
    EXPECT_FALSE(answer.monitor.contains(QStringLiteral("zk_command")));
    EXPECT_TRUE(answer.note.contains(QStringLiteral("srvr, mntr is not allowed, so its AdminServer was asked")))
        << qPrintable(answer.note);
}

TEST(ZooKeeperDecode, takesNothingFromTheAdminServerThatAWordTells)
{
    const auto answer = decodeWithAdmin(srvr("follower"), mntrNotAllowed, "leader");
    EXPECT_EQ(answer.srvr->role, Role::Follower);
    EXPECT_EQ(answer.srvr->znodes, 27);
    EXPECT_EQ(answer.monitor.value(QStringLiteral("zk_znode_count")), QStringLiteral("5"));
}

TEST(ZooKeeperDecode, hearsFromTheAdminServerThatThereIsNoQuorum)
{
    const auto answer = decodeWithAdmin(srvrNotAllowed, mntrNotAllowed, "alone");
    EXPECT_EQ(answer.state, State::NotServing);
    EXPECT_FALSE(answer.srvr);
}

TEST(ZooKeeperDecode, isNotMisledByAnythingElseAtThePortOfTheAdminServer)
{
    for (const QByteArray other :
         {"", "HTTP/1.1 404 Not Found\r\n\r\n{\"server_stats\":{\"server_state\":\"leader\"}}",
          "HTTP/1.1 200 OK\r\n\r\n<html>Storm UI</html>", "HTTP/1.1 200 OK\r\n\r\n[]",
          "{\"server_stats\":{\"server_state\":\"leader\"}}", "HTTP/1.1 200 OK\r\n\r\n{\"error\":3}"}) {
        const auto answer = decodeMember(QStringLiteral("zk1"), srvrNotAllowed, mntrNotAllowed,
                                         {.adminSrvr = other, .adminMonitor = other});
        EXPECT_EQ(answer.state, State::NotAllowed) << other.constData();
        EXPECT_FALSE(answer.byAdminServer);
        EXPECT_TRUE(answer.note.contains(QStringLiteral("would allow it")));
    }
}

TEST(ZooKeeperDecode, knowsAPortForTlsByItsFirstBytes)
{
    const QByteArray alert("\x15\x03\x03\x00\x02\x02\x28", 7);
    EXPECT_EQ(decode(alert).state, State::Encrypted);
    for (const QByteArray &hello : {QByteArray("\x15\x03\x03"), QByteArray("\x16\x03\x03")}) {
        const auto answer = decodeMember(QStringLiteral("zk1"), {}, {}, {.hello = hello});
        EXPECT_EQ(answer.state, State::Encrypted);
        EXPECT_TRUE(answer.note.contains(QStringLiteral("it runs, but whether it serves is not known")));
    }
    for (const QByteArray other : {"", "\x16", "\x16\x02\x03", "HTT"}) {
        EXPECT_EQ(decodeMember(QStringLiteral("zk1"), {}, {}, {.hello = other}).state, State::NoAnswer);
    }
}
