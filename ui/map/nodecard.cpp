// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/nodecard.h"

#include "cluster/slotdoubt.h"
#include "map/cardwords.h"
#include "models/agestates.h"
#include "style/text.h"

#include <QCoreApplication>

namespace stormdeck::map {

using cluster::NodeStatus;
using cluster::NodeView;
using style::Sign;
using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NodeCard)
};

QStringList badgesOf(const NodeView &node)
{
    if (!node.inSwarm) {
        return {};
    }
    if (node.role == docker::NodeRole::Manager) {
        if (node.reachability == docker::Reachability::Unreachable) {
            return {Text::tr("Manager, unreachable")};
        }
        return {node.leader ? Text::tr("Manager, leader") : Text::tr("Manager")};
    }
    if (node.role == docker::NodeRole::Worker) {
        return {Text::tr("Worker")};
    }
    return node.role.word.isEmpty() ? QStringList() : QStringList{node.role.word};
}

QString roleOf(const NodeView &node)
{
    return node.role == docker::NodeRole::Manager  ? Text::tr("Manager")
           : node.role == docker::NodeRole::Worker ? Text::tr("Worker")
                                                   : node.role.word;
}

QString availabilityOf(const NodeView &node)
{
    return node.availability == docker::Availability::Active  ? Text::tr("Active")
           : node.availability == docker::Availability::Pause ? Text::tr("Paused")
           : node.availability == docker::Availability::Drain ? Text::tr("Drained")
                                                              : node.availability.word;
}

