// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/failureclocks.h"
#include "cluster/health.h"
#include "cluster/nodeindex.h"

/// The health rules, grouped by what they look at. A rule is a function of what is known and of how old that is; to
/// add one, write it beside its kind, call it from the group, and test it with a case that finds and one that does not.
namespace stormdeck::cluster {

/// What a rule looks at. `wall` is `now` by the clock of the swarm's records; null where nothing has answered yet.
struct Known
{
    const Snapshot &snapshot;
    const Freshness &freshness;
    Instant now;
    QDateTime wall;
    NodeIndex nodes;
    FailureClocks clocks;
};
using Findings = std::vector<Finding>;

void judgeNodes(const Known &known, Findings &findings);
void judgeEngines(const Known &known, Findings &findings);
void judgeMembership(const Known &known, Findings &findings);
void judgeRooms(const Known &known, Findings &findings);
void judgeCertificates(const Known &known, Findings &findings);
void judgeConnections(const Known &known, Findings &findings);
void judgeManagers(const Known &known, Findings &findings);
void judgePlanes(const Known &known, Findings &findings);
void judgeMembers(const Known &known, Findings &findings);
void judgeEnsembleSettings(const Known &known, Findings &findings);
void judgeEnsembleList(const Known &known, Findings &findings);
void judgeEnsemblePace(const Known &known, Findings &findings);
void judgeTasks(const Known &known, Findings &findings);
void judgeServices(const Known &known, Findings &findings);
void judgeStorm(const Known &known, Findings &findings);
void judgeTopologies(const Known &known, Findings &findings);

/// Whether a plane's facts may be judged. Those past their lifetime may not, silent or not: they tell of then.
[[nodiscard]] bool isHeard(const SourceAge &age, Instant now);
/// Whether there is a swarm, and what it says may be judged.
[[nodiscard]] bool isSwarmHeard(const Known &known);
/// The time now by an engine's own clock, else by this machine's, from the latest answer.
[[nodiscard]] QDateTime wallTime(const Freshness &freshness, Instant now);
/// Seconds from a time in the swarm's records to now; nullopt where either is not known. Clocks that disagree give 0.
[[nodiscard]] std::optional<qint64> secondsSince(const QDateTime &then, const QDateTime &now);
/// The key of the card on which a node's swarm tasks are; "swarm" where no card shows the node.
[[nodiscard]] QString subjectOf(const Known &known, const docker::NodeId &node);
/// The key of the card on which a machine of the profile is.
[[nodiscard]] QString subjectOfMachine(const Known &known, const QString &machine);

/// What a finding about a member is about: itself and its service.
[[nodiscard]] std::vector<Subject> aboutMember(const MemberView &member);
/// Whether nothing is known of the Storm workers of a topology that is to run.
[[nodiscard]] bool isUntold(const TopologyView &topology);

/// What to do where Nimbus has no leader.
[[nodiscard]] QString nimbusMove(const Known &known);

/// "26 s", "4 min", "2 h 11 min": how long ago, for people.
[[nodiscard]] QString duration(std::chrono::nanoseconds time);
/// "1.5 GiB", "180 MiB"
[[nodiscard]] QString amount(qint64 bytes);
/// "a", "a and b", "a, b and c"
[[nodiscard]] QString listed(const QStringList &names);
/// Sentences in a row; empty ones are left out.
[[nodiscard]] QString sentences(const QStringList &sentences);
/// The scheduler's reason, "no suitable node (… on 2 nodes; …)", as causes for people. A cause nobody here knows stays
/// as it came.
[[nodiscard]] QString readableReason(const QString &error);
/// What helps against the causes in such a reason; a general word where none is known.
[[nodiscard]] QString adviceFor(const QString &error);

/// Why a swarm task failed, as far as its text says it.
struct TaskFailure
{
    QString code;     ///< of a cause that does not go away by itself; empty for others
    QString reason;   ///< for people; what nobody here knows stays as it came
    QString nextMove; ///< empty where nothing better is known than to look
};
[[nodiscard]] TaskFailure readableFailure(const QString &error);

} // namespace stormdeck::cluster
