// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fakeserver.h"

#include <array>
#include <set>

namespace stormdeck::test {

/// An engine as far as execs go, whose containers are this machine: the command of an exec is run here, for real, and
/// its streams come in frames over the hijacked connection. Ends and joins everything when destroyed.
class FakeEngine
{
public:
    FakeEngine();
    ~FakeEngine();
    FakeEngine(const FakeEngine &) = delete;
    FakeEngine &operator=(const FakeEngine &) = delete;

    /// Another container beside "c".
    void addContainer(const QByteArray &id);
    [[nodiscard]] FakeServer &server() { return m_server; }
    [[nodiscard]] const Endpoint &endpoint() const { return m_server.endpoint(); }
    /// Processes that run now.
    [[nodiscard]] int running() const;
    /// Blocks until that many run; false where they do not within five seconds.
    [[nodiscard]] bool waitForRunning(int count) const;
    /// SIGKILL to all, as when a container is killed.
    void killAll();
    /// From now on bytes are neither taken nor given, and requests for execs hang, as of an engine that stands still.
    void freeze();

private:
    void runExec(const QStringList &command, int socket);
    // Each on a thread of its own: a process that takes nothing more still has its say.
    void passAllOutput(const std::array<int, 2> &from, int socket);
    void passAllInput(int socket, int to);
    void waitWhileFrozen();
    [[nodiscard]] Reply create(const Received &request);

    mutable std::mutex m_mutex; ///< guards what follows
    mutable std::condition_variable m_changed;
    std::vector<QStringList> m_commands; ///< by number of the exec
    std::set<int> m_running;
    bool m_frozen = false;
    bool m_ending = false;
    FakeServer m_server; ///< last: its threads use the rest
};

} // namespace stormdeck::test
