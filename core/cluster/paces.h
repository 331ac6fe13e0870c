// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/facts.h"

#include <QMap>

#include <optional>

namespace stormdeck::cluster {

/// How badly a ZooKeeper member kept up over the last looks. Looks are counted to limits::paceLooks, those in a row up
/// to the last one.
struct Pace
{
    int behind = 0;           ///< looks at which it had not even got to where the leader was at the look before
    quint64 transactions = 0; ///< how many were missing at the last look
    int queued = 0;           ///< looks at which limits::longQueue or more requests waited in it
    bool operator==(const Pace &) const = default;
};
using Paces = QMap<QString, Pace>; ///< by member's name; who keeps up is not in it

/// Keeps count from look to look. A value of whoever takes the answers; remembers the members of the last look only.
/// Only transactions of one leader's term can be counted, so a change of leader is no falling behind.
class PaceCount
{
public:
    void note(const EnsembleFacts &ensemble);
    [[nodiscard]] const Paces &paces() const { return m_paces; }

private:
    [[nodiscard]] quint64 missing(const zookeeper::Srvr &srvr) const;
    [[nodiscard]] Pace paceOf(const zookeeper::MemberAnswer &member) const;

    Paces m_paces;
    std::optional<quint64> m_led; ///< where the leader was at the look before
};

} // namespace stormdeck::cluster
