// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/error.h"

#include <optional>

/// What apt-get and dpkg say in the C locale, old and new.
namespace stormdeck::actions {

/// Who holds a lock of the package management; empty: it does not say.
struct PackageLock
{
    QString program; ///< "unattended-upgr"
    QString process; ///< "4750"
    bool operator==(const PackageLock &) const = default;
    /// "unattended-upgr (process 4750)", "another program"
    [[nodiscard]] QString text() const;
};

/// The lock in "file pid program" lines, as the look at them gives, "-" for a process that is not known; nothing where
/// none is held.
[[nodiscard]] std::optional<PackageLock> heldLock(const QByteArray &look);
/// The lock that an apt-get which failed complains of; nothing where it failed for another reason.
[[nodiscard]] std::optional<PackageLock> refusedByLock(const QByteArray &errors);
/// Whether an earlier dpkg was broken off and has to be finished first.
[[nodiscard]] bool wasInterrupted(const QByteArray &errors);

/// A failure of apt-get as an error: its own sentences, and what to do. Codes "packages.disk-full",
/// "packages.unknown", "packages.unreachable", "packages.failed".
[[nodiscard]] Error packageFailure(const QString &target, const QString &attempted, const QByteArray &output,
                                   const QByteArray &errors);

} // namespace stormdeck::actions
