// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/answers.h"
#include "ssh/config.h"

struct ssh_session_struct;

namespace stormdeck::ssh {

/// Logs in over a connection whose host key has been judged: the given keys first, from the agent where it has them,
/// then the agent's others, at most five keys in all; then password and keyboard-interactive, with more than one where
/// the server asks for it. Each passphrase and password is asked for once. Blocks on the session's thread; a stop must
/// also shut the session's socket down. Errors: Denied (Login), Unreachable (Ssh), Cancelled.
[[nodiscard]] Result<void> logIn(ssh_session_struct *session, const HostConfig &host, Asker &asker, Answers &answers,
                                 const std::stop_token &stop);

} // namespace stormdeck::ssh
