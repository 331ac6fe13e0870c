// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access.h"
#include "watch/store.h"

#include <set>

namespace stormdeck::watch {

/// What is left of disk and memory of each machine, asked by one exec in a container of the cluster that runs there:
/// engines themselves do not tell it. Machines without one are left alone, and those whose engine is silent keep what
/// was told. Belongs to one thread; asks several engines at a time.
class RoomSource
{
public:
    RoomSource(const std::vector<Machine> &machines, Store &store, std::shared_ptr<access::Ways> ways = {});
    /// Always true: a machine that does not tell it is asked again at the usual pace.
    bool look(const std::stop_token &stop);

private:
    struct Asked;
    [[nodiscard]] std::vector<Asked> machinesToAsk(const cluster::SwarmFacts &swarm,
                                                   const QMap<QString, cluster::EngineFacts> &engines);
    void dropOthers(const std::vector<Asked> &asked, const QStringList &silent);

    access::Access m_access;
    Store &m_store;
};

/// The nodes on which a container of the cluster runs. Pure.
[[nodiscard]] std::set<docker::NodeId> nodesWithContainers(const cluster::SwarmFacts &swarm);

} // namespace stormdeck::watch
