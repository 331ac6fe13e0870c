// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/subject.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Subject)
};

constexpr ClusterPlane planes[] = {ClusterPlane::Swarm, ClusterPlane::Ensemble, ClusterPlane::Storm};

/// The subject that findings about a whole plane have.
QString planeKey(ClusterPlane plane)
{
    switch (plane) {
    case ClusterPlane::Swarm:
        return QStringLiteral("swarm");
    case ClusterPlane::Ensemble:
        return QStringLiteral("ensemble");
    case ClusterPlane::Storm:
        break;
    }
    return QStringLiteral("storm");
}

QString partOf(const SlotView &slot)
{
    return QStringLiteral("%1:%2").arg(slot.host).arg(slot.port);
}

QString partOf(const DaemonView &daemon)
{
    return QStringLiteral("%1/%2").arg(static_cast<int>(daemon.role)).arg(daemon.service.value);
}

template <typename View, typename Matches>
const View *find(const std::vector<View> &views, Matches matches)
{
    const auto found = std::find_if(views.begin(), views.end(), matches);
    return found == views.end() ? nullptr : &*found;
}

const NodeView *cardWith(const Snapshot &snapshot, const QString &key)
{
    return find(snapshot.nodes, [&](const NodeView &node) { return node.key == key; });
}

QString memberKey(const MemberView &member)
{
    return member.service.isEmpty() ? member.name : member.service.value;
}

QStringList cardsOf(const ServiceView &service)
{
    QStringList cards;
    for (const TaskView &task : service.tasks) {
        if (!task.node.isEmpty() && !cards.contains(task.node)) {
            cards << task.node;
        }
    }
    return cards;
}
} // namespace

Subject clusterSubject()
{
    return {SubjectKind::Cluster, {}, {}};
}

Subject subjectOf(const NodeView &node)
{
    return {SubjectKind::Node, node.key, {}};
}

Subject subjectOf(const ServiceView &service)
{
    return {SubjectKind::Service, service.id.value, {}};
}

Subject subjectOf(const TaskView &task)
{
    return {SubjectKind::SwarmTask, task.id.value, {}};
}

Subject subjectOf(const MemberView &member)
{
    return {SubjectKind::Member, memberKey(member), {}};
}

Subject subjectOf(const TopologyView &topology)
{
    return {SubjectKind::Topology, topology.summary.id.value, {}};
}

Subject componentSubject(const storm::TopologyId &topology, const QString &component)
{
    return {SubjectKind::Component, topology.value, component};
}

Subject slotSubject(const NodeView &node, const SlotView &slot)
{
    return {SubjectKind::Slot, node.key, partOf(slot)};
}

Subject daemonSubject(const NodeView &node, const DaemonView &daemon)
{
    return {SubjectKind::Daemon, node.key, partOf(daemon)};
}

Subject planeSubject(ClusterPlane plane)
{
    return {SubjectKind::Plane, planeKey(plane), {}};
}

const NodeView *nodeOf(const Snapshot &snapshot, const Subject &subject)
{
    return subject.kind != SubjectKind::Node ? nullptr : cardWith(snapshot, subject.key);
}

const ServiceView *serviceOf(const Snapshot &snapshot, const Subject &subject)
{
    return subject.kind != SubjectKind::Service
               ? nullptr
               : find(snapshot.services, [&](const ServiceView &view) { return view.id.value == subject.key; });
}

const TaskView *taskOf(const Snapshot &snapshot, const Subject &subject)
{
    if (subject.kind != SubjectKind::SwarmTask) {
        return nullptr;
    }
    for (const ServiceView &service : snapshot.services) {
        if (const auto *task = find(service.tasks, [&](const TaskView &one) { return one.id.value == subject.key; })) {
            return task;
        }
    }
    return nullptr;
}

const TopologyView *topologyOf(const Snapshot &snapshot, const Subject &subject)
{
    return subject.kind != SubjectKind::Topology ? nullptr : find(snapshot.topologies, [&](const TopologyView &view) {
        return view.summary.id.value == subject.key;
    });
}

const storm::TopologyPage *pageOf(const Snapshot &snapshot, const storm::TopologyId &topology)
{
    return !snapshot.storm ? nullptr : find(snapshot.storm->pages, [&](const storm::TopologyPage &page) {
        return page.summary.id == topology;
    });
}

const storm::Component *componentOf(const Snapshot &snapshot, const Subject &subject)
{
    const auto *page = subject.kind == SubjectKind::Component ? pageOf(snapshot, {subject.key}) : nullptr;
    return page ? find(page->components, [&](const storm::Component &one) { return one.id == subject.part; }) : nullptr;
}

PlacedMember memberOf(const Snapshot &snapshot, const Subject &subject)
{
    for (const NodeView &node : snapshot.nodes) {
        for (const MemberView &member : node.members) {
            if (subject.kind == SubjectKind::Member && memberKey(member) == subject.key) {
                return {&member, &node};
            }
        }
    }
    return {};
}

