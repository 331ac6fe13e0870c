// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/inputs.h"

#include "ops/stormyaml.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inputs)
};

constexpr qsizetype longestName = 40; // "<name>-supervisor-<host>" must fit a host name of 63

bool isName(const QString &text)
{
    static const QRegularExpression name(
        QRegularExpression::anchoredPattern(QStringLiteral("[a-z]([a-z0-9-]*[a-z0-9])?")));
    return name.match(text).hasMatch() && text.size() <= longestName;
}

const Machine *machineNamed(const ClusterInputs &inputs, const QString &name)
{
    const auto found = std::find_if(inputs.machines.begin(), inputs.machines.end(),
                                    [&](const Machine &machine) { return machine.name == name; });
    return found == inputs.machines.end() ? nullptr : &*found;
}

QString unknownMachine(const QString &name)
{
    return Text::tr("There is no machine named “%1”.").arg(name);
}

std::vector<Problem> machineProblems(const ClusterInputs &inputs)
{
    std::vector<Problem> found;
    QSet<QString> names;
    QSet<QString> addresses;
    for (const Machine &machine : inputs.machines) {
        if (machine.name.isEmpty()) {
            found.push_back({QStringLiteral("machines"), Text::tr("A machine has no name.")});
        } else if (names.contains(machine.name)) {
            found.push_back({QStringLiteral("machines"), Text::tr("Two machines are named “%1”.").arg(machine.name)});
        }
        if (machine.address.isEmpty()) {
            found.push_back(
                {QStringLiteral("machines"),
                 Text::tr("%1 needs the address under which the other machines reach it.").arg(machine.name)});
        } else if (addresses.contains(machine.address)) {
            found.push_back(
                {QStringLiteral("machines"), Text::tr("Two machines have the address %1.").arg(machine.address)});
        }
        names.insert(machine.name);
        addresses.insert(machine.address);
    }
    const auto managers = std::count_if(inputs.machines.begin(), inputs.machines.end(),
                                        [](const Machine &machine) { return machine.manager; });
    if (inputs.machines.empty()) {
        found.push_back({QStringLiteral("machines"), Text::tr("At least one machine is needed.")});
    } else if (managers == 0) {
        found.push_back({QStringLiteral("machines"), Text::tr("One machine must be a manager.")});
    } else if (managers == 2) {
        found.push_back({QStringLiteral("machines"),
                         Text::tr("Two managers are worse than one: losing either stops both. Take one or three.")});
    }
    return found;
}

std::vector<Problem> securityProblems(const ClusterInputs &inputs)
{
    for (const Machine &machine : inputs.machines) {
        if (!inputs.acceptPlainTcp && machine.engine.isExposed()) {
            return {
                {QStringLiteral("accept_plain_tcp"),
                 Text::tr("%1 is reached by plain TCP. Whoever reaches that port is root there; say that you know it.")
                     .arg(machine.name)}};
        }
    }
    return {};
}

std::vector<Problem> ensembleProblems(const ClusterInputs &inputs)
{
    std::vector<Problem> found;
    const QString field = QStringLiteral("zookeeper.members");
    QSet<QString> seen;
    for (const QString &member : inputs.zookeeper.members) {
        if (!machineNamed(inputs, member)) {
            found.push_back({field, unknownMachine(member)});
        } else if (seen.contains(member)) {
            found.push_back({field, Text::tr("%1 can carry one member only.").arg(member)});
        }
        seen.insert(member);
    }
    const qsizetype count = inputs.zookeeper.members.size();
    if (count == 0) {
        found.push_back({field, Text::tr("The ensemble needs at least one member.")});
    } else if (count % 2 == 0) {
        found.push_back(
            {field,
             Text::tr("%1 members tolerate no more losses than %2. Take an odd number.").arg(count).arg(count - 1)});
    }
    if (inputs.zookeeper.image.isEmpty()) {
        found.push_back({QStringLiteral("zookeeper.image"), Text::tr("The image of ZooKeeper is missing.")});
    }
    return found;
}

/// By its name. The whole of storm.yaml stands in the swarm's config, in a plan's commands and in its journal.
bool isSecret(const QString &member)
{
    static const QRegularExpression secret(QStringLiteral(R"((payload|passw(or)?d|passphrase|secret|blowfish\.key)$)"),
                                           QRegularExpression::CaseInsensitiveOption);
    return secret.match(member).hasMatch();
}

std::vector<Problem> configProblems(const StormInputs &storm)
{
    std::vector<Problem> found;
    for (auto it = storm.config.begin(); it != storm.config.end(); ++it) {
        if (isSecret(it.key())) {
            found.push_back(
                {QStringLiteral("storm.config"),
                 Text::tr(
                     "%1 is a secret, and storm.yaml is not kept secret: leave it out. A Docker secret can bring it "
                     "into the services by hand, see “Secrets of Storm” in the cluster file's documentation.")
                     .arg(it.key())});
        } else if (isWrittenByItself(it.key())) {
            found.push_back(
                {QStringLiteral("storm.config"),
                 Text::tr("%1 follows from the rest of the cluster and cannot be set: leave it out.").arg(it.key())});
        }
    }
    return found;
}

/// What a port carries on every machine of a cluster; empty where it is free for others.
QString usualUse(quint16 port)
{
    switch (port) {
    case 22:
        return Text::tr("SSH");
    case 2377:
        return Text::tr("swarm management");
    case 7946:
        return Text::tr("gossip of the overlay networks");
    case 4789:
        return Text::tr("traffic of the overlay networks");
    default:
        return {};
    }
}

