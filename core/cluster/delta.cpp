// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/delta.h"

#include <QHash>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
/// What a card shows of an answer: figures that move with every answer do not make a node another.
bool looksEqual(const std::optional<zookeeper::MemberAnswer> &a, const std::optional<zookeeper::MemberAnswer> &b)
{
    if (!a || !b) {
        return a.has_value() == b.has_value();
    }
    const auto role = [](const zookeeper::MemberAnswer &answer) {
        return answer.srvr ? std::pair(answer.srvr->role, answer.srvr->version)
                           : std::pair(Named<zookeeper::Role>{}, QString());
    };
    return a->state == b->state && a->note == b->note && role(*a) == role(*b);
}

bool looksEqual(const MemberView &a, const MemberView &b)
{
    return a.name == b.name && a.service == b.service && a.task == b.task && a.taskError == b.taskError &&
           looksEqual(a.answer, b.answer);
}

bool looksEqual(const NodeView &a, const NodeView &b)
{
    if (a == b) {
        return true;
    }
    const auto withoutMembers = [](NodeView node) {
        node.members.clear();
        return node;
    };
    return withoutMembers(a) == withoutMembers(b) &&
           std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(),
                      [](const MemberView &x, const MemberView &y) { return looksEqual(x, y); });
}

bool looksEqual(const TopologyView &a, const TopologyView &b)
{
    return a == b;
}

bool looksEqual(const ServiceView &a, const ServiceView &b)
{
    return a == b;
}

struct Keys
{
    QStringList &added;
    QStringList &changed;
    QStringList &removed;
};

template <typename View, typename KeyOf>
void compare(const std::vector<View> &before, const std::vector<View> &after, KeyOf keyOf, Keys keys)
{
    QHash<QString, const View *> old;
    for (const View &view : before) {
        old.insert(keyOf(view), &view);
    }
    for (const View &view : after) {
        const View *was = old.take(keyOf(view));
        if (!was) {
            keys.added.append(keyOf(view));
        } else if (!looksEqual(*was, view)) {
            keys.changed.append(keyOf(view));
        }
    }
    for (const View &view : before) {
        if (old.contains(keyOf(view))) {
            keys.removed.append(keyOf(view));
        }
    }
}

/// Storm counts uptimes on with every answer; that alone is no difference.
template <typename Daemon>
std::vector<Daemon> timeless(std::vector<Daemon> daemons)
{
    for (Daemon &daemon : daemons) {
        daemon.uptimeSeconds.reset();
    }
    return daemons;
}

bool stormDiffers(const Shared<StormFacts> &a, const Shared<StormFacts> &b)
{
    if (!a || !b) {
        return a.has_value() != b.has_value();
    }
    return !(a->cluster == b->cluster) || timeless(a->nimbuses) != timeless(b->nimbuses) ||
           timeless(a->supervisors) != timeless(b->supervisors);
}

bool otherDiffers(const Snapshot &before, const Snapshot &after)
{
    return !(before.swarm == after.swarm) || !(before.ensemble == after.ensemble) ||
           !(before.engines == after.engines) || before.rooms != after.rooms || before.machines != after.machines ||
           before.cluster != after.cluster || before.unjoined != after.unjoined || !(before.verdict == after.verdict) ||
           before.slotsTotal != after.slotsTotal || before.slotsUsed != after.slotsUsed ||
           stormDiffers(before.storm, after.storm);
}
} // namespace

bool Delta::isEmpty() const
{
    return *this == Delta{};
}

Delta deltaBetween(const Snapshot &before, const Snapshot &after)
{
    Delta delta;
    compare(
        before.nodes, after.nodes, [](const NodeView &node) { return node.key; },
        Keys{delta.nodesAdded, delta.nodesChanged, delta.nodesRemoved});
    compare(
        before.topologies, after.topologies, [](const TopologyView &view) { return view.summary.id.value; },
        Keys{delta.topologiesAdded, delta.topologiesChanged, delta.topologiesRemoved});
    compare(
        before.services, after.services, [](const ServiceView &view) { return view.id.value; },
        Keys{delta.servicesAdded, delta.servicesChanged, delta.servicesRemoved});
    delta.other = otherDiffers(before, after);
    return delta;
}

} // namespace stormdeck::cluster
