// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/error.h"

#include <optional>
#include <vector>

struct pollfd;

namespace stormdeck::ssh {

class Link;

/// Whether a server counts it among its sessions.
enum class ChannelKind { Session, Forward };

/// One piece of work over one channel, carried through by the session's thread. Everything below is called there, and
/// nothing waits.
class Work
{
public:
    virtual ~Work() = default;
    [[nodiscard]] virtual ChannelKind kind() const = 0;
    /// Goes on as far as it can. True where something moved.
    virtual bool step(Link &link) = 0;
    [[nodiscard]] virtual bool isDone() const = 0;
    /// Whether anybody still wants it; asked while it waits for its turn.
    [[nodiscard]] virtual bool isWanted() const = 0;
    /// The connection is gone, or there is none to be had; lets go of the channel. True where nothing had been asked
    /// of the other side yet, so that it can be done over the next connection.
    virtual bool lose(const Error &reason) = 0;
    /// Told once, why the server had no session to spare for it. Nothing was asked of it yet: it may wait for its turn
    /// again, or be failed with that.
    [[nodiscard]] virtual std::optional<Error> takeShortage() { return std::nullopt; }
    /// Ends it for good with that reason; it is done then.
    virtual void fail(const Error &reason) = 0;
    /// Sockets of this machine that it waits for, and what happened to them.
    virtual void watch(std::vector<pollfd> &) const {}
    virtual void notice(const pollfd &) {}
};

} // namespace stormdeck::ssh
