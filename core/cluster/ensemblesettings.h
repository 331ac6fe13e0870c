// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "zookeeper/types.h"

#include <QSet>

#include <optional>
#include <vector>

namespace stormdeck::cluster {

/// The server id that a member's container gets, as the official image reads ZOO_MY_ID: 1 where only ZOO_SERVERS is
/// set. nullopt where its environment says nothing, or where the id is a template that differs by task.
[[nodiscard]] std::optional<int> serverId(const docker::Service &member);

/// The server ids in the ensemble list of a member's own settings (ZOO_SERVERS); nullopt where they hold none.
[[nodiscard]] std::optional<QSet<int>> listedServers(const docker::Service &member);

/// The members that ZOO_SERVERS marks as observers, found by server id, else by the host in their entry. They are no
/// voters, so quorum and margin leave them out.
[[nodiscard]] QSet<docker::ServiceId> observersAmong(const std::vector<docker::Service> &members);
/// How many observers there are: by their own word, or by the settings of those that say nothing.
[[nodiscard]] int observersIn(const std::vector<zookeeper::MemberAnswer> &answers,
                              const std::vector<docker::Service> &members);

} // namespace stormdeck::cluster
