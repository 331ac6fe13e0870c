// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage/meter.h"

#include "docker/client.h"
#include "util/backoff.h"
#include "util/deadline.h"

namespace stormdeck::usage {

namespace {
constexpr int slowest = 8; ///< times the pace, between tries that fail
}

Meter::Meter(std::vector<UsageSource> sources, docker::EngineClients clients, const Clock &clock,
             std::chrono::milliseconds every)
    : m_sources(std::move(sources)), m_clients(std::move(clients)), m_clock(clock), m_every(every)
{
    m_sources.resize(std::min(m_sources.size(), mostSources));
    m_errors.resize(m_sources.size());
    for (int source = 0; source < int(m_sources.size()); ++source) {
        m_threads.emplace_back([this, source](const std::stop_token &stop) { read(source, stop); });
    }
}

Meter::~Meter()
{
    for (std::jthread &thread : m_threads) {
        thread.request_stop();
    }
}

std::vector<Reading> Meter::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_waiting, {});
}

std::vector<std::optional<Error>> Meter::errors() const
{
    const std::scoped_lock lock(m_mutex);
    return m_errors;
}

void Meter::read(int source, const std::stop_token &stop)
{
    docker::Client engine = m_clients(m_sources[size_t(source)].machine);
    std::optional<docker::ContainerStats> before;
    Backoff backoff(m_every, slowest * m_every);
    std::chrono::milliseconds wait{0};
    do {
        const Instant begun = BootClock::now();
        const auto now = engine.containerStats(m_sources[size_t(source)].container, stop);
        if (stop.stop_requested()) {
            return;
        }
        if (now) {
            put(source, *now, before);
            before = *now;
        }
        const std::scoped_lock lock(m_mutex);
        m_errors[size_t(source)] = now ? std::nullopt : std::optional(now.error());
        wait = backoff.after(now.has_value(),
                             std::chrono::duration_cast<std::chrono::milliseconds>(BootClock::now() - begun));
    } while (pause(wait, stop));
}

void Meter::put(int source, const docker::ContainerStats &now, const std::optional<docker::ContainerStats> &before)
{
    const Reading reading{.source = source,
                          .at = m_clock.now(),
                          .cores = before ? docker::coresUsed(*before, now) : std::nullopt,
                          .memoryBytes = now.memoryBytes,
                          .memoryLimitBytes = now.memoryLimitBytes};
    const std::scoped_lock lock(m_mutex);
    if (m_waiting.size() >= mostWaiting) {
        m_waiting.erase(m_waiting.begin(), m_waiting.begin() + mostWaiting / 2);
    }
    m_waiting.push_back(reading);
}

} // namespace stormdeck::usage
