// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/placement.h"

#include "cluster/join.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
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

Lost lossOf(const docker::Task &task, const docker::Node *node)
{
    const bool hasEnded = task.state.value > docker::TaskState::Running;
    if (hasEnded || task.node.isEmpty()) {
        return Lost::No;
    }
    if (!node) {
        return Lost::NodeGone;
    }
    return node->state == docker::NodeState::Down ? Lost::NodeDown : Lost::No;
}

QHash<docker::NodeId, const docker::Node *> nodesById(const std::vector<docker::Node> &nodes)
{
    QHash<docker::NodeId, const docker::Node *> known;
    for (const docker::Node &node : nodes) {
        known.insert(node.id, &node);
    }
    return known;
}

Replicas wantedBy(const docker::Service &service, const std::vector<docker::Node> &nodes)
{
    if (!service.global) {
        return {.wanted = service.replicas.value_or(0)};
    }
    const auto places = std::count_if(nodes.begin(), nodes.end(),
                                      [&](const docker::Node &node) { return mayRun(node, service.constraints); });
    return {.wanted = static_cast<int>(places)};
}

void countTask(Replicas &count, const docker::Service &service, const docker::Task &task, const docker::Node *node)
{
    if (!docker::runsAsMeant(task) || !node || lossOf(task, node) != Lost::No) {
        return;
    }
    ++count.running;
    count.wanted += service.global && !mayRun(*node, service.constraints) ? 1 : 0;
}

std::optional<Replicas> replicasOf(const docker::Service &service, const std::vector<const docker::Task *> &newest,
                                   const std::vector<docker::Node> &nodes)
{
    if (!service.global && !service.replicas) {
        return std::nullopt;
    }
    Replicas count = wantedBy(service, nodes);
    const auto known = nodesById(nodes);
    for (const docker::Task *task : newest) {
        if (task->service == service.id) {
            countTask(count, service, *task, known.value(task->node));
        }
    }
    return count;
}

} // namespace stormdeck::cluster
