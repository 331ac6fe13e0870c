// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/followedlog.h"

#include <memory>
#include <thread>

namespace stormdeck::logs {

/// Follows logs of containers on any engines, a thread and a connection each, and one thread that looks after them.
/// Begins with the last lines there are. Belongs to the thread that made it; stops and joins its threads when
/// destroyed, within 50 ms, which another thread may do.
class Follower
{
public:
    static constexpr size_t mostSources = 64; ///< more are left out; the window says so

    /// `clock` outlives this.
    Follower(const std::vector<LogSource> &sources, docker::EngineClients clients, Successor successor, const Clock &clock,
             const FollowPace &pace = {});
    ~Follower();

    /// New lines in the order of their times; never waits.
    [[nodiscard]] std::vector<LogLine> take() { return m_queue.take(); }
    /// The names that LogLine::source counts; they only become more, as successors have names of their own.
    [[nodiscard]] QStringList names() const;
    /// One a source.
    [[nodiscard]] std::vector<SourceState> states() const;

private:
    [[nodiscard]] int numberOf(const QString &name);
    void lookAfter(const std::stop_token &stop);

    LogQueue m_queue;
    mutable std::mutex m_mutex; ///< guards the names
    QStringList m_names;
    FollowedLog::Shared m_shared;
    std::vector<std::unique_ptr<FollowedLog>> m_logs;
    std::vector<std::jthread> m_threads;
};

} // namespace stormdeck::logs
