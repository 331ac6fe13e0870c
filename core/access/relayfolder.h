// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "util/endpoint.h"

namespace stormdeck::access {

/// A private folder (0700) for the sockets of one set of relays, below runtimeFolder(). Its owner holds a lock in it
/// for as long as it lives, so that what a killed console left is told from what is in use and removed when the next
/// folder is made. Removes itself with all that is in it.
class RelayFolder
{
public:
    /// Errors: Internal or Denied (checkPrivateFolder()), naming the path.
    [[nodiscard]] static Result<RelayFolder> make();
    /// Removes what consoles left that were killed; what is in use stays. Called by make() too.
    static void removeAbandoned();
    RelayFolder(RelayFolder &&) noexcept = default;
    RelayFolder &operator=(RelayFolder &&) noexcept = default;
    ~RelayFolder();

    [[nodiscard]] const QString &path() const { return m_path; }

    struct Listening
    {
        Endpoint endpoint;
        net::Descriptor descriptor;
    };
    /// A new socket that listens, for this user only (0600). Errors: Internal; Rejected where the path is too long.
    [[nodiscard]] Result<Listening> listen();

private:
    RelayFolder(QString path, net::Descriptor lock);

    QString m_path;
    net::Descriptor m_lock; ///< held as long as the folder is in use
    int m_next = 1;
};

} // namespace stormdeck::access
