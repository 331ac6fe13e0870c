// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "util/machine.h"
#include "util/route.h"

namespace stormdeck::access {

/// What a manager knows of some services: what runs of them and where.
struct Surroundings
{
    std::vector<docker::Service> services; ///< those to use first in front
    std::vector<docker::Task> tasks;
    std::vector<docker::Node> nodes;
    QStringList silent; ///< machines whose engines do not answer now
    /// Machines by the nodes that their engines call themselves: that counts for more than addresses and names.
    QMap<docker::NodeId, QString> machines = {};
};

/// A container that runs as it is meant to, on a machine of the profile.
struct RunningContainer
{
    Machine machine;
    docker::ContainerId id;
    docker::ServiceId service;
    QString name;          ///< what people call it: "zk1", "lab-supervisor"
    QStringList addresses; ///< on its networks
};

/// The containers of the services, in their order. Those on silent machines are only given where there are no others.
[[nodiscard]] std::vector<RunningContainer> runningContainers(const std::vector<Machine> &machines,
                                                              const Surroundings &surroundings);

/// The machine of the profile that a node is, where its engine has not said so: by address, else by host name; nullptr
/// where none is.
[[nodiscard]] const Machine *machineOf(const std::vector<Machine> &machines, const docker::Node &node);

/// What the containers of a service are called: its host name, else its name.
[[nodiscard]] QString memberName(const docker::Service &service);

/// A relay through a container, as it is shown.
[[nodiscard]] Route relayRoute(const QString &container, const QString &machine);

} // namespace stormdeck::access
