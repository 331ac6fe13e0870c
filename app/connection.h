// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"
#include "settings/profile.h"

#include <optional>

namespace stormdeck::app {

/// What a window is connected to: the profile, and how the cluster is to be as far as its file says that.
struct Connection
{
    settings::Profile profile;
    ops::ClusterInputs inputs;        ///< machines and acceptance are the profile's; defaults are not filled in
    std::optional<Error> inputsError; ///< why what the file says beyond the profile cannot be used
};

/// Of a profile alone.
[[nodiscard]] Connection connectionOf(const settings::Profile &profile);

/// Reads a file, or a saved profile by its name, as settings::loadProfile() finds it. A cluster file is both; what it
/// puts on machines that the profile does not have (any more) is left to the defaults.
[[nodiscard]] Result<Connection> loadConnection(const QString &nameOrPath);

/// Whether a connection that was entered or, under the name `edited`, changed may be saved under this name. Refused
/// where its file would take the place of another saved connection. Not for the GUI thread.
[[nodiscard]] Result<void> mayBeCalled(const QString &name, const QString &edited);
/// Saves it where it may be called so, with `more` as settings::saveProfile() takes it. Not for the GUI thread.
[[nodiscard]] Result<void> saveEntered(const settings::Profile &profile, const QString &edited,
                                       const QByteArray &more = {});

} // namespace stormdeck::app
