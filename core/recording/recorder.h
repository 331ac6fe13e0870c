// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recording.h"

#include <deque>
#include <map>
#include <mutex>

namespace stormdeck::recording {

/// How much is kept; what is older goes.
struct Limits
{
    std::chrono::milliseconds span = std::chrono::minutes(10);
    qint64 bytes = 24 * 1024 * 1024; ///< of bodies that differ from the one before
};

/// Keeps the last answers of a cluster's sources in memory. Thread-safe; take() is to be the store's tap.
class Recorder
{
public:
    Recorder(QString cluster, std::vector<Machine> machines, Limits limits = {});

    void take(watch::Answer answer);
    /// What is kept now. Empty (from == to) before the first answer.
    [[nodiscard]] Recording recording() const;
    /// Bytes of the bodies that are kept.
    [[nodiscard]] qint64 size() const;

private:
    using Source = std::pair<watch::Plane, QString>;
    struct Kept
    {
        watch::Answer answer;
        qint64 bytes = 0; ///< of bodies that are not shared with an earlier answer
    };
    [[nodiscard]] qint64 share(watch::Answer &answer);
    void dropOldest();

    const QString m_cluster;
    const std::vector<Machine> m_machines;
    const Limits m_limits;
    mutable std::mutex m_mutex; ///< guards all below
    std::deque<Kept> m_kept;
    std::map<Source, std::vector<watch::Answer>> m_before; ///< how each source stood when the first kept one came
    std::map<Source, RawAnswers> m_last;
    std::map<Source, bool> m_idle; ///< the last answer was that there is nothing to ask
    qint64 m_bytes = 0;
};

} // namespace stormdeck::recording
