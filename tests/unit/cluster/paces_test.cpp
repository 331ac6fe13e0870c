// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/paces.h"

#include "cluster/explain.h"
#include "cluster/limits.h"
#include "unit/bugbank/judged.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {
const QString zk2 = QStringLiteral("zk2");

zookeeper::MemberAnswer member(const QString &name, zookeeper::Role role, quint64 zxid, qint64 outstanding = 0)
{
    zookeeper::MemberAnswer answer{.name = name, .state = zookeeper::MemberAnswer::State::Serving};
    answer.srvr = zookeeper::Srvr{.role = {role, QStringLiteral("told")},
                                  .zxid = QStringLiteral("0x") + QString::number(zxid, 16),
                                  .outstanding = outstanding};
    return answer;
}

/// A look at a leader, zk1, and a follower, zk2, by how many transactions of a term they have had.
EnsembleFacts look(quint64 leader, quint64 follower, quint64 term = 1, qint64 outstanding = 0)
{
    const quint64 first = term << 32;
    return {.asked = 2,
            .members = {member(QStringLiteral("zk1"), zookeeper::Role::Leader, first + leader),
                        member(zk2, zookeeper::Role::Follower, first + follower, outstanding)}};
}

/// The healthy scene after some looks, the last of which is its picture of zk1 and zk2.
Judged seenAt(std::initializer_list<EnsembleFacts> looks)
{
    Judged scene;
    PaceCount count;
    for (const EnsembleFacts &one : looks) {
        count.note(one);
        for (zookeeper::MemberAnswer &answer : scene.planes.ensemble->members) {
            for (const zookeeper::MemberAnswer &said : one.members) {
                answer = answer.name == said.name ? said : answer;
            }
        }
    }
    scene.planes.seen.paces = count.paces();
    return scene;
}

zookeeper::MemberAnswer &answerOf(Judged &scene, int number)
{
    return scene.planes.ensemble->members.at(static_cast<size_t>(number - 1));
}
} // namespace

TEST(Paces, keepUpWhereAFollowerHasGotToWhereTheLeaderWasAtTheLookBefore)
{
    const Judged scene = seenAt({look(100, 90), look(200, 100), look(300, 200), look(400, 300), look(500, 400)});
    EXPECT_TRUE(scene.planes.seen.paces.isEmpty());
    EXPECT_FALSE(scene.has("ensemble.behind"));
}

TEST(Paces, fallBehindOverThreeLooksInARow)
{
    EXPECT_FALSE(seenAt({look(100, 90), look(200, 99), look(300, 199)}).has("ensemble.behind")) << "two looks";
    const Judged scene = seenAt({look(100, 90), look(200, 99), look(300, 199), look(400, 250)});
    const Finding found = scene.of("ensemble.behind");
    EXPECT_EQ(found.severity, Severity::Warning);
    EXPECT_EQ(found.headline, QStringLiteral("zk2 is behind the leader."));
    EXPECT_TRUE(found.evidence.contains(QStringLiteral("missing at the last one: 50."))) << qPrintable(found.evidence);
    EXPECT_EQ(mainSubjectOf(found, scene.picture()).kind, SubjectKind::Member);
}

TEST(Paces, beginAnewWhereAMemberCaughtUpOrWasNotHeard)
{
    EXPECT_FALSE(
        seenAt({look(100, 90), look(200, 99), look(300, 300), look(400, 299), look(500, 399)}).has("ensemble.behind"));
    EnsembleFacts silent = look(300, 0);
    silent.members.back() = {.name = zk2};
    EXPECT_FALSE(seenAt({look(100, 90), look(200, 99), silent, look(400, 299), look(500, 399)}).has("ensemble.behind"));
}

TEST(Paces, compareNoTransactionsOfDifferentTerms)
{
    // After an election a follower stays at its last transaction until the new leader has one.
    EnsembleFacts elected = look(0, 0, 2);
    elected.members.back() = member(zk2, zookeeper::Role::Follower, (1ULL << 32) + 50);
    const Judged scene = seenAt({elected, elected, elected, elected});
    EXPECT_TRUE(scene.planes.seen.paces.isEmpty());
}

