// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"
#include "cluster/labels.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
const QStringList &roles()
{
    static const QStringList words{QStringLiteral("zookeeper"), QStringLiteral("nimbus"), QStringLiteral("ui"),
                                   QStringLiteral("supervisor")};
    return words;
}

QString known(const QString &word)
{
    return roles().contains(word) ? word : QString();
}

/// "registry:5000/library/storm:2.8.3@sha256:…" is "storm".
QString repositoryName(const QString &image)
{
    const QString path = image.section(u'@', 0, 0);
    return path.section(u'/', -1).section(u':', 0, 0).toLower();
}

QString daemonIn(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (argument != u"zookeeper" && roles().contains(argument)) {
            return argument;
        }
    }
    return {};
}
} // namespace

QString roleOf(const docker::Service &service)
{
    if (service.labels.contains(labels::role)) {
        return known(service.labels.value(labels::role));
    }
    const QString taught = known(service.labels.value(QStringLiteral("role")));
    if (!taught.isEmpty()) {
        return taught;
    }
    const QString repository = repositoryName(service.image);
    if (repository.contains(QStringLiteral("zookeeper"))) {
        return QStringLiteral("zookeeper");
    }
    return repository.contains(QStringLiteral("storm")) ? daemonIn(service.arguments) : QString();
}

std::vector<const docker::Service *> servicesOfRole(const Shared<SwarmFacts> &swarm, const QString &cluster,
                                                    const QString &role)
{
    std::vector<const docker::Service *> found;
    if (!swarm) {
        return found;
    }
    const auto &services = swarm->services;
    const auto labelled = [&](const docker::Service &one) {
        return !cluster.isEmpty() && one.labels.value(labels::cluster) == cluster;
    };
    const bool onlyLabelled = std::any_of(services.begin(), services.end(), labelled);
    for (const docker::Service &service : services) {
        if ((!onlyLabelled || labelled(service)) && roleOf(service) == role) {
            found.push_back(&service);
        }
    }
    std::sort(found.begin(), found.end(), [](const auto *a, const auto *b) { return naturalLess(a->name, b->name); });
    return found;
}

std::vector<docker::Service> membersOf(const Shared<SwarmFacts> &swarm, const QString &cluster)
{
    std::vector<docker::Service> members;
    for (const docker::Service *service : servicesOfRole(swarm, cluster, QStringLiteral("zookeeper"))) {
        members.push_back(*service);
    }
    return members;
}

QString expandedHost(const QString &pattern, const docker::Service &service, const docker::Task &task,
                     const QString &nodeName)
{
    const QString slot = task.slot ? QString::number(*task.slot) : task.node.value;
    const std::pair<QString, QString> values[] = {
        {QStringLiteral("{{.Service.Name}}"), service.name},
        {QStringLiteral("{{.Service.ID}}"), service.id.value},
        {QStringLiteral("{{.Node.Hostname}}"), nodeName},
        {QStringLiteral("{{.Node.ID}}"), task.node.value},
        {QStringLiteral("{{.Task.ID}}"), task.id.value},
        {QStringLiteral("{{.Task.Slot}}"), slot},
        {QStringLiteral("{{.Task.Name}}"), QStringLiteral("%1.%2.%3").arg(service.name, slot, task.id.value)},
    };
    QString host = pattern;
    for (const auto &[placeholder, value] : values) {
        host.replace(placeholder, value);
    }
    return host;
}

} // namespace stormdeck::cluster
