// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"

#include <algorithm>
#include <deque>
#include <set>

namespace stormdeck::cluster {

namespace {
/// Which machine of the profile each node is. A machine is given away once.
class Matching
{
public:
    Matching(const Planes &planes, const std::vector<docker::Node> &nodes);

    [[nodiscard]] const Machine *machineOf(const docker::Node &node) const { return m_machines.value(node.id); }
    [[nodiscard]] bool isGiven(const Machine &machine) const { return m_given.contains(machine.name); }

private:
    template <typename KeyOfMachine, typename KeyOfNode>
    void give(const std::vector<const docker::Node *> &nodes, KeyOfMachine keyOfMachine, KeyOfNode keyOfNode);

    const Planes &m_planes;
    QHash<docker::NodeId, const Machine *> m_machines;
    std::set<QString> m_given;
};

/// An old entry of a machine that left and joined again stays behind as down: the living entry comes first.
std::vector<const docker::Node *> livingFirst(const std::vector<docker::Node> &nodes)
{
    std::vector<const docker::Node *> order;
    for (const docker::Node &node : nodes) {
        order.push_back(&node);
    }
    std::stable_partition(order.begin(), order.end(),
                          [](const docker::Node *node) { return !(node->state == docker::NodeState::Down); });
    return order;
}

/// To each node that has none the first machine of the same key that is still to be given; an empty key is none.
template <typename KeyOfMachine, typename KeyOfNode>
void Matching::give(const std::vector<const docker::Node *> &nodes, KeyOfMachine keyOfMachine, KeyOfNode keyOfNode)
{
    QHash<QString, std::deque<const Machine *>> left;
    for (const Machine &machine : m_planes.machines) {
        if (const QString key = keyOfMachine(machine); !key.isEmpty() && !isGiven(machine)) {
            left[key].push_back(&machine);
        }
    }
    for (const docker::Node *node : nodes) {
        const auto machines = m_machines.contains(node->id) ? left.end() : left.find(keyOfNode(*node));
        if (machines == left.end()) {
            continue;
        }
        m_machines.insert(node->id, machines->front());
        m_given.insert(machines->front()->name);
        machines->pop_front();
        if (machines->empty()) {
            left.erase(machines);
        }
    }
}

Matching::Matching(const Planes &planes, const std::vector<docker::Node> &nodes) : m_planes(planes)
{
    const auto engineOf = [&](const Machine &machine) {
        const auto engine = planes.engines.constFind(machine.name);
        return engine == planes.engines.constEnd() ? nullptr : &*engine;
    };
    const auto idOf = [&](const Machine &machine) {
        const EngineFacts *engine = engineOf(machine);
        return engine ? engine->info.swarm.node.value : QString();
    };
    const auto nameOf = [&](const Machine &machine) {
        const EngineFacts *engine = engineOf(machine);
        return engine ? engine->info.name : machine.name;
    };
    const auto order = livingFirst(nodes);
    give(order, idOf, [](const docker::Node &node) { return node.id.value; });
    // An engine that says it is another node, perhaps of another swarm, is not this one whatever its name is.
    give(
        order, [&](const Machine &machine) { return idOf(machine).isEmpty() ? nameOf(machine) : QString(); },
        [](const docker::Node &node) { return node.hostname; });
    give(
        order, [&](const Machine &machine) { return idOf(machine).isEmpty() ? machine.address : QString(); },
        [](const docker::Node &node) { return node.address; });
}

bool isAddress(const QString &text)
{
    return !text.isEmpty() && text != u"0.0.0.0";
}

/// Engines of old report the leader's address as 0.0.0.0, or none at all.
QString addressOf(const docker::Node &node)
{
    if (isAddress(node.address)) {
        return node.address;
    }
    const QString manager = node.manager ? node.manager->address.section(u':', 0, -2) : QString();
    return isAddress(manager) ? manager : QString();
}

NodeView fromNode(const docker::Node &node)
{
    NodeView view;
    view.key = node.id.value;
    view.name = node.hostname;
    view.node = node.id;
    view.address = addressOf(node);
    view.engineVersion = node.engineVersion;
    view.operatingSystem = node.operatingSystem;
    view.inSwarm = true;
    view.role = node.role;
    view.leader = node.manager && node.manager->leader;
    view.reachability = node.manager ? node.manager->reachability : Named<docker::Reachability>{};
    view.state = node.state;
    view.availability = node.availability;
    view.changedAt = node.updatedAt;
    view.message = node.message;
    view.labels = node.labels;
    view.nanoCpus = node.nanoCpus;
    view.memoryBytes = node.memoryBytes;
    return view;
}

void addEngine(NodeView &view, const EngineFacts &engine)
{
    constexpr qint64 nanosPerCpu = 1'000'000'000;
    const docker::EngineInfo &info = engine.info;
    view.engine = info.id;
    view.engineVersion = view.engineVersion.isEmpty() ? info.serverVersion : view.engineVersion;
    // A manager knows only "linux"; the engine knows which.
    view.operatingSystem = info.operatingSystem.isEmpty() ? view.operatingSystem : info.operatingSystem;
    view.nanoCpus = view.nanoCpus > 0 ? view.nanoCpus : info.cpus * nanosPerCpu;
    view.memoryBytes = view.memoryBytes > 0 ? view.memoryBytes : info.memoryBytes;
}

void addMachine(NodeView &view, const Machine &machine, const Planes &planes)
{
    view.machine = machine.name;
    view.name = view.name.isEmpty() ? machine.name : view.name;
    view.address = view.address.isEmpty() ? machine.address : view.address;
    const auto engine = planes.engines.constFind(machine.name);
    if (engine != planes.engines.constEnd()) {
        addEngine(view, *engine);
    }
}

/// A machine that no manager lists: what its engine says of itself.
NodeView fromMachine(const Machine &machine, const Planes &planes)
{
    NodeView view;
    view.key = QStringLiteral("machine:") + machine.name;
    const auto engine = planes.engines.constFind(machine.name);
    if (engine != planes.engines.constEnd()) {
        const docker::LocalSwarm &local = engine->info.swarm;
        view.name = engine->info.name;
        view.inSwarm = local.state == docker::LocalNodeState::Active && !planes.swarm;
        view.key = view.inSwarm ? local.node.value : view.key;
        view.node = local.node;
        view.state.word = local.state.word;
        view.message = local.error;
        if (local.controlAvailable) {
            view.role = {docker::NodeRole::Manager, QStringLiteral("manager")};
        }
    }
    addMachine(view, machine, planes);
    return view;
}
} // namespace

std::vector<NodeView> joinNodes(const Planes &planes)
{
    static const std::vector<docker::Node> none;
    const auto &nodes = planes.swarm ? planes.swarm->nodes : none;
    const Matching matching(planes, nodes);
    std::vector<NodeView> views;
    for (const docker::Node &node : nodes) {
        NodeView view = fromNode(node);
        if (const Machine *machine = matching.machineOf(node)) {
            addMachine(view, *machine, planes);
        }
        view.name = view.name.isEmpty() ? node.id.shortened() : view.name;
        views.push_back(std::move(view));
    }
    for (const Machine &machine : planes.machines) {
        if (!matching.isGiven(machine)) {
            views.push_back(fromMachine(machine, planes));
        }
    }
    std::sort(views.begin(), views.end(), [](const NodeView &a, const NodeView &b) {
        return a.name == b.name ? a.key < b.key : naturalLess(a.name, b.name);
    });
    return views;
}

} // namespace stormdeck::cluster
