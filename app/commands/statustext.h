// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "watch/store.h"

namespace stormdeck::app {

/// The picture as lines for a person: health, ages of the planes, nodes, topologies, findings.
[[nodiscard]] QStringList statusLines(const watch::Picture &picture, Instant now);

} // namespace stormdeck::app
