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

/// A swarm task that is shown, the card it is on, and what swarm says of its node.
struct Shown
{
    const docker::Task *task;
    const NodeView *card;
    const docker::Node *node;
};

/// What becomes of a service's swarm tasks.
struct Gathered
{
    Replicas count;
    std::vector<Shown> shown;
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
    const auto &[shownTask, card, node] = shown;
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
            .lost = lossOf(task, node),
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
            .global = service.global};
}

void list(ServiceView &view, const docker::Service &service, Gathered gathered)
{
    view.wanted = gathered.count.wanted;
    view.running = gathered.count.running;
    std::sort(gathered.shown.begin(), gathered.shown.end(), comesBefore);
    view.tasks.reserve(gathered.shown.size());
    for (const Shown &one : gathered.shown) {
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

/// What swarm says of the nodes, by their numbers; nullptr of one that it does not list.
std::vector<const docker::Node *> numberedNodes(const SwarmFacts &swarm, const std::vector<NodeView> &cards,
                                                const Numbering &numbers)
{
    const auto known = nodesById(swarm.nodes);
    std::vector<const docker::Node *> nodes;
    nodes.reserve(numbers.cards.size());
    for (const size_t card : numbers.cards) {
        nodes.push_back(known.value(cards[card].node));
    }
    return nodes;
}

std::vector<Gathered> gathered(const SwarmFacts &swarm, const std::vector<NumberedTask> &newest,
                               const std::vector<NodeView> &cards, const Numbering &numbers)
{
    std::vector<Gathered> all;
    all.reserve(swarm.services.size());
    for (const docker::Service &service : swarm.services) {
        all.push_back({.count = wantedBy(service, swarm.nodes), .shown = {}});
    }
    const auto nodes = numberedNodes(swarm, cards, numbers);
    for (const NumberedTask &one : newest) {
        if (one.service >= all.size()) {
            continue;
        }
        const bool hasCard = one.node < nodes.size();
        const docker::Node *node = hasCard ? nodes[one.node] : nullptr;
        countTask(all[one.service].count, swarm.services[one.service], *one.task, node);
        if (isShown(*one.task)) {
            all[one.service].shown.push_back({one.task, hasCard ? &cards[numbers.cards[one.node]] : nullptr, node});
        }
    }
    return all;
}

std::vector<ServiceView> viewsOf(const SwarmFacts &swarm, const std::vector<NumberedTask> &newest,
                                 const std::vector<NodeView> &cards, const Numbering &numbers)
{
    std::vector<Gathered> all = gathered(swarm, newest, cards, numbers);
    std::vector<ServiceView> views;
    views.reserve(all.size());
    for (size_t at = 0; at < all.size(); ++at) {
        list(views.emplace_back(viewOf(swarm.services[at])), swarm.services[at], std::move(all[at]));
    }
    sortByName(views);
    return views;
}
} // namespace

void joinServices(const JoinWork &work, Snapshot &snapshot)
{
    if (work.planes.swarm) {
        snapshot.services = viewsOf(*work.planes.swarm, work.tasks, snapshot.nodes, work.numbers);
    }
}

std::vector<ServiceView> serviceViews(const SwarmFacts &swarm, const std::vector<const docker::Task *> &newest,
                                      const std::vector<NodeView> &nodes)
{
    Numbering numbers(swarm.services, nodes);
    std::vector<NumberedTask> numbered;
    for (const docker::Task *task : newest) {
        numbered.push_back({task, numbers.services.of(task->service.value), numbers.nodes.of(task->node.value)});
    }
    return viewsOf(swarm, numbered, nodes, numbers);
}

} // namespace stormdeck::cluster
