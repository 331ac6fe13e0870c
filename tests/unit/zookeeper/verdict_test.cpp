// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/types.h"

#include <gtest/gtest.h>

#include <array>

using namespace stormdeck::zookeeper;
using State = MemberAnswer::State;

namespace {
/// A letter a member: l(eader), f(ollower), o(bserver), s(tandalone), - no answer, n(ot serving), x not allowed,
/// t(ls only).
std::vector<MemberAnswer> members(const char *letters)
{
    static const QMap<char, Role> roles{
        {'l', Role::Leader}, {'f', Role::Follower}, {'o', Role::Observer}, {'s', Role::Standalone}};
    std::vector<MemberAnswer> answers;
    for (const char *letter = letters; *letter != '\0'; ++letter) {
        MemberAnswer answer{.name = QStringLiteral("zk%1").arg(answers.size() + 1)};
        if (roles.contains(*letter)) {
            answer.state = State::Serving;
            answer.srvr = Srvr{.role = {roles.value(*letter), {}}};
        } else if (*letter != '-') {
            answer.state = *letter == 'n' ? State::NotServing : *letter == 't' ? State::Encrypted : State::NotAllowed;
        }
        answers.push_back(answer);
    }
    return answers;
}

EnsembleState stateOf(const char *letters, int voters)
{
    return verdict(members(letters), voters).state;
}
} // namespace

TEST(ZooKeeperVerdict, knowsQuorumAndMarginOfEverySize)
{
    // An even size tolerates no more failures than the odd one below it.
    const std::array quorums{1, 2, 2, 3, 3, 4, 4};
    const std::array margins{0, 0, 1, 1, 2, 2, 3};
    for (int voters = 1; voters <= 7; ++voters) {
        const QByteArray letters = voters == 1 ? QByteArray("s") : "l" + QByteArray(voters - 1, 'f');
        const Verdict result = verdict(members(letters.constData()), voters);
        EXPECT_EQ(result.quorum, quorums.at(size_t(voters - 1))) << voters;
        EXPECT_EQ(result.margin, margins.at(size_t(voters - 1))) << voters;
        EXPECT_EQ(result.state, EnsembleState::Serving) << voters;
    }
}

TEST(ZooKeeperVerdict, namesTheLeader)
{
    EXPECT_EQ(verdict(members("flf"), 3).leader, QStringLiteral("zk2"));
    EXPECT_EQ(verdict(members("s"), 1).leader, QStringLiteral("zk1"));
    EXPECT_TRUE(verdict(members("nnn"), 3).leader.isEmpty());
}

TEST(ZooKeeperVerdict, distinguishesWhatMayStillBeLost)
{
    EXPECT_EQ(stateOf("lffff", 5), EnsembleState::Serving);
    EXPECT_EQ(stateOf("lfff-", 5), EnsembleState::Degraded);
    EXPECT_EQ(stateOf("lff-n", 5), EnsembleState::NoMargin);
    EXPECT_EQ(stateOf("lf-", 3), EnsembleState::NoMargin);
    EXPECT_EQ(stateOf("lff-", 4), EnsembleState::NoMargin);
}

TEST(ZooKeeperVerdict, losesQuorumWithTheMajorityOrTheLeader)
{
    EXPECT_EQ(stateOf("nn-", 3), EnsembleState::NoQuorum);
    EXPECT_EQ(stateOf("---", 3), EnsembleState::NoQuorum);
    EXPECT_EQ(stateOf("l--", 3), EnsembleState::NoQuorum);
    EXPECT_EQ(stateOf("fff", 3), EnsembleState::NoQuorum);
    EXPECT_EQ(verdict(members("n--"), 3).margin, -2);
}

TEST(ZooKeeperVerdict, doesNotCountObservers)
{
    const Verdict result = verdict(members("lf-oo"), 3);
    EXPECT_EQ(result.serving, 2);
    EXPECT_EQ(result.quorum, 2);
    EXPECT_EQ(result.state, EnsembleState::NoMargin);
    EXPECT_EQ(stateOf("l--oo", 3), EnsembleState::NoQuorum);
    EXPECT_EQ(stateOf("lff--", 3), EnsembleState::Serving); // two observers down
}

TEST(ZooKeeperVerdict, isNotFooledByMembersThatRunOnTheirOwn)
{
    EXPECT_EQ(stateOf("sss", 3), EnsembleState::NoQuorum);
}

TEST(ZooKeeperVerdict, saysUnknownWhereMembersMayNotAnswer)
{
    EXPECT_EQ(stateOf("xxx", 3), EnsembleState::Unknown);
    EXPECT_EQ(stateOf("lx-", 3), EnsembleState::Unknown);
    EXPECT_EQ(stateOf("nnx", 3), EnsembleState::NoQuorum); // one alone cannot be a quorum
    EXPECT_EQ(stateOf("", 3), EnsembleState::Unknown);
    EXPECT_EQ(stateOf("l", 0), EnsembleState::Unknown);
}

TEST(ZooKeeperVerdict, saysUnknownWhereMembersTakeTlsOnly)
{
    EXPECT_EQ(stateOf("ttt", 3), EnsembleState::Unknown);
    EXPECT_EQ(stateOf("tnn", 3), EnsembleState::NoQuorum);
}

TEST(ZooKeeperVerdict, takesTheNumberOfVotersFromTheLeaderOnly)
{
    auto answers = members("flf");
    EXPECT_EQ(votersByLeader(answers), std::nullopt);
    answers[0].monitor[QStringLiteral("zk_quorum_size")] = QStringLiteral("7");
    EXPECT_EQ(votersByLeader(answers), std::nullopt) << "a follower may be behind";
    answers[1].monitor[QStringLiteral("zk_quorum_size")] = QStringLiteral("5");
    EXPECT_EQ(votersByLeader(answers), 5);
    answers[1].monitor[QStringLiteral("zk_quorum_size")] = QStringLiteral("0");
    EXPECT_EQ(votersByLeader(answers), std::nullopt);
}

TEST(ZooKeeperVerdict, doesNotCountMembersThatFollowWithoutBeingListed)
{
    auto answers = members("lf-f"); // the fourth is on nobody's list, the third is down
    answers[0].monitor[QStringLiteral("zk_synced_non_voting_followers")] = QStringLiteral("1");
    const Verdict result = verdict(answers, 3);
    EXPECT_EQ(result.serving, 2);
    EXPECT_EQ(result.state, EnsembleState::NoMargin);
}
