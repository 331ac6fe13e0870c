// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/client.h"

#include <functional>
#include <optional>
#include <vector>

namespace stormdeck::access {

/// What came of a search among engines.
struct EngineSearch
{
    std::optional<size_t> found;                     ///< the engine that fits
    std::vector<Result<docker::EngineInfo>> answers; ///< Cancelled where none was waited for
};

/// Asks all engines about themselves at once, so that silent ones cost one deadline together, and takes the first in
/// the order given that answers and fits: those before it are waited for, those after it are not. Each client once.
[[nodiscard]] EngineSearch findEngine(const std::vector<docker::Client *> &engines,
                                      const std::function<bool(const docker::EngineInfo &)> &fits,
                                      const std::stop_token &stop);

} // namespace stormdeck::access
