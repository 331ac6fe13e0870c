// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/containers.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Access)
};

const Machine *machineOfTask(const std::vector<Machine> &machines, const Surroundings &around, const docker::Task &task)
{
    if (const auto known = around.machines.constFind(task.node); known != around.machines.constEnd()) {
        const auto named = std::find_if(machines.begin(), machines.end(),
                                        [&](const Machine &machine) { return machine.name == *known; });
        return named == machines.end() ? nullptr : &*named;
    }
    const auto node = std::find_if(around.nodes.begin(), around.nodes.end(),
                                   [&](const docker::Node &one) { return one.id == task.node; });
    return node == around.nodes.end() ? nullptr : machineOf(machines, *node);
}
} // namespace

std::vector<RunningContainer> runningContainers(const std::vector<Machine> &machines, const Surroundings &surroundings)
{
    std::vector<RunningContainer> answering;
    std::vector<RunningContainer> silent;
    for (const docker::Service &service : surroundings.services) {
        for (const docker::Task &task : surroundings.tasks) {
            const bool runs = task.service == service.id && docker::runsAsMeant(task) && !task.container.isEmpty();
            const Machine *machine = runs ? machineOfTask(machines, surroundings, task) : nullptr;
            if (machine) {
                (surroundings.silent.contains(machine->name) ? silent : answering)
                    .push_back({*machine, task.container, service.id, memberName(service), task.addresses});
            }
        }
    }
    return answering.empty() ? silent : answering;
}

const Machine *machineOf(const std::vector<Machine> &machines, const docker::Node &node)
{
    const auto by = [&](auto matches) -> const Machine * {
        const auto found = std::find_if(machines.begin(), machines.end(), matches);
        return found == machines.end() ? nullptr : &*found;
    };
    const Machine *found =
        by([&](const Machine &machine) { return !node.address.isEmpty() && machine.address == node.address; });
    return found ? found : by([&](const Machine &machine) { return machine.name == node.hostname; });
}

QString memberName(const docker::Service &service)
{
    const bool isFixed = !service.hostname.isEmpty() && !service.hostname.contains(QStringLiteral("{{"));
    return isFixed ? service.hostname : service.name;
}

Route relayRoute(const QString &container, const QString &machine)
{
    return {Route::Kind::Relay, Text::tr("relay (exec in %1 on %2)").arg(container, machine)};
}

} // namespace stormdeck::access
