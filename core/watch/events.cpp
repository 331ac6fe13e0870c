// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/events.h"

#include "watch/homeswarm.h"

namespace stormdeck::watch {

EventsSource::EventsSource(const std::vector<Machine> &machines, const Store &store, std::function<void()> hint,
                           std::shared_ptr<access::Ways> ways, std::chrono::milliseconds longest)
    : m_access(machines, std::move(ways)), m_store(store), m_hint(std::move(hint)), m_longest(longest)
{
}

/// One that the engines' own answers name, else one looked for. An engine that has just gone silent is not waited for.
Result<docker::Client *> EventsSource::findManager(const std::stop_token &stop)
{
    const cluster::Planes planes = m_store.planes();
    const cluster::Freshness freshness = m_store.freshness();
    const QString answering = answeringManager(planes, freshness);
    return answering.isEmpty() ? m_access.manager(stop, homeSwarm(planes, freshness)) : m_access.engine(answering);
}

bool EventsSource::look(const std::stop_token &stop)
{
    if (!m_store.planes().swarm) {
        return true;
    }
    const auto manager = findManager(stop);
    if (!manager) {
        return false;
    }
    if (std::exchange(m_followedBefore, true)) {
        m_hint();
    }
    bool toldSomething = false;
    const auto take = [&](const docker::Event &) {
        toldSomething = true;
        m_hint();
        return true;
    };
    const Deadline deadline = Deadline::in(m_longest);
    const auto followed = (*manager)->watchEvents(take, deadline, stop);
    return followed && (toldSomething || deadline.passed());
}

} // namespace stormdeck::watch
