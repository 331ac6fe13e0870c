// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/stormui.h"

#include "cluster/published.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

Error noService(const QString &uiService)
{
    return {.kind = ErrorKind::Unreachable,
            .layer = Layer::Storm,
            .attempted = Text::tr("ask the Storm UI"),
            .reason = Text::tr("the swarm has no service %1").arg(uiService),
            .remedy = Text::tr("Set up the cluster first."),
            .code = QStringLiteral("storm.no-route")};
}
} // namespace

Result<access::UiSite> uiSite(Context &context, const QString &manager, const QString &uiService)
{
    auto engine = context.access.engine(manager);
    const auto swarm = engine ? (*engine)->swarmState(context.stop) : failure(engine.error());
    return swarm ? uiSite(*swarm, uiService) : failure(swarm.error());
}

Result<access::UiSite> uiSite(const docker::SwarmState &swarm, const QString &uiService)
{
    const auto service = std::find_if(swarm.services.begin(), swarm.services.end(),
                                      [&](const docker::Service &one) { return one.name == uiService; });
    if (service == swarm.services.end()) {
        return failure(noService(uiService));
    }
    return access::UiSite{.published = cluster::publishedEndpoint(*service, swarm.tasks, swarm.nodes),
                          .service = service->id,
                          .port = cluster::uiPortOf(*service, swarm.configs),
                          .around = {cluster::servicesAround(*service, swarm.services), swarm.tasks, swarm.nodes, {}}};
}

QString uiLine(const QString &uiService, const QString &path)
{
    return QStringLiteral("curl http://%1:8080/api/v1/%2   # from a container on the cluster's network; 8080 unless "
                          "ui.port is set")
        .arg(uiService, path);
}

} // namespace stormdeck::actions
