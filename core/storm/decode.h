// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storm/componentpage.h"
#include "storm/types.h"
#include "util/result.h"

/// Reads what the Storm UI answered, of any version. Pure and thread-safe. Lists come back sorted, as Storm 2.x gives
/// them in any order. Errors are Undecodable (a web page, nothing, JSON of another kind) or, for a body that holds
/// Storm's errorMessage, what decodeRefusal() makes of it; `attempted` and `target` are left to the caller.
namespace stormdeck::storm {

[[nodiscard]] Result<ClusterSummary> decodeClusterSummary(const QByteArray &body);
[[nodiscard]] Result<std::vector<Nimbus>> decodeNimbuses(const QByteArray &body);
[[nodiscard]] Result<std::vector<Supervisor>> decodeSupervisors(const QByteArray &body);
[[nodiscard]] Result<std::vector<TopologySummary>> decodeTopologies(const QByteArray &body);
[[nodiscard]] Result<TopologyPage> decodeTopologyPage(const QByteArray &body);
[[nodiscard]] Result<ComponentPage> decodeComponentPage(const QByteArray &body);
/// GET /api/v1/cluster/configuration, which holds some hundred settings: the few that are wanted. Never fails on what
/// is missing.
[[nodiscard]] Result<FailureTimes> decodeFailureTimes(const QByteArray &body);
/// The answer to a change: success means that Storm accepted it.
[[nodiscard]] Result<void> decodeAccepted(const QByteArray &body);

/// Why Storm refused, by its HTTP status and body.
[[nodiscard]] Error decodeRefusal(int httpStatus, const QByteArray &body);

} // namespace stormdeck::storm
