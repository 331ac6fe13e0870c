// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

#include <QHash>

/// The nodes of a snapshot by what is asked for, gathered once: who looks for each of many nodes takes as long as there
/// are nodes, and no longer. What is here points into the snapshot, which has to stay as long.
namespace stormdeck::cluster {

/// A machine that left the swarm and joined it again leaves its old entry behind as down.
class LivingTwins
{
public:
    explicit LivingTwins(const Snapshot &snapshot);
    /// The ready entry of the same machine; nullptr where there is none. Of one name alone there may be two machines:
    /// it is the same one where the address is, or where it joined when this entry was lost, or later.
    [[nodiscard]] const NodeView *of(const NodeView &node) const;

private:
    [[nodiscard]] bool isSameMachine(const NodeView &living, const NodeView &gone) const;

    QHash<QString, std::vector<const NodeView *>> m_ready; ///< by name
    QHash<docker::NodeId, QDateTime> m_joined;             ///< when; of those, by the managers' clock
};

class NodeIndex
{
public:
    explicit NodeIndex(const Snapshot &snapshot);
    /// The card on which a node's swarm tasks are; nullptr where no card shows the node.
    [[nodiscard]] const NodeView *card(const docker::NodeId &node) const { return m_cards.value(node); }
    /// The card on which a machine of the profile is; nullptr where there is none.
    [[nodiscard]] const NodeView *cardOfMachine(const QString &name) const { return m_machines.value(name); }
    /// What a manager said of a node; nullptr where none did.
    [[nodiscard]] const docker::Node *told(const docker::NodeId &node) const { return m_told.value(node); }

private:
    QHash<docker::NodeId, const NodeView *> m_cards;
    QHash<QString, const NodeView *> m_machines;
    QHash<docker::NodeId, const docker::Node *> m_told;
};

} // namespace stormdeck::cluster
