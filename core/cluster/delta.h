// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

namespace stormdeck::cluster {

/// What differs between two snapshots, by key, so that a view changes only the rows it must.
struct Delta
{
    QStringList nodesAdded;
    QStringList nodesChanged;
    QStringList nodesRemoved;
    QStringList topologiesAdded; ///< topology ids
    QStringList topologiesChanged;
    QStringList topologiesRemoved;
    bool other = false; ///< services, networks, verdict, … differ
    [[nodiscard]] bool isEmpty() const;
    bool operator==(const Delta &) const = default;
};
[[nodiscard]] Delta deltaBetween(const Snapshot &before, const Snapshot &after);

} // namespace stormdeck::cluster
