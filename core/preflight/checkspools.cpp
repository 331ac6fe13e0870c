// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/subnets.h"
#include "preflight/checks.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

/// Where an engine takes the first networks of its own pool from: the ingress network and a few more.
const QString firstOfUsualPool = QStringLiteral("10.0.0.0/20");

/// A network with where it is known from.
struct Known
{
    QString network;
    QString where;
};

bool isDockers(const QString &device)
{
    return device == QStringLiteral("docker0") || device == QStringLiteral("docker_gwbridge") ||
           device.startsWith(QStringLiteral("br-")) || device.startsWith(QStringLiteral("veth"));
}

/// What machines reach without Docker.
std::vector<Known> ownNetworks(const Facts &facts)
{
    std::vector<Known> networks;
    for (const MachineFacts &machine : facts.machines) {
        for (const Route &route : machine.system ? machine.system->routes : std::vector<Route>{}) {
            if (!isDockers(route.device)) {
                networks.push_back({route.network, Text::tr("%1 of %2").arg(route.device, machine.machine.name)});
            }
        }
        if (!machine.address.isEmpty() && !machine.address.contains(u':')) {
            networks.push_back(
                {machine.address + QStringLiteral("/32"), Text::tr("the address of %1").arg(machine.machine.name)});
        }
    }
    return networks;
}

/// Networks that engines have made.
std::vector<Known> dockerNetworks(const Facts &facts)
{
    std::vector<Known> networks;
    for (const MachineFacts &machine : facts.machines) {
        for (const docker::Network &network :
             machine.engine ? machine.engine->networks : std::vector<docker::Network>{}) {
            for (const QString &subnet : network.subnets) {
                networks.push_back(
                    {subnet, Text::tr("Docker's network %1 on %2").arg(network.name, machine.machine.name)});
            }
        }
    }
    return networks;
}

std::vector<Known> pools(const Facts &facts)
{
    std::vector<Known> networks;
    for (const QString &pool : facts.wanted.addressPools) {
        networks.push_back({pool, Text::tr("an address pool of the cluster file")});
    }
    return networks;
}

bool hasSwarm(const Facts &facts)
{
    return std::any_of(facts.machines.begin(), facts.machines.end(), [](const MachineFacts &machine) {
        return machine.engine && machine.engine->info.swarm.state.value != docker::LocalNodeState::Inactive;
    });
}

QStringList overlaps(const std::vector<Known> &some, const std::vector<Known> &others)
{
    QStringList lines;
    for (const Known &one : some) {
        for (const Known &other : others) {
            if (cluster::subnetsOverlap(one.network, other.network)) {
                lines << Text::tr("%1 (%2) and %3 (%4)").arg(one.network, one.where, other.network, other.where);
            }
        }
    }
    lines.removeDuplicates();
    return lines;
}

QStringList overlapsAmong(const std::vector<Known> &networks)
{
    QStringList lines;
    for (size_t i = 0; i < networks.size(); ++i) {
        const std::vector<Known> others(networks.begin() + static_cast<std::ptrdiff_t>(i) + 1, networks.end());
        lines << overlaps({networks[i]}, others);
    }
    return lines;
}

QString freePool(const std::vector<Known> &taken)
{
    QStringList networks;
    for (const Known &one : taken) {
        networks << one.network;
    }
    for (const QString &pool : {QStringLiteral("10.201.0.0/16"), QStringLiteral("10.117.0.0/16"),
                                QStringLiteral("172.29.0.0/16"), QStringLiteral("192.168.192.0/18")}) {
        if (std::none_of(networks.begin(), networks.end(),
                         [&](const QString &network) { return cluster::subnetsOverlap(pool, network); })) {
            return pool;
        }
    }
    return {};
}

void judge(CheckResult &result, Verdict verdict, const QStringList &found, const QString &sentence, const QString &pool)
{
    result.verdict = verdict;
    result.sentence = sentence;
    result.evidence = found.first(std::min<qsizetype>(found.size(), 8)).join(QStringLiteral("; "));
    result.remedy =
        Text::tr("Give the cluster file pools that nothing else uses. A network that is there already has to be "
                 "removed and made anew.");
    if (!pool.isEmpty()) {
        result.lines = {QStringLiteral("address_pools: [%1]").arg(pool)};
    }
}
} // namespace

CheckResult checkAddressPools(const Facts &facts)
{
    CheckResult result{.code = QStringLiteral("address-pools"), .title = Text::tr("Address pools")};
    const std::vector<Known> own = ownNetworks(facts);
    std::vector<Known> taken = dockerNetworks(facts);
    const QStringList ofDocker = overlaps(taken, own);
    const QStringList ofPools = overlaps(pools(facts), own);
    const QStringList amongPools = overlapsAmong(pools(facts));
    // A swarm has taken its networks out of its pools.
    const QStringList withDocker = hasSwarm(facts) ? QStringList() : overlaps(pools(facts), taken);
    const bool usesUsual = facts.wanted.addressPools.isEmpty() && !hasSwarm(facts);
    const QStringList ofUsual =
        usesUsual ? overlaps({{firstOfUsualPool, Text::tr("Docker's usual pool for overlay networks")}}, own)
                  : QStringList();
    taken.insert(taken.end(), own.begin(), own.end());
    if (!ofPools.isEmpty()) {
        judge(result, Verdict::Error, ofPools, Text::tr("A pool of the cluster file overlaps what machines use."),
              freePool(taken));
    } else if (!withDocker.isEmpty()) {
        judge(result, Verdict::Error, withDocker, Text::tr("A pool of the cluster file overlaps networks of Docker."),
              freePool(taken));
    } else if (!amongPools.isEmpty()) {
        judge(result, Verdict::Error, amongPools, Text::tr("Pools of the cluster file overlap each other."),
              freePool(taken));
    } else if (!ofDocker.isEmpty()) {
        judge(result, Verdict::Error, ofDocker, Text::tr("Networks of Docker overlap what machines use."),
              freePool(taken));
    } else if (!ofUsual.isEmpty()) {
        judge(result, Verdict::Warning, ofUsual, Text::tr("Overlay networks will overlap what machines use."),
              freePool(taken));
    } else if (own.empty()) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("No machine told its networks.");
    } else {
        result.sentence = Text::tr("Docker's networks overlap nothing that machines use.");
    }
    return result;
}

} // namespace stormdeck::preflight
