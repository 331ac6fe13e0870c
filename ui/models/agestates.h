// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"

namespace stormdeck::models {

/// Whether all sources are as current as they were: rows change without a new snapshot when a source's facts become
/// old, when it falls silent, or comes back.
[[nodiscard]] bool sameAgeStates(const cluster::Freshness &before, Instant then, const cluster::Freshness &after,
                                 Instant now);
/// Whether facts are shown as old: a try failed, the lifetime passed, or there never was an answer.
[[nodiscard]] bool isOld(cluster::AgeState state);
[[nodiscard]] bool isOld(const cluster::SourceAge &age, Instant now);

} // namespace stormdeck::models
