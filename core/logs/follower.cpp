// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/follower.h"

#include "docker/client.h"
#include "util/deadline.h"

#include <algorithm>

namespace stormdeck::logs {

Follower::Follower(const std::vector<LogSource> &sources, docker::EngineClients clients, Successor successor,
                   const Clock &clock, const FollowPace &pace)
    : m_queue(clock), m_shared{std::move(clients),
                               std::move(successor),
                               pace,
                               clock,
                               m_queue,
                               [this](const QString &name) { return numberOf(name); }}
{
    for (size_t i = 0; i < std::min(sources.size(), mostSources); ++i) {
        m_logs.push_back(std::make_unique<FollowedLog>(sources[i], m_shared));
    }
    for (const auto &log : m_logs) {
        m_threads.emplace_back([followed = log.get()](const std::stop_token &stop) { followed->run(stop); });
    }
    m_threads.emplace_back([this](const std::stop_token &stop) { lookAfter(stop); });
}

Follower::~Follower()
{
    for (std::jthread &thread : m_threads) {
        thread.request_stop();
    }
}

QStringList Follower::names() const
{
    const std::scoped_lock lock(m_mutex);
    return m_names;
}

std::vector<SourceState> Follower::states() const
{
    std::vector<SourceState> states;
    for (const auto &log : m_logs) {
        states.push_back(log->state());
    }
    return states;
}

int Follower::numberOf(const QString &name)
{
    const std::scoped_lock lock(m_mutex);
    if (const qsizetype at = m_names.indexOf(name); at >= 0) {
        return int(at);
    }
    m_names << name;
    return int(m_names.size()) - 1;
}

void Follower::lookAfter(const std::stop_token &stop)
{
    while (pause(m_shared.pace.look, stop)) {
        for (const auto &log : m_logs) {
            log->letGoIfReplaced();
        }
    }
}

} // namespace stormdeck::logs
