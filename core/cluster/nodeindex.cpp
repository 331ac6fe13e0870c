// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/nodeindex.h"

#include "cluster/limits.h"

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
    if (snapshot.swarm) {
        for (const docker::Node &node : snapshot.swarm->nodes) {
            if (node.state == docker::NodeState::Ready) {
                m_joined.insert(node.id, node.createdAt);
            }
        }
    }
}

bool LivingTwins::isSameMachine(const NodeView &living, const NodeView &gone) const
{
    const QDateTime joined = m_joined.value(living.node);
    const bool isTold =
        !living.address.isEmpty() && !gone.address.isEmpty() && joined.isValid() && gone.changedAt.isValid();
    return !isTold || living.address == gone.address || joined >= gone.changedAt.addSecs(-limits::rejoinSeconds);
}

const NodeView *LivingTwins::of(const NodeView &node) const
{
    const auto named = m_ready.constFind(node.name);
    if (named == m_ready.constEnd()) {
        return nullptr;
    }
    const auto other = std::find_if(named->begin(), named->end(), [&](const NodeView *one) {
        return one->key != node.key && isSameMachine(*one, node);
    });
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
