// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/condenser.h"

#include <deque>
#include <map>
#include <mutex>

namespace stormdeck::recording {

/// How much is kept; what is older goes.
struct Limits
{
    std::chrono::milliseconds span = std::chrono::minutes(30);
    qint64 bytes = 24 * 1024 * 1024; ///< of all that is kept, as differences
};

/// Keeps the last answers of a cluster's sources in memory, as differences. Beside its limits stay how each source
/// stood before the first kept answer, and each source's last answer, whole. Secrets are still in them: saveRecording()
/// takes them out. Thread-safe; take() is to be the store's tap.
class Recorder
{
public:
    Recorder(QString cluster, std::vector<Machine> machines, Limits limits = {});

    void take(watch::Answer answer);
    /// What is kept now. Empty (from == to) before the first answer.
    [[nodiscard]] Recording recording() const;
    /// Bytes of what is kept.
    [[nodiscard]] qint64 size() const;

private:
    void dropOldest();

    const QString m_cluster;
    const std::vector<Machine> m_machines;
    const Limits m_limits;
    mutable std::mutex m_mutex; ///< guards all below
    std::deque<Kept> m_kept;
    std::map<Source, std::vector<Kept>> m_before; ///< how each source stood when the first kept one came
    Condenser m_condenser;
    qint64 m_bytes = 0;
};

} // namespace stormdeck::recording
