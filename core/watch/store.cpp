// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/store.h"

#include "cluster/colours.h"
#include "cluster/limits.h"
#include "watch/planefacts.h"

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

/// When an answer came; `wall` is the same for people.
struct Moment
{
    Instant at{};
    QDateTime wall;
};

template <typename Facts>
std::optional<Error> errorOf(const Result<Facts> &answer)
{
    return answer ? std::nullopt : std::optional(answer.error());
}

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
        if (work.planes) {
            after = joined(*work.planes, work.before->revision + 1, work.colours);
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
            told(next);
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

    [[nodiscard]] Moment now() const { return {clock.now(), clock.wall()}; }

    template <typename Facts>
    void put(SourceAge Freshness::*age, Shared<Facts> Planes::*plane, const Moment &came, Result<Facts> answer,
             const Route &route = {})
    {
        const std::scoped_lock lock(mutex);
        take(freshness.*age, came, answer ? nullptr : &answer.error());
        if (answer) {
            (freshness.*age).route = route;
        }
        if (answer && !(planes.*plane == *answer)) {
            planes.*plane = std::move(*answer);
            planesChanged = true;
        }
        signal();
    }

    template <typename Facts>
    void drop(SourceAge Freshness::*age, Shared<Facts> Planes::*plane)
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

    static void take(SourceAge &age, const Moment &came, const Error *error)
    {
        error ? takeFailure(age, *error, came.at) : takeAnswer(age, came.at, came.wall);
    }

    /// Outside the lock: who listens may take its time.
    void tell(const Moment &came, Answer answer)
    {
        std::unique_lock lock(mutex);
        const Tap told = tap;
        lock.unlock();
        if (told) {
            answer.at = came.at;
            answer.wall = came.wall;
            told(answer);
        }
    }

    void tell(const Moment &came, Plane plane, const std::optional<Error> &error, RawAnswers raw,
              const QString &machine = {}, const Route &route = {})
    {
        tell(came, {.plane = plane,
                    .machine = machine,
                    .route = error ? Route{} : route,
                    .bodies = std::move(raw),
                    .error = error});
    }

    void putEngine(const QString &machine, const Moment &came, const Result<EngineFacts> &answer)
    {
        const std::scoped_lock lock(mutex);
        SourceAge &age = freshness.engines[machine];
        take(age, came, answer ? nullptr : &answer.error());
        if (answer) {
            EngineFacts facts = *answer;
            takeEngineClock(age, std::exchange(facts.info.systemTime, {}));
            planesChanged = planesChanged || !planes.engines.contains(machine) || planes.engines[machine] != facts;
            planes.engines[machine] = facts;
            sightings.note(machine, facts, came.at);
            noteSeen();
        }
        signal();
    }

    void putRoom(const QString &machine, const Moment &came, const Result<RoomFacts> &answer)
    {
        const std::scoped_lock lock(mutex);
        SourceAge &age = freshness.rooms[machine];
        age.lifetime = limits::roomLifetime;
        take(age, came, answer ? nullptr : &answer.error());
        if (answer && !(planes.rooms.contains(machine) && planes.rooms[machine] == *answer)) {
            planes.rooms[machine] = *answer;
            planesChanged = true;
        }
        signal();
    }

    void dropRoom(const QString &machine)
    {
        const std::scoped_lock lock(mutex);
        freshness.rooms.remove(machine);
        planesChanged = planes.rooms.remove(machine) > 0 || planesChanged;
        signal();
    }

    /// Call under the lock. An answer equal to the one before may tell something all the same, as a Storm worker whose
    /// uptime should have grown.
    void noteSeen()
    {
        planesChanged = planesChanged || planes.seen != sightings.seen();
        planes.seen = sightings.seen();
    }

    void note(const StormFacts &storm, Instant came)
    {
        const std::scoped_lock lock(mutex);
        sightings.note(storm, came);
        noteSeen();
    }

    void note(const EnsembleFacts &ensemble)
    {
        const std::scoped_lock lock(mutex);
        sightings.note(ensemble);
        noteSeen();
    }

    /// Call under the lock.
    void setNextTry(SourceAge &age, Instant at)
    {
        age.nextTry = at;
        if (isFailing(age)) {
            signal();
        }
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
    Sightings sightings;
    Colours colours;
    Picture picture; ///< what the joiner made last
    Listener listener;
    Tap tap;
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

void Store::setTap(Tap tap)
{
    const std::scoped_lock lock(m_impl->mutex);
    m_impl->tap = std::move(tap);
}

void Store::putEngine(const QString &machine, const Result<EngineFacts> &answer, RawAnswers raw)
{
    const Moment came = m_impl->now();
    m_impl->tell(came, Plane::Engine, errorOf(answer), std::move(raw), machine);
    m_impl->putEngine(machine, came, answer);
}

void Store::putSwarm(Result<SwarmFacts> answer, RawAnswers raw)
{
    const Moment came = m_impl->now();
    m_impl->tell(came, Plane::Swarm, errorOf(answer), std::move(raw));
    if (const Shared<SwarmFacts> before = planes().swarm; before && answer) {
        shareUnchanged(*before, *answer);
    }
    m_impl->put(&Freshness::swarm, &Planes::swarm, came, std::move(answer));
}

void Store::putEnsemble(Result<EnsembleFacts> answer, const Route &route, RawAnswers raw)
{
    const Moment came = m_impl->now();
    m_impl->tell(came, Plane::Ensemble, errorOf(answer), std::move(raw), {}, route);
    if (answer) {
        m_impl->note(*answer);
    }
    m_impl->put(&Freshness::ensemble, &Planes::ensemble, came, std::move(answer), route);
}

void Store::putStorm(Result<StormFacts> answer, const Route &route, RawAnswers raw)
{
    const Moment came = m_impl->now();
    m_impl->tell(came, Plane::Storm, errorOf(answer), std::move(raw), {}, route);
    if (answer) {
        m_impl->note(*answer, came.at);
    }
    m_impl->put(&Freshness::storm, &Planes::storm, came, std::move(answer), route);
}

void Store::putRoom(const QString &machine, const Result<RoomFacts> &answer, RawAnswers raw)
{
    const Moment came = m_impl->now();
    m_impl->tell(came, Plane::Room, errorOf(answer), std::move(raw), machine);
    m_impl->putRoom(machine, came, answer);
}

void Store::putCertificates(CertificateFacts facts)
{
    const std::scoped_lock lock(m_impl->mutex);
    if (m_impl->planes.certificates != facts) {
        m_impl->planes.certificates = std::move(facts);
        m_impl->planesChanged = true;
        m_impl->signal();
    }
}

void Store::dropSwarm()
{
    m_impl->tell(m_impl->now(), {.plane = Plane::Swarm, .nothingToAsk = true});
    m_impl->drop(&Freshness::swarm, &Planes::swarm);
}

void Store::dropEnsemble()
{
    m_impl->tell(m_impl->now(), {.plane = Plane::Ensemble, .nothingToAsk = true});
    m_impl->drop(&Freshness::ensemble, &Planes::ensemble);
}

void Store::dropStorm()
{
    m_impl->tell(m_impl->now(), {.plane = Plane::Storm, .nothingToAsk = true});
    m_impl->drop(&Freshness::storm, &Planes::storm);
}

void Store::dropRoom(const QString &machine)
{
    m_impl->tell(m_impl->now(), {.plane = Plane::Room, .machine = machine, .nothingToAsk = true});
    m_impl->dropRoom(machine);
}

void Store::show(Planes planes, Freshness freshness)
{
    const std::scoped_lock lock(m_impl->mutex);
    m_impl->planes = std::move(planes);
    m_impl->freshness = std::move(freshness);
    m_impl->planesChanged = true;
    m_impl->signal();
}

void Store::setNextTry(const QString &source, Instant at)
{
    const std::scoped_lock lock(m_impl->mutex);
    Freshness &freshness = m_impl->freshness;
    if (source == QStringLiteral("swarm")) {
        m_impl->setNextTry(freshness.swarm, at);
    } else if (source == QStringLiteral("ensemble")) {
        m_impl->setNextTry(freshness.ensemble, at);
    } else if (source == QStringLiteral("storm")) {
        m_impl->setNextTry(freshness.storm, at);
    }
}

void Store::setEngineNextTry(const QString &machine, Instant at)
{
    const std::scoped_lock lock(m_impl->mutex);
    m_impl->setNextTry(m_impl->freshness.engines[machine], at);
}

} // namespace stormdeck::watch
