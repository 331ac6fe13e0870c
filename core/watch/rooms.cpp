// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/rooms.h"

#include "util/sidebyside.h"
#include "watch/planefacts.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::watch {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Room)
};

constexpr std::chrono::milliseconds patience{4000};
constexpr size_t mostAtOnce = 8;

struct Told
{
    cluster::RoomFacts facts;
    RawAnswers raw;
};

/// Storm's and ZooKeeper's, by their labels, else by what they run.
std::vector<docker::Service> servicesOfCluster(const cluster::SwarmFacts &swarm)
{
    std::vector<docker::Service> services;
    std::copy_if(swarm.services.begin(), swarm.services.end(), std::back_inserter(services),
                 [](const docker::Service &one) { return !cluster::roleOf(one).isEmpty(); });
    return services;
}

Error named(Error error)
{
    error.attempted = Text::tr("see how much disk and memory are left");
    return error;
}

Result<Told> askIn(docker::Client &engine, const access::RunningContainer &container, Deadline deadline,
                   const std::stop_token &stop)
{
    const auto said = engine.exec(container.id, cluster::roomCommand(), {}, deadline, stop);
    if (!said) {
        return failure(named(said.error()));
    }
    RawAnswers raw = rawRoom(said->output, container.name);
    return decodeRoom(raw).map([&](cluster::RoomFacts &&facts) { return Told{std::move(facts), std::move(raw)}; });
}
} // namespace

/// One machine and the containers there through which it can be seen.
struct RoomSource::Asked
{
    QString machine;
    docker::Client *engine = nullptr;
    std::vector<access::RunningContainer> containers;
    std::optional<Result<Told>> told; ///< none after a stop

    /// The first container that tells it: one may be paused, or have no shell.
    void ask(Deadline deadline, const std::stop_token &stop)
    {
        for (const access::RunningContainer &container : containers) {
            told = askIn(*engine, container, deadline, stop);
            if (*told || deadline.passed() || stop.stop_requested()) {
                break;
            }
        }
    }
};

RoomSource::RoomSource(const std::vector<Machine> &machines, Store &store, std::shared_ptr<access::Ways> ways)
    : m_access(machines, std::move(ways)), m_store(store)
{
}

std::vector<RoomSource::Asked> RoomSource::machinesToAsk(const cluster::SwarmFacts &swarm,
                                                         const QMap<QString, cluster::EngineFacts> &engines)
{
    std::vector<Asked> all;
    const access::Surroundings around{servicesOfCluster(swarm), swarm.tasks, swarm.nodes, {}, machinesByNode(engines)};
    for (const access::RunningContainer &container : access::runningContainers(m_access.machines(), around)) {
        auto one = std::find_if(all.begin(), all.end(),
                                [&](const Asked &asked) { return asked.machine == container.machine.name; });
        if (one == all.end()) {
            const auto engine = m_access.engine(container.machine.name);
            if (!engine) {
                continue;
            }
            one = all.insert(all.end(), Asked{.machine = container.machine.name, .engine = *engine});
        }
        one->containers.push_back(container);
    }
    return all;
}

/// What was seen of machines on which nothing runs now would grow old for ever.
void RoomSource::dropOthers(const std::vector<Asked> &asked, const QStringList &silent)
{
    const auto rooms = m_store.freshness().rooms;
    for (auto room = rooms.begin(); room != rooms.end(); ++room) {
        const bool isAsked =
            std::any_of(asked.begin(), asked.end(), [&](const Asked &one) { return one.machine == room.key(); });
        if (!isAsked && !silent.contains(room.key())) {
            m_store.dropRoom(room.key());
        }
    }
}

bool RoomSource::look(const std::stop_token &stop)
{
    const cluster::Planes planes = m_store.planes();
    const QStringList silent = silentMachines(m_store.freshness());
    std::vector<Asked> all = planes.swarm ? machinesToAsk(*planes.swarm, planes.engines) : std::vector<Asked>();
    dropOthers(all, silent);
    std::erase_if(all, [&](const Asked &one) { return silent.contains(one.machine); });
    sideBySide(all.size(), mostAtOnce, [&](size_t i) { all[i].ask(Deadline::in(patience), stop); });
    for (Asked &one : all) {
        if (one.told && !stop.stop_requested()) {
            RawAnswers raw = *one.told ? std::move((*one.told)->raw) : RawAnswers();
            m_store.putRoom(one.machine, std::move(*one.told).map([](Told &&told) { return std::move(told.facts); }),
                            std::move(raw));
        }
    }
    return true;
}

std::set<docker::NodeId> nodesWithContainers(const cluster::SwarmFacts &swarm)
{
    std::set<docker::ServiceId> services;
    for (const docker::Service &service : servicesOfCluster(swarm)) {
        services.insert(service.id);
    }
    std::set<docker::NodeId> nodes;
    for (const docker::Task &task : swarm.tasks) {
        if (services.contains(task.service) && docker::runsAsMeant(task) && !task.container.isEmpty()) {
            nodes.insert(task.node);
        }
    }
    return nodes;
}

} // namespace stormdeck::watch
