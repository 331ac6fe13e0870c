// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/store.h"

#include "cluster/colours.h"

#include <condition_variable>
#include <thread>

namespace stormdeck::watch {

using namespace cluster;

struct Store::Impl {
    Impl(QString clusterName, std::vector<Machine> machines, const Clock &theClock) : clock(theClock)
    {
        planes.cluster = std::move(clusterName);
        planes.machines = std::move(machines);
        for (const Machine &machine : planes.machines) {
            freshness.engines.insert(machine.name, {});
        }
        snapshot = std::make_shared<const Snapshot>(join(planes, 0));
        joiner = std::jthread([this](const std::stop_token &stop) { run(stop); });
    }

    /// Runs the joiner: folds whatever arrived since the last time into one revision.
    void run(const std::stop_token &stop)
    {
        std::unique_lock lock(mutex);
        while (wake.wait(lock, stop, [this] { return planesChanged || agesChanged; })) {
            const bool rejoin = std::exchange(planesChanged, false);
            agesChanged = false;
            const Planes copy = rejoin ? planes : Planes{};
            SnapshotPtr before = snapshot;
            lock.unlock();
            Delta delta;
            SnapshotPtr after = before;
            if (rejoin) {
                Snapshot next = join(copy, before->revision + 1);
                colours.paint(next);
                after = std::make_shared<const Snapshot>(std::move(next));
                delta = deltaBetween(*before, *after);
            }
            lock.lock();
            snapshot = after;
            const Picture picture{snapshot, freshness};
            const Listener told = listener;
            lock.unlock();
            if (told) {
                told(picture, delta);
            }
            lock.lock();
        }
    }

    template <typename Facts>
    void put(SourceAge Freshness::*age, std::optional<Facts> Planes::*plane, const Result<Facts> &answer)
    {
        const std::scoped_lock lock(mutex);
        take(freshness.*age, answer ? nullptr : &answer.error());
        if (answer && planes.*plane != *answer) {
            planes.*plane = *answer;
            planesChanged = true;
        }
        signal();
    }

    template <typename Facts>
    void drop(SourceAge Freshness::*age, std::optional<Facts> Planes::*plane)
    {
        const std::scoped_lock lock(mutex);
        const SourceAge nothing{.expected = false};
        if (freshness.*age == nothing && !(planes.*plane)) {
            return;
        }
        freshness.*age = nothing;
        planesChanged = planesChanged || (planes.*plane).has_value();
        (planes.*plane).reset();
        signal();
    }

    /// A good answer clears what failed before; a failure leaves the facts and their age.
    void take(SourceAge &age, const Error *error)
    {
        age.expected = true;
        if (error) {
            age.error = *error;
            age.failingSince = age.failingSince.value_or(clock.now());
            ++age.misses;
            return;
        }
        age.answered = clock.now();
        age.answeredAt = clock.wall();
        age.error.reset();
        age.failingSince.reset();
        age.misses = 0;
    }

    void signal()
    {
        agesChanged = true;
        wake.notify_one();
    }

    const Clock &clock;
    mutable std::mutex mutex;
    std::condition_variable_any wake;
    Planes planes;
    Freshness freshness;
    SnapshotPtr snapshot;
    Listener listener;
    Colours colours; ///< the joiner's
    bool planesChanged = false;
    bool agesChanged = false;
    std::jthread joiner; ///< last: joined before the rest goes
};

Store::Store(QString cluster, std::vector<Machine> machines, const Clock &clock)
    : m_impl(std::make_unique<Impl>(std::move(cluster), std::move(machines), clock))
{}

Store::~Store() = default;

void Store::setListener(Listener listener)
{
    const std::scoped_lock lock(m_impl->mutex);
    m_impl->listener = std::move(listener);
    m_impl->signal();
}

Picture Store::picture() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return {m_impl->snapshot, m_impl->freshness};
}

cluster::Planes Store::planes() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return m_impl->planes;
}

Picture Store::joinedNow() const
{
    std::unique_lock lock(m_impl->mutex);
    const Planes planes = m_impl->planes;
    const Freshness freshness = m_impl->freshness;
    const quint64 revision = m_impl->snapshot->revision;
    lock.unlock();
    return {std::make_shared<const Snapshot>(join(planes, revision)), freshness};
}

void Store::putEngine(const QString &machine, const Result<EngineFacts> &answer)
{
    const std::scoped_lock lock(m_impl->mutex);
    m_impl->take(m_impl->freshness.engines[machine], answer ? nullptr : &answer.error());
    if (answer && (!m_impl->planes.engines.contains(machine) || m_impl->planes.engines[machine] != *answer)) {
        m_impl->planes.engines[machine] = *answer;
        m_impl->planesChanged = true;
    }
    m_impl->signal();
}

void Store::putSwarm(const Result<SwarmFacts> &answer)
{
    m_impl->put(&Freshness::swarm, &Planes::swarm, answer);
}

void Store::putEnsemble(const Result<EnsembleFacts> &answer)
{
    m_impl->put(&Freshness::ensemble, &Planes::ensemble, answer);
}

void Store::putStorm(const Result<StormFacts> &answer)
{
    m_impl->put(&Freshness::storm, &Planes::storm, answer);
}

void Store::dropSwarm()
{
    m_impl->drop(&Freshness::swarm, &Planes::swarm);
}

void Store::dropEnsemble()
{
    m_impl->drop(&Freshness::ensemble, &Planes::ensemble);
}

void Store::dropStorm()
{
    m_impl->drop(&Freshness::storm, &Planes::storm);
}

void Store::setNextTry(const QString &source, Instant at)
{
    const std::scoped_lock lock(m_impl->mutex);
    Freshness &freshness = m_impl->freshness;
    if (source == QStringLiteral("swarm")) {
        freshness.swarm.nextTry = at;
    } else if (source == QStringLiteral("ensemble")) {
        freshness.ensemble.nextTry = at;
    } else if (source == QStringLiteral("storm")) {
        freshness.storm.nextTry = at;
    } else {
        for (SourceAge &age : freshness.engines) {
            age.nextTry = at;
        }
    }
}

} // namespace stormdeck::watch
