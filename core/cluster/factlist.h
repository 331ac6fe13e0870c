// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/explain.h"

/// What the explanations of the single kinds share. Internal to explain*.cpp.
namespace stormdeck::cluster {

/// Collects the facts of one explanation, each with its source and age.
class FactList
{
public:
    FactList(const Snapshot &snapshot, const Freshness &freshness, Instant now);

    [[nodiscard]] const Snapshot &snapshot() const { return m_snapshot; }
    [[nodiscard]] const Freshness &freshness() const { return m_freshness; }
    [[nodiscard]] Instant now() const { return m_now; }

    /// Each adds a fact; an empty value is left out, for what nobody said is no fact.
    void engine(const QString &machine, const QString &what, const QString &value);
    /// What is left of a machine's disk and memory.
    void room(const QString &machine, const QString &what, const QString &value);
    void swarm(const QString &what, const QString &value);
    void member(const QString &name, const QString &what, const QString &value);
    void storm(const QString &what, const QString &value);
    /// What the members said together.
    void ensemble(const QString &what, const QString &value);
    /// What was counted here, of the asking itself; has no age.
    void own(const QString &what, const QString &value);

    [[nodiscard]] std::vector<Fact> take() { return std::move(m_facts); }

private:
    void add(const QString &what, const QString &value, const QString &source, const SourceAge &age);

    const Snapshot &m_snapshot;
    const Freshness &m_freshness;
    Instant m_now;
    std::vector<Fact> m_facts;
};

/// "not reported" is no number: a missing one gives an empty text.
[[nodiscard]] QString textOf(const std::optional<int> &number);
[[nodiscard]] QString textOf(const std::optional<qint64> &number);
[[nodiscard]] QString milliseconds(const std::optional<double> &time);
/// How a source is at the moment: "answers", or why it does not.
[[nodiscard]] QString stateOf(const SourceAge &age, Instant now);

/// "for 5 min": how long a state by the swarm's records has lasted; empty where that is not known.
[[nodiscard]] QString sinceText(const QDateTime &since, const FactList &facts);
/// A member's role or why there is none.
[[nodiscard]] QString memberText(const MemberView &member);
/// How often a service failed lately and why last; of one node where `only` is not empty. The swarm is known.
void addFailures(FactList &facts, const docker::ServiceId &service, const docker::NodeId &only = {});
/// How the node is that something runs on: by the swarm, and by its engine where that is a machine of the profile.
void addStateOf(FactList &facts, const NodeView &node);
/// What Storm's list of supervisors says of one.
void addSupervisor(FactList &facts, const DaemonView &daemon);

/// Each gives the verdict and adds the facts. The subject is there.
[[nodiscard]] QString explainCluster(FactList &facts, const std::vector<Finding> &findings);
[[nodiscard]] QString explainNode(FactList &facts, const NodeView &node);
[[nodiscard]] QString explainService(FactList &facts, const ServiceView &service);
[[nodiscard]] QString explainTask(FactList &facts, const TaskView &task);
[[nodiscard]] QString explainMember(FactList &facts, const PlacedMember &placed);
[[nodiscard]] QString explainTopology(FactList &facts, const TopologyView &topology);
[[nodiscard]] QString explainComponent(FactList &facts, const storm::Component &component);
[[nodiscard]] QString explainPlane(FactList &facts, ClusterPlane plane);
[[nodiscard]] QString explainSlot(FactList &facts, const SlotOnNode &placed);
[[nodiscard]] QString explainDaemon(FactList &facts, const DaemonOnNode &placed);

} // namespace stormdeck::cluster
