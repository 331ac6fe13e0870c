// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/machine.h"
#include "watch/answer.h"

namespace stormdeck::recording {

/// What a cluster's sources answered over a while, as it came. A plain value; equal bodies share their memory.
struct Recording
{
    QString cluster;
    std::vector<Machine> machines;
    Instant from{}; ///< what can be looked at begins here; answers before it tell how things stood then
    Instant to{};
    QDateTime begun;                    ///< `from` for people
    std::vector<watch::Answer> answers; ///< in order of time
    bool operator==(const Recording &) const = default;
};

} // namespace stormdeck::recording
