// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"
#include "cluster/labels.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Join)
};

using WorkersByHost = QHash<QString, std::vector<const storm::Worker *>>;

WorkersByHost workersByHost(const StormFacts &storm)
{
    WorkersByHost workers;
    for (const storm::TopologyPage &page : storm.pages) {
        for (const storm::Worker &worker : page.workers) {
            workers[worker.host].push_back(&worker);
        }
    }
    return workers;
}

SlotView takenSlot(const storm::Worker &worker)
{
    return {.port = worker.port,
            .topology = worker.topology,
            .topologyName = worker.topologyName,
            .executors = worker.executors,
            .starting = worker.uptimeSeconds.value_or(0) == 0,
            .host = worker.host};
}

std::vector<quint16> labelledPorts(const docker::Service *service)
{
    std::vector<quint16> ports;
    const QString label = service ? service->labels.value(labels::slotPorts) : QString();
    for (const QString &word : label.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const quint16 port = word.trimmed().toUShort(&isNumber);
        if (isNumber) {
            ports.push_back(port);
        }
    }
    return ports;
}

/// Storm tells how many slots there are and the ports of those in use; the free ones are those the cluster was made
/// with, else counted from Storm's default.
void addFreeSlots(std::vector<SlotView> &slotViews, const std::vector<quint16> &labelled,
                  const storm::Supervisor &supervisor)
{
    const int total = supervisor.slotsTotal;
    constexpr quint16 firstDefaultPort = 6700;
    QSet<quint16> known;
    for (const SlotView &slot : slotViews) {
        known.insert(slot.port);
    }
    const auto add = [&](quint16 port) {
        if (static_cast<int>(slotViews.size()) < total && !known.contains(port)) {
            known.insert(port);
            slotViews.push_back({.port = port, .host = supervisor.host});
        }
    };
    std::for_each(labelled.begin(), labelled.end(), add);
    // No more than this are drawn, whatever a supervisor claims.
    constexpr int most = 1024;
    for (int step = 0; step < std::min(total, most) * 2; ++step) {
        add(static_cast<quint16>(firstDefaultPort + step));
    }
}

std::vector<SlotView> slotsOf(JoinWork &work, const PlacedDaemon &placed, const DaemonView &daemon,
                              const WorkersByHost &workers)
{
    std::vector<SlotView> slotViews;
    const QString host = placed.supervisor ? placed.supervisor->host : placed.host;
    for (const storm::Worker *worker : workers.value(host)) {
        slotViews.push_back(takenSlot(*worker));
    }
    if (placed.supervisor) {
        addFreeSlots(slotViews, labelledPorts(work.serviceOf(daemon.service)), *placed.supervisor);
    }
    return slotViews;
}

void countSlots(const StormFacts &storm, Snapshot &snapshot)
{
    for (const storm::Supervisor &supervisor : storm.supervisors) {
        snapshot.slotsTotal += supervisor.slotsTotal;
        snapshot.slotsUsed += supervisor.slotsUsed;
    }
}

void addUnjoinedWorkers(const WorkersByHost &workers, const QSet<QString> &hosts, Snapshot &snapshot)
{
    for (auto host = workers.begin(); snapshot.swarm && host != workers.end(); ++host) {
        if (hosts.contains(host.key())) {
            continue;
        }
        for (const storm::Worker *worker : host.value()) {
            snapshot.unjoined.push_back(
                {.kind = QStringLiteral("worker"),
                 .host = worker->host,
                 .detail = Text::tr("port %1, topology %2").arg(worker->port).arg(worker->topologyName)});
        }
    }
}
} // namespace

void joinSlots(JoinWork &work, Snapshot &snapshot)
{
    if (!work.planes.storm) {
        return;
    }
    const WorkersByHost workers = workersByHost(*work.planes.storm);
    QSet<QString> hosts;
    for (const PlacedDaemon &placed : work.placed) {
        NodeView &node = snapshot.nodes[placed.node];
        const DaemonView &daemon = node.daemons[placed.daemon];
        if (daemon.role != StormRole::Supervisor) {
            continue;
        }
        hosts.insert(placed.supervisor ? placed.supervisor->host : placed.host);
        for (SlotView &slot : slotsOf(work, placed, daemon, workers)) {
            node.slotViews.push_back(std::move(slot));
        }
        std::stable_sort(node.slotViews.begin(), node.slotViews.end(),
                         [](const SlotView &a, const SlotView &b) { return a.port < b.port; });
    }
    addUnjoinedWorkers(workers, hosts, snapshot);
    countSlots(*work.planes.storm, snapshot);
}

} // namespace stormdeck::cluster
