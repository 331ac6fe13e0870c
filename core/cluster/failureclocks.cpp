// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/failureclocks.h"

#include <algorithm>

namespace stormdeck::cluster {

using std::chrono::seconds;

namespace {
const storm::FailureTimes *reportedTimes(const Snapshot &snapshot)
{
    if (!snapshot.storm) {
        return nullptr;
    }
    const auto &pages = snapshot.storm->pages;
    const auto found = std::find_if(pages.begin(), pages.end(), [](const storm::TopologyPage &page) {
        return !(page.failureTimes == storm::FailureTimes{});
    });
    return found == pages.end() ? nullptr : &found->failureTimes;
}
} // namespace

FailureClocks failureClocks(const Snapshot &snapshot)
{
    constexpr int defaultTaskTimeout = 30;
    constexpr int defaultMonitor = 10;
    FailureClocks clocks;
    if (const storm::FailureTimes *times = reportedTimes(snapshot)) {
        clocks.workersMove = seconds(times->taskTimeoutSeconds.value_or(defaultTaskTimeout)) +
                             seconds(times->monitorSeconds.value_or(defaultMonitor));
        if (times->sessionTimeoutMs) {
            clocks.supervisorGoes = std::chrono::ceil<seconds>(std::chrono::milliseconds(*times->sessionTimeoutMs));
        }
    }
    return clocks;
}

std::optional<seconds> nimbusClock(const NodeView &node, const FailureClocks &clocks)
{
    const bool works = std::any_of(node.slotViews.begin(), node.slotViews.end(),
                                   [](const SlotView &slot) { return !slot.topology.isEmpty(); });
    if (works) {
        return clocks.workersMove;
    }
    // The UI is no daemon that Nimbus keeps a list of.
    const bool listed = std::any_of(node.daemons.begin(), node.daemons.end(), [](const DaemonView &daemon) {
        return daemon.listed && daemon.role != StormRole::Ui;
    });
    return listed ? std::optional(clocks.supervisorGoes) : std::nullopt;
}

} // namespace stormdeck::cluster
