// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/relays.h"
#include "access/tunnels.h"

namespace stormdeck::access {

/// The ways of one session of the console into its machines and clusters, shared by all its threads. Thread-safe.
/// Handed on as std::shared_ptr; where that is null, whoever gets it makes ways of its own, with nobody to ask.
struct Ways
{
    explicit Ways(std::shared_ptr<ssh::Asker> asker = {}, std::shared_ptr<secrets::SavedSecrets> saved = {},
                  const ssh::ConfigFiles &files = ssh::ConfigFiles::ofThisUser(),
                  std::chrono::seconds longestIdle = Tunnels::usualIdle)
        : tunnels(std::move(asker), files, {}, std::move(saved), longestIdle)
    {
    }

    Tunnels tunnels;
    Relays relays{[this](const Machine &machine) { return tunnels.client(machine); }};
};

/// The ways given, else new ones.
[[nodiscard]] inline std::shared_ptr<Ways> orOwn(std::shared_ptr<Ways> ways)
{
    return ways ? std::move(ways) : std::make_shared<Ways>();
}

} // namespace stormdeck::access
