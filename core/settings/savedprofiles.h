// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/profile.h"

namespace stormdeck::settings {

/// A profile in profilesFolder(), by the name of its file, with what is in it or why that cannot be read.
struct SavedProfile
{
    QString name;
    Result<Profile> profile;
    bool operator==(const SavedProfile &) const = default;
};

/// The file of a saved profile: never one elsewhere that is called alike.
[[nodiscard]] QString profileFile(const QString &name);

/// All saved profiles, sorted by name. Reads the disk.
[[nodiscard]] std::vector<SavedProfile> readSavedProfiles();

/// Removes the file of a saved profile; nothing on its machines changes. It is no error where there is none. Errors:
/// Rejected (code "profile.name") for what cannot be a file's name, Internal naming the path.
[[nodiscard]] Result<void> removeProfile(const QString &name);

} // namespace stormdeck::settings
