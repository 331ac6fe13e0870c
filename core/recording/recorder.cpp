// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"

namespace stormdeck::recording {

using watch::Answer;

Recorder::Recorder(QString cluster, std::vector<Machine> machines, Limits limits)
    : m_cluster(std::move(cluster)), m_machines(std::move(machines)), m_limits(limits)
{
}

void Recorder::take(Answer answer)
{
    const std::scoped_lock lock(m_mutex);
    bool &idle = m_idle[{answer.plane, answer.machine}];
    if (idle && answer.nothingToAsk) {
        return;
    }
    idle = answer.nothingToAsk;
    const qint64 bytes = share(answer);
    m_bytes += bytes;
    m_kept.push_back({std::move(answer), bytes});
    const auto isTooMuch = [this] {
        return m_bytes > m_limits.bytes || m_kept.back().answer.at - m_kept.front().answer.at > m_limits.span;
    };
    while (m_kept.size() > 1 && isTooMuch()) {
        dropOldest();
    }
}

/// Bodies that are as they were before take no memory of their own. Returns the bytes of the others.
qint64 Recorder::share(Answer &answer)
{
    qint64 bytes = 0;
    RawAnswers &last = m_last[{answer.plane, answer.machine}];
    for (RawAnswer &one : answer.bodies) {
        const RawAnswer *before = answerNamed(last, one.name);
        if (before && before->body == one.body) {
            one = *before;
        } else {
            one.body.squeeze(); // it grew while it came
            bytes += one.body.size();
        }
    }
    if (!answer.bodies.empty()) {
        last = answer.bodies;
    }
    return bytes;
}

void Recorder::dropOldest()
{
    Kept oldest = std::move(m_kept.front());
    m_kept.pop_front();
    m_bytes -= oldest.bytes;
    std::vector<Answer> &before = m_before[{oldest.answer.plane, oldest.answer.machine}];
    if (!oldest.answer.error) {
        before.clear();
    }
    const bool isFirstFailure = before.empty() || !before.back().error;
    if (!oldest.answer.error || isFirstFailure) {
        before.push_back(std::move(oldest.answer));
    }
}

Recording Recorder::recording() const
{
    const std::scoped_lock lock(m_mutex);
    Recording made{.cluster = m_cluster, .machines = m_machines};
    if (m_kept.empty()) {
        return made;
    }
    for (const auto &[source, answers] : m_before) {
        made.answers.insert(made.answers.end(), answers.begin(), answers.end());
    }
    for (const Kept &one : m_kept) {
        made.answers.push_back(one.answer);
    }
    std::stable_sort(made.answers.begin(), made.answers.end(),
                     [](const Answer &a, const Answer &b) { return a.at < b.at; });
    made.from = m_kept.front().answer.at;
    made.begun = m_kept.front().answer.wall;
    made.to = m_kept.back().answer.at;
    return made;
}

qint64 Recorder::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_bytes;
}

} // namespace stormdeck::recording
