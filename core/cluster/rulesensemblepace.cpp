// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the members that serve keep up.
#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QLocale>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

Finding aboutOne(const char *code, const NodeView &node, const MemberView &member)
{
    return {.code = QLatin1String(code),
            .severity = Severity::Warning,
            .subject = QStringLiteral("ensemble"),
            .nextMove = Text::tr("Look at the load, the memory and the disk of %1: a transaction waits until it is on "
                                 "the disk (/datalog).")
                            .arg(node.name),
            .about = aboutMember(member)};
}

void judgeBehind(const Pace &pace, const NodeView &node, const MemberView &member, Findings &findings)
{
    if (pace.behind < limits::paceLooks) {
        return;
    }
    Finding finding = aboutOne("ensemble.behind", node, member);
    finding.headline = Text::tr("%1 is behind the leader.").arg(member.name);
    finding.evidence = Text::tr("At %1 looks in a row it had not got to where the leader was at the look before; "
                                "transactions missing at the last one: %2. What is read from it is old.")
                           .arg(limits::paceLooks)
                           .arg(pace.transactions);
    findings.push_back(std::move(finding));
}

void judgeQueue(const Pace &pace, const NodeView &node, const MemberView &member, Findings &findings)
{
    if (pace.queued < limits::paceLooks) {
        return;
    }
    Finding finding = aboutOne("ensemble.long-queue", node, member);
    finding.headline = Text::tr("Requests pile up in %1.").arg(member.name);
    finding.evidence = Text::tr("%1 wait there now; at %2 looks in a row it were %3 or more.")
                           .arg(member.answer->srvr->outstanding.value_or(0))
                           .arg(limits::paceLooks)
                           .arg(limits::longQueue);
    findings.push_back(std::move(finding));
}

/// A member tells its average since it started, never that of now; so it is no more than a notice.
void judgeLatency(const zookeeper::Srvr &srvr, const NodeView &node, const MemberView &member, Findings &findings)
{
    if (srvr.latencyAverageMs.value_or(0) < limits::slowAverageMs) {
        return;
    }
    const QLocale locale;
    Finding finding = aboutOne("ensemble.slow-member", node, member);
    finding.severity = Severity::Notice;
    finding.headline = Text::tr("%1 answers slowly.").arg(member.name);
    finding.evidence = sentences(
        {Text::tr("A request took it %1 ms on average since it started.")
             .arg(locale.toString(*srvr.latencyAverageMs, 'f', 1)),
         srvr.latencyMaxMs ? Text::tr("The longest took %1 ms.").arg(locale.toString(*srvr.latencyMaxMs)) : QString()});
    findings.push_back(std::move(finding));
}
} // namespace

void judgeEnsemblePace(const Known &known, Findings &findings)
{
    if (!known.snapshot.ensemble || !isHeard(known.freshness.ensemble, known.now)) {
        return;
    }
    for (const NodeView &node : known.snapshot.nodes) {
        for (const MemberView &member : node.members) {
            if (!member.answer || !member.answer->srvr) {
                continue;
            }
            const Pace pace = known.snapshot.seen.paces.value(member.answer->name);
            judgeBehind(pace, node, member, findings);
            judgeQueue(pace, node, member, findings);
            judgeLatency(*member.answer->srvr, node, member, findings);
        }
    }
}

} // namespace stormdeck::cluster
