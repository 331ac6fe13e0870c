// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/relaydial.h"

#include <optional>

struct pollfd;

namespace stormdeck::access {

/// One relayed connection: a client on a unix socket and, once dialled, the stream to its target. Passes bytes both
/// ways through buffers of a fixed size, so the slower side slows the other. Belongs to the thread that pumps; no call
/// waits. A client that only closes its way out keeps getting the answer; one that is gone ends the connection, after
/// what it had sent was passed on (two seconds at most).
class RelayPipe
{
public:
    /// Takes the descriptor over.
    explicit RelayPipe(int client);
    ~RelayPipe();
    RelayPipe(const RelayPipe &) = delete;
    RelayPipe &operator=(const RelayPipe &) = delete;

    void connect(RelayStream stream);
    /// Passes on what can be passed on now, but not so much that others starve: true where there is more.
    [[nodiscard]] bool move();
    /// Nothing more will come of it: it can be destroyed.
    [[nodiscard]] bool isOver() const { return m_over; }
    /// What poll() has to look at before the next move: two entries.
    void watch(std::vector<pollfd> &polled) const;
    /// What poll() saw of the two.
    void wake(const pollfd &client, const pollfd &engine);
    /// When move() is due even if nothing happens.
    [[nodiscard]] std::optional<Instant> due() const { return m_goneUntil; }

private:
    [[nodiscard]] bool readEngine();
    [[nodiscard]] bool writeClient();
    [[nodiscard]] bool readClient();
    [[nodiscard]] bool writeEngine();
    void clientIsGone();
    [[nodiscard]] qsizetype roomUp() const;
    [[nodiscard]] qsizetype roomDown() const;

    int m_client;
    std::optional<docker::ExecStream> m_engine;
    QByteArray m_up;   ///< from the client, not yet passed on
    QByteArray m_down; ///< from the target, not yet passed on
    // Whether it is worth trying; cleared by a try that moved nothing, set again by poll().
    bool m_engineReads = true;
    bool m_engineWrites = true;
    bool m_clientReads = true;
    bool m_clientWrites = true;
    bool m_clientEnded = false;         ///< it sends no more
    std::optional<Instant> m_goneUntil; ///< it is gone; until then what it had sent is passed on
    bool m_over = false;
};

} // namespace stormdeck::access
