// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/checks.h"

#include <QCoreApplication>

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

Values ofSystem(QString SystemFacts::*member)
{
    return [member](const MachineFacts &machine) {
        return machine.system ? present((*machine.system).*member) : QStringList();
    };
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
            .remedy =
                Text::tr("The machines were cloned with it: on all but one, let the engine make itself a new one."),
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
            .values = ofSystem(&SystemFacts::machineId),
            .remedy =
                Text::tr("Clones with one machine id can get one address from DHCP: on all but one, make a new one."),
            .lines = {QStringLiteral("sudo truncate --size 0 /etc/machine-id"),
                      QStringLiteral("sudo rm -f /var/lib/dbus/machine-id"), QStringLiteral("sudo reboot")}};
}

Kind hostKeyKind()
{
    return {.code = QStringLiteral("identity.host-key"),
            .title = Text::tr("SSH host keys"),
            .values = ofSystem(&SystemFacts::hostKey),
            .remedy = Text::tr("Whoever holds that key can stand in for each of them: on all but one, make new ones."),
            .lines = {QStringLiteral("sudo rm /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub"),
                      QStringLiteral("sudo ssh-keygen -A"), QStringLiteral("sudo systemctl restart ssh")}};
}

Kind hostNameKind()
{
    return {.code = QStringLiteral("identity.host-name"),
            .title = Text::tr("Host names"),
            .values = ofSystem(&SystemFacts::hostName),
            .remedy = Text::tr("Services are placed by host name: give each machine its own, then restart its engine."),
            .lines = {QStringLiteral("sudo hostnamectl set-hostname NAME"),
                      QStringLiteral("sudo systemctl restart docker")}};
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

QStringList sharedIn(const QMap<QString, QStringList> &owners)
{
    QStringList shared;
    for (auto it = owners.begin(); it != owners.end(); ++it) {
        if (it->size() > 1) {
            shared << Text::tr("%1 on %2").arg(it.key(), it->join(QStringLiteral(", ")));
        }
    }
    return shared;
}

qsizetype machinesIn(const QMap<QString, QStringList> &owners)
{
    QSet<QString> machines;
    for (const QStringList &names : owners) {
        machines.unite(QSet<QString>(names.begin(), names.end()));
    }
    return machines.size();
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
    const qsizetype seen = machinesIn(owners);
    const auto all = static_cast<qsizetype>(facts.machines.size());
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
    } else if (seen < all && !kind.mayBeAbsent) {
        result.verdict = Verdict::NotObserved;
        result.sentence = seen < 2 ? Text::tr("Fewer than two machines told theirs.")
                                   : Text::tr("%1 of %2 machines told theirs; those differ.").arg(seen).arg(all);
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
    for (const Kind &kind : {engineKind(), nodeKind(), machineIdKind(), hostKeyKind(), hostNameKind(), zookeeperKind(),
                             supervisorKind()}) {
        if (auto result = judged(kind, facts)) {
            results.push_back(std::move(*result));
        }
    }
    return results;
}

} // namespace stormdeck::preflight
