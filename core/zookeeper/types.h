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

/// What one member said, or why it said nothing. A member that runs without quorum answers srvr with
/// "This ZooKeeper instance is not currently serving requests".
struct MemberAnswer
{
    enum class State { Serving, NotServing, NotAllowed, NoAnswer };
    QString name; ///< "zk1"
    State state = State::NoAnswer;
    std::optional<Srvr> srvr;       ///< Serving
    QMap<QString, QString> monitor; ///< mntr, key to value as text; empty where the word is not allowed
    RawAnswers raw;                 ///< "srvr" and "mntr" as they came; empty where nothing came
    QString note;                   ///< why there is no answer, or which word is not allowed
    bool late = false;              ///< NoAnswer: nothing came in time; it was neither refused nor unknown
    bool operator==(const MemberAnswer &) const = default;
};

enum class EnsembleState { Unknown, Serving, Degraded, NoMargin, NoQuorum };

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

/// `voters`: how many voting members the ensemble is meant to have (observers not counted).
/// Serving: all voters serve; Degraded: some do not, one more may be lost; NoMargin: none may be lost
/// (a healthy ensemble of one or two is Serving with margin 0); NoQuorum: fewer than quorum, or no leader.
[[nodiscard]] Verdict verdict(const std::vector<MemberAnswer> &answers, int voters);

} // namespace stormdeck::zookeeper
