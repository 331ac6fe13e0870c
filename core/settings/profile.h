// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/machine.h"

#include <optional>
#include <vector>

namespace stormdeck::settings {

/// A saved connection: the machines of one cluster and what the operator decided about reaching them.
struct Profile
{
    QString name;
    std::vector<Machine> machines;
    bool acceptPlainTcp = false; ///< "I know that this is root for anyone on that network"
    bool readOnly = false;
    bool production = false;         ///< marked in colour and word wherever something can be changed
    std::optional<Endpoint> stormUi; ///< where the UI is reached when the swarm does not tell
    bool operator==(const Profile &) const = default;
};

/// Reads the members name, machines, accept_plain_tcp, read_only, production and storm_ui of a YAML document; others
/// are left to whom they concern (a cluster file is a profile with more in it). Errors are Rejected with line and
/// member.
[[nodiscard]] Result<Profile> parseProfile(const QByteArray &yaml, const QString &origin);
[[nodiscard]] QByteArray formatProfile(const Profile &profile);

/// Refuses (Denied, code "profile.plain-tcp") a profile with plain TCP beyond loopback that was not accepted.
[[nodiscard]] Result<void> checkSecurity(const Profile &profile);

/// `nameOrPath`: a file, or the name of a profile in profilesFolder().
[[nodiscard]] Result<Profile> loadProfile(const QString &nameOrPath);
/// The file that loadProfile() reads.
[[nodiscard]] QString profilePath(const QString &nameOrPath);
/// Saves it under its name, with those members of `more`, a YAML document, that are no profile's: a cluster file's.
/// Without `more` they are taken from what is saved under that name already, where that can be read.
[[nodiscard]] Result<void> saveProfile(const Profile &profile, const QByteArray &more = {});
/// Names of the saved profiles, sorted.
[[nodiscard]] QStringList savedProfiles();

} // namespace stormdeck::settings
