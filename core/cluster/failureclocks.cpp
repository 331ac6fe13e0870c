// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/failureclocks.h"

#include "cluster/rules.h"

#include <algorithm>

namespace stormdeck::cluster {

using std::chrono::seconds;

namespace {
constexpr seconds usualTaskTimeout{30};
constexpr seconds usualMonitor{10};
constexpr seconds usualSupervisorTimeout{60};

/// The cluster's own, else as far as the page of a topology tells them.
storm::FailureTimes reportedTimes(const StormFacts &storm)
{
    const auto tells = [](const storm::FailureTimes &times) { return !(times == storm::FailureTimes{}); };
    if (tells(storm.failureTimes)) {
        return storm.failureTimes;
    }
    const auto found = std::find_if(storm.pages.begin(), storm.pages.end(),
                                    [&](const storm::TopologyPage &page) { return tells(page.failureTimes); });
    return found == storm.pages.end() ? storm::FailureTimes{} : found->failureTimes;
}

/// A client asks for a session of some length; the ensemble grants it within its own limits.
std::chrono::milliseconds granted(std::chrono::milliseconds asked, const Shared<EnsembleFacts> &ensemble)
{
    const zookeeper::MemberAnswer *leader = ensemble ? zookeeper::leaderAmong(ensemble->members) : nullptr;
    if (!leader || !leader->conf) {
        return asked;
    }
    const auto limit = [asked](const std::optional<qint64> &told) {
        return told.value_or(0) > 0 ? std::chrono::milliseconds(*told) : asked;
    };
    return std::max(limit(leader->conf->leastSessionMs), std::min(asked, limit(leader->conf->longestSessionMs)));
}

/// From 2.0 on a supervisor lives as long as its session with ZooKeeper; before, Nimbus timed it out itself.
bool nimbusTimesOut(const StormFacts &storm)
{
    const QString major = storm.cluster.stormVersion.section(u'.', 0, 0);
    return major == u"0" || major == u"1";
}

seconds supervisorGoes(const Snapshot &snapshot, const storm::FailureTimes &times, seconds usual)
{
    if (nimbusTimesOut(*snapshot.storm)) {
        return times.supervisorTimeoutSeconds ? seconds(*times.supervisorTimeoutSeconds) : usualSupervisorTimeout;
    }
    const std::chrono::milliseconds asked = times.sessionTimeoutMs ? std::chrono::milliseconds(*times.sessionTimeoutMs)
                                                                   : std::chrono::milliseconds(usual);
    return std::chrono::ceil<seconds>(granted(asked, snapshot.ensemble));
}

/// A manager gives up on a node after three heartbeats that did not come; until all is told six seconds more passed
/// with default settings, as measured.
seconds swarmSaysDown(std::chrono::nanoseconds heartbeat)
{
    constexpr int missed = 3;
    constexpr seconds more{6};
    return std::chrono::ceil<seconds>(heartbeat * missed) + more;
}
} // namespace

bool isVoter(const NodeView &node)
{
    return node.role == docker::NodeRole::Manager && !node.reachability.word.isEmpty();
}

FailureClocks failureClocks(const Snapshot &snapshot)
{
    FailureClocks clocks;
    if (snapshot.storm) {
        const storm::FailureTimes times = reportedTimes(*snapshot.storm);
        const auto orUsual = [](const std::optional<int> &told, seconds usual) {
            return told ? seconds(*told) : usual;
        };
        clocks.workersMove =
            orUsual(times.taskTimeoutSeconds, usualTaskTimeout) + orUsual(times.monitorSeconds, usualMonitor);
        clocks.supervisorGoes = supervisorGoes(snapshot, times, clocks.supervisorGoes);
        clocks.nimbusTimesOut = nimbusTimesOut(*snapshot.storm);
    }
    if (snapshot.swarm && snapshot.swarm->swarm.heartbeatNanos > 0) {
        clocks.swarm = swarmSaysDown(std::chrono::nanoseconds(snapshot.swarm->swarm.heartbeatNanos));
    }
    return clocks;
}

std::optional<Instant> lostAt(const NodeView &node, const Freshness &freshness, Instant now, const QDateTime &wall)
{
    if (const SourceAge engine = freshness.engines.value(node.machine, {.expected = false}); engine.expected) {
        return engine.answered ? engine.answered : engine.failingSince;
    }
    const auto ago = secondsSince(node.changedAt, wall);
    return ago && node.state == docker::NodeState::Down ? std::optional(now - seconds(*ago)) : std::nullopt;
}

std::optional<seconds> swarmClock(const NodeView &node, const Snapshot &snapshot, const FailureClocks &clocks)
{
    const auto &nodes = snapshot.nodes;
    const auto voters = std::count_if(nodes.begin(), nodes.end(), isVoter);
    const auto left = std::count_if(nodes.begin(), nodes.end(), [&](const NodeView &one) {
        return isVoter(one) && one.key != node.key && !(one.reachability == docker::Reachability::Unreachable);
    });
    return left * 2 > voters ? std::optional(clocks.swarm) : std::nullopt;
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
