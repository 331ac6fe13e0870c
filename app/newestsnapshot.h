// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

#include <mutex>

namespace stormdeck::app {

/// The newest picture of one cluster, for threads that outlive its watcher. Thread-safe.
class NewestSnapshot
{
public:
    void put(cluster::SnapshotPtr snapshot)
    {
        const std::scoped_lock lock(m_mutex);
        m_snapshot = std::move(snapshot);
    }
    /// Null before the first.
    [[nodiscard]] cluster::SnapshotPtr get() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_snapshot;
    }

private:
    mutable std::mutex m_mutex;
    cluster::SnapshotPtr m_snapshot;
};

} // namespace stormdeck::app
