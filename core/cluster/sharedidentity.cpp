// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/hostfacts.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSet>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SharedIdentity)
};

constexpr qsizetype longestShown = 24;

/// "SHA256:…" of a public key, as ssh-keygen shows it.
QString fingerprintOf(const QString &key)
{
    const QByteArray blob = QByteArray::fromBase64(key.section(u' ', 1, 1).toLatin1());
    const QByteArray hash = QCryptographicHash::hash(blob, QCryptographicHash::Sha256);
    return QStringLiteral("SHA256:") + QString::fromLatin1(hash.toBase64(QByteArray::OmitTrailingEquals));
}

using Owners = QMap<QString, QStringList>; ///< value -> machines, in the order given

using Values = QStringList (*)(const HostFacts &);

Owners ownersOf(const std::vector<HostFacts> &hosts, Values values)
{
    Owners owners;
    for (const HostFacts &host : hosts) {
        for (const QString &value : values(host)) {
            if (!value.isEmpty() && !owners[value].contains(host.machine)) {
                owners[value] << host.machine;
            }
        }
    }
    return owners;
}

QString sentenceOf(const QString &what, const QString &names, const QString &shown)
{
    if (what == QStringLiteral("machine-id")) {
        return Text::tr("%1 have the machine id %2 in common: they can get the same address by DHCP. On all but one, "
                        "empty /etc/machine-id and start the machine again.")
            .arg(names, shown);
    }
    if (what == QStringLiteral("host-key")) {
        return Text::tr(
                   "%1 show the same SSH host key (%2): nobody can tell them apart, and whoever owns one can pass "
                   "for the other. On all but one, remove /etc/ssh/ssh_host_*, run ssh-keygen -A and restart sshd.")
            .arg(names, shown);
    }
    if (what == QStringLiteral("engine-id")) {
        return Text::tr("%1 have the engine id %2 in common. On all but one, stop docker.service and docker.socket, "
                        "remove /etc/docker/key.json and /var/lib/docker/engine-id, and start Docker again.")
            .arg(names, shown);
    }
    if (what == QStringLiteral("node-id")) {
        return Text::tr(
                   "%1 say that they are the swarm node %2: they take each other's place, and the node goes up and "
                   "down. On all but one, run docker swarm leave --force.")
            .arg(names, shown);
    }
    return Text::tr("%1 are all named %2: services are named after their node and would clash. Give each a name of its "
                    "own with hostnamectl.")
        .arg(names, shown);
}
} // namespace

std::vector<SharedIdentity> sharedIdentities(const std::vector<HostFacts> &hosts)
{
    const std::pair<const char *, Values> kinds[]{
        {"machine-id", [](const HostFacts &host) { return QStringList{host.machineId}; }},
        {"host-key", [](const HostFacts &host) { return host.hostKeys; }},
        {"engine-id", [](const HostFacts &host) { return QStringList{host.engine ? host.engine->id : QString()}; }},
        {"node-id", [](const HostFacts &host) { return QStringList{host.engine ? host.engine->node : QString()}; }},
        {"host-name", [](const HostFacts &host) { return QStringList{host.hostName}; }}};
    std::vector<SharedIdentity> shared;
    for (const auto &[kind, values] : kinds) {
        const QString what = QLatin1String(kind);
        QSet<QStringList> told; // several keys of the same machines are one finding
        const Owners owners = ownersOf(hosts, values);
        for (auto it = owners.begin(); it != owners.end(); ++it) {
            if (it->size() < 2 || told.contains(*it)) {
                continue;
            }
            told.insert(*it);
            const QString shown =
                what == QStringLiteral("host-key") ? fingerprintOf(it.key()) : it.key().left(longestShown);
            shared.push_back({.what = what,
                              .value = shown,
                              .machines = *it,
                              .sentence = sentenceOf(what, it->join(QStringLiteral(", ")), shown)});
        }
    }
    return shared;
}

} // namespace stormdeck::cluster
