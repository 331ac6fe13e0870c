// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/watcher.h"

#include "watch/alarm.h"
#include "watch/events.h"
#include "watch/rooms.h"
#include "watch/sources.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <thread>

namespace stormdeck::watch {

namespace {
using std::chrono::milliseconds;

/// Between two looks that a source was woken for: what wakes it may come without end, as events of containers that fail
/// and are started again, and each look costs the cluster something.
constexpr milliseconds longestRest{500};

/// Runs one source on a thread: look, wait, look again; slower while it fails, at once when woken, but after
/// a rest when woken again.
class Round
{
public:
    Round(QString name, milliseconds pace, milliseconds slowest, Store &store, const Clock &clock)
        : m_name(std::move(name)), m_backoff(pace, slowest), m_rest(std::min(pace / 2, longestRest)), m_store(store),
          m_clock(clock), m_alarm(clock)
    {
    }

    /// `changed` is called on the source's thread after a look that changed what it looks at.
    template <typename Source>
    void start(Source source, std::function<void()> changed)
    {
        m_changed = std::move(changed);
        m_thread =
            std::jthread([this, one = std::move(source)](const std::stop_token &stop) mutable { run(one, stop); });
    }

    void requestStop() { m_thread.request_stop(); }
    void join() { m_thread.join(); }

    void wakeUp() { m_alarm.wakeUp(); }

private:
    template <typename Source>
    void run(Source &source, const std::stop_token &stop)
    {
        bool isWoken = false;
        while (!stop.stop_requested()) {
            const Instant begun = m_clock.now();
            const bool good = source.look(stop);
            m_changed();
            const Instant ended = m_clock.now();
            const auto took = std::chrono::duration_cast<milliseconds>(ended - begun);
            m_restedAt = isWoken ? ended + m_rest : m_restedAt;
            isWoken = waitIsCutShort(m_backoff.after(good, hasOwnWaits<Source> ? milliseconds() : took), stop);
            if (isWoken) {
                sleepUntil(m_restedAt, stop);
                m_store.setNextTry(m_name, m_clock.now());
                hurry(source);
            }
        }
    }

    bool waitIsCutShort(milliseconds wait, const std::stop_token &stop)
    {
        const Instant next = m_clock.now() + wait;
        m_store.setNextTry(m_name, next);
        return m_alarm.waitUntil(next, stop);
    }

    /// To be woken meanwhile is to be woken by the end.
    void sleepUntil(Instant moment, const std::stop_token &stop)
    {
        while (m_alarm.waitUntil(moment, stop)) {
        }
    }

    /// A source of several endpoints knows when each is due, and would find none due before that.
    template <typename Source>
    static constexpr bool hasOwnWaits = requires(Source &source)
    {
        source.hurry();
    };

    template <typename Source>
    void hurry(Source &source)
    {
        if constexpr (hasOwnWaits<Source>) {
            source.hurry();
        }
    }

    QString m_name;
    Backoff m_backoff;
    milliseconds m_rest;
    Instant m_restedAt{};
    Store &m_store;
    const Clock &m_clock;
    Alarm m_alarm;
    std::function<void()> m_changed;
    std::jthread m_thread;
};

using NodeStates = std::map<docker::NodeId, Named<docker::NodeState>>;

NodeStates statesOf(const Shared<cluster::SwarmFacts> &facts)
{
    NodeStates states;
    if (facts) {
        for (const docker::Node &node : facts->nodes) {
            states.emplace(node.id, node.state);
        }
    }
    return states;
}
} // namespace

struct Watcher::Impl
{
    Impl(const settings::Profile &profile, const Pace &pace, const Clock &clock,
         const std::shared_ptr<access::Ways> &shared)
        : ways(shared), store(profile.name, profile.machines, clock),
          engines(QStringLiteral("engines"), pace.engines, pace.slowest, store, clock),
          swarm(QStringLiteral("swarm"), pace.swarm, pace.slowest, store, clock),
          ensemble(QStringLiteral("ensemble"), pace.ensemble, pace.slowest, store, clock),
          storm(QStringLiteral("storm"), pace.storm, pace.slowest, store, clock),
          rooms(QStringLiteral("rooms"), pace.rooms, pace.rooms, store, clock),
          events(QStringLiteral("events"), pace.swarm, pace.slowest, store, clock)
    {
        engines.start(EnginesSource(profile.machines, {pace.engines, pace.slowest}, store, ways),
                      [this, known = 0]() mutable {
                          const int inSwarm = enginesInSwarm();
                          if (std::exchange(known, inSwarm) != inSwarm) {
                              swarm.wakeUp();
                          }
                      });
        swarm.start(SwarmSource(profile.machines, store, ways),
                    [this, known = Shared<cluster::SwarmFacts>()]() mutable {
                        const auto before = std::exchange(known, store.planes().swarm);
                        if (before != known) {
                            takeSwarm(before, known);
                        }
                    });
        ensemble.start(EnsembleSource(profile.machines, store, ways), [] {});
        storm.start(StormSource(profile.machines, profile.stormUi, store, ways), [] {});
        rooms.start(RoomSource(profile.machines, store, ways), [] {});
        events.start(EventsSource(
                         profile.machines, store, [this] { swarm.wakeUp(); }, ways),
                     [] {});
    }

    void takeSwarm(const Shared<cluster::SwarmFacts> &before, const Shared<cluster::SwarmFacts> &now)
    {
        if (statesOf(before) != statesOf(now)) {
            engines.wakeUp(); // one that was silent may be back; swarm tasks, which may change all day, do not tell
        }
        ensemble.wakeUp();
        storm.wakeUp();
        const auto nodesOf = [](const Shared<cluster::SwarmFacts> &facts) {
            return facts ? nodesWithContainers(*facts) : std::set<docker::NodeId>();
        };
        if (nodesOf(before) != nodesOf(now)) {
            rooms.wakeUp();
        }
    }

    /// 0 while no engine has answered, so that the first answer counts as a change.
    int enginesInSwarm() const
    {
        const cluster::Planes planes = store.planes();
        int count = planes.engines.isEmpty() ? 0 : 1;
        for (const cluster::EngineFacts &facts : planes.engines) {
            count += facts.info.swarm.state == docker::LocalNodeState::Active ? 1 : 0;
        }
        return count;
    }

    ~Impl()
    {
        for (Round *round : rounds()) {
            round->requestStop();
        }
        // One round wakes another, so none may go while any still runs.
        for (Round *round : rounds()) {
            round->join();
        }
    }

    std::array<Round *, 6> rounds() { return {&engines, &swarm, &ensemble, &storm, &rooms, &events}; }

    std::shared_ptr<access::Ways> ways;
    Store store;
    Round engines;
    Round swarm;
    Round ensemble;
    Round storm;
    Round rooms;
    Round events;
};

Watcher::Watcher(settings::Profile profile, Pace pace, const Clock &clock, std::shared_ptr<access::Ways> ways)
    : m_impl(std::make_unique<Impl>(profile, pace, clock, access::orOwn(std::move(ways))))
{
}

Watcher::~Watcher() = default;

Store &Watcher::store()
{
    return m_impl->store;
}

void Watcher::refresh()
{
    m_impl->ways->tunnels.askAgain();
    lookNow();
}

void Watcher::lookNow()
{
    for (Round *round : m_impl->rounds()) {
        round->wakeUp();
    }
}

} // namespace stormdeck::watch
