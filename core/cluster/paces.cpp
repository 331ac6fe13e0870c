// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/paces.h"

#include "cluster/limits.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
quint64 termOf(quint64 transaction)
{
    return transaction >> 32;
}

int oneMore(int looks)
{
    return std::min(looks + 1, limits::paceLooks);
}
} // namespace

quint64 PaceCount::missing(const zookeeper::Srvr &srvr) const
{
    const auto reached = zookeeper::transactionIn(srvr.zxid);
    const bool comparable = reached && m_led && termOf(*reached) == termOf(*m_led);
    return comparable && *reached < *m_led ? *m_led - *reached : 0;
}

Pace PaceCount::paceOf(const zookeeper::MemberAnswer &member) const
{
    if (!member.srvr) {
        return {};
    }
    const Pace before = m_paces.value(member.name);
    const quint64 transactions = missing(*member.srvr);
    const bool queues = member.srvr->outstanding.value_or(0) >= limits::longQueue;
    return {.behind = transactions > 0 ? oneMore(before.behind) : 0,
            .transactions = transactions,
            .queued = queues ? oneMore(before.queued) : 0};
}

void PaceCount::note(const EnsembleFacts &ensemble)
{
    Paces paces;
    for (const zookeeper::MemberAnswer &member : ensemble.members) {
        const Pace pace = paceOf(member);
        if (!(pace == Pace{})) {
            paces.insert(member.name, pace);
        }
    }
    m_paces = paces;
    const zookeeper::MemberAnswer *leader = zookeeper::leaderAmong(ensemble.members);
    m_led = leader ? zookeeper::transactionIn(leader->srvr->zxid) : std::nullopt;
}

} // namespace stormdeck::cluster