QString subtitleOf(const NodeView &node, bool brief)
{
    QStringList parts{node.address};
    if (!brief) {
        parts << (node.engineVersion.isEmpty() ? QString() : Text::tr("Engine %1").arg(node.engineVersion))
              << node.operatingSystem;
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

double share(qint64 part, qint64 whole)
{
    return whole > 0 ? qBound(0.0, static_cast<double>(part) / static_cast<double>(whole), 1.0) : 0.0;
}

CardBar cpuBar(const NodeView &node, bool known)
{
    if (!known || node.nanoCpus <= 0) {
        return {};
    }
    if (!node.inSwarm) {
        const int cores = static_cast<int>(node.nanoCpus / 1'000'000'000);
        return {0, Text::tr("%n core(s)", nullptr, cores), true, false};
    }
    return {share(node.reserved.nanoCpus, node.nanoCpus), style::coresOf(node.reserved.nanoCpus, node.nanoCpus), true};
}

CardBar memoryBar(const NodeView &node, bool known)
{
    if (!known || node.memoryBytes <= 0) {
        return {};
    }
    if (!node.inSwarm) {
        return {0, style::bytes(node.memoryBytes), true, false};
    }
    return {share(node.reserved.memoryBytes, node.memoryBytes),
            style::bytesOf(node.reserved.memoryBytes, node.memoryBytes), true};
}

SlotCell cellOf(const cluster::SlotView &slot, const CardContext &context)
{
    if (slot.topology.isEmpty()) {
        return {slot.port, Text::tr("free"), -1, SlotCell::Kind::Free};
    }
    const auto kind = slot.starting ? SlotCell::Kind::Starting : SlotCell::Kind::Used;
    return {slot.port, slot.topologyName, context.colours.value(slot.topology.value, -1), kind};
}

bool isLost(NodeStatus status)
{
    return status == NodeStatus::Down || status == NodeStatus::Unreachable;
}

void fillPlanes(NodeCard &card, const NodeView &node, const CardContext &context, NodeStatus status)
{
    card.swarmOld = node.inSwarm && models::isOld(context.freshness.swarm, context.now);
    card.ensembleOld = models::isOld(context.freshness.ensemble, context.now);
    card.stormOld = models::isOld(context.freshness.storm, context.now);
    card.zookeeper = zookeeperRow(node);
    card.storm = stormRow(node, isLost(status) || status == NodeStatus::Suspect);
    for (const cluster::SlotView &slot : node.slotViews) {
        card.slotCells.push_back(cellOf(slot, context));
    }
    card.slotsHatched = slotDoubt(status, context.freshness.storm, context.now) != cluster::SlotDoubt::None;
}

} // namespace

QString timeOf(const cluster::SourceAge &age)
{
    return age.answeredAt.toString(QStringLiteral("HH:mm:ss"));
}

const cluster::SourceAge *engineAge(const NodeView &node, const cluster::Freshness &freshness)
{
    const auto found = freshness.engines.constFind(node.machine);
    return node.machine.isEmpty() || found == freshness.engines.cend() ? nullptr : &*found;
}

StatusLook lookOf(NodeStatus status, const NodeView &node)
{
    switch (status) {
    case NodeStatus::Ready:
        return {Tone::Ok, Sign::Dot, Text::tr("Ready")};
    case NodeStatus::Down:
        return {Tone::Bad, Sign::Cross, Text::tr("Down")};
    case NodeStatus::Suspect:
        return {Tone::Warning, Sign::Triangle, Text::tr("Not answering")};
    case NodeStatus::Drained:
        return {Tone::Unknown, Sign::Pause, Text::tr("Drained")};
    case NodeStatus::Paused:
        return {Tone::Unknown, Sign::Pause, Text::tr("Paused")};
    case NodeStatus::NotInSwarm:
        return {Tone::Unknown, Sign::Ring, Text::tr("Not in a swarm")};
    case NodeStatus::Unreachable:
        return {Tone::Bad, Sign::Cross, Text::tr("Unreachable")};
    case NodeStatus::Joining:
        return {Tone::Accent, Sign::Ring, Text::tr("Joining")};
    case NodeStatus::Unknown:
        break;
    }
    const QString word = node.state.word;
    return {Tone::Unknown, Sign::Question, word.isEmpty() ? Text::tr("Unknown") : Text::tr("State “%1”").arg(word)};
}

CardContext contextOf(const cluster::Snapshot &snapshot, const cluster::Freshness &freshness, Instant now)
{
    CardContext context{snapshot, freshness, now, {}};
    for (const cluster::TopologyView &topology : snapshot.topologies) {
        context.colours.insert(topology.summary.id.value, topology.colour);
    }
    return context;
}

NodeCard cardOf(const NodeView &node, const CardContext &context)
{
    const NodeStatus status = nodeStatus(node, context.freshness, context.now);
    const StatusLook look = lookOf(status, node);
    const cluster::SourceAge *engine = engineAge(node, context.freshness);
    NodeCard card;
    card.key = node.key;
    card.name = node.name;
    card.inSwarm = node.inSwarm;
    card.badges = badgesOf(node);
    card.role = node.inSwarm ? roleOf(node) : QString();
    card.availability = node.inSwarm ? availabilityOf(node) : QString();
    card.labels = node.labels;
    card.tone = look.tone;
    card.sign = look.sign;
    card.state = look.word;
    fillPlanes(card, node, context, status);
    card.engineSilent = engine && models::isOld(*engine, context.now);
    if (card.swarmOld && !isLost(status)) {
        card.tone = Tone::Unknown;
        card.sign = Sign::Question;
        card.state = node.state.word.isEmpty() ? look.word : Text::tr("Was %1").arg(node.state.word);
        card.asOf = timeOf(context.freshness.swarm);
    }
    if (card.engineSilent && engine->answered) {
        card.asOf = timeOf(*engine);
    }
    card.subtitle = subtitleOf(node, card.engineSilent || !card.asOf.isEmpty());
    const bool known = !isLost(status) && !card.engineSilent;
    card.cpu = cpuBar(node, known);
    card.memory = memoryBar(node, known);
    return card;
}

QString NodeCard::description() const
{
    QStringList parts{state};
    parts << badges << subtitle;
    if (cpu.known && cpu.hasShare) {
        parts << Text::tr("CPU reserved %1").arg(cpu.figures) << Text::tr("memory reserved %1").arg(memory.figures);
    }
    if (inSwarm) {
        parts << Text::tr("ZooKeeper: %1 %2").arg(zookeeper.strong, zookeeper.words).simplified();
        parts << Text::tr("Storm: %1 %2").arg(storm.strong, storm.words).simplified();
    }
    for (const SlotCell &cell : slotCells) {
        parts << Text::tr("slot %1 %2").arg(cell.port).arg(cell.label);
    }
    if (!asOf.isEmpty()) {
        parts << Text::tr("as of %1").arg(asOf);
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace stormdeck::map
