// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joining.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
/// The machine of the profile that a node is; the engine's own word counts most, a shared host name least.
QString machineOf(const Snapshot &snapshot, const docker::Node &node)
{
    for (auto it = snapshot.engines.begin(); it != snapshot.engines.end(); ++it) {
        if (it->info.swarm.node == node.id) {
            return it.key();
        }
    }
    const auto free = [&](const Machine &machine) {
        const auto facts = snapshot.engines.constFind(machine.name);
        return facts == snapshot.engines.constEnd() || facts->info.swarm.node.isEmpty();
    };
    for (const Machine &machine : snapshot.machines) {
        if (free(machine) && !machine.address.isEmpty() && machine.address == node.address) {
            return machine.name;
        }
    }
    for (const Machine &machine : snapshot.machines) {
        if (free(machine) && machine.name == node.hostname) {
            return machine.name;
        }
    }
    return {};
}

NodeView viewOf(const Snapshot &snapshot, const docker::Node &node)
{
    NodeView view{.key = node.id.value, .name = node.hostname, .machine = machineOf(snapshot, node)};
    view.node = node.id;
    view.address = node.address;
    view.engineVersion = node.engineVersion;
    view.operatingSystem = node.operatingSystem;
    view.inSwarm = true;
    view.role = node.role;
    view.state = node.state;
    view.availability = node.availability;
    view.message = node.message;
    view.nanoCpus = node.nanoCpus;
    view.memoryBytes = node.memoryBytes;
    if (node.manager) {
        view.leader = node.manager->leader;
        view.reachability = node.manager->reachability;
    }
    const auto facts = snapshot.engines.constFind(view.machine);
    if (facts != snapshot.engines.constEnd()) {
        view.engine = facts->info.id;
        view.operatingSystem = facts->info.operatingSystem;
    }
    return view;
}

NodeView viewOf(const Snapshot &snapshot, const Machine &machine)
{
    NodeView view{.key = QStringLiteral("machine:") + machine.name, .name = machine.name, .machine = machine.name};
    view.address = machine.address;
    const auto facts = snapshot.engines.constFind(machine.name);
    if (facts != snapshot.engines.constEnd()) {
        view.engine = facts->info.id;
        view.engineVersion = facts->info.serverVersion;
        view.operatingSystem = facts->info.operatingSystem;
        view.nanoCpus = facts->info.cpus * 1'000'000'000LL;
        view.memoryBytes = facts->info.memoryBytes;
    }
    return view;
}
} // namespace

void joinNodes(Snapshot &snapshot)
{
    QStringList joined;
    if (snapshot.swarm) {
        for (const docker::Node &node : snapshot.swarm->nodes) {
            snapshot.nodes.push_back(viewOf(snapshot, node));
            joined << snapshot.nodes.back().machine;
        }
    }
    for (const Machine &machine : snapshot.machines) {
        if (!joined.contains(machine.name)) {
            snapshot.nodes.push_back(viewOf(snapshot, machine));
        }
    }
    std::sort(snapshot.nodes.begin(), snapshot.nodes.end(), [](const NodeView &left, const NodeView &right) {
        return std::tie(left.name, left.key) < std::tie(right.name, right.key);
    });
}

NodeView *nodeById(Snapshot &snapshot, const docker::NodeId &id)
{
    const auto found = std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(),
                                    [&](const NodeView &node) { return !id.isEmpty() && node.node == id; });
    return found == snapshot.nodes.end() ? nullptr : &*found;
}

void joinTasks(Snapshot &snapshot, const SwarmIndex &index)
{
    for (const docker::Task &task : index.tasks) {
        NodeView *node = nodeById(snapshot, task.node);
        if (!node) {
            continue;
        }
        node->tasks.push_back(task.id);
        if (task.desired == docker::TaskState::Running) {
            node->reserved.nanoCpus += task.reservations.nanoCpus;
            node->reserved.memoryBytes += task.reservations.memoryBytes;
        }
    }
}

} // namespace stormdeck::cluster
