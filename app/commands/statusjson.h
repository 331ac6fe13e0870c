// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "watch/store.h"

namespace stormdeck::app {

/// The picture as a JSON document for scripts; its members are described in docs/status-json.md. Carries codes and
/// words, never translated states.
[[nodiscard]] QByteArray statusJson(const watch::Picture &picture, Instant now);

/// Stable word of a health, as "degraded".
[[nodiscard]] QString word(cluster::Health health);
[[nodiscard]] QString word(cluster::Severity severity);
[[nodiscard]] QString word(cluster::NodeStatus status);
[[nodiscard]] QString word(cluster::AgeState state);

} // namespace stormdeck::app
