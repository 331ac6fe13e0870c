// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joining.h"
#include "cluster/labels.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
constexpr quint16 firstPort = 6700;
const QString tenMinutes = QStringLiteral("600");

std::vector<quint16> portsOf(const docker::Service *service, int slotCount)
{
    std::vector<quint16> ports;
    const QStringList labelled =
        service ? service->labels.value(labels::slotPorts).split(u',', Qt::SkipEmptyParts) : QStringList();
    for (const QString &port : labelled) {
        ports.push_back(port.toUShort());
    }
    while (static_cast<int>(ports.size()) < slotCount) {
        ports.push_back(static_cast<quint16>(firstPort + ports.size()));
    }
    return ports;
}

SlotView usedSlot(const storm::Worker &worker)
{
    return {.port = worker.port,
            .topology = worker.topology,
            .topologyName = worker.topologyName,
            .executors = worker.executors,
            .starting = worker.uptimeSeconds.value_or(0) == 0};
}

void addSlots(Snapshot &snapshot, NodeView &node, const storm::Supervisor &supervisor, const docker::Service *service)
{
    for (const quint16 port : portsOf(service, supervisor.slotsTotal)) {
        node.slotViews.push_back({.port = port});
    }
    snapshot.slotsTotal += supervisor.slotsTotal;
    snapshot.slotsUsed += supervisor.slotsUsed;
}

void addWorker(Snapshot &snapshot, const SwarmIndex &index, const storm::Worker &worker)
{
    NodeView *node = nodeOfHost(snapshot, index, worker.host, QStringLiteral("supervisor"));
    if (!node) {
        snapshot.unjoined.push_back({QStringLiteral("worker"), worker.host,
                                     QStringLiteral("%1:%2").arg(worker.topologyName).arg(worker.port)});
        return;
    }
    const auto slot = std::find_if(node->slotViews.begin(), node->slotViews.end(),
                                   [&](const SlotView &one) { return one.port == worker.port; });
    if (slot == node->slotViews.end()) {
        node->slotViews.push_back(usedSlot(worker));
    } else {
        *slot = usedSlot(worker);
    }
}

const storm::TopologyPage *pageOf(const Snapshot &snapshot, const storm::TopologyId &id)
{
    const auto &pages = snapshot.storm->pages;
    const auto found = std::find_if(pages.begin(), pages.end(), [&](const auto &page) { return page.summary.id == id; });
    return found == pages.end() ? nullptr : &*found;
}

void takeStats(TopologyView &view, const storm::TopologyPage &page)
{
    for (const storm::WindowStats &stats : page.stats) {
        if (stats.window == tenMinutes) {
            view.acked = stats.acked;
            view.failed = stats.failed;
            view.completeLatencyMs = stats.completeLatencyMs;
        }
    }
    for (const storm::Component &component : page.components) {
        if (!component.isSpout && component.capacity && *component.capacity >= view.busiestCapacity.value_or(-1)) {
            view.busiestCapacity = component.capacity;
            view.busiestBolt = component.id;
        }
    }
}

void takeWorkers(TopologyView &view, const storm::TopologyPage &page, const Snapshot &snapshot)
{
    view.workersRequested = page.workersRequested;
    for (const storm::Worker &worker : page.workers) {
        const bool reports = worker.uptimeSeconds.value_or(0) > 0;
        view.workersReporting += reports ? 1 : 0;
        view.workersStarting += reports ? 0 : 1;
    }
    for (const NodeView &node : snapshot.nodes) {
        if (std::any_of(node.slotViews.begin(), node.slotViews.end(),
                        [&](const SlotView &slot) { return slot.topology == view.summary.id; })) {
            view.nodes << node.key;
        }
    }
}

/// When a topology was submitted: the last part of its id, "<name>-<n>-<seconds>".
qint64 submittedAt(const storm::TopologyId &id)
{
    return id.value.section(u'-', -1).toLongLong();
}

void colour(std::vector<TopologyView> &views)
{
    std::vector<TopologyView *> order;
    for (TopologyView &view : views) {
        order.push_back(&view);
    }
    std::sort(order.begin(), order.end(), [](const TopologyView *left, const TopologyView *right) {
        return std::pair(submittedAt(left->summary.id), left->summary.id.value)
            < std::pair(submittedAt(right->summary.id), right->summary.id.value);
    });
    for (size_t i = 0; i < order.size(); ++i) {
        order[i]->colour = static_cast<int>(i);
    }
}
} // namespace

void joinSlots(Snapshot &snapshot, const SwarmIndex &index)
{
    if (!snapshot.storm) {
        return;
    }
    for (const storm::Supervisor &supervisor : snapshot.storm->supervisors) {
        if (NodeView *node = nodeOfHost(snapshot, index, supervisor.host, QStringLiteral("supervisor"))) {
            const auto daemon = std::find_if(node->daemons.begin(), node->daemons.end(),
                                             [&](const DaemonView &one) { return one.host == supervisor.host; });
            addSlots(snapshot, *node, supervisor, index.services.value(daemon->service));
        }
    }
    for (const storm::TopologyPage &page : snapshot.storm->pages) {
        for (const storm::Worker &worker : page.workers) {
            addWorker(snapshot, index, worker);
        }
    }
}

void joinTopologies(Snapshot &snapshot)
{
    if (!snapshot.storm) {
        return;
    }
    for (const storm::TopologySummary &summary : snapshot.storm->topologies) {
        TopologyView view{.summary = summary};
        if (const auto *page = pageOf(snapshot, summary.id)) {
            takeStats(view, *page);
            takeWorkers(view, *page, snapshot);
        }
        snapshot.topologies.push_back(std::move(view));
    }
    std::sort(snapshot.topologies.begin(), snapshot.topologies.end(), [](const auto &left, const auto &right) {
        return std::tie(left.summary.name, left.summary.id.value) < std::tie(right.summary.name, right.summary.id.value);
    });
    colour(snapshot.topologies);
}

} // namespace stormdeck::cluster
