// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/tunnels.h"
#include "preflight/facts.h"
#include "preflight/progress.h"

namespace stormdeck::preflight {

/// Looks at all machines at once, a thread each: its system by one script over SSH, its engine by its API, what names
/// mean there. Then, with a listener on every machine that ends by itself after half a minute, each tries the ports of
/// each other. Changes nothing on them. Takes a few seconds, and where a machine hangs at most half a minute for its
/// login, 20 s for its system, 30 s for its engine, 20 s for names and a minute for ports, beside the time that a
/// person takes to answer a question of SSH; what fails is in its facts. Ends within 50 ms of a stop, with what is
/// known by then. At most 64 machines.
[[nodiscard]] Facts gather(const Wanted &wanted, access::Tunnels &tunnels, const ProgressSink &progress,
                           const std::stop_token &stop);

} // namespace stormdeck::preflight