SlotOnNode slotOf(const Snapshot &snapshot, const Subject &subject)
{
    const NodeView *node = subject.kind == SubjectKind::Slot ? cardWith(snapshot, subject.key) : nullptr;
    const auto *slot =
        node ? find(node->slotViews, [&](const SlotView &one) { return partOf(one) == subject.part; }) : nullptr;
    return slot ? SlotOnNode{slot, node} : SlotOnNode();
}

DaemonOnNode daemonOf(const Snapshot &snapshot, const Subject &subject)
{
    const NodeView *node = subject.kind == SubjectKind::Daemon ? cardWith(snapshot, subject.key) : nullptr;
    const auto *daemon =
        node ? find(node->daemons, [&](const DaemonView &one) { return partOf(one) == subject.part; }) : nullptr;
    return daemon ? DaemonOnNode{daemon, node} : DaemonOnNode();
}

std::optional<ClusterPlane> planeOf(const Subject &subject)
{
    const auto found = std::find_if(std::begin(planes), std::end(planes),
                                    [&](ClusterPlane plane) { return planeSubject(plane) == subject; });
    return found == std::end(planes) ? std::nullopt : std::optional(*found);
}

Subject shownAs(const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Slot:
    case SubjectKind::Daemon:
        return {SubjectKind::Node, subject.key, {}};
    case SubjectKind::Plane:
        return clusterSubject();
    default:
        return subject;
    }
}

QString planeName(ClusterPlane plane)
{
    switch (plane) {
    case ClusterPlane::Swarm:
        return Text::tr("Swarm");
    case ClusterPlane::Ensemble:
        return Text::tr("ZooKeeper");
    case ClusterPlane::Storm:
        break;
    }
    return Text::tr("Storm");
}

QString kindName(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Node:
        return Text::tr("Node");
    case SubjectKind::Service:
        return Text::tr("Service");
    case SubjectKind::SwarmTask:
        return Text::tr("Swarm task");
    case SubjectKind::Member:
        return Text::tr("Ensemble member");
    case SubjectKind::Topology:
        return Text::tr("Topology");
    case SubjectKind::Component:
        return Text::tr("Component");
    case SubjectKind::Finding:
        return Text::tr("Finding");
    case SubjectKind::Plane:
        return Text::tr("Source of facts");
    case SubjectKind::Slot:
        return Text::tr("Slot");
    case SubjectKind::Daemon:
        return Text::tr("Storm daemon");
    case SubjectKind::Cluster:
    case SubjectKind::None:
        break;
    }
    return Text::tr("Cluster");
}

QString daemonName(StormRole role)
{
    switch (role) {
    case StormRole::Nimbus:
        return Text::tr("Nimbus");
    case StormRole::Ui:
        return Text::tr("Storm UI");
    case StormRole::Supervisor:
        break;
    }
    return Text::tr("Supervisor");
}

bool isThere(const Snapshot &snapshot, const Subject &subject)
{
    return subject.kind == SubjectKind::Cluster || nodeOf(snapshot, subject) || serviceOf(snapshot, subject) ||
           taskOf(snapshot, subject) || topologyOf(snapshot, subject) || componentOf(snapshot, subject) ||
           memberOf(snapshot, subject).member || slotOf(snapshot, subject).slot || daemonOf(snapshot, subject).daemon ||
           planeOf(subject);
}

QString nameOf(const Snapshot &snapshot, const Subject &subject)
{
    if (const auto *node = nodeOf(snapshot, subject)) {
        return node->name;
    }
    if (const auto *service = serviceOf(snapshot, subject)) {
        return service->name;
    }
    if (const auto *task = taskOf(snapshot, subject)) {
        return task->name;
    }
    if (const auto *topology = topologyOf(snapshot, subject)) {
        return topology->summary.name;
    }
    if (const auto *component = componentOf(snapshot, subject)) {
        return component->id;
    }
    if (const auto [slot, node] = slotOf(snapshot, subject); slot) {
        return QStringLiteral("%1:%2").arg(node->name).arg(slot->port);
    }
    if (const auto [daemon, node] = daemonOf(snapshot, subject); daemon) {
        return Text::tr("%1 on %2", "daemon and node").arg(daemonName(daemon->role), node->name);
    }
    if (const auto plane = planeOf(subject)) {
        return planeName(*plane);
    }
    const PlacedMember placed = memberOf(snapshot, subject);
    return placed.member ? placed.member->name : QString();
}

QStringList cardsOf(const Snapshot &snapshot, const Subject &subject)
{
    if (const auto *service = serviceOf(snapshot, subject)) {
        return cardsOf(*service);
    }
    if (const auto *task = taskOf(snapshot, subject)) {
        return task->node.isEmpty() ? QStringList() : QStringList(task->node);
    }
    const Subject topology{SubjectKind::Topology, subject.key, {}};
    const bool ofStorm = subject.kind == SubjectKind::Topology || subject.kind == SubjectKind::Component;
    if (const auto *view = ofStorm ? topologyOf(snapshot, topology) : nullptr) {
        return view->nodes;
    }
    if (const PlacedMember placed = memberOf(snapshot, subject); placed.node) {
        return {placed.node->key};
    }
    return nodeOf(snapshot, shownAs(subject)) ? QStringList(subject.key) : QStringList();
}

} // namespace stormdeck::cluster
