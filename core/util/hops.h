// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/machine.h"

#include <vector>

namespace stormdeck {

/// Why a machine cannot be reached through what it names.
struct HopFault
{
    size_t machine = 0; ///< its index
    QString reason;     ///< as Error::reason
    bool operator==(const HopFault &) const = default;
};

/// The most hosts that one machine is reached through.
constexpr qsizetype mostHops = 8;

/// Sets Endpoint::hops of each machine by its `through` and by that of the machines on the way; a machine that names
/// nothing gets none. Faults: a name that no machine has, a machine that is not reached by SSH, itself, a circle, more
/// than mostHops. A machine with a fault gets no hops.
[[nodiscard]] std::vector<HopFault> findHops(std::vector<Machine> &machines);

} // namespace stormdeck
