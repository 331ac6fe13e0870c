// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/runevents.h"

namespace stormdeck::wizards {

void RunEvents::stepStarted(const plan::StepId &step)
{
    const std::scoped_lock lock(m_mutex);
    m_events.emplace(m_next++, StepBegan{.step = step, .at = m_clock.now()});
}

void RunEvents::stepNote(const plan::StepId &step, const QString &line)
{
    const QString dated =
        m_clock.wall().toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("  ") + line.left(MaximumLineLength);
    const std::scoped_lock lock(m_mutex);
    m_lines.push_back(m_next);
    m_events.emplace(m_next++, StepLine{.step = step, .line = dated});
    if (m_lines.size() - m_firstLine > MaximumLines) {
        m_events.erase(m_lines[m_firstLine++]);
    }
    if (m_firstLine == MaximumLines) {
        m_lines.erase(m_lines.begin(), m_lines.begin() + std::ptrdiff_t(m_firstLine));
        m_firstLine = 0;
    }
}

void RunEvents::stepPart(const plan::StepId &step, const plan::Part &part)
{
    const std::scoped_lock lock(m_mutex);
    const auto [known, isNew] = m_parts.try_emplace({step.value, part.name}, m_next);
    if (isNew) {
        ++m_next;
    }
    m_events.insert_or_assign(known->second, StepPart{.step = step, .part = part});
}

void RunEvents::stepFinished(const plan::StepReport &report)
{
    const std::scoped_lock lock(m_mutex);
    m_events.emplace(m_next++, StepEnded{.report = report});
}

std::vector<RunEvent> RunEvents::take()
{
    std::map<quint64, RunEvent> taken;
    {
        const std::scoped_lock lock(m_mutex);
        taken.swap(m_events);
        m_parts.clear();
        m_lines.clear();
        m_firstLine = 0;
    }
    std::vector<RunEvent> events;
    events.reserve(taken.size());
    for (auto &[number, event] : taken) {
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace stormdeck::wizards
