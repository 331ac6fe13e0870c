// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/handles.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>
#include <mutex>
#include <thread>

namespace stormdeck::ssh {

/// Which keys of an agent may be offered.
struct AgentChoice
{
    QList<QByteArray> first; ///< keys in wire form that go in front of all others
    bool firstOnly = false;
    QList<QByteArray> never; ///< keys that were offered before
    qsizetype most = 5;      ///< servers close after six attempts; libssh offers all it is shown
};

/// An agent's answer to "which keys have you", cut down to the choice; empty where it cannot be understood.
[[nodiscard]] QByteArray chosenIdentities(const QByteArray &answer, const AgentChoice &choice);
/// The keys of such an answer, in wire form.
[[nodiscard]] QList<QByteArray> identityBlobs(const QByteArray &answer);

/// Stands between libssh and the user's agent during a login, so that libssh, which offers every key the agent has,
/// sees only the chosen ones. One thread, which ends with this object or when libssh closes its end; signatures are
/// made by the real agent. An agent that does not answer holds nothing up longer than the stop.
class AgentFilter
{
public:
    /// `socket` is the agent's path. Where no agent listens, isThere() is false.
    explicit AgentFilter(const QString &socket);
    ~AgentFilter();
    AgentFilter(const AgentFilter &) = delete;
    AgentFilter &operator=(const AgentFilter &) = delete;

    [[nodiscard]] bool isThere() const { return m_agent.number() >= 0; }
    /// The end for libssh, which closes it. Once.
    [[nodiscard]] int takeClientEnd() { return m_client.release(); }
    /// Holds for the next time libssh asks which keys there are.
    void choose(AgentChoice choice);
    /// The keys shown to libssh so far, and how many the agent has.
    [[nodiscard]] QList<QByteArray> shown();
    [[nodiscard]] int held() const { return m_held; }
    /// Ends every exchange at once; from any thread.
    void cut();

private:
    void serve();
    [[nodiscard]] bool answerOne();

    std::mutex m_mutex;
    AgentChoice m_choice;      ///< guarded by m_mutex
    QList<QByteArray> m_shown; ///< guarded by m_mutex
    Descriptor m_agent;
    Descriptor m_client;
    Descriptor m_server;
    std::atomic<int> m_held = 0;
    std::jthread m_thread;
};

} // namespace stormdeck::ssh
