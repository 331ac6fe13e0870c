// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/store.h"

#include "cluster/colours.h"

#include <condition_variable>
#include <thread>

namespace stormdeck::watch {

using namespace cluster;

Picture judged(SnapshotPtr snapshot, Freshness freshness, Instant now)
{
    std::vector<Finding> found = findings(*snapshot, freshness, now);
    const Health state = health(*snapshot, freshness, found, now);
    return {std::move(snapshot), std::move(freshness), std::move(found), state};
}

namespace {
/// The joiner's work of one round, taken under the lock and done outside it.
struct Work
{
    std::optional<Planes> planes; ///< set where they have changed
    Freshness freshness;
    SnapshotPtr before;
    Colours colours;
};

SnapshotPtr joined(const Planes &planes, quint64 revision, Colours &colours)
{
    Snapshot snapshot = join(planes, revision);
    colours.paint(snapshot);
    return std::make_shared<const Snapshot>(std::move(snapshot));
}
} // namespace

struct Store::Impl
{
    Impl(QString clusterName, std::vector<Machine> machines, const Clock &theClock, std::chrono::milliseconds theTick)
        : clock(theClock), tick(theTick)
    {
        planes.cluster = std::move(clusterName);
        planes.machines = std::move(machines);
        for (const Machine &machine : planes.machines) {
            freshness.engines.insert(machine.name, {});
        }
        picture = judged(joined(planes, 0, colours), freshness, clock.now());
        joiner = std::jthread([this](const std::stop_token &stop) { run(stop); });
    }

    /// Runs the joiner: folds whatever arrived since the last time into one revision, and judges it.
    void run(const std::stop_token &stop)
    {
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            const bool arrived = wake.wait_for(lock, stop, tick, [this] { return planesChanged || agesChanged; });
            if (!stop.stop_requested()) {
                fold(arrived, lock);
            }
        }
    }

    /// Called with the lock held and returns with it.
    void fold(bool arrived, std::unique_lock<std::mutex> &lock)
    {
        Work work = takeWork();
        lock.unlock();
        SnapshotPtr after = work.before;
        Delta delta;
        if (work.planes) {
            after = joined(*work.planes, work.before->revision + 1, work.colours);
            delta = deltaBetween(*work.before, *after);
        }
        Picture next = judged(std::move(after), std::move(work.freshness), clock.now());
        lock.lock();
        const bool tells = arrived || next.freshness != picture.freshness || next.findings != picture.findings ||
                           next.health != picture.health;
        colours = work.colours;
        picture = next;
        const Listener told = tells ? listener : Listener();
        lock.unlock();
        if (told) {
            told(next, delta);
        }
        lock.lock();
    }

    Work takeWork()
    {
        agesChanged = false;
        Work work{.planes = {}, .freshness = freshness, .before = picture.snapshot, .colours = colours};
        if (std::exchange(planesChanged, false)) {
            work.planes = planes;
        }
        return work;
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
        age.theirTime = age.answeredAt.toUTC();
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
    const std::chrono::milliseconds tick;
    mutable std::mutex mutex;
    std::condition_variable_any wake;
    Planes planes;
    Freshness freshness;
    Colours colours;
    Picture picture; ///< what the joiner made last
    Listener listener;
    bool planesChanged = false;
    bool agesChanged = false;
    std::jthread joiner; ///< last: joined before the rest goes
};

Store::Store(QString cluster, std::vector<Machine> machines, const Clock &clock, std::chrono::milliseconds tick)
    : m_impl(std::make_unique<Impl>(std::move(cluster), std::move(machines), clock, tick))
{
}

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
    return m_impl->picture;
}

cluster::Planes Store::planes() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return m_impl->planes;
}

Freshness Store::freshness() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return m_impl->freshness;
}

Picture Store::joinedNow() const
{
    std::unique_lock lock(m_impl->mutex);
    const Planes planes = m_impl->planes;
    const Freshness freshness = m_impl->freshness;
    const quint64 revision = m_impl->picture.snapshot->revision;
    Colours colours = m_impl->colours;
    lock.unlock();
    return judged(joined(planes, revision, colours), freshness, m_impl->clock.now());
}

void Store::putEngine(const QString &machine, Result<EngineFacts> answer)
{
    const std::scoped_lock lock(m_impl->mutex);
    SourceAge &age = m_impl->freshness.engines[machine];
    m_impl->take(age, answer ? nullptr : &answer.error());
    if (answer) {
        // A clock that goes on is no change of the picture.
        const QDateTime told = std::exchange(answer->info.systemTime, {});
        age.theirTime = told.isValid() ? told : age.theirTime;
    }
    if (answer && (!m_impl->planes.engines.contains(machine) || m_impl->planes.engines[machine] != *answer)) {
        m_impl->planes.engines[machine] = std::move(*answer);
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
