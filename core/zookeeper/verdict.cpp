// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/types.h"

#include <algorithm>

namespace stormdeck::zookeeper {

namespace {
bool isServingVoter(const MemberAnswer &answer)
{
    return answer.srvr && (answer.srvr->role == Role::Leader || answer.srvr->role == Role::Follower ||
                           answer.srvr->role == Role::Standalone);
}

/// A member on its own is its own leader; in an ensemble of several it is one that does not take part.
bool isLeader(const MemberAnswer &answer, int voters)
{
    return answer.srvr && (answer.srvr->role == Role::Leader || (answer.srvr->role == Role::Standalone && voters == 1));
}

/// A number that the leader gives; nullopt where there is no leader or it does not give it.
std::optional<int> saidByLeader(const std::vector<MemberAnswer> &answers, const char *figure)
{
    const MemberAnswer *leader = leaderAmong(answers);
    if (!leader) {
        return std::nullopt;
    }
    bool isNumber = false;
    const int value = static_cast<int>(leader->monitor.value(QLatin1String(figure)).toDouble(&isNumber));
    return isNumber ? std::optional(value) : std::nullopt;
}

EnsembleState stateOf(const Verdict &verdict, int silent)
{
    if (verdict.margin < 0 || verdict.leader.isEmpty()) {
        // Members that may not say what they are could be the ones that are missing.
        const bool mayServe = silent > 0 && verdict.serving + silent >= verdict.quorum;
        return mayServe ? EnsembleState::Unknown : EnsembleState::NoQuorum;
    }
    if (verdict.serving >= verdict.voters) {
        return EnsembleState::Serving;
    }
    return verdict.margin > 0 ? EnsembleState::Degraded : EnsembleState::NoMargin;
}
} // namespace

const MemberAnswer *leaderAmong(const std::vector<MemberAnswer> &answers)
{
    const auto leader = std::find_if(answers.begin(), answers.end(), [](const MemberAnswer &answer) {
        return answer.srvr && answer.srvr->role == Role::Leader;
    });
    return leader == answers.end() ? nullptr : &*leader;
}

std::optional<quint64> transactionIn(const QString &zxid)
{
    bool isNumber = false;
    const quint64 number = zxid.toULongLong(&isNumber, 16);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<int> votersByLeader(const std::vector<MemberAnswer> &answers)
{
    const auto said = saidByLeader(answers, "zk_quorum_size");
    return said && *said > 0 ? said : std::nullopt;
}

Verdict verdict(const std::vector<MemberAnswer> &answers, int voters)
{
    if (voters <= 0 || answers.empty()) {
        return {.voters = std::max(voters, 0)};
    }
    Verdict result{.voters = voters, .quorum = voters / 2 + 1};
    int silent = 0;
    for (const MemberAnswer &answer : answers) {
        result.serving += isServingVoter(answer) ? 1 : 0;
        const bool isSilent =
            answer.state == MemberAnswer::State::NotAllowed || answer.state == MemberAnswer::State::Encrypted;
        silent += isSilent ? 1 : 0;
        if (result.leader.isEmpty() && isLeader(answer, voters)) {
            result.leader = answer.name;
        }
    }
    result.serving -= saidByLeader(answers, "zk_synced_non_voting_followers").value_or(0);
    result.margin = result.serving - result.quorum;
    result.state = stateOf(result, silent);
    return result;
}

} // namespace stormdeck::zookeeper
