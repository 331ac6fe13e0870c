// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/health.h"

#include "cluster/limits.h"
#include "cluster/rules.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
bool isFresh(const SourceAge &age, Instant now)
{
    return ageState(age, now) == AgeState::Fresh;
}

bool allEnginesFresh(const Freshness &freshness, Instant now)
{
    return !freshness.engines.isEmpty() && std::all_of(freshness.engines.begin(), freshness.engines.end(),
                                                       [&](const SourceAge &age) { return isFresh(age, now); });
}

NodeStatus swarmStatus(const NodeView &node)
{
    switch (node.state.value) {
    case docker::NodeState::Down:
    case docker::NodeState::Disconnected:
        return NodeStatus::Down;
    case docker::NodeState::Unknown:
        return NodeStatus::Unknown;
    case docker::NodeState::Ready:
        break;
    }
    switch (node.availability.value) {
    case docker::Availability::Drain:
        return NodeStatus::Drained;
    case docker::Availability::Pause:
        return NodeStatus::Paused;
    case docker::Availability::Active:
        return NodeStatus::Ready;
    case docker::Availability::Unknown:
        break;
    }
    return NodeStatus::Unknown;
}

/// A machine that no manager lists: its engine's own word for its state in a swarm decides.
NodeStatus aloneStatus(const NodeView &node, const SourceAge &engine, Instant now)
{
    if (isSilent(engine, now)) {
        return NodeStatus::Unreachable;
    }
    if (!engine.answered || node.state.word == u"error" || node.state.word == u"locked") {
        return NodeStatus::Unknown;
    }
    return node.state.word == u"pending" || node.state.word == u"active" ? NodeStatus::Joining : NodeStatus::NotInSwarm;
}

Severity worstOf(const std::vector<Finding> &found)
{
    Severity worst = Severity::Notice;
    for (const Finding &finding : found) {
        worst = std::max(worst, finding.severity);
    }
    return worst;
}

Health swarmHealth(const Snapshot &snapshot, const Freshness &freshness, Instant now)
{
    if (!isFresh(freshness.swarm, now)) {
        return Health::Unknown;
    }
    if (!freshness.ensemble.expected && !freshness.storm.expected) {
        return Health::Empty;
    }
    const bool isAllTold = std::none_of(snapshot.topologies.begin(), snapshot.topologies.end(), isUntold);
    const bool serves = snapshot.verdict.state == zookeeper::EnsembleState::Serving;
    const bool fresh = isFresh(freshness.ensemble, now) && isFresh(freshness.storm, now);
    return fresh && serves && isAllTold ? Health::Healthy : Health::Unknown;
}
} // namespace

bool isHeard(const SourceAge &age, Instant now)
{
    return age.expected && age.answered && age.misses < limits::silentMisses && !isPast(age, now);
}

bool isSwarmHeard(const Known &known)
{
    return known.snapshot.swarm && isHeard(known.freshness.swarm, known.now);
}

QDateTime wallTime(const Freshness &freshness, Instant now)
{
    const SourceAge *latest = nullptr;
    const auto take = [&](const SourceAge &age) {
        if (age.answered && age.answeredAt.isValid() && (!latest || *age.answered > *latest->answered)) {
            latest = &age;
        }
    };
    std::for_each(freshness.engines.begin(), freshness.engines.end(), take);
    // The swarm's records carry the engines' time, which need not be this machine's.
    if (!latest) {
        take(freshness.swarm);
        take(freshness.ensemble);
        take(freshness.storm);
    }
    if (!latest) {
        return {};
    }
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(now - *latest->answered);
    return (latest->theirTime.isValid() ? latest->theirTime : latest->answeredAt).addMSecs(ago.count());
}

std::optional<qint64> secondsSince(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid() || !now.isValid()) {
        return std::nullopt;
    }
    return std::max<qint64>(then.secsTo(now), 0);
}

QString subjectOf(const Known &known, const docker::NodeId &node)
{
    const NodeView *card = known.nodes.card(node);
    return card ? card->key : QStringLiteral("swarm");
}

NodeStatus nodeStatus(const NodeView &node, const Freshness &freshness, Instant now)
{
    static const SourceAge unknown{.expected = false};
    const auto known = freshness.engines.constFind(node.machine);
    const SourceAge &engine = known == freshness.engines.cend() ? unknown : *known;
    if (!node.inSwarm) {
        return aloneStatus(node, engine, now);
    }
    const NodeStatus status = swarmStatus(node);
    if (status == NodeStatus::Down) {
        return NodeStatus::Down;
    }
    if (isSilent(engine, now)) {
        return NodeStatus::Suspect;
    }
    return isHeard(freshness.swarm, now) ? status : NodeStatus::Unknown;
}

std::vector<Finding> findings(const Snapshot &snapshot, const Freshness &freshness, Instant now)
{
    const Known known{snapshot, freshness, now, wallTime(freshness, now), NodeIndex(snapshot), failureClocks(snapshot)};
    Findings found;
    judgeNodes(known, found);
    judgeConnections(known, found);
    judgeCertificates(known, found);
    judgeEngines(known, found);
    judgeMembership(known, found);
    judgeRooms(known, found);
    judgeManagers(known, found);
    judgePlanes(known, found);
    judgeMembers(known, found);
    judgeEnsembleSettings(known, found);
    judgeEnsembleList(known, found);
    judgeEnsemblePace(known, found);
    judgeTasks(known, found);
    judgeServices(known, found);
    judgeStorm(known, found);
    judgeTopologies(known, found);
    std::stable_sort(found.begin(), found.end(), [](const Finding &left, const Finding &right) {
        return std::tuple(-static_cast<int>(left.severity), left.code, left.subject) <
               std::tuple(-static_cast<int>(right.severity), right.code, right.subject);
    });
    return found;
}

Health health(const Snapshot &snapshot, const Freshness &freshness, const std::vector<Finding> &found, Instant now)
{
    switch (worstOf(found)) {
    case Severity::Failure:
        return Health::Failing;
    case Severity::Warning:
        return Health::Degraded;
    case Severity::Notice:
        break;
    }
    if (!allEnginesFresh(freshness, now)) {
        return Health::Unknown;
    }
    if (!snapshot.swarm) {
        return freshness.swarm.expected ? Health::Unknown : Health::Empty;
    }
    return swarmHealth(snapshot, freshness, now);
}

} // namespace stormdeck::cluster
