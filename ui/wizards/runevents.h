// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/runner.h"
#include "util/clock.h"

#include <map>
#include <mutex>
#include <variant>

namespace stormdeck::wizards {

struct StepBegan
{
    plan::StepId step;
    Instant at;
};
struct StepLine
{
    plan::StepId step;
    QString line; ///< with the time of day before it
};
struct StepPart
{
    plan::StepId step;
    plan::Part part;
};
struct StepEnded
{
    plan::StepReport report;
};
using RunEvent = std::variant<StepBegan, StepLine, StepPart, StepEnded>;

/// Collects what the threads of a run say until the GUI thread takes it. One lock, held for a copy only. What grows
/// is capped: a part that changes again before it was taken is replaced, and of the lines only the last
/// `MaximumLines` are kept.
class RunEvents final : public plan::RunListener
{
public:
    static constexpr size_t MaximumLines = 2000;
    static constexpr int MaximumLineLength = 2000;

    explicit RunEvents(const Clock &clock) : m_clock(clock) {}

    void stepStarted(const plan::StepId &step) override;
    void stepNote(const plan::StepId &step, const QString &line) override;
    void stepPart(const plan::StepId &step, const plan::Part &part) override;
    void stepFinished(const plan::StepReport &report) override;

    /// Everything since the last call, oldest first.
    [[nodiscard]] std::vector<RunEvent> take();

private:
    const Clock &m_clock;
    std::mutex m_mutex; ///< guards what follows
    std::map<quint64, RunEvent> m_events;
    std::map<std::pair<QString, QString>, quint64> m_parts; ///< (step, part) -> its event
    std::vector<quint64> m_lines;
    size_t m_firstLine = 0; ///< of m_lines; those before it were dropped
    quint64 m_next = 0;
};

} // namespace stormdeck::wizards
