// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QStringList>

#include <stop_token>
#include <vector>

namespace stormdeck::ssh {

/// A public key of a host. A plain value.
struct HostKey
{
    QByteArray type; ///< as known_hosts has it: "ssh-ed25519"
    QByteArray blob; ///< the key in SSH's wire form
    bool operator==(const HostKey &) const = default;

    /// "SHA256:…", as ssh and ssh-keygen -l show it.
    [[nodiscard]] QString fingerprint() const;
};

/// One line of a known_hosts file that speaks of the host in question.
struct KnownHost
{
    QString file;
    int line = 0; ///< from 1
    HostKey key;
    bool isRevoked = false; ///< marked @revoked
};

/// What the files say of a key that a host has shown.
struct KeyVerdict
{
    enum class Kind {
        Known,   ///< this very key
        Unknown, ///< no line for this host
        NewType, ///< lines for this host, none of this key's type
        Changed, ///< a line for this host has another key of this type
        Revoked  ///< this very key is marked as revoked
    };
    Kind kind = Kind::Unknown;
    KnownHost entry; ///< the line that decided; of Known, NewType, Changed, Revoked
};

/// A host as known_hosts files name it: "name" for port 22, else "[name]:port".
[[nodiscard]] QString knownHostName(const QString &host, quint16 port);

/// All lines about that host, in the order of the files: plain, hashed, with wildcards. A file that is not there is no
/// error; lines that cannot be read are passed over, as ssh does. @cert-authority lines are not supported.
/// Blocks on the disk. Errors: a file that is there and cannot be read, or one over 16 MiB.
[[nodiscard]] Result<std::vector<KnownHost>> knownHosts(const QStringList &files, const QString &name);

[[nodiscard]] KeyVerdict judge(const std::vector<KnownHost> &known, const HostKey &shown);

/// Adds a line and keeps all others; the file is replaced in one step, made (0600) where it is missing. Several
/// programs of this kind may add at once; one that does not let go of the folder is waited for until the stop, five
/// seconds at most. `hashed`: the name is not readable from the file.
[[nodiscard]] Result<void> addKnownHost(const QString &file, const QString &name, const HostKey &key, bool hashed,
                                        const std::stop_token &stop);

} // namespace stormdeck::ssh
