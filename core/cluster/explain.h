// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"

namespace stormdeck::cluster {

/// One fact that was taken into account: what was said, by whom, and how long ago.
struct Fact
{
    QString what;   ///< "State"
    QString value;  ///< "down (heartbeat failure)"
    QString source; ///< "Swarm, by manager storm-1"
    AgeState age = AgeState::NotAsked;
    std::optional<std::chrono::seconds> ago; ///< since the source's last good answer
    QDateTime answeredAt;                    ///< the same for people; invalid where it never answered
    bool operator==(const Fact &) const = default;
};

/// A finding that applies, and the rule with its limits from which it came.
struct AppliedRule
{
    Finding finding;
    QString rule;
    bool operator==(const AppliedRule &) const = default;
};

/// Why something is shown as it is.
struct Explanation
{
    Subject subject;
    QString kind;    ///< "Node", "Service", "Swarm task", …
    QString name;    ///< "storm-3"
    QString verdict; ///< how it is shown, and why: one or two sentences
    std::vector<Fact> facts;
    std::vector<AppliedRule> findings; ///< worst first
    bool operator==(const Explanation &) const = default;
};

/// The identity of a finding: the same as long as it is about the same thing.
[[nodiscard]] QString identityOf(const Finding &finding);
[[nodiscard]] Subject subjectOf(const Finding &finding);
/// Whether a finding is about a subject, by identity. Findings of a plane as a whole are about all that it tells of.
[[nodiscard]] bool isAbout(const Finding &finding, const Subject &subject, const Snapshot &snapshot);

/// What a finding is about first of all: its node or topology, else the first of the others that is there, else the
/// cluster.
[[nodiscard]] Subject mainSubjectOf(const Finding &finding, const Snapshot &snapshot);

/// Explains what a picture says of a subject. Pure. nullopt: it is not there any more.
[[nodiscard]] std::optional<Explanation> explain(const Subject &subject, const Snapshot &snapshot,
                                                 const Freshness &freshness, const std::vector<Finding> &findings,
                                                 Instant now);

} // namespace stormdeck::cluster
