// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"

#include <algorithm>
#include <utility>

namespace stormdeck::recording {

Recorder::Recorder(QString cluster, std::vector<Machine> machines, Limits limits)
    : m_cluster(std::move(cluster)), m_machines(std::move(machines)), m_limits(limits),
      m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

void Recorder::take(PackedAnswer answer)
{
    std::unique_lock arriving(m_arriving);
    m_waitingBytes += answer.weight;
    m_waiting.push_back(std::move(answer));
    const bool isTooMuch = m_waiting.size() > mostWaiting || m_waitingBytes > mostBytesWaiting;
    m_wake.notify_one();
    arriving.unlock();
    if (isTooMuch) {
        keepWaiting({});
    }
}

void Recorder::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        {
            std::unique_lock arriving(m_arriving);
            m_wake.wait(arriving, stop, [this] { return !m_waiting.empty(); });
        }
        keepWaiting(stop);
    }
}

/// Several threads may come here; what came first is kept first. What is left after a stop goes with this.
void Recorder::keepWaiting(const std::stop_token &stop)
{
    const std::scoped_lock lock(m_mutex);
    std::unique_lock arriving(m_arriving);
    std::deque<PackedAnswer> answers = std::exchange(m_waiting, {});
    m_waitingBytes = 0;
    arriving.unlock();
    for (PackedAnswer &answer : answers) {
        if (stop.stop_requested()) {
            return;
        }
        keep(std::move(answer));
    }
}

/// Call under the lock.
void Recorder::keep(PackedAnswer answer)
{
    std::optional<Kept> kept = m_condenser.take(std::move(answer));
    if (!kept) {
        return;
    }
    m_bytes += kept->weight;
    m_kept.push_back(std::move(*kept));
    const auto isTooMuch = [this] {
        return m_bytes > m_limits.bytes || m_kept.back().answer.at - m_kept.front().answer.at > m_limits.span;
    };
    while (m_kept.size() > 1 && isTooMuch()) {
        dropOldest();
    }
}

void Recorder::dropOldest()
{
    Kept oldest = std::move(m_kept.front());
    m_kept.pop_front();
    m_bytes -= oldest.weight;
    std::vector<Kept> &before = m_before[{oldest.answer.plane, oldest.answer.machine}];
    if (!oldest.answer.error) {
        before.clear();
    }
    const bool isFirstFailure = before.empty() || !before.back().answer.error;
    if (!oldest.answer.error || isFirstFailure) {
        before.push_back(std::move(oldest));
    }
}

Recording Recorder::recording()
{
    keepWaiting({});
    const std::scoped_lock lock(m_mutex);
    Recording made{.cluster = m_cluster, .machines = m_machines};
    if (m_kept.empty()) {
        return made;
    }
    for (const auto &[source, answers] : m_before) {
        made.answers.insert(made.answers.end(), answers.begin(), answers.end());
    }
    made.answers.insert(made.answers.end(), m_kept.begin(), m_kept.end());
    std::stable_sort(made.answers.begin(), made.answers.end(), isEarlier); // sources told them side by side
    const auto [first, last] = std::minmax_element(m_kept.begin(), m_kept.end(), isEarlier);
    made.from = first->answer.at;
    made.begun = first->answer.wall;
    made.to = last->answer.at;
    return made;
}

qint64 Recorder::size()
{
    keepWaiting({});
    const std::scoped_lock lock(m_mutex);
    return m_bytes;
}

} // namespace stormdeck::recording
