// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/join.h"
#include "cluster/numbers.h"
#include "util/naturalorder.h"

#include <QHash>

namespace stormdeck::cluster {

/// A Storm daemon found among the swarm tasks and what Storm may call its host.
struct PlacedDaemon
{
    size_t node = 0;   ///< position in Snapshot::nodes
    size_t daemon = 0; ///< position in NodeView::daemons
    QString host;      ///< expanded host name of its container
    docker::ContainerId container;
    QStringList addresses;
    const storm::Supervisor *supervisor = nullptr;
};

/// A swarm task and the numbers of its service and its node.
struct NumberedTask
{
    const docker::Task *task = nullptr;
    size_t service = 0;
    size_t node = 0;
};
/// The numbers of a swarm's services and nodes. Those of the services are their positions.
struct Numbering
{
    Numbering(const std::vector<docker::Service> &ofServices, const std::vector<NodeView> &ofNodes);

    Numbers services;
    Numbers nodes;
    std::vector<size_t> cards; ///< positions among the nodes' views, by number of the node
};
/// The newest of each slot, see newestTasks().
[[nodiscard]] std::vector<NumberedTask> newestNumbered(const std::vector<docker::Task> &tasks, Numbers &services,
                                                       Numbers &nodes);

/// What the steps of join() share. Points into the planes and into itself; lives as long as one join.
struct JoinWork
{
    JoinWork(const Planes &from, const std::vector<NodeView> &nodes);
    JoinWork(const JoinWork &) = delete;
    JoinWork &operator=(const JoinWork &) = delete;

    /// nullptr where the swarm has none.
    [[nodiscard]] const docker::Service *serviceOf(const docker::ServiceId &id);
    /// The newest of each slot.
    [[nodiscard]] const std::vector<NumberedTask> &tasksOf(const docker::ServiceId &id);
    /// Position in Snapshot::nodes; nullopt where there is no card.
    [[nodiscard]] std::optional<size_t> cardOf(const NumberedTask &task) const;
    [[nodiscard]] std::optional<size_t> cardOf(const docker::NodeId &id);

    const Planes &planes;
    Numbering numbers;
    std::vector<NumberedTask> tasks;
    std::vector<std::vector<NumberedTask>> tasksByService; ///< by number of the service
    std::vector<PlacedDaemon> placed;
};

/// The services of the cluster that play a role, by name. Where services carry the cluster's label, only those.
[[nodiscard]] std::vector<const docker::Service *> servicesOfRole(const Shared<SwarmFacts> &swarm,
                                                                  const QString &cluster, const QString &role);
/// The services of the ensemble's members, by name.
[[nodiscard]] std::vector<docker::Service> membersOf(const Shared<SwarmFacts> &swarm, const QString &cluster);
/// What a task holds a place of: a slot of its service, or a node for a global one.
using SlotKey = std::pair<docker::ServiceId, std::pair<int, docker::NodeId>>;
[[nodiscard]] SlotKey slotOf(const docker::Task &task);
/// Which of two tasks that hold one place after each other is the newer: of two made in the same instant the one that
/// is to run. Everything that asks for the newest of a place goes by this.
[[nodiscard]] bool isNewer(const docker::Task &task, const docker::Task &than);
/// Whether a task is to run now or as soon as it can.
[[nodiscard]] bool isMeantToRun(const docker::Task &task);
/// A host name as swarm expands it for a task. Placeholders nobody here knows stay as they are.
[[nodiscard]] QString expandedHost(const QString &pattern, const docker::Service &service, const docker::Task &task,
                                   const QString &nodeName);
/// Whether a task is to run, or runs although it is not to.
[[nodiscard]] bool isPresent(const docker::Task &task);

/// The cards, without what runs on them, sorted by name.
[[nodiscard]] std::vector<NodeView> joinNodes(const Planes &planes);
void joinServices(const JoinWork &work, Snapshot &snapshot);
void joinTasks(JoinWork &work, Snapshot &snapshot);
void joinMembers(JoinWork &work, Snapshot &snapshot);
void joinDaemons(JoinWork &work, Snapshot &snapshot);
void joinSlots(JoinWork &work, Snapshot &snapshot);
void joinTopologies(JoinWork &work, Snapshot &snapshot);

} // namespace stormdeck::cluster
