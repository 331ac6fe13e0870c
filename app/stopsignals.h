// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace stormdeck::app {

/// Turns the first SIGINT, SIGTERM or SIGHUP into a stop request and leaves a second SIGINT or SIGTERM to end the
/// process at once; of a terminal that is closed SIGHUP comes twice. One that is ignored stays so, as under nohup. Must
/// be made before other threads start, so that they inherit the blocked signals.
class StopSignals
{
public:
    StopSignals();
    ~StopSignals();
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_thread;
};

} // namespace stormdeck::app
