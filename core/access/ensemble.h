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
    std::vector<docker::Service> around; ///< others of the cluster, through whose containers the members can be asked
    QStringList silent;                  ///< machines whose engines do not answer now
    QMap<docker::NodeId, QString> machines = {}; ///< as Surroundings::machines
};

struct EnsembleAnswers
{
    Route route;
    std::vector<zookeeper::MemberAnswer> members; ///< in the order of the services
};

/// Asks every member with srvr and mntr, and by its AdminServer what these may not tell, all at the same time within
/// the one deadline. Their ports are those of their services' settings (ZOO_SERVERS, ZOO_CFG_EXTRA), else the usual
/// ones. Route: each member's host-mode port where all are published and one at least answers there; else one exec in
/// a container of the cluster, a member's first, that asks them all by host name (a relay to each would be an exec a
/// word, as ZooKeeper closes after each), and where its engine says nothing for a third of the time, one elsewhere.
/// Unreachable (code "ensemble.no-route") where there is neither.
[[nodiscard]] Result<EnsembleAnswers> askEnsemble(Access &access, const EnsembleMembers &ensemble, Deadline deadline,
                                                  const std::stop_token &stop);

} // namespace stormdeck::access
