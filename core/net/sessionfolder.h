// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "util/result.h"

namespace stormdeck::net {

/// A private folder (0700) for the sockets of one owner, below a folder of its kind in runtimeFolder(). The owner holds
/// a lock in it for as long as it lives, so that what a killed console left is told from what is in use, and removed
/// when the next folder of the kind is made. Removes itself with all that is in it.
class SessionFolder
{
public:
    /// `kind`: "relays". Errors: Internal, Denied (checkPrivateFolder()) or Conflict, where another console does not let
    /// go of the kind's folder; each names the path.
    [[nodiscard]] static Result<SessionFolder> make(const QString &kind);
    /// Removes what killed consoles left of the kind; what is in use stays. Called by make() too.
    static void removeAbandoned(const QString &kind);
    SessionFolder(SessionFolder &&) noexcept = default;
    SessionFolder &operator=(SessionFolder &&) noexcept = default;
    ~SessionFolder();

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    SessionFolder(QString path, Descriptor lock);

    QString m_path;
    Descriptor m_lock; ///< held as long as the folder is in use
};

} // namespace stormdeck::net
