// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/condenser.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace stormdeck::recording {

/// How much is kept; what is older goes.
struct Limits
{
    std::chrono::milliseconds span = std::chrono::minutes(30);
    qint64 bytes = 8 * 1024 * 1024; ///< of all that is kept, as differences
};

/// Keeps the last answers of a cluster's sources in memory, as differences, which a thread of its own computes: those
/// of the swarm tasks of a large cluster take a tenth of a second. Beside its limits stay how each source stood before
/// the first kept answer, and each source's last answer, whole. Secrets are still in them: saveRecording() takes them
/// out. Thread-safe; take() is to be the store's tap. Joins its thread when destroyed, which may last as long as one
/// answer.
class Recorder
{
public:
    /// Answers, and bytes of them as they are packed, that may wait for the thread; whoever brings more does its work.
    static constexpr size_t mostWaiting = 64;
    static constexpr qint64 mostBytesWaiting = 8 * 1024 * 1024;

    Recorder(QString cluster, std::vector<Machine> machines, Limits limits = {});

    /// Returns at once, but for that.
    void take(PackedAnswer answer);
    /// Packs it first.
    void take(watch::Answer answer) { take(packed(std::move(answer))); }
    /// What is kept of all that was taken. Empty (from == to) before the first answer. Blocking.
    [[nodiscard]] Recording recording();
    /// Bytes of what is kept of all that was taken. Blocking.
    [[nodiscard]] qint64 size();

private:
    void run(const std::stop_token &stop);
    void keepWaiting(const std::stop_token &stop);
    void keep(PackedAnswer answer);
    void dropOldest();

    const QString m_cluster;
    const std::vector<Machine> m_machines;
    const Limits m_limits;
    std::mutex m_mutex; ///< guards what is kept; taken before the other
    std::deque<Kept> m_kept;
    std::map<Source, std::vector<Kept>> m_before; ///< how each source stood when the first kept one came
    Condenser m_condenser;
    qint64 m_bytes = 0;
    std::mutex m_arriving; ///< guards what waits
    std::condition_variable_any m_wake;
    std::deque<PackedAnswer> m_waiting;
    qint64 m_waitingBytes = 0;
    std::jthread m_thread; ///< last: joined before the rest goes
};

} // namespace stormdeck::recording
