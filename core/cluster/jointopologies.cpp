// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/colours.h"
#include "cluster/joinparts.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
const storm::TopologyPage *pageOf(const StormFacts &storm, const storm::TopologyId &id)
{
    const auto found = std::find_if(storm.pages.begin(), storm.pages.end(),
                                    [&](const storm::TopologyPage &page) { return page.summary.id == id; });
    return found == storm.pages.end() ? nullptr : &*found;
}

void countWorkers(TopologyView &view, const storm::TopologyPage &page)
{
    for (const storm::Worker &worker : page.workers) {
        const bool reports = worker.uptimeSeconds.value_or(0) > 0;
        ++(reports ? view.workersReporting : view.workersStarting);
    }
}

void addFigures(TopologyView &view, const storm::TopologyPage &page)
{
    const auto tenMinutes = std::find_if(page.stats.begin(), page.stats.end(),
                                         [](const storm::WindowStats &stats) { return stats.window == u"600"; });
    if (tenMinutes == page.stats.end()) {
        return;
    }
    view.acked = tenMinutes->acked;
    view.failed = tenMinutes->failed;
    // Storm reports 0 ms where nothing was acked, which is no latency at all.
    if (tenMinutes->acked.value_or(0) > 0) {
        view.completeLatencyMs = tenMinutes->completeLatencyMs;
    }
}

void addBusiest(TopologyView &view, const storm::TopologyPage &page)
{
    for (const storm::Component &component : page.components) {
        if (component.capacity && (!view.busiestCapacity || *component.capacity > *view.busiestCapacity)) {
            view.busiestBolt = component.id;
            view.busiestCapacity = component.capacity;
        }
    }
}

using NodesByTopology = QHash<storm::TopologyId, QStringList>;

NodesByTopology nodesByTopology(const Snapshot &snapshot)
{
    NodesByTopology nodes;
    for (const NodeView &node : snapshot.nodes) {
        QSet<storm::TopologyId> here;
        for (const SlotView &slot : node.slotViews) {
            if (!slot.topology.isEmpty() && !here.contains(slot.topology)) {
                here.insert(slot.topology);
                nodes[slot.topology].append(node.key);
            }
        }
    }
    return nodes;
}
} // namespace

void joinTopologies(JoinWork &work, Snapshot &snapshot)
{
    if (!work.planes.storm) {
        return;
    }
    const StormFacts &storm = *work.planes.storm;
    const NodesByTopology nodes = nodesByTopology(snapshot);
    for (const storm::TopologySummary &summary : storm.topologies) {
        TopologyView view{.summary = summary, .nodes = nodes.value(summary.id)};
        if (const storm::TopologyPage *page = pageOf(storm, summary.id)) {
            view.workersRequested = page->workersRequested;
            countWorkers(view, *page);
            addFigures(view, *page);
            addBusiest(view, *page);
        }
        snapshot.topologies.push_back(std::move(view));
    }
    std::sort(snapshot.topologies.begin(), snapshot.topologies.end(), [](const TopologyView &a, const TopologyView &b) {
        return a.summary.name == b.summary.name ? a.summary.id < b.summary.id
                                                : naturalLess(a.summary.name, b.summary.name);
    });
    Colours().paint(snapshot);
}

} // namespace stormdeck::cluster
