// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
/// Newest tasks that ended as they were meant to are history.
bool isShown(const docker::Task &task)
{
    return isPresent(task) || docker::hasFailed(task);
}

/// A swarm task that is shown, and the card it is on.
struct Shown
{
    const docker::Task *task;
    const NodeView *card;
};

/// What tells the tasks of a service apart: the slot, else the node.
QString placeName(const Shown &shown)
{
    const docker::Task &task = *shown.task;
    return task.slot ? QString::number(*task.slot) : shown.card ? shown.card->name : task.node.shortened();
}

bool comesBefore(const Shown &a, const Shown &b)
{
    const bool haveSlots = a.task->slot && b.task->slot;
    const int order = haveSlots ? *a.task->slot - *b.task->slot : naturalOrder(placeName(a), placeName(b));
    return order != 0 ? order < 0 : a.task->id < b.task->id;
}

TaskView viewOf(const docker::Service &service, const Shown &shown)
{
    const auto &[shownTask, card] = shown;
    const docker::Task &task = *shownTask;
    const QString place = placeName(shown);
    return {.id = task.id,
            .service = service.id,
            .place = task.slot ? place : task.node.value,
            .name = place.isEmpty() ? service.name : service.name + u'.' + place,
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

void count(ServiceView &view, const docker::Service &service, const docker::Task &task)
{
    view.wanted += service.global && isMeantToRun(task) ? 1 : 0;
    view.running += docker::runsAsMeant(task) ? 1 : 0;
}

void list(ServiceView &view, const docker::Service &service, std::vector<Shown> shown)
{
    std::sort(shown.begin(), shown.end(), comesBefore);
    view.tasks.reserve(shown.size());
    for (const Shown &one : shown) {
        view.tasks.push_back(viewOf(service, one));
    }
}

void sortByName(std::vector<ServiceView> &views)
{
    std::sort(views.begin(), views.end(), [](const ServiceView &a, const ServiceView &b) {
        const int order = naturalOrder(a.name, b.name);
        return order != 0 ? order < 0 : a.id < b.id;
    });
}
std::vector<ServiceView> viewsOf(const std::vector<docker::Service> &services, const std::vector<NumberedTask> &newest,
                                 const std::vector<NodeView> &nodes, const Numbering &numbers)
{
    std::vector<ServiceView> views;
    views.reserve(services.size());
    for (const docker::Service &service : services) {
        views.push_back(viewOf(service));
    }
    std::vector<std::vector<Shown>> shown(services.size());
    for (const NumberedTask &one : newest) {
        if (one.service >= services.size()) {
            continue;
        }
        count(views[one.service], services[one.service], *one.task);
        if (isShown(*one.task)) {
            const bool hasCard = one.node < numbers.cards.size();
            shown[one.service].push_back({one.task, hasCard ? &nodes[numbers.cards[one.node]] : nullptr});
        }
    }
    for (size_t at = 0; at < views.size(); ++at) {
        list(views[at], services[at], std::move(shown[at]));
    }
    sortByName(views);
    return views;
}
} // namespace

void joinServices(const JoinWork &work, Snapshot &snapshot)
{
    if (work.planes.swarm) {
        snapshot.services = viewsOf(work.planes.swarm->services, work.tasks, snapshot.nodes, work.numbers);
    }
}

std::vector<ServiceView> serviceViews(const std::vector<docker::Service> &services,
                                      const std::vector<const docker::Task *> &newest,
                                      const std::vector<NodeView> &nodes)
{
    Numbering numbers(services, nodes);
    std::vector<NumberedTask> numbered;
    for (const docker::Task *task : newest) {
        numbered.push_back({task, numbers.services.of(task->service.value), numbers.nodes.of(task->node.value)});
    }
    return viewsOf(services, numbered, nodes, numbers);
}

} // namespace stormdeck::cluster
