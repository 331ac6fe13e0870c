// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/matrix.h"
#include "util/machine.h"

#include <QMap>
#include <QStringList>

namespace stormdeck::preflight {

/// Why a port matters.
enum class Need {
    Swarm,     ///< between the machines themselves: nothing works without
    Published, ///< the cluster file publishes it on a machine
    Overlay    ///< used on the cluster's own network only; matters where somebody publishes it
};

struct PortUse
{
    PortProtocol protocol = PortProtocol::Tcp;
    quint16 port = 0;
    Need need = Need::Overlay;
    QString purpose;      ///< "swarm management"
    QStringList machines; ///< on which it is used; empty: all
    bool operator==(const PortUse &) const = default;

    [[nodiscard]] bool isOn(const QString &machine) const { return machines.isEmpty() || machines.contains(machine); }
    [[nodiscard]] QString text() const { return portText(protocol, port); }
};

/// What the cluster will ask of its machines.
struct Wanted
{
    QString cluster;
    std::vector<Machine> machines;
    std::vector<PortUse> ports;
    bool acceptsPlainTcp = false;   ///< "I know that this is root for anyone on that network"
    QStringList addressPools;       ///< as in the cluster file; empty: those of the engine
    QMap<QString, QString> aliases; ///< further names that some hosts may use for a machine, as "zk1": machine
};

} // namespace stormdeck::preflight
