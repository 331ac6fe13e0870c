// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logqueue.h"
#include "logs/logsources.h"

#include <functional>
#include <thread>

namespace stormdeck::docker {
class Client;
}

namespace stormdeck::logs {

/// Makes a client of a machine's engine, however that is reached. Called on any thread; may read the disk.
using EngineClients = std::function<docker::Client(const Machine &)>;

/// How it stands with one followed source.
struct SourceState
{
    bool isFollowed = false;    ///< it has answered, and goes on
    std::optional<Error> error; ///< why it ended or has not begun
    bool operator==(const SourceState &) const = default;
};

/// Follows logs of containers on any engines, a thread and a connection each. Begins with the last lines there are. A
/// container's output is streamed; a file is read on every second from where it was left, so that no process stays
/// behind in a container. Belongs to the thread that made it;
/// stops and joins its threads when destroyed, which another thread may do.
class Follower
{
public:
    static constexpr int firstLines = 1000;       ///< of a container's output
    static constexpr int firstBytes = 200 * 1024; ///< of a file
    static constexpr size_t mostSources = 64;     ///< more are left out; the window says so

    /// `clock` outlives this.
    Follower(std::vector<LogSource> sources, EngineClients clients, const Clock &clock);
    ~Follower();

    [[nodiscard]] const std::vector<LogSource> &sources() const { return m_sources; }
    /// New lines in the order of their times; never waits.
    [[nodiscard]] std::vector<LogLine> take() { return m_queue.take(); }
    [[nodiscard]] std::vector<SourceState> states() const;

private:
    void follow(int index, const std::stop_token &stop);
    [[nodiscard]] Result<void> followOutput(int index, const std::stop_token &stop);
    [[nodiscard]] Result<void> followFile(int index, const std::stop_token &stop);
    void setState(int index, SourceState state);

    std::vector<LogSource> m_sources;
    EngineClients m_clients;
    LogQueue m_queue;
    mutable std::mutex m_mutex; ///< guards the states
    std::vector<SourceState> m_states;
    std::vector<std::jthread> m_threads;
};

} // namespace stormdeck::logs
