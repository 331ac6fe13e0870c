// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/asker.h"
#include "ssh/config.h"

struct ssh_session_struct;

namespace stormdeck::ssh {

/// The host key algorithms to ask for, those of keys known for this host in front: a server with several keys shows
/// the one that can be checked.
[[nodiscard]] Result<QByteArray> hostKeyAlgorithms(const HostConfig &host);

/// Judges the key the host has shown by the known_hosts files; asks about an unknown one and remembers it. A changed
/// key is never a question. Errors: Conflict or Denied (HostKey), Internal where it could not be remembered, Cancelled.
[[nodiscard]] Result<void> checkHostKey(ssh_session_struct *session, const HostConfig &host, Asker &asker,
                                        const std::stop_token &stop);

} // namespace stormdeck::ssh
