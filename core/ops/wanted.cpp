// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/wanted.h"

#include "ops/names.h"
#include "ops/stormyaml.h"

#include <QCoreApplication>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

using preflight::Need;
using preflight::PortProtocol;
using preflight::PortUse;
using preflight::Wanted;

QStringList managersOf(const std::vector<Machine> &machines)
{
    QStringList names;
    for (const Machine &machine : machines) {
        if (machine.manager) {
            names << machine.name;
        }
    }
    return names;
}

QMap<QString, QString> aliasesOf(const ClusterInputs &inputs)
{
    QMap<QString, QString> aliases;
    for (qsizetype i = 0; i < inputs.zookeeper.members.size(); ++i) {
        aliases.insert(names::member(i), inputs.zookeeper.members[i]);
    }
    const QStringList managers = managersOf(inputs.machines);
    if (!managers.isEmpty()) {
        aliases.insert(QStringLiteral("manager"), managers.first());
    }
    return aliases;
}

std::vector<PortUse> portsOf(const ClusterInputs &inputs)
{
    const QStringList members = inputs.zookeeper.members;
    const auto tcp = PortProtocol::Tcp;
    const auto udp = PortProtocol::Udp;
    std::vector<PortUse> ports{{tcp, 2377, Need::Swarm, Text::tr("swarm management"), managersOf(inputs.machines)},
                               {tcp, 7946, Need::Swarm, Text::tr("gossip of the overlay networks"), {}},
                               {udp, 7946, Need::Swarm, Text::tr("gossip of the overlay networks"), {}},
                               {udp,
                                inputs.dataPathPort.value_or(usualDataPathPort),
                                Need::Swarm,
                                Text::tr("traffic of the overlay networks"),
                                {}},
                               {tcp, 2181, Need::Overlay, Text::tr("ZooKeeper's clients"), members},
                               {tcp, 2888, Need::Overlay, Text::tr("ZooKeeper's followers"), members},
                               {tcp, 3888, Need::Overlay, Text::tr("ZooKeeper's elections"), members},
                               {tcp, 6627, Need::Overlay, Text::tr("Nimbus"), {inputs.storm.nimbus}},
                               {tcp, 6628, Need::Overlay, Text::tr("supervisors"), {}},
                               {tcp, uiListens(inputs.storm), Need::Overlay, Text::tr("Storm UI"), {inputs.storm.ui}}};
    for (const quint16 port : inputs.storm.slotPorts) {
        ports.push_back({tcp, port, Need::Overlay, Text::tr("Storm workers"), {}});
    }
    return ports;
}

void publish(std::vector<PortUse> &ports, std::optional<quint16> port, const QString &purpose,
             const QStringList &machines)
{
    if (!port) {
        return;
    }
    std::erase_if(ports, [&](const PortUse &use) { return use.protocol == PortProtocol::Tcp && use.port == *port; });
    ports.push_back({PortProtocol::Tcp, *port, Need::Published, purpose, machines});
}
} // namespace

preflight::Wanted wantedBy(const ClusterInputs &inputs)
{
    Wanted wanted{.cluster = inputs.name,
                  .machines = inputs.machines,
                  .ports = portsOf(inputs),
                  .acceptsPlainTcp = inputs.acceptPlainTcp,
                  .addressPools = inputs.addressPools,
                  .aliases = aliasesOf(inputs)};
    publish(wanted.ports, inputs.zookeeper.publishPort, Text::tr("ZooKeeper's clients"), inputs.zookeeper.members);
    publish(wanted.ports, inputs.storm.uiPort, Text::tr("Storm UI"), {inputs.storm.ui});
    return wanted;
}

} // namespace stormdeck::ops
