// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access.h"
#include "zookeeper/types.h"

namespace stormdeck::access {

/// What a manager knows of an ensemble: its members' services, all swarm tasks, the nodes.
struct EnsembleMembers
{
    std::vector<docker::Service> services; ///< one a member
    std::vector<docker::Task> tasks;
    std::vector<docker::Node> nodes;
};

struct EnsembleAnswers
{
    QString route;                                ///< "published port 2181" or "exec in zk1 on storm-1"
    std::vector<zookeeper::MemberAnswer> members; ///< in the order of the services
};

/// Asks every member with srvr and mntr, all at the same time within the one deadline. Route: each member's host-mode
/// port where all are published, else one exec in the container of a running member that asks them all by host name.
/// Unreachable (code "ensemble.no-route") where there is neither.
[[nodiscard]] Result<EnsembleAnswers> askEnsemble(Access &access, const EnsembleMembers &ensemble, Deadline deadline,
                                                  const std::stop_token &stop);

/// The machine of the profile that a node is: by address, else by host name; nullptr where none is.
[[nodiscard]] const Machine *machineOf(const Access &access, const docker::Node &node);

/// What a member is called: the service's host name, else its name.
[[nodiscard]] QString memberName(const docker::Service &service);

} // namespace stormdeck::access
