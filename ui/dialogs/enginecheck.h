// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace stormdeck::dialogs {

/// One layer between this computer and what a connection is for, as a test of it found that.
struct CheckStep
{
    enum class State {
        Passed,
        Failed,
        NotReached ///< a layer before it failed, or there is nothing of the kind
    };
    QString layer; ///< "TCP", "SSH host key"
    State state = State::NotReached;
    QString text; ///< what was found; empty where it was not reached
    bool operator==(const CheckStep &) const = default;
};

/// What came of asking an engine.
struct EngineReport
{
    Result<QString> answer; ///< "Docker 20.10.24 (API 1.41) on storm-1, not in a swarm", or why it does not answer
    std::vector<CheckStep> steps = {}; ///< in the order in which they depend on each other
};

/// Asks an engine who it is. Waits; called on a thread of the pool.
using EngineCheck = std::function<EngineReport(const Endpoint &, const std::stop_token &)>;

/// "✓ Name   ✓ TCP   ✕ TLS   – HTTP": a line that can be read at one glance.
[[nodiscard]] QString checkLine(const std::vector<CheckStep> &steps);
/// A line a step, with what was found.
[[nodiscard]] QString checkList(const std::vector<CheckStep> &steps);

} // namespace stormdeck::dialogs
