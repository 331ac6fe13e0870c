// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/channel.h"
#include "util/result.h"

#include <memory>

namespace stormdeck::ssh {

class Link;

/// Opens a session channel, for a command or a subsystem, into `channel`; called again while it is Waiting. On the
/// session's thread, never waits.
/// Errors: the server refused it.
[[nodiscard]] Result<Progress> openSession(std::unique_ptr<Channel> &channel, const Link &link, const QString &target);
/// Whether that error says that the server has too many sessions open now (MaxSessions). It counts one until it has
/// reaped its process, which is after it told the end.
[[nodiscard]] bool isShortage(const Error &error);

} // namespace stormdeck::ssh
