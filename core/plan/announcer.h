// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/runner.h"

#include <mutex>

namespace stormdeck::plan {

/// Passes what the threads of the steps say on to the listener, one call at a time.
class Announcer
{
public:
    explicit Announcer(RunListener &listener) : m_listener(listener) {}

    template <typename F>
    void say(F call)
    {
        const std::lock_guard guard(m_mutex);
        call(m_listener);
    }

private:
    std::mutex m_mutex;
    RunListener &m_listener;
};

/// The voice of one step.
class StepVoice final : public StepProgress
{
public:
    StepVoice(Announcer &announcer, const StepId &step) : m_announcer(announcer), m_step(step) {}

    void note(const QString &line) override
    {
        m_announcer.say([&](RunListener &listener) { listener.stepNote(m_step, line); });
    }
    void part(const Part &part) override
    {
        m_announcer.say([&](RunListener &listener) { listener.stepPart(m_step, part); });
    }

private:
    Announcer &m_announcer;
    const StepId &m_step;
};

} // namespace stormdeck::plan
