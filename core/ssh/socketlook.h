// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/command.h"

namespace stormdeck::ssh {

/// A command that finds out, by its exit code, why a unix socket on the other side cannot be opened. An SSH server says
/// only that it could not. Where a group may use the socket and this user is not in it, prints both, a line each.
[[nodiscard]] Command lookAtSocket(const QString &path);
/// The refusal with what the command has found and printed; as it was where that is nothing.
[[nodiscard]] Error explained(Error refusal, std::optional<int> exitCode, const QByteArray &printed = {});

} // namespace stormdeck::ssh
