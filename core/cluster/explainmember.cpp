// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"
#include "cluster/rules.h"

#include <QCoreApplication>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExplainMember)
};
using State = zookeeper::MemberAnswer::State;

void addConf(FactList &facts, const QString &name, const zookeeper::Conf &conf)
{
    facts.member(name, Text::tr("Server id"), textOf(conf.serverId));
    facts.member(name, Text::tr("Version of its list of servers"), textOf(conf.version));
    const bool tellsSessions = conf.leastSessionMs && conf.longestSessionMs;
    facts.member(name, Text::tr("Sessions that it grants"),
                 tellsSessions ? Text::tr("%1 to %2 ms").arg(*conf.leastSessionMs).arg(*conf.longestSessionMs)
                               : QString());
}

void addAnswer(FactList &facts, const MemberView &member)
{
    if (!member.answer) {
        return;
    }
    facts.member(member.name, Text::tr("Note"), member.answer->note);
    facts.member(member.name, Text::tr("Told by"),
                 member.answer->byAdminServer ? Text::tr("its AdminServer") : QString());
    if (!member.answer->srvr) {
        return;
    }
    const zookeeper::Srvr &srvr = *member.answer->srvr;
    facts.member(member.name, Text::tr("Mode"), srvr.role.word);
    facts.member(member.name, Text::tr("Average latency"), milliseconds(srvr.latencyAverageMs));
    facts.member(member.name, Text::tr("Outstanding requests"), textOf(srvr.outstanding));
    facts.member(member.name, Text::tr("Connections"), textOf(srvr.connections));
    facts.member(member.name, Text::tr("zxid"), srvr.zxid);
    facts.member(member.name, Text::tr("Version"), srvr.version);
    const quint64 missing = facts.snapshot().seen.paces.value(member.answer->name).transactions;
    facts.member(member.name, Text::tr("Transactions behind the leader"),
                 missing > 0 ? QString::number(missing) : QString());
    if (member.answer->conf) {
        addConf(facts, member.name, *member.answer->conf);
    }
}

void addQuorum(FactList &facts)
{
    const zookeeper::Verdict &verdict = facts.snapshot().verdict;
    facts.ensemble(Text::tr("Members that serve"),
                   Text::tr("%1 of %2; the quorum is %3").arg(verdict.serving).arg(verdict.voters).arg(verdict.quorum));
    facts.ensemble(Text::tr("Leader"), verdict.leader.isEmpty() ? Text::tr("none") : verdict.leader);
}

QString whyMember(const MemberView &member)
{
    if (!member.answer) {
        return Text::tr("Nobody has asked it yet.");
    }
    switch (member.answer->state) {
    case State::Serving:
        return member.answer->srvr ? Text::tr("It serves: it says that it is “%1”.").arg(member.answer->srvr->role.word)
                                   : Text::tr("It serves.");
    case State::NotServing:
        return Text::tr("It runs and answers that it does not serve: it has found no quorum.");
    case State::NotAllowed:
        return Text::tr("It answers, but it is not allowed to say what it is.");
    case State::Encrypted:
        return Text::tr("It runs: its client port answers, but in TLS only, so it cannot be asked what it is.");
    case State::NoAnswer:
        break;
    }
    return Text::tr("It does not answer.");
}
} // namespace

QString explainMember(FactList &facts, const PlacedMember &placed)
{
    const MemberView &member = *placed.member;
    addAnswer(facts, member);
    facts.swarm(Text::tr("Its swarm task"), member.task.word);
    facts.swarm(Text::tr("Error of the swarm task"),
                member.taskError.isEmpty() ? QString() : readableReason(member.taskError));
    facts.swarm(Text::tr("Node"), placed.node->name);
    facts.swarm(Text::tr("State of that node"), placed.node->state.word);
    addQuorum(facts);
    return whyMember(member);
}

} // namespace stormdeck::cluster
