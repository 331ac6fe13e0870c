// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/events.h"

namespace stormdeck::watch {

using namespace std::chrono_literals;

namespace {
constexpr auto longestFollow = 60s;
constexpr auto betweenHints = 200ms;
} // namespace

EventsSource::EventsSource(const std::vector<Machine> &machines, const Store &store, std::function<void()> hint,
                           std::shared_ptr<access::Ways> ways)
    : m_access(machines, std::move(ways)), m_store(store), m_hint(std::move(hint))
{
}

bool EventsSource::look(const std::stop_token &stop)
{
    if (!m_store.planes().swarm) {
        return true;
    }
    const auto manager = m_access.manager(stop);
    if (!manager) {
        return false;
    }
    const auto take = [this](const docker::Event &) {
        const Instant now = BootClock::now();
        if (now >= m_hinted + betweenHints) {
            m_hinted = now;
            m_hint();
        }
        return true;
    };
    return (*manager)->watchEvents(take, Deadline::in(longestFollow), stop).has_value();
}

} // namespace stormdeck::watch
