// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/tunnels.h"
#include "preflight/facts.h"
#include "preflight/progress.h"
#include "preflight/report.h"

namespace stormdeck::preflight {

/// Gathers and judges: see gather() for what that costs and changes. Blocks; ends within 50 ms of a stop, and says in
/// the report that it was stopped.
[[nodiscard]] Report run(const Wanted &wanted, access::Tunnels &tunnels, const ProgressSink &progress,
                         const std::stop_token &stop);

/// What was seen, judged. Pure.
[[nodiscard]] Report reportOf(const Facts &facts, const QDateTime &now);

} // namespace stormdeck::preflight
