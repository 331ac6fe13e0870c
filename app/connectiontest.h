// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/enginecheck.h"

#include <memory>

namespace stormdeck::access {
struct Ways;
}

namespace stormdeck::app {

/// Asks an engine who it is and says of each layer on the way, from the name to the Storm UI behind a manager, whether
/// it holds, hosts to jump over included: "Docker 20.10.24 (API 1.41) on storm-1, not in a swarm". Blocks, waits while
/// a person is asked on the way, and ends within 50 ms of a stop. `ways`: those to reach it by; null: its own, with
/// nobody to ask.
[[nodiscard]] dialogs::EngineReport testConnection(const Endpoint &endpoint, const std::shared_ptr<access::Ways> &ways,
                                                   const std::stop_token &stop);

} // namespace stormdeck::app
