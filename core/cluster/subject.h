// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

namespace stormdeck::cluster {

enum class SubjectKind {
    None,
    Cluster,
    Node,
    Service,
    SwarmTask,
    Member,
    Topology,
    Component,
    Finding,
    Plane,
    Slot,
    Daemon
};

/// Something a person can point at: what is selected, looked for, explained, or what a finding is about. A plain
/// value, by identity and never by name, so it outlives what it names.
struct Subject
{
    SubjectKind kind = SubjectKind::None;
    /// Node: its card's key. Service, Member: service id. SwarmTask: task id. Topology, Component: topology id.
    /// Finding: identityOf() it. Plane: "swarm", "ensemble" or "storm". Slot, Daemon: the key of its node's card.
    QString key;
    /// Component: its id. Slot: host of its supervisor and port. Daemon: its role and its service; of several of one
    /// service on one node the first is meant.
    QString part;
    [[nodiscard]] bool isEmpty() const { return kind == SubjectKind::None; }
    bool operator==(const Subject &) const = default;
};

[[nodiscard]] Subject clusterSubject();
[[nodiscard]] Subject subjectOf(const NodeView &node);
[[nodiscard]] Subject subjectOf(const ServiceView &service);
[[nodiscard]] Subject subjectOf(const TaskView &task);
[[nodiscard]] Subject subjectOf(const MemberView &member);
[[nodiscard]] Subject subjectOf(const TopologyView &topology);
[[nodiscard]] Subject componentSubject(const storm::TopologyId &topology, const QString &component);
[[nodiscard]] Subject slotSubject(const NodeView &node, const SlotView &slot);
[[nodiscard]] Subject daemonSubject(const NodeView &node, const DaemonView &daemon);

/// What tells of the cluster beside the engines, each as a whole.
enum class ClusterPlane { Swarm, Ensemble, Storm };
[[nodiscard]] Subject planeSubject(ClusterPlane plane);

/// What a subject names in a snapshot; nullptr where it is gone, or the subject is of another kind. Valid as long as
/// the snapshot.
[[nodiscard]] const NodeView *nodeOf(const Snapshot &snapshot, const Subject &subject);
[[nodiscard]] const ServiceView *serviceOf(const Snapshot &snapshot, const Subject &subject);
[[nodiscard]] const TaskView *taskOf(const Snapshot &snapshot, const Subject &subject);
[[nodiscard]] const TopologyView *topologyOf(const Snapshot &snapshot, const Subject &subject);
[[nodiscard]] const storm::Component *componentOf(const Snapshot &snapshot, const Subject &subject);
/// A member and the card it is on.
struct PlacedMember
{
    const MemberView *member = nullptr;
    const NodeView *node = nullptr;
};
[[nodiscard]] PlacedMember memberOf(const Snapshot &snapshot, const Subject &subject);
/// A slot and the card it is on.
struct SlotOnNode
{
    const SlotView *slot = nullptr;
    const NodeView *node = nullptr;
};
[[nodiscard]] SlotOnNode slotOf(const Snapshot &snapshot, const Subject &subject);
/// A Storm daemon and the card it is on.
struct DaemonOnNode
{
    const DaemonView *daemon = nullptr;
    const NodeView *node = nullptr;
};
[[nodiscard]] DaemonOnNode daemonOf(const Snapshot &snapshot, const Subject &subject);
/// nullopt where the subject is no plane.
[[nodiscard]] std::optional<ClusterPlane> planeOf(const Subject &subject);
/// What Storm's own page says of a topology; nullptr where it did not answer.
[[nodiscard]] const storm::TopologyPage *pageOf(const Snapshot &snapshot, const storm::TopologyId &topology);

/// Whether it is still there. The cluster and its planes always are; of findings a snapshot knows nothing.
[[nodiscard]] bool isThere(const Snapshot &snapshot, const Subject &subject);
/// Its name as lists show it; empty where it is gone.
[[nodiscard]] QString nameOf(const Snapshot &snapshot, const Subject &subject);
/// What is selected in the views where they have no row of its own: the node of a slot or a daemon, the cluster of a
/// plane; else the subject itself.
[[nodiscard]] Subject shownAs(const Subject &subject);
/// "Node", "Swarm task", …; "Cluster" also of none.
[[nodiscard]] QString kindName(SubjectKind kind);
/// "Swarm", "ZooKeeper", "Storm".
[[nodiscard]] QString planeName(ClusterPlane plane);
/// "Nimbus", "Storm UI", "Supervisor".
[[nodiscard]] QString daemonName(StormRole role);
/// Keys of the cards it is on: where its swarm tasks or its Storm workers are.
[[nodiscard]] QStringList cardsOf(const Snapshot &snapshot, const Subject &subject);

} // namespace stormdeck::cluster
