// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/delta.h"

#include <map>

namespace stormdeck::cluster {

namespace {
template <typename T, typename Key>
void compare(const std::vector<T> &before, const std::vector<T> &after, Key keyOf, QStringList &added,
             QStringList &changed, QStringList &removed)
{
    std::map<QString, const T *> old;
    for (const T &one : before) {
        old.emplace(keyOf(one), &one);
    }
    for (const T &one : after) {
        const auto found = old.find(keyOf(one));
        if (found == old.end()) {
            added << keyOf(one);
            continue;
        }
        if (!(*found->second == one)) {
            changed << keyOf(one);
        }
        old.erase(found);
    }
    for (const auto &[key, one] : old) {
        removed << key;
    }
}
} // namespace

bool Delta::isEmpty() const
{
    return *this == Delta{};
}

Delta deltaBetween(const Snapshot &before, const Snapshot &after)
{
    Delta delta;
    compare(before.nodes, after.nodes, [](const NodeView &node) { return node.key; }, delta.nodesAdded,
            delta.nodesChanged, delta.nodesRemoved);
    compare(before.topologies, after.topologies, [](const TopologyView &one) { return one.summary.id.value; },
            delta.topologiesAdded, delta.topologiesChanged, delta.topologiesRemoved);
    delta.other = before.engines != after.engines || before.swarm != after.swarm || before.ensemble != after.ensemble
        || before.storm != after.storm || before.machines != after.machines;
    return delta;
}

} // namespace stormdeck::cluster
