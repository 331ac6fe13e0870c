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

/// The cluster's services whose containers share its network, `first` in front; others of the swarm are left out.
[[nodiscard]] std::vector<docker::Service> servicesAround(const docker::Service &first,
                                                          const std::vector<docker::Service> &services);

/// Storm's own default of ui.port.
constexpr quint16 usualUiPort = 8080;
/// The port on which a Storm UI listens in its container: -c ui.port=… of its command, else the last ui.port of a
/// config that it mounts, else the usual one.
[[nodiscard]] quint16 uiPortOf(const docker::Service &ui, const std::vector<docker::Config> &configs);

} // namespace stormdeck::cluster
