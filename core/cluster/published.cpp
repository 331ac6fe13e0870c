// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/published.h"

#include "cluster/join.h"

#include <algorithm>

namespace stormdeck::cluster {

const docker::Service *serviceOfRole(const std::vector<docker::Service> &services, const QString &role)
{
    const auto found = std::find_if(services.begin(), services.end(),
                                    [&](const docker::Service &service) { return roleOf(service) == role; });
    return found == services.end() ? nullptr : &*found;
}

std::optional<Endpoint> publishedEndpoint(const docker::Service &service, const std::vector<docker::Task> &tasks,
                                          const std::vector<docker::Node> &nodes)
{
    const auto port = std::find_if(service.ports.begin(), service.ports.end(), [](const docker::PublishedPort &one) {
        return one.mode == docker::PublishMode::Host;
    });
    if (port == service.ports.end()) {
        return std::nullopt;
    }
    for (const docker::Task &task : tasks) {
        if (task.service != service.id || !docker::runsAsMeant(task)) {
            continue;
        }
        const auto node = std::find_if(nodes.begin(), nodes.end(),
                                       [&](const docker::Node &one) { return one.id == task.node; });
        if (node != nodes.end()) {
            return Endpoint::tcp(node->address, port->published);
        }
    }
    return std::nullopt;
}

} // namespace stormdeck::cluster
