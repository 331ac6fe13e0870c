// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/link.h"

#include "ssh/failures.h"

#include <fcntl.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <poll.h>

namespace stormdeck::ssh {

struct Link::Counters
{
    ssh_counter_struct decoded{};
    ssh_counter_struct raw{};
};

namespace {
constexpr int mostTurns = 64; // of 4 KiB each, before the channels get theirs
}

Link::Link(SessionHandle session, Descriptor socket, QString target, Liveness liveness)
    : m_counters(std::make_unique<Counters>()), m_socket(std::move(socket)), m_session(std::move(session)),
      m_event(ssh_event_new()), m_target(std::move(target)), m_liveness(liveness), m_heard(BootClock::now()),
      m_asked(m_heard)
{
    ssh_set_counters(m_session.get(), &m_counters->decoded, &m_counters->raw);
    ssh_set_blocking(m_session.get(), 0);
    // ssh_connect() has taken it away; without it one send() can stick for good.
    fcntl(m_socket.number(), F_SETFL, O_NONBLOCK);
    ssh_event_add_session(m_event.get(), m_session.get());
}

Link::~Link()
{
    ssh_event_remove_session(m_event.get(), m_session.get());
}

bool Link::pump()
{
    int code = SSH_OK;
    int turns = 0;
    while (turns < mostTurns && (code = ssh_event_dopoll(m_event.get(), 0)) == SSH_OK) {
        ++turns;
    }
    if (code == SSH_ERROR || ssh_is_connected(m_session.get()) == 0) {
        lose(QString::fromUtf8(ssh_get_error(m_session.get())));
    }
    if (m_counters->raw.in_bytes != m_heardBytes) {
        m_heardBytes = m_counters->raw.in_bytes;
        m_heard = BootClock::now();
        m_isAsking = false;
    }
    return turns > 0;
}

void Link::lose(const QString &words)
{
    if (!m_isLost) {
        m_isLost = true;
        m_failure = lost(m_target, words);
    }
}

/// In non-blocking mode every second call only takes in the answer to the one before and sends nothing.
void Link::probe()
{
    const auto sent = m_counters->decoded.out_bytes;
    ssh_send_keepalive(m_session.get());
    if (m_counters->decoded.out_bytes == sent) {
        ssh_send_keepalive(m_session.get());
    }
}

void Link::keepAlive()
{
    if (ssh_is_connected(m_session.get()) == 0) { // a request has met the loss before pump() has
        lose(QString::fromUtf8(ssh_get_error(m_session.get())));
    }
    const Instant now = BootClock::now();
    if (!m_isAsking && now >= m_heard + m_liveness.ask) {
        m_isAsking = true;
        m_asked = now;
        probe();
    } else if (m_isAsking && now >= m_asked + m_liveness.patience) {
        lose(QStringLiteral("Timeout"));
    }
}

bool Link::takesMore() const
{
    return (ssh_get_poll_flags(m_session.get()) & SSH_WRITE_PENDING) == 0;
}

pollfd Link::watched() const
{
    return {m_socket.number(), static_cast<short>(POLLIN | (takesMore() ? 0 : POLLOUT)), 0};
}

Instant Link::nextKeepAlive() const
{
    return m_isAsking ? m_asked + m_liveness.patience : m_heard + m_liveness.ask;
}

} // namespace stormdeck::ssh
