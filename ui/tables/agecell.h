// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"
#include "tables/cell.h"

namespace stormdeck::tables {

/// How long ago a source answered; "as of …" where that is not current, nothing where it never did. Raw: when.
[[nodiscard]] Cell ageCell(const cluster::SourceAge &age, bool old, Instant now);

} // namespace stormdeck::tables
