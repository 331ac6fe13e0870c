// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/bell.h"
#include "ssh/setup.h"
#include "ssh/work.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace stormdeck::ssh {

class Listener;

/// How the host's SSH port is reached.
struct Way
{
    Dialer dial;
    std::function<bool()> isAsking; ///< a host before this one has a question open; thread-safe
    /// The host as its configuration is by now; none where it stays as it is. Called on the session's thread.
    std::function<Result<HostConfig>()> configured = {};
};

/// How many channels a session has at once; more wait for their turn.
struct ChannelLimits
{
    int sessions = 8;   ///< commands and uploads; OpenSSH allows ten (MaxSessions)
    int forwards = 128; ///< connections through tunnels and to hosts behind this one; OpenSSH does not count them
};

/// The thread of one session: connects when there is work and no connection, gives each piece of work its turn, finds
/// out when the connection is lost. What the configuration says of the host is read anew for each connection. Only this
/// thread touches libssh. The queue of waiting work, and what ends a set-up early, are guarded by one lock; the rest
/// belongs to the thread.
class Driver
{
public:
    Driver(HostConfig host, std::shared_ptr<Asker> asker, std::shared_ptr<Answers> answers, Way way, Liveness liveness,
           ChannelLimits limits);
    /// Ends set-up, work and listeners, and waits for the thread.
    ~Driver();
    Driver(const Driver &) = delete;
    Driver &operator=(const Driver &) = delete;

    // From any thread.
    void submit(std::shared_ptr<Work> work);
    void listen(std::shared_ptr<Listener> listener);
    /// A call has given up. Where nobody waits for the connection that is being set up, its set-up ends too; a question
    /// to a person stays open unless `byStop`.
    void reconsider(bool byStop);
    /// Where a person or the other side has refused, work is refused with the same words until this.
    void tryAnew();
    /// A connection that carries nothing is ended; the next work makes another.
    void renew();
    [[nodiscard]] Stage stage() const { return m_stage; }
    /// Whether a person is being asked, about this host or one on the way to it.
    [[nodiscard]] bool isAsking() const { return m_isAsking || (m_way.isAsking && m_way.isAsking()); }
    /// As it was configured when last connected to.
    [[nodiscard]] HostConfig host() const;
    [[nodiscard]] std::shared_ptr<const Bell> bell() const { return m_bell; }

private:
    class Announcer;
    struct Waiting
    {
        std::shared_ptr<Work> work;
        int losses = 0;
    };
    using Active = Waiting;

    void run(const std::stop_token &stop);
    void connect(const std::stop_token &stop);
    [[nodiscard]] Result<std::unique_ptr<Link>> setUpLink(const std::stop_token &stop);
    [[nodiscard]] Result<void> configure();
    [[nodiscard]] bool hasWork();
    void dropUnwanted();
    void refuseAll(const Error &reason);
    void admit();
    void putOff();
    void dropDone();
    [[nodiscard]] bool turn();
    void loseLink();
    [[nodiscard]] bool accept();
    void sleep();
    void shutDown();

    std::shared_ptr<Asker> m_asker;
    std::shared_ptr<Answers> m_answers;
    Way m_way;
    Liveness m_liveness;
    ChannelLimits m_limits;
    std::shared_ptr<const Bell> m_bell;
    std::atomic<Stage> m_stage = Stage::Idle;
    std::atomic<bool> m_isAsking = false;
    std::atomic<bool> m_isToRenew = false;

    mutable std::mutex m_mutex; ///< guards the next five
    HostConfig m_host;          ///< changed by the thread only, which reads it without the lock
    std::deque<Waiting> m_waiting;
    std::vector<std::shared_ptr<Listener>> m_newListeners;
    std::optional<std::stop_source> m_setUp;
    std::optional<Error> m_refusal;

    bool m_isWayOutdated = false; ///< the configuration names other hosts to jump over by now
    std::unique_ptr<Link> m_link;
    std::vector<Active> m_active;
    int m_sessionsAtOnce;           ///< what this connection's server takes, as far as it has shown
    Instant m_nextSession{};        ///< none is opened before
    std::optional<Instant> m_ended; ///< when the last session ended
    std::vector<std::shared_ptr<Listener>> m_listeners;
    bool m_mayAccept = true;
    std::jthread m_thread;
};

} // namespace stormdeck::ssh
