// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/checks.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>
#include <functional>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

using Values = std::function<QStringList(const MachineFacts &)>;

/// Something that no two machines may share.
struct Kind
{
    QString code;
    QString title;
    Values values; ///< those of a machine; none where it was not seen
    Verdict verdict = Verdict::Error;
    QString remedy;
    QStringList lines;
    bool mayBeAbsent = false; ///< most machines have none: nothing to tell then
    bool isInVolumes = false; ///< only seen where Docker's volumes can be read
};

QStringList present(const QString &value)
{
    return value.isEmpty() ? QStringList() : QStringList{value};
}

QStringList machineId(const MachineFacts &machine)
{
    return machine.system ? present(machine.system->machineId) : QStringList();
}

QStringList hostKeys(const MachineFacts &machine)
{
    return machine.system ? machine.system->hostKeys : QStringList();
}

/// Where only the engine was asked, it is what it says.
QStringList hostName(const MachineFacts &machine)
{
    if (machine.system) {
        return present(machine.system->hostName);
    }
    return machine.engine ? present(machine.engine->info.name) : QStringList();
}

/// At which the others reach it. Names say nothing: two may mean one address, or none.
QStringList address(const MachineFacts &machine)
{
    return QHostAddress(machine.address).isNull() ? QStringList() : QStringList{machine.address};
}

Values stored(std::vector<StoredIdentity> SystemFacts::*member)
{
    return [member](const MachineFacts &machine) {
        QStringList values;
        if (machine.system) {
            for (const StoredIdentity &one : (*machine.system).*member) {
                values << one.value;
            }
        }
        return values;
    };
}

QStringList engineId(const MachineFacts &machine)
{
    return machine.engine ? present(machine.engine->info.id.value) : QStringList();
}

QStringList nodeId(const MachineFacts &machine)
{
    return machine.engine ? present(machine.engine->info.swarm.node.value) : QStringList();
}

Kind engineKind()
{
    return {.code = QStringLiteral("identity.engine"),
            .title = Text::tr("Engine ids"),
            .values = engineId,
            .remedy = Text::tr(
                "The machines were cloned with one engine id: on all but one, let the engine make itself a new one."),
            .lines = {QStringLiteral("sudo systemctl stop docker.socket docker"),
                      QStringLiteral("sudo rm -f /etc/docker/key.json /var/lib/docker/engine-id"),
                      QStringLiteral("sudo systemctl start docker")}};
}

Kind nodeKind()
{
    return {.code = QStringLiteral("identity.node"),
            .title = Text::tr("Swarm node ids"),
            .values = nodeId,
            .remedy =
                Text::tr("They were cloned out of a swarm and displace each other in it: on all but one, leave it."),
            .lines = {QStringLiteral("docker swarm leave --force")},
            .mayBeAbsent = true};
}

Kind machineIdKind()
{
    return {.code = QStringLiteral("identity.machine"),
            .title = Text::tr("Machine ids"),
            .values = machineId,
            .remedy =
                Text::tr("Clones with one machine id can get one address from DHCP: on all but one, make a new one."),
            .lines = {QStringLiteral("sudo truncate --size 0 /etc/machine-id"),
                      QStringLiteral("sudo rm -f /var/lib/dbus/machine-id"), QStringLiteral("sudo reboot")}};
}

Kind hostKeyKind()
{
    return {.code = QStringLiteral("identity.host-key"),
            .title = Text::tr("SSH host keys"),
            .values = hostKeys,
            .remedy = Text::tr("Whoever holds that key can stand in for each of them: on all but one, make new ones."),
            .lines = {QStringLiteral("sudo rm /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub"),
                      QStringLiteral("sudo ssh-keygen -A"), QStringLiteral("sudo systemctl restart ssh")}};
}

Kind hostNameKind()
{
    return {.code = QStringLiteral("identity.host-name"),
            .title = Text::tr("Host names"),
            .values = hostName,
            .remedy = Text::tr("Services are placed by host name: give each machine its own, then restart its engine."),
            .lines = {QStringLiteral("sudo hostnamectl set-hostname NAME"),
                      QStringLiteral("sudo systemctl restart docker")}};
}

Kind addressKind()
{
    return {.code = QStringLiteral("identity.address"),
            .title = Text::tr("Addresses"),
            .values = address,
            .remedy = Text::tr("One address leads to one of them only. Clones with one machine id get one address from "
                               "DHCP: on all but one, make a new machine id. Otherwise correct the cluster file."),
            .lines = {QStringLiteral("sudo truncate --size 0 /etc/machine-id"), QStringLiteral("sudo reboot")}};
}

