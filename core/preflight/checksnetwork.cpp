// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/checks.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

constexpr int usualPacket = 1500; ///< what an overlay network of Docker's sends on the machines' own network
constexpr int overlayHead = 50;   ///< of it, what VXLAN adds

QString list(const QStringList &words)
{
    return words.join(QStringLiteral(", "));
}

/// A name that a machine should know, and whose it is.
struct WantedName
{
    QString name;
    const MachineFacts *owner = nullptr;
    bool isUsed = false; ///< by the swarm itself: the cluster file gives it as an address
};

QString ownName(const MachineFacts &machine)
{
    return machine.system && !machine.system->hostName.isEmpty() ? machine.system->hostName : machine.machine.name;
}

/// Whether some machine knows one of the further names.
bool usesAliases(const Facts &facts)
{
    return std::any_of(facts.machines.begin(), facts.machines.end(), [&](const MachineFacts &machine) {
        return std::any_of(machine.lookups.begin(), machine.lookups.end(), [&](const Lookup &lookup) {
            return facts.wanted.aliases.contains(lookup.name) && !lookup.addresses.isEmpty();
        });
    });
}

const MachineFacts *named(const Facts &facts, const QString &name)
{
    const auto found = std::find_if(facts.machines.begin(), facts.machines.end(),
                                    [&](const MachineFacts &one) { return one.machine.name == name; });
    return found == facts.machines.end() ? nullptr : &*found;
}

std::vector<WantedName> namesFor(const MachineFacts &machine, const Facts &facts)
{
    std::vector<WantedName> names;
    for (const MachineFacts &other : facts.machines) {
        if (&other == &machine) {
            continue;
        }
        names.push_back({ownName(other), &other, false});
        const QString &address = other.machine.address;
        if (!address.isEmpty() && QHostAddress(address).isNull() && other.machine.engine.kind != Endpoint::Kind::Ssh) {
            names.push_back({address, &other, true});
        }
    }
    if (usesAliases(facts)) {
        for (auto it = facts.wanted.aliases.begin(); it != facts.wanted.aliases.end(); ++it) {
            const MachineFacts *owner = named(facts, it.value());
            if (owner && owner != &machine) {
                names.push_back({it.key(), owner, false});
            }
        }
    }
    return names;
}

bool isOf(const QStringList &addresses, const MachineFacts &owner)
{
    return std::any_of(addresses.begin(), addresses.end(), [&](const QString &address) {
        const bool isOwn = owner.system && owner.system->addresses.contains(address);
        return !QHostAddress(address).isLoopback() && (address == owner.address || isOwn);
    });
}

struct NameTrouble
{
    QStringList missing;
    QStringList wrong;
    bool isUsed = false;
};

NameTrouble troubleWith(const MachineFacts &machine, const std::vector<WantedName> &names)
{
    NameTrouble trouble;
    for (const WantedName &wanted : names) {
        const auto found = std::find_if(machine.lookups.begin(), machine.lookups.end(),
                                        [&](const Lookup &lookup) { return lookup.name == wanted.name; });
        const QStringList addresses = found == machine.lookups.end() ? QStringList() : found->addresses;
        const bool isRight = isOf(addresses, *wanted.owner);
        trouble.isUsed = trouble.isUsed || (!isRight && wanted.isUsed);
        if (addresses.isEmpty()) {
            trouble.missing << wanted.name;
        } else if (!isRight) {
            trouble.wrong << Text::tr("%1 is %2 there").arg(wanted.name, list(addresses));
        }
    }
    return trouble;
}
} // namespace

QStringList hostLines(const Facts &facts)
{
    QStringList lines;
    const bool withAliases = usesAliases(facts);
    for (const MachineFacts &machine : facts.machines) {
        if (QHostAddress(machine.address).isNull()) {
            continue;
        }
        QStringList names{ownName(machine)};
        if (!names.contains(machine.machine.name) && !machine.machine.name.contains(u' ')) {
            names << machine.machine.name;
        }
        for (auto it = facts.wanted.aliases.begin(); withAliases && it != facts.wanted.aliases.end(); ++it) {
            if (it.value() == machine.machine.name) {
                names << it.key();
            }
        }
        lines << machine.address + u' ' + names.join(u' ');
    }
    return lines;
}

CheckResult checkNames(const MachineFacts &machine, const Facts &facts)
{
    CheckResult result{.code = QStringLiteral("names"),
                       .subject = machine.machine.name,
                       .title = Text::tr("Names of the other machines")};
    if (machine.lookups.empty()) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("No name was asked for there.");
        return result;
    }
    const std::vector<WantedName> names = namesFor(machine, facts);
    const NameTrouble trouble = troubleWith(machine, names);
    if (trouble.missing.isEmpty() && trouble.wrong.isEmpty()) {
        QStringList known;
        std::transform(names.begin(), names.end(), std::back_inserter(known), [](const auto &one) { return one.name; });
        result.sentence = Text::tr("It knows the others by name.");
        result.evidence = list(known);
        return result;
    }
    result.verdict = trouble.isUsed ? Verdict::Error : Verdict::Warning;
    result.sentence = trouble.missing.isEmpty() ? Text::tr("Names lead elsewhere.")
                                                : Text::tr("It does not know %1.").arg(list(trouble.missing));
    result.evidence = list(trouble.wrong);
    result.remedy = Text::tr("Put these lines into /etc/hosts of every machine, or the same names into your DNS.");
    result.lines = hostLines(facts);
    return result;
}

