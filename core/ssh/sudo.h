// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/command.h"
#include "ssh/conversation.h"

namespace stormdeck::ssh {

/// Runs one plain command, as the callers below need it.
using PlainRun = std::function<Result<CommandEnd>(const Command &command, const Sink &sink)>;

/// Runs a command as root by sudo: first without a password (sudo -n). Only where sudo then asks for one for this very
/// command, and there is one, the password is tried by itself (sudo -v), so that a wrong one costs one attempt and not
/// three, and then given on standard input (sudo -k -S -p ''), in front of the command's own. It is in no argument and
/// no output, and no command ever reads it. Where sudo wants a terminal (requiretty), the same is done within one that
/// script(1) makes there, with input, output and errors as before. Errors beside those of the run, with layer Login:
/// Denied where sudo refuses: "sudo.password-needed", "sudo.password-refused", "sudo.not-allowed",
/// "sudo.needs-terminal", "sudo.missing".
[[nodiscard]] Result<CommandEnd> runAsRoot(const Command &command, const Sink &sink, const QString &target,
                                           const PlainRun &run);

} // namespace stormdeck::ssh
