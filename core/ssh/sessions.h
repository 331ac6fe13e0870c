// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/session.h"
#include "util/clock.h"

#include <map>

namespace stormdeck::ssh {

/// All sessions of the program: one a host, user and way to it, made when first asked for. Hosts behind others share
/// the sessions of those. What a person has answered holds for all. Thread-safe by one lock. At most 64; to make room,
/// one that nobody else holds goes.
class Sessions
{
public:
    static constexpr std::chrono::minutes usualUnused{10};

    explicit Sessions(std::shared_ptr<Asker> asker, ConfigFiles files = ConfigFiles::ofThisUser(),
                      Liveness liveness = {}, std::shared_ptr<Answers> answers = std::make_shared<Answers>());

    /// Applies the configuration; connects nothing. `through`: hosts to jump over, the first one first, in place of
    /// what the configuration says; the first is reached as the configuration says of it. Errors: as readConfig, and
    /// Rejected where the hosts to jump over lead in a circle or there are too many sessions.
    [[nodiscard]] Result<std::shared_ptr<Session>> to(const Target &target, const std::vector<Target> &through = {});
    /// Ends those that nobody else has held or asked for in that time, so that a host that was tried, or left with its
    /// profile, is not logged in to for days. To be called now and then; waits for their threads.
    void endUnused(std::chrono::seconds longest = usualUnused);

private:
    struct Kept
    {
        std::shared_ptr<Session> session;
        Instant used; ///< as far as was looked
    };
    using ConfigReader = std::function<Result<HostConfig>()>;
    [[nodiscard]] Result<std::shared_ptr<Session>> build(const ConfigReader &read, const HostConfig &host, int depth);
    [[nodiscard]] Result<std::shared_ptr<Session>> jumpTo(const Target &jump, std::shared_ptr<Session> before,
                                                          int depth);
    [[nodiscard]] Result<std::shared_ptr<Session>> obtain(const ConfigReader &read, const HostConfig &host,
                                                          std::shared_ptr<Session> jump);
    void makeRoom();

    std::shared_ptr<Asker> m_asker;
    ConfigFiles m_files;
    Liveness m_liveness;
    std::shared_ptr<Answers> m_answers;
    std::mutex m_mutex; ///< guards m_sessions
    std::map<QString, Kept> m_sessions;
};

} // namespace stormdeck::ssh
