// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/host.h"
#include "docker/client.h"
#include "ssh/sessions.h"
#include "util/machine.h"

#include <map>
#include <mutex>

namespace stormdeck::access {

/// Engines behind SSH: one tunnel to each, for all clients, over one connection a host. Thread-safe by one lock.
/// Connections are made by the clients' calls and stay as long as they are used, and a while longer; a tunnel goes with
/// the last client that uses it.
class Tunnels
{
public:
    static constexpr int mostOfAClient = 4; ///< connections: all clients of a host share one that SSH makes
    static constexpr std::chrono::seconds usualIdle{30};

    /// `asker`: puts questions to a person; null: there is nobody, and what needs an answer is refused. `saved`: where
    /// answers are kept; null: in a memory of its own. `longestIdle`: of the clients' connections, see http::Detour.
    explicit Tunnels(std::shared_ptr<ssh::Asker> asker = {},
                     const ssh::ConfigFiles &files = ssh::ConfigFiles::ofThisUser(), ssh::Liveness liveness = {},
                     std::shared_ptr<secrets::SavedSecrets> saved = {}, std::chrono::seconds longestIdle = usualIdle);

    /// As ssh::Session::removeAbandoned().
    static void removeAbandoned() { ssh::Session::removeAbandoned(); }
    /// A client of the engine of a machine, however that is reached. Never fails and connects nothing; for an engine
    /// behind SSH it reads the SSH configuration from the disk. What stands in the way is the error of the client's
    /// calls: those of ssh::Sessions and ssh::Session.
    [[nodiscard]] docker::Client client(const Machine &machine);
    /// Commands on the machine itself; connects nothing. Errors: those of session().
    [[nodiscard]] Result<Host> host(const Machine &machine);
    /// The connection to the host of a machine that is behind SSH; connects nothing. Errors: those of ssh::Sessions,
    /// and Rejected ("machine.no-ssh") for a machine that is not behind SSH.
    [[nodiscard]] Result<std::shared_ptr<ssh::Session>> session(const Machine &machine);
    /// Connects to the hosts of those machines that are behind SSH, all at once, and waits while a person is asked,
    /// else six seconds at most. What fails is told by the calls that follow.
    void open(const std::vector<Machine> &machines, const std::stop_token &stop);
    /// Somebody wants another try: what was refused before is asked again by the next call.
    void askAgain();
    /// Ends connections to hosts that nothing has used for long: see ssh::Sessions. To be called now and then.
    void endUnused() { m_sessions.endUnused(); }

private:
    struct Way;
    [[nodiscard]] Result<std::shared_ptr<ssh::Session>> sessionTo(const Endpoint &engine);
    [[nodiscard]] Result<std::shared_ptr<Way>> wayTo(const Endpoint &engine);
    [[nodiscard]] std::shared_ptr<Way> knownWay(const QString &key) const;
    [[nodiscard]] Result<std::shared_ptr<Way>> makeWay(const Endpoint &engine);

    std::shared_ptr<ssh::Asker> m_asker;
    std::shared_ptr<ssh::Answers> m_answers;
    ssh::Sessions m_sessions;
    std::chrono::seconds m_longestIdle;
    std::mutex m_mutex; ///< guards m_ways; not held while one is made
    std::map<QString, std::weak_ptr<Way>> m_ways;
};

} // namespace stormdeck::access
