// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Health) };

bool isFresh(const SourceAge &age, Instant now)
{
    return ageState(age, now) == AgeState::Fresh;
}

bool allEnginesFresh(const Freshness &freshness, Instant now)
{
    return !freshness.engines.isEmpty()
        && std::all_of(freshness.engines.begin(), freshness.engines.end(),
                       [&](const SourceAge &age) { return isFresh(age, now); });
}

NodeStatus swarmStatus(const NodeView &node)
{
    switch (node.state.value) {
    case docker::NodeState::Down:
    case docker::NodeState::Disconnected: return NodeStatus::Down;
    case docker::NodeState::Unknown: return NodeStatus::Unknown;
    case docker::NodeState::Ready: break;
    }
    switch (node.availability.value) {
    case docker::Availability::Drain: return NodeStatus::Drained;
    case docker::Availability::Pause: return NodeStatus::Paused;
    case docker::Availability::Active: return NodeStatus::Ready;
    case docker::Availability::Unknown: break;
    }
    return NodeStatus::Unknown;
}
} // namespace

QString duration(std::chrono::nanoseconds time)
{
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    if (seconds < 120) {
        return Text::tr("%1 s").arg(seconds);
    }
    if (seconds < 7200) {
        return Text::tr("%1 min").arg(seconds / 60);
    }
    return Text::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString readableReason(const QString &error)
{
    static const QRegularExpression inside(QStringLiteral("\\((.*)\\)"));
    const auto match = inside.match(error);
    return match.hasMatch() ? match.captured(1) : error;
}

NodeStatus nodeStatus(const NodeView &node, const Freshness &freshness, Instant now)
{
    const SourceAge engine = freshness.engines.value(node.machine);
    const AgeState age = node.machine.isEmpty() ? AgeState::NotAsked : ageState(engine, now);
    const bool silent = age == AgeState::Stale || age == AgeState::Never;
    if (!node.inSwarm) {
        return silent ? NodeStatus::Unreachable : age == AgeState::Fresh ? NodeStatus::NotInSwarm : NodeStatus::Unknown;
    }
    const NodeStatus status = swarmStatus(node);
    if (status == NodeStatus::Down) {
        return NodeStatus::Down;
    }
    if (silent) {
        return NodeStatus::Suspect;
    }
    return isFresh(freshness.swarm, now) ? status : NodeStatus::Unknown;
}

std::vector<Finding> findings(const Snapshot &snapshot, const Freshness &freshness, Instant now)
{
    const Known known{snapshot, freshness, now};
    Findings found;
    judgeNodes(known, found);
    judgePlanes(known, found);
    judgeMembers(known, found);
    judgeTasks(known, found);
    judgeStorm(known, found);
    judgeTopologies(known, found);
    std::stable_sort(found.begin(), found.end(), [](const Finding &left, const Finding &right) {
        return std::tuple(-static_cast<int>(left.severity), left.code, left.subject)
            < std::tuple(-static_cast<int>(right.severity), right.code, right.subject);
    });
    return found;
}

Health health(const Snapshot &snapshot, const Freshness &freshness, const std::vector<Finding> &found, Instant now)
{
    const auto worst = std::max_element(found.begin(), found.end(), [](const Finding &left, const Finding &right) {
        return left.severity < right.severity;
    });
    if (worst != found.end() && worst->severity == Severity::Failure) {
        return Health::Failing;
    }
    if (worst != found.end() && worst->severity == Severity::Warning) {
        return Health::Degraded;
    }
    if (!allEnginesFresh(freshness, now)) {
        return Health::Unknown;
    }
    if (!snapshot.swarm) {
        return freshness.swarm.expected ? Health::Unknown : Health::Empty;
    }
    if (!isFresh(freshness.swarm, now)) {
        return Health::Unknown;
    }
    if (!freshness.ensemble.expected && !freshness.storm.expected) {
        return Health::Empty;
    }
    return isFresh(freshness.ensemble, now) && isFresh(freshness.storm, now) ? Health::Healthy : Health::Unknown;
}

} // namespace stormdeck::cluster
