// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "util/endpoint.h"

#include <optional>
#include <vector>

namespace stormdeck::cluster {

/// The first service that plays a role (see roleOf()); nullptr where none does.
[[nodiscard]] const docker::Service *serviceOfRole(const std::vector<docker::Service> &services, const QString &role);

/// Where a service is reached from outside: its host-mode port on the node of the swarm task that runs and is meant
/// to. An earlier task may go on answering for its stop grace and is never taken. nullopt: no such port or task.
[[nodiscard]] std::optional<Endpoint> publishedEndpoint(const docker::Service &service,
                                                        const std::vector<docker::Task> &tasks,
                                                        const std::vector<docker::Node> &nodes);

} // namespace stormdeck::cluster