CheckResult checkFirewall(const MachineFacts &machine)
{
    const SystemFacts &system = *machine.system;
    CheckResult result{
        .code = QStringLiteral("firewall"), .subject = machine.machine.name, .title = Text::tr("Firewall")};
    QStringList evidence{system.iptables.isEmpty() ? Text::tr("no iptables") : system.iptables};
    if (system.legacyRules && system.nftRules) {
        evidence << Text::tr("%1 legacy rules, %2 nft rules").arg(*system.legacyRules).arg(*system.nftRules);
    }
    result.evidence = list(evidence);
    if (system.iptables.isEmpty() && !machine.engine) {
        result.verdict = Verdict::Error;
        result.sentence = Text::tr("iptables is missing, which Docker needs for its networks.");
        result.remedy = Text::tr("Install it.");
        result.lines = {QStringLiteral("sudo apt-get install --yes iptables")};
    } else if (system.legacyRules.value_or(0) > 0 && system.nftRules.value_or(0) > 0) {
        result.verdict = Verdict::Warning;
        result.sentence = Text::tr("Rules stand in both back-ends of iptables, and each sees only its own.");
        result.remedy = Text::tr("Choose one back-end for all that makes rules, then restart the machine.");
        result.lines = {QStringLiteral("sudo update-alternatives --config iptables"), QStringLiteral("sudo reboot")};
    } else if (!system.firewalls.isEmpty()) {
        result.verdict = Verdict::Notice;
        result.sentence = Text::tr("%1 is active.").arg(list(system.firewalls));
        result.remedy = Text::tr("Where ports of the swarm do not get through, it is the first place to look.");
    } else if (!system.seesAsRoot) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("Its rules are not visible to %1.").arg(system.user);
    } else {
        result.sentence = Text::tr("One back-end has all rules.");
    }
    return result;
}

namespace {
QString text(const PathSize &path)
{
    return Text::tr("to %1: %2 of %3 bytes by %4")
        .arg(path.to)
        .arg(path.largestBytes)
        .arg(path.linkBytes)
        .arg(path.way);
}

QStringList smallerOverlays(int packet)
{
    return {QStringLiteral("\"default-network-opts\": {\"overlay\": {\"com.docker.network.driver.mtu\": \"%1\"}}")
                .arg(packet - overlayHead),
            QStringLiteral("sudo systemctl restart docker")};
}

void judgePath(const PathSize &path, CheckResult &result)
{
    const bool isBroken = path.largestBytes < path.linkBytes;
    if (!isBroken && path.largestBytes >= usualPacket) {
        result.sentence = Text::tr("Packets as large as the link takes get through.");
        return;
    }
    result.verdict = isBroken && path.largestBytes < usualPacket ? Verdict::Error : Verdict::Warning;
    result.sentence =
        isBroken ? Text::tr("Packets of more than %1 bytes are lost on the way to %2, though the link takes %3.")
                       .arg(path.largestBytes)
                       .arg(path.to)
                       .arg(path.linkBytes)
                 : Text::tr("The link takes packets of %1 bytes; overlay networks send %2.")
                       .arg(path.linkBytes)
                       .arg(usualPacket);
    if (path.largestBytes >= usualPacket) {
        result.remedy = Text::tr("Set the link's MTU to what gets through.");
        result.lines = {QStringLiteral("sudo ip link set dev DEVICE mtu %1").arg(path.largestBytes)};
    } else {
        result.remedy = Text::tr("Make the way take %1 bytes, or let overlay networks send less: this in "
                                 "/etc/docker/daemon.json of every machine (Docker 24 and later).")
                            .arg(usualPacket);
        result.lines = smallerOverlays(path.largestBytes);
    }
}
} // namespace

CheckResult checkPathSize(const MachineFacts &machine, const Facts &facts)
{
    CheckResult result{.code = QStringLiteral("path.size"),
                       .subject = machine.machine.name,
                       .title = Text::tr("Packet size on the way to the others")};
    std::vector<PathSize> paths;
    std::copy_if(facts.pathSizes.begin(), facts.pathSizes.end(), std::back_inserter(paths),
                 [&](const PathSize &path) { return path.from == machine.machine.name && path.largestBytes > 0; });
    if (paths.empty()) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("No large packet came back from another machine, nor a ping.");
        return result;
    }
    QStringList evidence;
    std::transform(paths.begin(), paths.end(), std::back_inserter(evidence),
                   [](const PathSize &one) { return text(one); });
    result.evidence = list(evidence);
    judgePath(*std::min_element(paths.begin(), paths.end(),
                                [](const PathSize &a, const PathSize &b) {
                                    return std::pair(a.largestBytes - a.linkBytes, a.largestBytes) <
                                           std::pair(b.largestBytes - b.linkBytes, b.largestBytes);
                                }),
              result);
    return result;
}

} // namespace stormdeck::preflight
