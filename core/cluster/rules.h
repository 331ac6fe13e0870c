// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"

/// The health rules, grouped by what they look at. A rule is a function of what is known and of how old that is; to
/// add one, write it beside its kind, call it from the group, and test it with a case that finds and one that does not.
namespace stormdeck::cluster {

struct Known {
    const Snapshot &snapshot;
    const Freshness &freshness;
    Instant now;
};
using Findings = std::vector<Finding>;

void judgeNodes(const Known &known, Findings &findings);
void judgePlanes(const Known &known, Findings &findings);
void judgeMembers(const Known &known, Findings &findings);
void judgeTasks(const Known &known, Findings &findings);
void judgeStorm(const Known &known, Findings &findings);
void judgeTopologies(const Known &known, Findings &findings);

/// "26 s", "4 min", "2 h 11 min": how long ago, for people.
[[nodiscard]] QString duration(std::chrono::nanoseconds time);
/// The scheduler's reason split into readable causes, as "1 node lacks …; 2 nodes …".
[[nodiscard]] QString readableReason(const QString &error);

} // namespace stormdeck::cluster
