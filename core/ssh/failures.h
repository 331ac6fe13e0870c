// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/knownhosts.h"
#include "util/result.h"

namespace stormdeck::ssh {

/// The errors of an SSH connection, in plain words. `target` is how people name the host, as "ops@storm-1".

/// The connection broke, or the other side closed it; `words` is what libssh says.
[[nodiscard]] Error lost(const QString &target, const QString &words);
/// The greeting or the key exchange did not come about.
[[nodiscard]] Error noHandshake(const QString &target, const QString &words);
/// The failure to connect of a session that goes over other hosts than the configuration names by now.
[[nodiscard]] Error wayOutdated(Error error);
/// No key could be read of what the host has shown.
[[nodiscard]] Error keyUnreadable(const QString &target);
[[nodiscard]] Error keyChanged(const QString &target, const KnownHost &entry, const HostKey &shown);
[[nodiscard]] Error keyRevoked(const QString &target, const KnownHost &entry, const HostKey &shown);
/// Nobody has confirmed it: the person did not, or the configuration says not to ask.
[[nodiscard]] Error keyNotAccepted(const QString &target, const HostKey &shown, const QString &reason);

struct LoginAttempts
{
    QStringList methods; ///< what the server accepts
    QStringList offered; ///< what was tried, as "the key /home/ops/.ssh/id_ed25519"
    QStringList notes;   ///< what stood in the way, as sentences without a full stop
    QString remedy;      ///< for what stood in the way; empty: the usual one
    int keys = 0;
};
[[nodiscard]] Error notLoggedIn(const QString &target, const LoginAttempts &attempts, const QString &words);

/// The other side refused a channel; `refusal` as in Channel::refusal, `what` as "open the socket /run/docker.sock".
[[nodiscard]] Error channelRefused(const QString &target, const QString &what, int refusal, const QString &words);

/// "ED25519" for "ssh-ed25519" and so on, as people know the types.
[[nodiscard]] QString typeName(const QByteArray &type);

} // namespace stormdeck::ssh
