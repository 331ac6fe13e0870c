// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/placement.h"

#include "cluster/join.h"

#include <QSet>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
QSet<docker::NodeId> livingAmong(const std::vector<docker::Node> &nodes)
{
    QSet<docker::NodeId> living;
    for (const docker::Node &node : nodes) {
        if (!(node.state == docker::NodeState::Down)) {
            living.insert(node.id);
        }
    }
    return living;
}

std::optional<QString> attributeOf(const docker::Node &node, const QString &key)
{
    static const QString label = QStringLiteral("node.labels.");
    const std::pair<QString, QString> attributes[] = {{QStringLiteral("node.id"), node.id.value},
                                                      {QStringLiteral("node.hostname"), node.hostname},
                                                      {QStringLiteral("node.role"), node.role.word},
                                                      {QStringLiteral("node.platform.os"), node.operatingSystem},
                                                      {QStringLiteral("node.platform.arch"), node.architecture}};
    for (const auto &[name, value] : attributes) {
        if (name == key) {
            return value;
        }
    }
    return key.startsWith(label) ? std::optional(node.labels.value(key.mid(label.size()))) : std::nullopt;
}
} // namespace

std::optional<bool> satisfies(const docker::Node &node, const QString &constraint)
{
    const bool equal = constraint.contains(u"==");
    const QString sign = equal ? QStringLiteral("==") : QStringLiteral("!=");
    const auto attribute = attributeOf(node, constraint.section(sign, 0, 0).trimmed());
    if (!attribute || !constraint.contains(sign)) {
        return std::nullopt;
    }
    const bool same = attribute->compare(constraint.section(sign, 1).trimmed(), Qt::CaseInsensitive) == 0;
    return same == equal;
}

QStringList impossibleConstraints(const QStringList &constraints, const std::vector<docker::Node> &nodes)
{
    QStringList impossible;
    for (const QString &constraint : constraints) {
        const bool ruledOut = std::all_of(nodes.begin(), nodes.end(), [&](const docker::Node &node) {
            return satisfies(node, constraint) == std::optional(false);
        });
        if (ruledOut && !nodes.empty()) {
            impossible << constraint;
        }
    }
    return impossible;
}

bool mayRun(const docker::Node &node, const QStringList &constraints)
{
    return node.state == docker::NodeState::Ready && node.availability == docker::Availability::Active &&
           std::all_of(constraints.begin(), constraints.end(),
                       [&](const QString &constraint) { return satisfies(node, constraint).value_or(true); });
}

std::optional<Replicas> replicasOf(const docker::Service &service, const std::vector<const docker::Task *> &newest,
                                   const std::vector<docker::Node> &nodes)
{
    if (!service.global && !service.replicas) {
        return std::nullopt;
    }
    Replicas count{.wanted = service.replicas.value_or(0)};
    if (service.global) {
        count.wanted = static_cast<int>(std::count_if(
            nodes.begin(), nodes.end(), [&](const docker::Node &node) { return mayRun(node, service.constraints); }));
    }
    const QSet<docker::NodeId> living = livingAmong(nodes);
    count.running = static_cast<int>(std::count_if(newest.begin(), newest.end(), [&](const docker::Task *task) {
        return task->service == service.id && docker::runsAsMeant(*task) && living.contains(task->node);
    }));
    return count;
}

} // namespace stormdeck::cluster
