// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/facts.h"
#include "cluster/placement.h"
#include "cluster/room.h"
#include "cluster/sightings.h"
#include "util/machine.h"
#include "util/shared.h"

#include <memory>

namespace stormdeck::cluster {

/// A ZooKeeper member as it stands on a node.
struct MemberView
{
    QString name; ///< service name without the cluster's prefix: "zk1"
    docker::ServiceId service;
    Named<docker::TaskState> task;
    QDateTime taskSince; ///< when the swarm task came into that state
    QString taskError;
    std::optional<zookeeper::MemberAnswer> answer;
    bool observer = false; ///< by its settings or its own word; not counted for quorum
    bool operator==(const MemberView &) const = default;
};

/// One slot of a supervisor.
struct SlotView
{
    quint16 port = 0;
    storm::TopologyId topology; ///< empty: free
    QString topologyName;
    std::optional<int> executors;
    bool starting = false; ///< assigned, its Storm worker has not reported yet
    QString host = {};     ///< of its supervisor, as Storm knows it
    bool operator==(const SlotView &) const = default;
};

enum class StormRole { Nimbus, Ui, Supervisor };

/// A Storm daemon's swarm task on a node, with what Storm itself says of it.
struct DaemonView
{
    StormRole role = StormRole::Supervisor;
    docker::ServiceId service;
    Named<docker::TaskState> task;
    QDateTime taskSince; ///< when the swarm task came into that state
    QString taskError;
    QString host;        ///< as Storm knows it; empty where Storm does not list it
    bool listed = false; ///< Storm lists it
    bool leader = false; ///< Nimbus
    storm::SupervisorId supervisor;
    bool operator==(const DaemonView &) const = default;
};

/// A machine, its swarm node, and all that runs there: one card of the map.
struct NodeView
{
    QString key;     ///< stable: node id, or "machine:<name>" outside a swarm
    QString name;    ///< host name, or the machine's name
    QString machine; ///< name in the profile; empty where no machine matches
    docker::NodeId node;
    docker::EngineId engine;
    QString address;
    QString engineVersion;
    QString operatingSystem;
    bool inSwarm = false;
    Named<docker::NodeRole> role;
    bool leader = false;
    Named<docker::Reachability> reachability; ///< managers
    Named<docker::NodeState> state;
    Named<docker::Availability> availability;
    QDateTime changedAt; ///< when the swarm last wrote down something else of it, by the manager's clock
    QString message;
    docker::Labels labels; ///< of the node
    qint64 nanoCpus = 0;
    qint64 memoryBytes = 0;
    docker::Resources reserved; ///< by swarm tasks meant to run here
    std::vector<MemberView> members;
    std::vector<DaemonView> daemons;
    std::vector<SlotView> slotViews;
    std::vector<docker::TaskId> tasks; ///< newest task of each slot of a service here
    bool operator==(const NodeView &) const = default;
};

/// A swarm task as lists show it.
struct TaskView
{
    docker::TaskId id;
    docker::ServiceId service;
    QString place; ///< slot or, of a global service, node id: stays while swarm tasks follow each other there
    QString name;  ///< "lab-ui.1"; of a global service "lab-supervisor.storm-3"
    QString node;  ///< key of its node's card; empty while it has none
    QString nodeName;
    Named<docker::TaskState> state;
    Named<docker::TaskState> desired;
    Lost lost = Lost::No; ///< whether the state is but the last that was known
    QString image;
    QString message;
    QString error;
    QDateTime since; ///< of its state, by the manager's clock
    bool operator==(const TaskView &) const = default;
};

/// A service and the newest swarm task of each of its slots, without those that ended as they should.
struct ServiceView
{
    docker::ServiceId id;
    QString name;
    QString role; ///< see roleOf(); empty where it is none of the cluster's
    QString image;
    bool global = false;
    int wanted = 0;              ///< see Replicas; 0 where the service tells no number
    int running = 0;             ///< likewise
    std::vector<TaskView> tasks; ///< sorted by name
    bool operator==(const ServiceView &) const = default;
};

/// A topology as the list shows it.
struct TopologyView
{
    storm::TopologySummary summary;
    std::optional<int> workersRequested;
    int workersReporting = 0; ///< assigned and with an uptime
    int workersStarting = 0;
    std::optional<double> completeLatencyMs; ///< last 10 min
    std::optional<qint64> acked;             ///< last 10 min
    std::optional<qint64> failed;            ///< last 10 min
    QString busiestBolt;
    std::optional<double> busiestCapacity;
    std::optional<int> componentsWithErrors; ///< nullopt: Storm has not described its components
    QString newestError;                     ///< first line of the newest of them
    QStringList nodes;                       ///< keys of the nodes it runs on
    int colour = 0;                          ///< index of its colour, the same as long as it lives (colours.h)
    bool operator==(const TopologyView &) const = default;
};

/// Something one plane tells that no other plane knows.
/// Whether Storm told more of it than the list of topologies does; else nothing is known of its Storm workers.
[[nodiscard]] inline bool isDescribed(const TopologyView &topology)
{
    return topology.componentsWithErrors.has_value();
}

struct Unjoined
{
    QString kind; ///< "supervisor", "nimbus", "worker"
    QString host;
    QString detail;
    bool operator==(const Unjoined &) const = default;
};

/// One immutable joined picture.
struct Snapshot
{
    quint64 revision = 0;
    QString cluster; ///< the profile's name
    std::vector<Machine> machines;
    QMap<QString, EngineFacts> engines; ///< by machine name
    Shared<SwarmFacts> swarm;
    Shared<EnsembleFacts> ensemble;
    Shared<StormFacts> storm;
    CertificateFacts certificates;
    QMap<QString, RoomFacts> rooms; ///< by machine name
    Seen seen;                      ///< hosts only where a supervisor of that host runs by the swarm's word

    std::vector<NodeView> nodes;          ///< sorted by name
    std::vector<TopologyView> topologies; ///< sorted by name
    std::vector<ServiceView> services;    ///< sorted by name
    std::vector<Unjoined> unjoined;
    zookeeper::Verdict verdict;
    int slotsTotal = 0;
    int slotsUsed = 0;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace stormdeck::cluster
