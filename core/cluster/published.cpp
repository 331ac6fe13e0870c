// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/published.h"

#include "cluster/join.h"
#include "cluster/labels.h"

#include <QRegularExpression>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
bool sharesNetwork(const docker::Service &one, const docker::Service &other)
{
    return std::any_of(one.networks.begin(), one.networks.end(),
                       [&](const QString &network) { return other.networks.contains(network); });
}

/// The last number that the pattern finds; 0 where there is none.
quint16 lastPortIn(const QString &text, const QRegularExpression &pattern)
{
    quint16 port = 0;
    for (auto found = pattern.globalMatch(text); found.hasNext();) {
        port = static_cast<quint16>(found.next().captured(1).toUInt());
    }
    return port;
}
} // namespace

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
        const auto node =
            std::find_if(nodes.begin(), nodes.end(), [&](const docker::Node &one) { return one.id == task.node; });
        if (node != nodes.end()) {
            return Endpoint::tcp(node->address, port->published);
        }
    }
    return std::nullopt;
}

std::vector<docker::Service> servicesAround(const docker::Service &first, const std::vector<docker::Service> &services)
{
    std::vector<docker::Service> around{first};
    for (const docker::Service &service : services) {
        const bool isOfCluster = service.labels.value(labels::cluster) == first.labels.value(labels::cluster);
        if (service.id != first.id && isOfCluster && !roleOf(service).isEmpty() && sharesNetwork(service, first)) {
            around.push_back(service);
        }
    }
    return around;
}

quint16 uiPortOf(const docker::Service &ui, const std::vector<docker::Config> &configs)
{
    static const QRegularExpression argument(QStringLiteral("(?:^| )-c ?ui\\.port=(\\d+)"));
    static const QRegularExpression member(QStringLiteral("^[\"']?ui\\.port[\"']?\\s*:\\s*[\"']?(\\d+)"),
                                           QRegularExpression::MultilineOption);
    quint16 port = lastPortIn(ui.arguments.join(u' '), argument);
    for (const docker::Config &config : configs) {
        if (port == 0 && ui.configNames.contains(config.name)) {
            port = lastPortIn(QString::fromUtf8(config.data), member);
        }
    }
    return port == 0 ? usualUiPort : port;
}

} // namespace stormdeck::cluster
