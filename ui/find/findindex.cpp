// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "find/findindex.h"

#include "cluster/explain.h"

#include <QCoreApplication>

namespace stormdeck::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Find)
};

void addMembers(FindIndex &index, const cluster::Snapshot &snapshot)
{
    for (const cluster::NodeView &node : snapshot.nodes) {
        for (const cluster::MemberView &member : node.members) {
            index.add(member.name, node.name, subjectOf(member));
        }
    }
}

QString nameOf(const cluster::DaemonView &daemon)
{
    switch (daemon.role) {
    case cluster::StormRole::Nimbus:
        return daemon.leader ? Text::tr("Nimbus, leader") : Text::tr("Nimbus");
    case cluster::StormRole::Ui:
        return Text::tr("Storm UI");
    case cluster::StormRole::Supervisor:
        break;
    }
    return Text::tr("Supervisor");
}

/// What Storm has on a node: daemons by their role and the host that Storm knows them by, slots by host and port.
void addStorm(FindIndex &index, const cluster::NodeView &node)
{
    QString host = node.name;
    for (const cluster::DaemonView &daemon : node.daemons) {
        index.add(nameOf(daemon), daemon.host.isEmpty() ? node.name : daemon.host, subjectOf(node));
        if (daemon.role == cluster::StormRole::Supervisor && !daemon.host.isEmpty()) {
            host = daemon.host;
        }
    }
    for (const cluster::SlotView &slot : node.slotViews) {
        index.add(Text::tr("Slot %1:%2").arg(host).arg(slot.port),
                  slot.topologyName.isEmpty() ? Text::tr("free") : slot.topologyName, subjectOf(node));
    }
}

/// By what else a node is known: the swarm's id and its labels.
void addMarks(FindIndex &index, const cluster::NodeView &node)
{
    if (!node.node.value.isEmpty()) {
        index.add(node.node.value, node.name, subjectOf(node));
    }
    for (auto label = node.labels.cbegin(); label != node.labels.cend(); ++label) {
        index.add(QStringLiteral("%1=%2").arg(label.key(), label.value()), node.name, subjectOf(node));
    }
}

void addComponents(FindIndex &index, const cluster::Snapshot &snapshot)
{
    if (!snapshot.storm) {
        return;
    }
    for (const storm::TopologyPage &page : snapshot.storm->pages) {
        for (const storm::Component &component : page.components) {
            index.add(component.id, page.summary.name, cluster::componentSubject(page.summary.id, component.id));
        }
    }
}

} // namespace

FindIndex findIndexOf(const cluster::Snapshot &snapshot, const std::vector<cluster::Finding> &findings)
{
    FindIndex index;
    for (const cluster::Finding &finding : findings) {
        index.add(finding.headline, finding.code, subjectOf(finding));
    }
    for (const cluster::NodeView &node : snapshot.nodes) {
        index.add(node.name, node.address, subjectOf(node));
    }
    for (const cluster::TopologyView &topology : snapshot.topologies) {
        index.add(topology.summary.name, topology.summary.owner, subjectOf(topology));
    }
    for (const cluster::ServiceView &service : snapshot.services) {
        index.add(service.name, service.role, subjectOf(service));
    }
    addMembers(index, snapshot);
    addComponents(index, snapshot);
    for (const cluster::NodeView &node : snapshot.nodes) {
        addStorm(index, node);
    }
    for (const cluster::ServiceView &service : snapshot.services) {
        for (const cluster::TaskView &task : service.tasks) {
            index.add(task.name, task.nodeName, subjectOf(task));
        }
    }
    for (const cluster::NodeView &node : snapshot.nodes) {
        addMarks(index, node);
    }
    return index;
}

} // namespace stormdeck::ui