/// Two clusters may both have a first member, so that alone is no error.
Kind zookeeperKind()
{
    return {.code = QStringLiteral("identity.zookeeper"),
            .title = Text::tr("ZooKeeper member ids"),
            .values = stored(&SystemFacts::zookeeperIds),
            .verdict = Verdict::Warning,
            .remedy =
                Text::tr("Unless they belong to different ensembles, the machines were cloned with a member's data: "
                         "remove that volume on all but one."),
            .lines = {QStringLiteral("docker volume ls"), QStringLiteral("docker volume rm VOLUME")},
            .mayBeAbsent = true,
            .isInVolumes = true};
}

Kind supervisorKind()
{
    return {.code = QStringLiteral("identity.supervisor"),
            .title = Text::tr("Supervisor ids"),
            .values = stored(&SystemFacts::supervisorIds),
            .remedy =
                Text::tr("Storm takes supervisors with one id for one: remove that volume on all but one machine."),
            .lines = {QStringLiteral("docker volume ls"), QStringLiteral("docker volume rm VOLUME")},
            .mayBeAbsent = true,
            .isInVolumes = true};
}

/// By value, the machines that have it.
QMap<QString, QStringList> ownersOf(const Kind &kind, const Facts &facts)
{
    QMap<QString, QStringList> owners;
    for (const MachineFacts &machine : facts.machines) {
        QStringList values = kind.values(machine);
        values.removeDuplicates();
        for (const QString &value : values) {
            owners[value] << machine.machine.name;
        }
    }
    return owners;
}

/// "KEY on storm-1, storm-3": several values of the same machines are one finding.
QStringList sharedIn(const QMap<QString, QStringList> &owners)
{
    QMap<QStringList, QStringList> values;
    for (auto it = owners.begin(); it != owners.end(); ++it) {
        if (it->size() > 1) {
            values[*it] << it.key();
        }
    }
    QStringList shared;
    for (auto it = values.begin(); it != values.end(); ++it) {
        shared << Text::tr("%1 on %2").arg(it->join(QStringLiteral(", ")), it.key().join(QStringLiteral(", ")));
    }
    return shared;
}

/// Machines that did not tell theirs.
QStringList silentOn(const QMap<QString, QStringList> &owners, const Facts &facts)
{
    QStringList silent;
    for (const MachineFacts &machine : facts.machines) {
        const QString &name = machine.machine.name;
        if (std::none_of(owners.begin(), owners.end(), [&](const QStringList &one) { return one.contains(name); })) {
            silent << name;
        }
    }
    return silent;
}

/// Machines with an engine whose volumes were not read.
QStringList withHiddenVolumes(const Facts &facts)
{
    QStringList names;
    for (const MachineFacts &machine : facts.machines) {
        if (machine.engine && !(machine.system && machine.system->seesAsRoot)) {
            names << machine.machine.name;
        }
    }
    return names;
}

std::optional<CheckResult> judged(const Kind &kind, const Facts &facts)
{
    const QMap<QString, QStringList> owners = ownersOf(kind, facts);
    const QStringList hidden = kind.isInVolumes ? withHiddenVolumes(facts) : QStringList();
    if (owners.isEmpty() && kind.mayBeAbsent && hidden.isEmpty()) {
        return std::nullopt;
    }
    CheckResult result{.code = kind.code, .title = kind.title};
    const QStringList shared = sharedIn(owners);
    const QStringList silent = silentOn(owners, facts);
    if (!shared.isEmpty()) {
        result.verdict = kind.verdict;
        result.sentence = Text::tr("Machines share one: %1.").arg(shared.join(QStringLiteral("; ")));
        result.remedy = kind.remedy;
        result.lines = kind.lines;
    } else if (!hidden.isEmpty()) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("Not seen on %1: Docker's volumes are read as root, or with sudo that asks for no "
                                   "password.")
                              .arg(hidden.join(QStringLiteral(", ")));
    } else if (!silent.isEmpty() && !kind.mayBeAbsent) {
        const bool areSomeCompared = facts.machines.size() - static_cast<size_t>(silent.size()) > 1;
        result.verdict = Verdict::NotObserved;
        result.sentence = (areSomeCompared ? Text::tr("Not told by %1; those of the others differ.")
                                           : Text::tr("Not told by %1, so that there is nothing to compare."))
                              .arg(silent.join(QStringLiteral(", ")));
    } else {
        result.sentence = Text::tr("No two machines share one.");
    }
    return result;
}
} // namespace

Results checkIdentities(const Facts &facts)
{
    Results results;
    if (facts.machines.size() < 2) {
        return results;
    }
    for (const Kind &kind : {engineKind(), nodeKind(), machineIdKind(), hostKeyKind(), hostNameKind(), addressKind(),
                             zookeeperKind(), supervisorKind()}) {
        if (auto result = judged(kind, facts)) {
            results.push_back(std::move(*result));
        }
    }
    return results;
}

} // namespace stormdeck::preflight
