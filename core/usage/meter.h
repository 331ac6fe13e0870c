// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/engineclients.h"
#include "docker/stats.h"
#include "usage/usagesources.h"
#include "util/result.h"

#include <mutex>
#include <optional>
#include <thread>

namespace stormdeck::usage {

/// What one container used when it was looked at.
struct Reading
{
    int source = 0; ///< index into Meter::sources()
    Instant at;
    std::optional<double> cores; ///< since the reading before; nullopt at the first one
    std::optional<qint64> memoryBytes;
    std::optional<qint64> memoryLimitBytes; ///< the container's own, else the host's memory
};

/// Reads what containers on any engines use, every `pace`, a thread and a connection each: an engine answers at its own
/// next look at a container, up to a second later. A container that is gone, or whose engine does not answer, is asked
/// for less and less often. Belongs to the thread that made it; stops and joins its threads when destroyed, which
/// another thread may do.
class Meter
{
public:
    static constexpr std::chrono::seconds pace{2};
    static constexpr size_t mostSources = 64;     ///< more are left out; the window says so
    static constexpr size_t mostWaiting = 10'000; ///< readings that nobody took; the oldest go

    /// `clock` outlives this. `every`: from one look to the next.
    Meter(std::vector<UsageSource> sources, docker::EngineClients clients, const Clock &clock,
          std::chrono::milliseconds every = pace);
    ~Meter();

    [[nodiscard]] const std::vector<UsageSource> &sources() const { return m_sources; }
    /// New readings in the order they were made; never waits.
    [[nodiscard]] std::vector<Reading> take();
    /// Why the last look at each source failed; nullopt where it did not.
    [[nodiscard]] std::vector<std::optional<Error>> errors() const;

private:
    void read(int source, const std::stop_token &stop);
    void put(int source, const docker::ContainerStats &now, const std::optional<docker::ContainerStats> &before);

    std::vector<UsageSource> m_sources;
    docker::EngineClients m_clients;
    const Clock &m_clock;
    std::chrono::milliseconds m_every;
    mutable std::mutex m_mutex; ///< guards what is read
    std::vector<Reading> m_waiting;
    std::vector<std::optional<Error>> m_errors;
    std::vector<std::jthread> m_threads;
};

} // namespace stormdeck::usage
