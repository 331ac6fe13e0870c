// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/relayfolder.h"
#include "access/relaypipe.h"

#include <map>
#include <mutex>
#include <vector>

namespace stormdeck::access {

/// What is said of a relay by the threads that serve it. One lock.
class RelayTrouble
{
public:
    void set(std::optional<Error> error)
    {
        const std::scoped_lock lock(m_mutex);
        m_error = std::move(error);
    }
    [[nodiscard]] std::optional<Error> get() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_error;
    }

private:
    mutable std::mutex m_mutex;
    std::optional<Error> m_error;
};

/// A relay as the pump knows it.
struct OpenRelay
{
    int id = 0;
    RelayTarget target;
    RelayFolder::Listening socket;
    std::shared_ptr<RelayTrouble> trouble;
    std::optional<RelayStream> first; ///< opened with the relay, for its first client
    Instant opened{};
};

/// A way that somebody has to open for a client that waits.
struct WantedWay
{
    int pipe = 0;
    RelayTarget target;
    std::shared_ptr<RelayTrouble> trouble;
    std::weak_ptr<const RelayPipe> client; ///< goes with the client; only for isDeserted()

    /// The client has gone. Of any thread.
    [[nodiscard]] bool isDeserted() const { return client.expired(); }
};

/// The sockets and connections of all relays, and one turn of their poll loop. Belongs to the thread that pumps.
class RelayPump
{
public:
    /// `mostPipes`: connections at once.
    explicit RelayPump(size_t mostPipes) : m_mostPipes(mostPipes) {}
    ~RelayPump();
    RelayPump(const RelayPump &) = delete;
    RelayPump &operator=(const RelayPump &) = delete;

    void add(OpenRelay relay);
    void close(int relay);
    void abandon(const QString &machine, const Error &why);
    /// A way that was wanted, or that none came.
    void give(int pipe, std::optional<RelayStream> stream);
    /// Moves what can be moved, waits until more can be or a descriptor of `wakes` is readable, and takes new clients.
    /// Gives back the ways that are wanted now.
    [[nodiscard]] std::vector<WantedWay> turn(const std::vector<int> &wakes);

private:
    struct Connection
    {
        int relay = 0;
        std::shared_ptr<RelayPipe> pipe; ///< nobody else holds it
    };

    /// Whether any has more to move at once.
    [[nodiscard]] bool moveAll();
    [[nodiscard]] int timeToWait(bool more) const;
    void accept(OpenRelay &relay, std::vector<WantedWay> &wanted);
    static void end(OpenRelay &relay);

    size_t m_mostPipes;
    std::map<int, OpenRelay> m_relays;
    std::map<int, Connection> m_connections;
    int m_nextPipe = 1;
};

} // namespace stormdeck::access
