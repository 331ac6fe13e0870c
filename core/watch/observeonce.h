// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/ways.h"
#include "settings/profile.h"
#include "watch/store.h"

#include <QFlags>

#include <stop_token>

namespace stormdeck::watch {

/// What a look may ask beside the engines and the swarm, through which all else is found.
enum class Part { Ensemble = 1, Storm = 2, Rooms = 4 };
using Parts = QFlags<Part>;
/// For whoever judges the whole.
inline constexpr Parts allParts{Part::Ensemble, Part::Storm, Part::Rooms};

/// Asks the engines and the swarm once, then the parts that are wanted, and joins: for the command line and for plans.
/// A part that was not asked for is one that has not answered yet: it is not known to be absent, no rule judges it, and
/// the whole is never healthy without it. Waits while a person is asked on the way. Never an error: what could not be
/// reached is in the ages. `ways`: those to use; null: its own.
[[nodiscard]] Picture observeOnce(const settings::Profile &profile, Parts parts, const Clock &clock,
                                  const std::stop_token &stop, std::shared_ptr<access::Ways> ways = {});

} // namespace stormdeck::watch
