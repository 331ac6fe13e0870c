// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/handles.h"
#include "util/clock.h"
#include "util/error.h"

#include <chrono>
#include <memory>

struct pollfd;

namespace stormdeck::ssh {

/// How often a silent connection is asked whether it lives, and how long it may owe the answer.
struct Liveness
{
    std::chrono::milliseconds ask{15'000};
    std::chrono::milliseconds patience{15'000};
};

/// One connection that is logged in. On the session's thread only; nothing here waits. Channels go before it.
class Link
{
public:
    /// Takes a session in blocking mode and its socket over.
    Link(SessionHandle session, Descriptor socket, QString target, Liveness liveness);
    ~Link();
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    /// Lets libssh take in what has come and send what waits. True where something moved.
    bool pump();
    /// Asks a silent other side for a sign of life, and gives it up when none came.
    void keepAlive();
    [[nodiscard]] bool isLost() const { return m_isLost; }
    /// Why; only once it is lost.
    [[nodiscard]] const Error &failure() const { return m_failure; }

    /// Whether what was written last has left; nothing is written before, so that no buffer grows.
    [[nodiscard]] bool takesMore() const;
    [[nodiscard]] pollfd watched() const;
    /// When keepAlive() wants to be called next.
    [[nodiscard]] Instant nextKeepAlive() const;
    [[nodiscard]] ssh_session_struct *session() const { return m_session.get(); }

private:
    struct Counters;
    void lose(const QString &words);
    void probe();

    std::unique_ptr<Counters> m_counters; ///< libssh writes there until the session is gone
    Descriptor m_socket;
    SessionHandle m_session;
    EventHandle m_event;
    QString m_target;
    Liveness m_liveness;
    Instant m_heard;
    quint64 m_heardBytes = 0;
    bool m_isAsking = false;
    Instant m_asked;
    bool m_isLost = false;
    Error m_failure;
};

} // namespace stormdeck::ssh
