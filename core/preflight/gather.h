// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/tunnels.h"
#include "preflight/facts.h"
#include "preflight/progress.h"

namespace stormdeck::preflight {

/// Looks at all machines at once, a thread each: its system by one script over SSH, its engine by its API. Then, with a
/// listener on every machine that ends by itself after half a minute, each tries the ports of each other. Changes
/// nothing on them. A machine costs at most 40 s, and as long as a person takes to answer a question of SSH; what fails
/// is in its facts. Ends within 50 ms of a stop, with what is known by then. At most 64 machines.
[[nodiscard]] Facts gather(const Wanted &wanted, access::Tunnels &tunnels, const ProgressSink &progress,
                           const std::stop_token &stop);

} // namespace stormdeck::preflight
