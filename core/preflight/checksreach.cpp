// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/checks.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

constexpr qsizetype mostEvidence = 12;

/// The tries to the ports of one need on one machine.
struct Tries
{
    std::vector<Crossing> blocked;
    std::vector<Crossing> unseen;
    int through = 0;
};

Tries triesTo(const MachineFacts &machine, Need need, const Facts &facts)
{
    const auto isMeant = [&](const Crossing &crossing) {
        return crossing.to == machine.machine.name &&
               std::any_of(facts.wanted.ports.begin(), facts.wanted.ports.end(), [&](const PortUse &use) {
                   return use.need == need && use.protocol == crossing.protocol && use.port == crossing.port &&
                          use.isOn(crossing.to);
               });
    };
    Tries tries;
    for (const Crossing &crossing : facts.crossings) {
        if (!isMeant(crossing)) {
            continue;
        }
        if (isBlocked(crossing.reach)) {
            tries.blocked.push_back(crossing);
        } else if (isThrough(crossing.reach)) {
            ++tries.through;
        } else {
            tries.unseen.push_back(crossing);
        }
    }
    return tries;
}

QString fate(const Crossing &crossing)
{
    switch (crossing.reach) {
    case Reach::Silent:
        return Text::tr("no answer");
    case Reach::Refused:
        return Text::tr("refused");
    case Reach::NotObserved:
        return crossing.note.isEmpty() ? Text::tr("not tried") : crossing.note;
    default:
        return crossing.note;
    }
}

QString evidenceOf(const std::vector<Crossing> &crossings)
{
    QStringList lines;
    for (const Crossing &crossing : crossings) {
        const QString line =
            Text::tr("%1 from %2: %3").arg(portText(crossing.protocol, crossing.port), crossing.from, fate(crossing));
        if (lines.size() < mostEvidence) {
            lines << line;
        }
    }
    const qsizetype more = static_cast<qsizetype>(crossings.size()) - lines.size();
    return lines.join(QStringLiteral("; ")) + (more > 0 ? Text::tr("; and %1 more").arg(more) : QString());
}

QStringList portsOf(const std::vector<Crossing> &crossings)
{
    QStringList ports;
    for (const Crossing &crossing : crossings) {
        const QString port = portText(crossing.protocol, crossing.port);
        if (!ports.contains(port)) {
            ports << port;
        }
    }
    return ports;
}

QStringList sendersOf(const std::vector<Crossing> &crossings)
{
    QStringList senders;
    for (const Crossing &crossing : crossings) {
        if (!senders.contains(crossing.from)) {
            senders << crossing.from;
        }
    }
    return senders;
}

QString addressOf(const Facts &facts, const QString &machine)
{
    const auto found = std::find_if(facts.machines.begin(), facts.machines.end(),
                                    [&](const MachineFacts &one) { return one.machine.name == machine; });
    return found == facts.machines.end() || found->address.isEmpty() ? QStringLiteral("ADDRESS") : found->address;
}

/// A rule of the firewall that runs there; of iptables where none has a name.
QString openingLine(const MachineFacts &machine, const QString &from, const Crossing &crossing)
{
    const QString protocol = crossing.protocol == PortProtocol::Tcp ? QStringLiteral("tcp") : QStringLiteral("udp");
    const QStringList firewalls = machine.system ? machine.system->firewalls : QStringList();
    if (firewalls.contains(QStringLiteral("ufw"))) {
        return QStringLiteral("sudo ufw allow proto %1 from %2 to any port %3").arg(protocol, from).arg(crossing.port);
    }
    if (firewalls.contains(QStringLiteral("firewalld"))) {
        return QStringLiteral("sudo firewall-cmd --permanent --add-rich-rule='rule family=\"%1\" source address=\"%2\" "
                              "port port=\"%3\" protocol=\"%4\" accept'")
            .arg(from.contains(u':') ? QStringLiteral("ipv6") : QStringLiteral("ipv4"), from)
            .arg(crossing.port)
            .arg(protocol);
    }
    return QStringLiteral("sudo %1 -I INPUT -p %2 -s %3 --dport %4 -j ACCEPT")
        .arg(from.contains(u':') ? QStringLiteral("ip6tables") : QStringLiteral("iptables"), protocol, from)
        .arg(crossing.port);
}

QString titleOf(Need need)
{
    switch (need) {
    case Need::Swarm:
        return Text::tr("Ports of the swarm, from the others");
    case Need::Published:
        return Text::tr("Published ports, from the others");
    case Need::Overlay:
        break;
    }
    return Text::tr("Ports of ZooKeeper and Storm, from the others");
}

QString codeOf(Need need)
{
    switch (need) {
    case Need::Swarm:
        return QStringLiteral("reach.swarm");
    case Need::Published:
        return QStringLiteral("reach.published");
    case Need::Overlay:
        break;
    }
    return QStringLiteral("reach.overlay");
}

Verdict verdictOf(Need need)
{
    return need == Need::Swarm ? Verdict::Error : need == Need::Published ? Verdict::Warning : Verdict::Notice;
}

void judgeBlocked(const MachineFacts &machine, Need need, const Facts &facts, const Tries &tries, CheckResult &result)
{
    result.verdict = verdictOf(need);
    result.sentence = Text::tr("%1 cannot be reached from %2.")
                          .arg(portsOf(tries.blocked).join(QStringLiteral(", ")),
                               sendersOf(tries.blocked).join(QStringLiteral(", ")));
    result.evidence = evidenceOf(tries.blocked);
    if (need == Need::Overlay) {
        result.remedy =
            Text::tr("Nothing to do: they are used on the cluster's own network. They would have to be open "
                     "only if they were published.");
        return;
    }
    result.remedy =
        Text::tr("Let the other machines through: in the firewall of %1, by these lines, and in the security "
                 "group where it is a cloud's.")
            .arg(machine.machine.name);
    for (const Crossing &crossing : tries.blocked) {
        result.lines << openingLine(machine, addressOf(facts, crossing.from), crossing);
    }
}
} // namespace

CheckResult checkReach(const MachineFacts &machine, Need need, const Facts &facts)
{
    CheckResult result{.code = codeOf(need), .subject = machine.machine.name, .title = titleOf(need)};
    const Tries tries = triesTo(machine, need, facts);
    if (!tries.blocked.empty()) {
        judgeBlocked(machine, need, facts, tries, result);
        return result;
    }
    if (!tries.unseen.empty()) {
        result.verdict = Verdict::NotObserved;
        result.sentence = tries.through > 0 ? Text::tr("Whether %1 get through was not observed; the others do.")
                                                  .arg(portsOf(tries.unseen).join(QStringLiteral(", ")))
                                            : Text::tr("Whether they get through was not observed.");
        result.evidence = evidenceOf(tries.unseen);
        return result;
    }
    result.verdict = tries.through > 0 || need != Need::Swarm ? Verdict::Pass : Verdict::NotObserved;
    result.sentence = tries.through > 0     ? Text::tr("All get through (%1 tries).").arg(tries.through)
                      : need != Need::Swarm ? Text::tr("None is used on this machine.")
                                            : Text::tr("Nothing was tried.");
    return result;
}

} // namespace stormdeck::preflight
