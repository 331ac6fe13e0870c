// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"

#include <vector>

namespace stormdeck::usage {

/// A container whose use of cpu and memory is read.
struct UsageSource
{
    QString name; ///< for people: "lab-nimbus on storm-1"
    Machine machine;
    docker::ContainerId container;
    docker::TaskId task;
    bool operator==(const UsageSource &) const = default;
};

/// The running containers of a node, a service, a swarm task or a member; of a topology or its component the
/// supervisors' that its Storm workers run in. Empty for anything else.
[[nodiscard]] std::vector<UsageSource> usageSourcesOf(const cluster::Snapshot &snapshot,
                                                      const cluster::Subject &subject);

} // namespace stormdeck::usage