/// A published port must not be one that the machines themselves are reached by.
void addPortProblems(const ClusterInputs &inputs, const QString &field, std::optional<quint16> port,
                     const QStringList &machines, std::vector<Problem> &found)
{
    if (!port) {
        return;
    }
    if (const QString use = usualUse(*port); !use.isEmpty()) {
        found.push_back(
            {field, Text::tr("Port %1 is that of %2 on every machine. Publish another one.").arg(*port).arg(use)});
        return;
    }
    for (const QString &name : machines) {
        const Machine *machine = machineNamed(inputs, name);
        if (machine && machine->engine.kind != Endpoint::Kind::Unix && machine->engine.port == *port) {
            found.push_back({field, Text::tr("%1 is reached by port %2. Publish another one.").arg(name).arg(*port)});
        }
    }
}

std::vector<Problem> portProblems(const ClusterInputs &inputs)
{
    constexpr quint16 first = 1024; // as the engine has it
    constexpr quint16 last = 49151;
    constexpr quint16 gossip = 7946;
    std::vector<Problem> found;
    const quint16 data = inputs.dataPathPort.value_or(usualDataPathPort);
    if (data < first || data > last || data == gossip) {
        found.push_back({QStringLiteral("data_path_port"),
                         Text::tr("The data of overlay networks take a port from %1 to %2, other than %3.")
                             .arg(first)
                             .arg(last)
                             .arg(gossip)});
    }
    addPortProblems(inputs, QStringLiteral("storm.ui_port"), inputs.storm.uiPort, {inputs.storm.ui}, found);
    addPortProblems(inputs, QStringLiteral("zookeeper.publish_port"), inputs.zookeeper.publishPort,
                    inputs.zookeeper.members, found);
    return found;
}

std::vector<Problem> stormProblems(const ClusterInputs &inputs)
{
    const StormInputs &storm = inputs.storm;
    std::vector<Problem> found = configProblems(storm);
    if (!machineNamed(inputs, storm.nimbus)) {
        found.push_back({QStringLiteral("storm.nimbus"), unknownMachine(storm.nimbus)});
    }
    if (!machineNamed(inputs, storm.ui)) {
        found.push_back({QStringLiteral("storm.ui"), unknownMachine(storm.ui)});
    }
    if (storm.image.isEmpty()) {
        found.push_back({QStringLiteral("storm.image"), Text::tr("The image of Storm is missing.")});
    }
    const QSet<quint16> ports(storm.slotPorts.begin(), storm.slotPorts.end());
    if (storm.slotPorts.empty() || ports.size() != static_cast<qsizetype>(storm.slotPorts.size()) ||
        ports.contains(0)) {
        found.push_back(
            {QStringLiteral("storm.slots"), Text::tr("Slots need at least one port, each a different one.")});
    }
    if (storm.uiPort && inputs.zookeeper.publishPort == storm.uiPort) {
        found.push_back({QStringLiteral("storm.ui_port"),
                         Text::tr("The Storm UI and ZooKeeper cannot both publish port %1.").arg(*storm.uiPort)});
    }
    return found;
}
} // namespace

ClusterInputs withDefaults(ClusterInputs inputs)
{
    std::vector<Machine> &machines = inputs.machines;
    if (machines.empty()) {
        return inputs;
    }
    const auto isManager = [](const Machine &machine) { return machine.manager; };
    if (std::none_of(machines.begin(), machines.end(), isManager)) {
        machines.front().manager = true;
    }
    if (inputs.zookeeper.members.isEmpty()) {
        const size_t count = machines.size() >= 3 ? 3 : 1;
        for (size_t i = 0; i < count; ++i) {
            inputs.zookeeper.members << machines[i].name;
        }
    }
    const QString first = std::find_if(machines.begin(), machines.end(), isManager)->name;
    const Machine *nimbus = machineNamed(inputs, inputs.storm.nimbus);
    if (inputs.storm.nimbus.isEmpty()) {
        inputs.storm.nimbus = first;
    }
    if (inputs.storm.ui.isEmpty()) {
        // An exec reaches containers of its own engine only, and a manager's is the one that is always asked.
        inputs.storm.ui = nimbus && isManager(*nimbus) ? nimbus->name : first;
    }
    return inputs;
}

std::vector<Problem> problems(const ClusterInputs &inputs)
{
    std::vector<Problem> found;
    if (!isName(inputs.name)) {
        found.push_back({QStringLiteral("name"),
                         Text::tr("The name takes small letters, digits and hyphens, begins with a letter and has at "
                                  "most %1 characters.")
                             .arg(longestName)});
    }
    for (const auto &part : {machineProblems(inputs), securityProblems(inputs), ensembleProblems(inputs),
                             stormProblems(inputs), portProblems(inputs)}) {
        found.insert(found.end(), part.begin(), part.end());
    }
    return found;
}

std::vector<Problem> problems(const SubmitInputs &inputs)
{
    static const QRegularExpression forbidden(QStringLiteral("[/.:\\\\]"));
    std::vector<Problem> found;
    if (inputs.jar.isEmpty()) {
        found.push_back({QStringLiteral("jar"), Text::tr("Choose a topology jar.")});
    }
    if (inputs.mainClass.isEmpty()) {
        found.push_back({QStringLiteral("mainClass"), Text::tr("Choose the main class.")});
    }
    if (inputs.topology.trimmed().isEmpty()) {
        found.push_back({QStringLiteral("topology"), Text::tr("The topology needs a name.")});
    } else if (inputs.topology.contains(forbidden)) {
        found.push_back({QStringLiteral("topology"), Text::tr("Storm takes no / . : or \\ in a topology's name.")});
    }
    return found;
}

} // namespace stormdeck::ops
