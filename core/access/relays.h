// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/relaydial.h"
#include "docker/engineclients.h"

#include <functional>
#include <memory>

namespace stormdeck::access {

/// A private unix socket of this machine that leads to a TCP port inside a cluster, open for as long as this object
/// lives: the clients of http and zookeeper connect to it as to any other. Each connection is an exec of its own.
/// Thread-safe. May outlive its Relays; the socket is gone then.
class Relay
{
public:
    ~Relay();
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    [[nodiscard]] const Endpoint &endpoint() const;
    [[nodiscard]] const RelayTarget &target() const;
    /// Why the latest try to open a way failed, which a client only sees as a connection that is closed at once; empty
    /// after one that worked.
    [[nodiscard]] std::optional<Error> trouble() const;

private:
    friend class Relays;
    struct State;
    explicit Relay(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;
};

/// All relays of a session. One thread pumps them in one poll loop, up to four dial. Threads start with the first
/// relay. Thread-safe. Destroying it ends all relays within 50 ms: connections are closed, by which the commands in the
/// containers end, and the sockets are removed. After kill -9 the engines see the connections close all the same, and
/// the sockets are removed by the next console.
class Relays
{
public:
    static constexpr int mostRelays = 16;
    static constexpr int mostConnections = 64; ///< of all relays together; more are closed at once
    static constexpr int mostOfAClient = 4; ///< what one client should use of a relay: each is processes in a container

    static constexpr std::chrono::seconds usualUnused{60};

    /// `clients` makes those of its own threads; called there. `longestUnused`: how long these keep one that dials
    /// nothing, and with it what leads to its engine.
    explicit Relays(docker::EngineClients clients, std::chrono::milliseconds longestUnused = usualUnused);
    /// To engines that can be connected to directly.
    Relays();
    ~Relays();
    Relays(const Relays &) = delete;
    Relays &operator=(const Relays &) = delete;

    /// Removes the sockets of consoles that were killed. Looks at files, so it is no call for the GUI thread.
    static void removeAbandoned();
    /// Opens a way to the target by `engine`, a client of its machine that belongs to the calling thread, and a socket
    /// that leads to it. Errors: those of dialRelay(); Rejected (code "relay.too-many") beyond mostRelays; those of
    /// RelayFolder.
    [[nodiscard]] Result<std::unique_ptr<Relay>> open(docker::Client &engine, const RelayTarget &target,
                                                      Deadline deadline, const std::stop_token &stop);
    /// Closes all connections over an engine that no longer answers, so that nobody waits for them; `why` becomes their
    /// trouble.
    void abandon(const QString &machine, const Error &why);

    struct Hub;

private:
    std::shared_ptr<Hub> m_hub;
};

} // namespace stormdeck::access
