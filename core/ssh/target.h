// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

namespace stormdeck::ssh {

/// A host as a person names it: perhaps an alias of ~/.ssh/config, perhaps without user and port. A plain value.
struct Target
{
    QString user;     ///< empty: what the configuration says, else this machine's user
    QString host;     ///< alias, name or address; IPv6 without brackets, its zone after '%'
    quint16 port = 0; ///< 0: what the configuration says, else 22

    /// "ops@storm-1:2222", "[fe80::1%eth0]:22"; only the parts that are there.
    [[nodiscard]] QString text() const;
    bool operator==(const Target &) const = default;
};

/// Reads "ssh://ops@storm-1:2222", "ops@storm-1", "storm-1:2222", "[fd12::1]:22", "ssh://[fe80::1%25eth0]". A password
/// in the text, a path, and IPv6 with a port but without brackets are Rejected with a sentence about the text.
[[nodiscard]] Result<Target> parseTarget(const QString &text);

} // namespace stormdeck::ssh
