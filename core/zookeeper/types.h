// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/error.h"
#include "util/named.h"
#include "util/rawanswer.h"

#include <QMap>

#include <optional>
#include <vector>

namespace stormdeck::zookeeper {

enum class Role { Unknown, Leader, Follower, Observer, Standalone };

/// Answer of the four-letter word srvr.
struct Srvr
{
    Named<Role> role;
    QString version; ///< "3.8.0"
    QString zxid;
    std::optional<double> latencyMinMs;
    std::optional<double> latencyAverageMs;
    std::optional<double> latencyMaxMs;
    std::optional<qint64> outstanding;
    std::optional<qint64> connections;
    std::optional<qint64> znodes;
    bool operator==(const Srvr &) const = default;
};

/// What a member tells of its settings by the word conf.
struct Conf
{
    std::optional<int> serverId;           ///< what it runs as, whatever its container was told
    QMap<int, QString> servers;            ///< the ensemble as it counts it: server id to "zk1:2888:3888:participant"
    std::optional<qint64> version;         ///< of that list; above 0 once it was changed while the ensemble ran
    std::optional<qint64> leastSessionMs;  ///< the shortest and the longest session that it grants a client
    std::optional<qint64> longestSessionMs;
    bool operator==(const Conf &) const = default;
};

/// What one member said, or why it said nothing. A member that runs without quorum answers srvr with
/// "This ZooKeeper instance is not currently serving requests".
struct MemberAnswer
{
    enum class State {
        Serving,
        NotServing,
        NotAllowed, ///< it answers, but may not say what it is
        Encrypted,  ///< its client port takes TLS only: it runs, more is not known
        NoAnswer
    };
    QString name; ///< "zk1"
    State state = State::NoAnswer;
    std::optional<Srvr> srvr;       ///< Serving
    QMap<QString, QString> monitor; ///< as of mntr, key to value as text; empty where nothing may tell it
    std::optional<Conf> conf;       ///< Serving, and allowed to tell
    bool byAdminServer = false;     ///< its AdminServer told what its client port does not
    RawAnswers raw;                 ///< what came, as it came, by the names of Heard; empty where nothing came
    QString note;                   ///< why there is no answer, which word is not allowed, why another way was taken
    bool late = false;              ///< NoAnswer: nothing came in time; it was neither refused nor unknown
    bool operator==(const MemberAnswer &) const = default;
};

enum class EnsembleState { Unknown, Serving, Degraded, NoMargin, NoQuorum };

/// The leader's answer; nullptr where nobody says that it leads. Of two, as one that was cut off, the first.
[[nodiscard]] const MemberAnswer *leaderAmong(const std::vector<MemberAnswer> &answers);
/// A transaction's number out of "0x10000002a": the leader's term in the upper half, a count in the lower. nullopt: none.
[[nodiscard]] std::optional<quint64> transactionIn(const QString &zxid);

/// The ensemble's state by what its members said.
struct Verdict
{
    EnsembleState state = EnsembleState::Unknown;
    int voters = 0;
    int serving = 0; ///< voters with a role of leader, follower or standalone
    int quorum = 0;  ///< voters / 2 + 1
    int margin = 0;  ///< voters that may still be lost; negative: no quorum
    QString leader;  ///< name of the member; empty where there is none
    bool operator==(const Verdict &) const = default;
};

/// How many voting members the ensemble itself counts, by the word of its leader (zk_quorum_size, from 3.6): also right
/// where its configuration was changed while it ran. nullopt where no leader says it.
[[nodiscard]] std::optional<int> votersByLeader(const std::vector<MemberAnswer> &answers);

/// `voters`: how many voting members the ensemble is meant to have (observers not counted). Members that follow without
/// being on the ensemble's list have no vote either; their number is the leader's word.
/// Serving: all voters serve; Degraded: some do not, one more may be lost; NoMargin: none may be lost
/// (a healthy ensemble of one or two is Serving with margin 0); NoQuorum: fewer than quorum, or no leader.
[[nodiscard]] Verdict verdict(const std::vector<MemberAnswer> &answers, int voters);

} // namespace stormdeck::zookeeper