TEST(Paces, areCountedToTheirLimitSoThatNothingChangesWhileNothingChanges)
{
    PaceCount count;
    for (int i = 0; i < 9; ++i) {
        count.note(look(100, 50, 1, limits::longQueue));
    }
    EXPECT_EQ(count.paces().value(zk2), (Pace{.behind = 3, .transactions = 50, .queued = 3}));
}

TEST(Paces, callALongQueueOneOnlyWhereItStays)
{
    const auto queue = [](qint64 outstanding) { return look(100, 100, 1, outstanding); };
    EXPECT_FALSE(seenAt({queue(10), queue(10), queue(9)}).has("ensemble.long-queue"));
    EXPECT_FALSE(seenAt({queue(99), queue(99)}).has("ensemble.long-queue"));
    const Finding found = seenAt({queue(10), queue(10), queue(37)}).of("ensemble.long-queue");
    EXPECT_EQ(found.headline, QStringLiteral("Requests pile up in zk2."));
    EXPECT_TRUE(found.evidence.startsWith(QStringLiteral("37 wait there now"))) << qPrintable(found.evidence);
}

TEST(Paces, giveNoticeOfAnAverageThatIsHighSinceTheStart)
{
    Judged scene;
    answerOf(scene, 2).srvr->latencyAverageMs = limits::slowAverageMs - 0.1;
    EXPECT_FALSE(scene.has("ensemble.slow-member"));
    answerOf(scene, 2).srvr->latencyAverageMs = limits::slowAverageMs;
    answerOf(scene, 2).srvr->latencyMaxMs = 2500;
    const Finding found = scene.of("ensemble.slow-member");
    EXPECT_EQ(found.severity, Severity::Notice);
    EXPECT_TRUE(found.evidence.contains(QStringLiteral("since it started"))) << qPrintable(found.evidence);
}

TEST(Paces, areNotJudgedWhereTheEnsembleIsNotHeard)
{
    Judged scene = seenAt({look(100, 90), look(200, 99), look(300, 199), look(400, 250)});
    silence(scene.freshness.ensemble, judgedAt, std::chrono::seconds(60));
    EXPECT_FALSE(scene.has("ensemble.behind"));
}

TEST(Conf, tellsOfAMemberThatRunsAsAnotherServer)
{
    Judged scene;
    scene.service(QStringLiteral("lab-zk2")).environment = {QStringLiteral("ZOO_MY_ID=2")};
    answerOf(scene, 2).conf = zookeeper::Conf{.serverId = 2};
    EXPECT_FALSE(scene.has("ensemble.other-id"));
    answerOf(scene, 2).conf->serverId = 3;
    const Finding found = scene.of("ensemble.other-id");
    EXPECT_EQ(found.headline, QStringLiteral("zk2 runs as server 3, not 2."));
    EXPECT_EQ(found.severity, Severity::Notice);
    scene.service(QStringLiteral("lab-zk2")).environment.clear();
    EXPECT_FALSE(scene.has("ensemble.other-id")) << "nobody said what it should be";
}

TEST(Conf, namesTheServersOfTheEnsemblesListThatAreNotHere)
{
    Judged scene;
    for (int number = 1; number <= 3; ++number) {
        answerOf(scene, number).conf = zookeeper::Conf{.serverId = number};
    }
    zookeeper::MemberAnswer &leader = answerOf(scene, 1);
    leader.monitor.insert(QStringLiteral("zk_quorum_size"), QStringLiteral("4"));
    EXPECT_TRUE(scene.of("ensemble.size-differs").evidence.startsWith(QStringLiteral("Its configuration was changed")));
    for (int number = 1; number <= 4; ++number) {
        leader.conf->servers.insert(number, QStringLiteral("zk%1:2888:3888:participant").arg(number));
    }
    EXPECT_TRUE(scene.of("ensemble.size-differs")
                    .evidence.contains(QStringLiteral("not among the services here: server.4 (zk4:2888:3888")));
}
