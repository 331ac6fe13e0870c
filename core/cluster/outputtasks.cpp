// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/outputtasks.h"

#include "cluster/joinparts.h"

#include <QHash>

namespace stormdeck::cluster {

namespace {
using docker::Task;
using docker::TaskState;

struct Place
{
    const Task *newest = nullptr;
    const Task *running = nullptr;
    const Task *newestMade = nullptr; ///< with a container
};

void keepNewest(const Task *&newest, const Task &task)
{
    if (!newest || isNewer(task, *newest)) {
        newest = &task;
    }
}

void note(Place &place, const Task &task)
{
    keepNewest(place.newest, task);
    if (task.container.isEmpty()) {
        return;
    }
    keepNewest(place.newestMade, task);
    if (docker::runsAsMeant(task)) {
        keepNewest(place.running, task);
    }
}

/// Swarm has shut down what is there, and put nothing in its place.
bool isGivenUp(const Place &place)
{
    return place.newest->desired.value > TaskState::Running && !docker::hasFailed(*place.newest) &&
           !(place.newest->state == TaskState::Complete);
}

const Task *outputOf(const Place &place)
{
    if (place.running) {
        return place.running;
    }
    return isGivenUp(place) ? nullptr : place.newestMade;
}
} // namespace

QString placeOf(const Task &task)
{
    return task.slot ? QString::number(*task.slot) : task.node.value;
}

std::vector<const Task *> outputTasks(const Snapshot &snapshot, const docker::ServiceId &only)
{
    if (!snapshot.swarm) {
        return {};
    }
    std::vector<Place> places;
    QHash<SlotKey, size_t> positions;
    for (const Task &task : snapshot.swarm->tasks) {
        if (!only.isEmpty() && task.service != only) {
            continue;
        }
        const SlotKey key = slotOf(task);
        const size_t at = *positions.insert(key, positions.value(key, places.size()));
        if (at == places.size()) {
            places.emplace_back();
        }
        note(places[at], task);
    }
    std::vector<const Task *> tasks;
    for (const Place &place : places) {
        if (const Task *task = outputOf(place)) {
            tasks.push_back(task);
        }
    }
    return tasks;
}

} // namespace stormdeck::cluster
