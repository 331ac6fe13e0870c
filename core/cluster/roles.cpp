// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/join.h"
#include "cluster/labels.h"

#include <map>
#include <tuple>

namespace stormdeck::cluster {

namespace {
bool isRole(const QString &word)
{
    return word == QStringLiteral("zookeeper") || word == QStringLiteral("nimbus") || word == QStringLiteral("ui")
        || word == QStringLiteral("supervisor");
}

/// What a service without labels shows by what it runs: `storm nimbus`, or the zookeeper image.
QString roleByCommand(const docker::Service &service)
{
    if (service.image.section(u'/', -1).startsWith(QStringLiteral("zookeeper"))) {
        return QStringLiteral("zookeeper");
    }
    for (const QString &argument : service.arguments) {
        if (isRole(argument)) {
            return argument;
        }
    }
    return {};
}
} // namespace

QString roleOf(const docker::Service &service)
{
    const QString own = service.labels.value(labels::role);
    if (!own.isEmpty()) {
        return own;
    }
    const QString tutorial = service.labels.value(QStringLiteral("role"));
    return isRole(tutorial) ? tutorial : roleByCommand(service);
}

std::vector<docker::Task> newestTasks(const std::vector<docker::Task> &tasks)
{
    // A global service has no slots: there a node is the slot.
    using Place = std::tuple<QString, int, QString>;
    std::map<Place, docker::Task> newest;
    for (const docker::Task &task : tasks) {
        const Place place = task.slot ? Place{task.service.value, *task.slot, {}}
                                      : Place{task.service.value, -1, task.node.value};
        const auto [it, isNew] = newest.try_emplace(place, task);
        if (!isNew && it->second.createdAt < task.createdAt) {
            it->second = task;
        }
    }
    std::vector<docker::Task> result;
    result.reserve(newest.size());
    for (auto &[place, task] : newest) {
        result.push_back(std::move(task));
    }
    return result;
}

} // namespace stormdeck::cluster
