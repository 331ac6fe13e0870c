// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedchecks.h"

namespace stormdeck::test {

void ScriptedChecks::find(const preflight::Report &found)
{
    const std::scoped_lock lock(m_mutex);
    m_found = found;
}

void ScriptedChecks::hold()
{
    const std::scoped_lock lock(m_mutex);
    m_isHeld = true;
}

void ScriptedChecks::release()
{
    const std::scoped_lock lock(m_mutex);
    m_isHeld = false;
    m_changed.notify_all();
}

int ScriptedChecks::runs() const
{
    const std::scoped_lock lock(m_mutex);
    return m_runs;
}

ui::MachineChecks ScriptedChecks::checks()
{
    return {.machines = m_found.machines,
            .run = [this](const preflight::ProgressSink &progress, const std::stop_token &stop) {
                return run(progress, stop);
            }};
}

preflight::Report ScriptedChecks::run(const preflight::ProgressSink &progress, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    ++m_runs;
    preflight::Report found = m_found;
    for (const QString &machine : found.machines) {
        const bool isFirst = machine == found.machines.first();
        progress({machine, isFirst ? preflight::Stage::Done : preflight::Stage::Trying, {}});
    }
    found.stopped = found.stopped || !m_changed.wait(lock, stop, [this] { return !m_isHeld; });
    return found;
}

} // namespace stormdeck::test
