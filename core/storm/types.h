// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storm/ids.h"
#include "util/named.h"

#include <QStringList>

#include <optional>
#include <vector>

/// Values of the Storm UI REST API, versions 1.0 to 3.x. nullopt: not reported (missing, null or NaN), which is
/// not zero.
namespace stormdeck::storm {

enum class NimbusStatus { Unknown, Leader, NotLeader, Offline };
enum class TopologyStatus { Unknown, Active, Inactive, Rebalancing, Killed };

/// GET /api/v1/cluster/summary
struct ClusterSummary
{
    QString stormVersion; ///< of the UI daemon, not of Nimbus
    std::optional<int> supervisors;
    std::optional<int> slotsTotal;
    std::optional<int> slotsUsed;
    std::optional<int> slotsFree;
    std::optional<int> topologies;
    std::optional<int> executorsTotal;
    std::optional<int> tasksTotal;
    bool operator==(const ClusterSummary &) const = default;
};

/// GET /api/v1/nimbus/summary
struct Nimbus
{
    QString host;
    quint16 port = 0;
    Named<NimbusStatus> status;
    QString version;
    std::optional<qint64> uptimeSeconds;
    bool operator==(const Nimbus &) const = default;
};

/// GET /api/v1/supervisor/summary
struct Supervisor
{
    SupervisorId id;
    QString host;
    std::optional<qint64> uptimeSeconds;
    int slotsTotal = 0;
    int slotsUsed = 0;
    QString version;
    bool blacklisted = false;
    bool operator==(const Supervisor &) const = default;
};

/// GET /api/v1/topology/summary
struct TopologySummary
{
    TopologyId id;
    QString name;
    QString owner;
    Named<TopologyStatus> status;
    std::optional<qint64> uptimeSeconds;
    std::optional<int> workersTotal; ///< assigned now
    std::optional<int> executorsTotal;
    std::optional<int> tasksTotal;
    bool operator==(const TopologySummary &) const = default;
};

/// A Storm worker: one process on one slot. GET /api/v1/topology/:id, member workers.
struct Worker
{
    SupervisorId supervisor;
    QString host;
    quint16 port = 0;
    TopologyId topology;
    QString topologyName;
    std::optional<int> executors;
    std::optional<qint64> uptimeSeconds; ///< 0: assigned, has not reported yet
    bool operator==(const Worker &) const = default;
};

/// Figures of one window ("600", "10800", "86400", ":all-time").
struct WindowStats
{
    QString window;
    std::optional<qint64> emitted;
    std::optional<qint64> acked;
    std::optional<qint64> failed;
    std::optional<double> completeLatencyMs;
    bool operator==(const WindowStats &) const = default;
};

struct Component
{
    QString id;
    bool isSpout = false;
    std::optional<int> executors;
    std::optional<int> tasks;
    std::optional<qint64> acked;
    std::optional<qint64> failed;
    std::optional<double> capacity;          ///< bolts
    std::optional<double> executeLatencyMs;  ///< bolts
    std::optional<double> completeLatencyMs; ///< spouts
    QString lastError;
    std::optional<qint64> errorLapsedSeconds; ///< since its last error, by Storm's clock
    bool operator==(const Component &) const = default;
};

/// How long Storm waits for what may be gone: GET /api/v1/cluster/configuration, and in part a topology's.
struct FailureTimes
{
    std::optional<int> taskTimeoutSeconds;       ///< nimbus.task.timeout.secs
    std::optional<int> supervisorTimeoutSeconds; ///< nimbus.supervisor.timeout.secs; read by 1.x only
    std::optional<int> monitorSeconds;           ///< nimbus.monitor.freq.secs
    std::optional<int> sessionTimeoutMs;         ///< storm.zookeeper.session.timeout
    bool operator==(const FailureTimes &) const = default;
};

/// GET /api/v1/topology/:id
struct TopologyPage
{
    TopologySummary summary;
    std::optional<int> workersRequested; ///< configuration["topology.workers"]
    std::optional<int> messageTimeoutSeconds;
    std::optional<int> workerHeapMb; ///< configuration["worker.heap.memory.mb"], where its Storm workers start with it
    FailureTimes failureTimes;
    std::vector<Worker> workers;
    std::vector<WindowStats> stats;    ///< sorted: 600, 10800, 86400, :all-time
    std::vector<Component> components; ///< spouts first, each by id
    bool operator==(const TopologyPage &) const = default;
};

/// All that the picture needs of Storm, asked together.
struct StormState
{
    ClusterSummary cluster;
    std::vector<Nimbus> nimbuses;
    std::vector<Supervisor> supervisors;
    std::vector<TopologySummary> topologies;
    std::vector<TopologyPage> pages; ///< of each topology that still answered
    FailureTimes failureTimes;       ///< of the cluster's configuration; empty where the UI does not tell it
    bool operator==(const StormState &) const = default;
};

} // namespace stormdeck::storm
