// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/uisite.h"

#include "cluster/published.h"
#include "watch/planefacts.h"

namespace stormdeck::watch {

namespace {
access::UiSite siteOf(const docker::Service &service, const cluster::SwarmFacts &swarm)
{
    return {.published = cluster::publishedEndpoint(service, swarm.tasks, swarm.nodes),
            .service = service.id,
            .port = cluster::uiPortOf(service, swarm.configs),
            .around = {cluster::servicesAround(service, swarm.services), swarm.tasks, swarm.nodes, {}}};
}
} // namespace

std::optional<access::UiSite> uiSiteOf(const cluster::SwarmFacts *swarm, const std::optional<Endpoint> &fixed,
                                       const QMap<QString, cluster::EngineFacts> &engines, const QStringList &silent)
{
    const docker::Service *service = swarm ? cluster::serviceOfRole(swarm->services, QStringLiteral("ui")) : nullptr;
    if (!service && !fixed) {
        return std::nullopt;
    }
    access::UiSite site = service ? siteOf(*service, *swarm) : access::UiSite{};
    site.fixed = fixed;
    site.around.silent = silent;
    site.around.machines = machinesByNode(engines);
    return site;
}

} // namespace stormdeck::watch
