// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
using Cards = QHash<docker::NodeId, const NodeView *>;

/// Newest tasks that ended as they were meant to are history.
bool isShown(const docker::Task &task)
{
    return isPresent(task) || docker::hasFailed(task);
}

QString taskName(const docker::Service &service, const docker::Task &task, const NodeView *card)
{
    const QString place = task.slot ? QString::number(*task.slot) : card ? card->name : task.node.shortened();
    return place.isEmpty() ? service.name : service.name + u'.' + place;
}

TaskView viewOf(const docker::Service &service, const docker::Task &task, const Cards &cards)
{
    const NodeView *card = cards.value(task.node);
    return {.id = task.id,
            .service = service.id,
            .place = task.slot ? QString::number(*task.slot) : task.node.value,
            .name = taskName(service, task, card),
            .node = card ? card->key : QString(),
            .nodeName = card ? card->name : task.node.shortened(),
            .state = task.state,
            .desired = task.desired,
            .image = task.image.isEmpty() ? service.image : task.image,
            .message = task.message,
            .error = task.error,
            .since = task.changedAt};
}

ServiceView viewOf(const docker::Service &service)
{
    return {.id = service.id,
            .name = service.name,
            .role = roleOf(service),
            .image = service.image,
            .global = service.global,
            .wanted = service.replicas.value_or(0)};
}

void add(ServiceView &view, const docker::Service &service, const docker::Task &task, const Cards &cards)
{
    view.wanted += service.global && isMeantToRun(task) ? 1 : 0;
    view.running += docker::runsAsMeant(task) ? 1 : 0;
    if (isShown(task)) {
        view.tasks.push_back(viewOf(service, task, cards));
    }
}

template <typename View>
void sortByName(std::vector<View> &views)
{
    std::sort(views.begin(), views.end(), [](const View &a, const View &b) {
        const int order = naturalOrder(a.name, b.name);
        return order != 0 ? order < 0 : a.id < b.id;
    });
}
} // namespace

std::vector<ServiceView> serviceViews(const std::vector<docker::Service> &services,
                                      const std::vector<const docker::Task *> &newest, const std::vector<NodeView> &nodes)
{
    Cards cards;
    for (const NodeView &node : nodes) {
        if (!node.node.isEmpty()) {
            cards.insert(node.node, &node);
        }
    }
    std::vector<ServiceView> views;
    QHash<docker::ServiceId, size_t> positions;
    for (const docker::Service &service : services) {
        positions.insert(service.id, views.size());
        views.push_back(viewOf(service));
    }
    for (const docker::Task *task : newest) {
        if (const auto at = positions.constFind(task->service); at != positions.constEnd()) {
            add(views[*at], services[*at], *task, cards);
        }
    }
    for (ServiceView &view : views) {
        sortByName(view.tasks);
    }
    sortByName(views);
    return views;
}

} // namespace stormdeck::cluster
