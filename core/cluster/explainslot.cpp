// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"
#include "cluster/limits.h"
#include "cluster/rules.h"
#include "cluster/slotdoubt.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExplainSlot)
};

const storm::Worker *workerOn(const Snapshot &snapshot, const SlotView &slot)
{
    const storm::TopologyPage *page = pageOf(snapshot, slot.topology);
    if (!page) {
        return nullptr;
    }
    const auto found = std::find_if(page->workers.begin(), page->workers.end(), [&](const storm::Worker &worker) {
        return worker.host == slot.host && worker.port == slot.port;
    });
    return found == page->workers.end() ? nullptr : &*found;
}

/// Starts that were seen at this slot within the time that counts.
qsizetype startsSeen(const FactList &facts, const SlotView &slot)
{
    const std::vector<Restart> restarts = facts.snapshot().seen.restarts.value(slot.topology);
    const QString place = placeOfWorker(slot.host, slot.port);
    const Instant oldest = facts.now() - std::chrono::seconds(limits::errorSeconds);
    return std::count_if(restarts.begin(), restarts.end(),
                         [&](const Restart &restart) { return restart.place == place && restart.at >= oldest; });
}

void addWorker(FactList &facts, const SlotView &slot)
{
    facts.storm(Text::tr("Topology"), slot.topology.isEmpty() ? Text::tr("none") : slot.topologyName);
    facts.storm(Text::tr("Told by"), slot.topology.isEmpty()
                                         ? Text::tr("the list of supervisors; no topology's page names this slot")
                                         : Text::tr("the page of that topology"));
    if (const storm::Worker *worker = workerOn(facts.snapshot(), slot)) {
        facts.storm(Text::tr("Executors of the Storm worker"), textOf(worker->executors));
        facts.storm(Text::tr("Uptime of the Storm worker"),
                    slot.starting ? Text::tr("not reported yet")
                                  : duration(std::chrono::seconds(worker->uptimeSeconds.value_or(0))));
    }
    if (const qsizetype starts = startsSeen(facts, slot); starts > 0) {
        facts.storm(Text::tr("Starts seen in the last %1").arg(duration(std::chrono::seconds(limits::errorSeconds))),
                    QString::number(starts));
    }
}

void addPlace(FactList &facts, const SlotOnNode &placed)
{
    const NodeView &node = *placed.node;
    for (const DaemonView &daemon : node.daemons) {
        if (daemon.role == StormRole::Supervisor && (daemon.host == placed.slot->host || daemon.host.isEmpty())) {
            addSupervisor(facts, daemon);
            facts.swarm(Text::tr("Swarm task of the supervisor"), daemon.task.word);
        }
    }
    facts.swarm(Text::tr("Node"), node.name);
    addStateOf(facts, node);
}

QString whyTaken(const SlotView &slot)
{
    if (slot.topology.isEmpty()) {
        return Text::tr("It is shown as free: its supervisor offers it, and Storm names no Storm worker there.");
    }
    return (slot.starting
                ? Text::tr("It is shown as starting: a Storm worker of %1 is assigned to it and has not reported yet.")
                : Text::tr("It has the colour of %1: Storm says that a Storm worker of it runs there."))
        .arg(slot.topologyName);
}

/// Why nobody knows whether that still holds; empty where it is current.
QString whyUncertain(const FactList &facts, const NodeView &node)
{
    const NodeStatus status = nodeStatus(node, facts.freshness(), facts.now());
    switch (slotDoubt(status, facts.freshness().storm, facts.now())) {
    case SlotDoubt::OldWord:
        return Text::tr("It is hatched, because what Storm said is not current.");
    case SlotDoubt::LostNode:
        return Text::tr("It is hatched, because its node does not answer or is down.");
    case SlotDoubt::None:
        break;
    }
    return {};
}
} // namespace

QString explainSlot(FactList &facts, const SlotOnNode &placed)
{
    addWorker(facts, *placed.slot);
    addPlace(facts, placed);
    return sentences({whyTaken(*placed.slot), whyUncertain(facts, *placed.node)});
}

} // namespace stormdeck::cluster
