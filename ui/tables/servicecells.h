// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"
#include "tables/cell.h"

namespace stormdeck::tables {

/// The cells of services and swarm tasks. `wall`: now by the manager's clock; `old`: the facts are not current.
[[nodiscard]] Cell serviceStateCell(const cluster::ServiceView &service, bool old);
[[nodiscard]] Cell runningCell(const cluster::ServiceView &service);
[[nodiscard]] Cell taskStateCell(const cluster::TaskView &task, bool old);
[[nodiscard]] Cell sinceCell(const QDateTime &since, const QDateTime &wall);
[[nodiscard]] Cell taskErrorCell(const cluster::TaskView &task);
/// "zookeeper:3.9.3@3f1c2d9a": the digest cut to what tells two images apart.
[[nodiscard]] Cell imageCell(const QString &image);

} // namespace stormdeck::tables
