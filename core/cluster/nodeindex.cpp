// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/nodeindex.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
/// Of several with one key the first counts.
template <typename Key, typename Value>
void add(QHash<Key, const Value *> &all, const Key &key, const Value &value)
{
    if (!key.isEmpty() && !all.contains(key)) {
        all.insert(key, &value);
    }
}
} // namespace

LivingTwins::LivingTwins(const Snapshot &snapshot)
{
    for (const NodeView &node : snapshot.nodes) {
        if (node.state == docker::NodeState::Ready) {
            m_ready[node.name].push_back(&node);
        }
    }
}

const NodeView *LivingTwins::of(const NodeView &node) const
{
    const auto named = m_ready.constFind(node.name);
    if (named == m_ready.constEnd()) {
        return nullptr;
    }
    const auto other =
        std::find_if(named->begin(), named->end(), [&](const NodeView *one) { return one->key != node.key; });
    return other == named->end() ? nullptr : *other;
}

NodeIndex::NodeIndex(const Snapshot &snapshot)
{
    for (const NodeView &node : snapshot.nodes) {
        add(m_cards, node.node, node);
        add(m_machines, node.machine, node);
    }
    if (snapshot.swarm) {
        for (const docker::Node &node : snapshot.swarm->nodes) {
            add(m_told, node.id, node);
        }
    }
}

} // namespace stormdeck::cluster
