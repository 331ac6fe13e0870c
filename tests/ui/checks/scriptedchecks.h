// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkrun.h"

#include <condition_variable>
#include <mutex>

namespace stormdeck::test {

/// Checks that find what they are told to, at once or when they are let go. Everything may be called from any thread.
class ScriptedChecks
{
public:
    explicit ScriptedChecks(preflight::Report found) : m_found(std::move(found)) {}

    /// What the next run finds.
    void find(const preflight::Report &found);
    /// The next run waits until release() or a stop.
    void hold();
    void release();
    [[nodiscard]] int runs() const;
    /// As a page of inputs offers them; this outlives what runs them.
    [[nodiscard]] ui::MachineChecks checks();

private:
    preflight::Report run(const preflight::ProgressSink &progress, const std::stop_token &stop);

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable_any m_changed;
    preflight::Report m_found;
    bool m_isHeld = false;
    int m_runs = 0;
};

} // namespace stormdeck::test
