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

namespace {
/// nullopt: nobody here knows the placeholder.
std::optional<QString> placeholderValue(QStringView name, const docker::Service &service, const docker::Task &task,
                                        const QString &nodeName)
{
    const auto slot = [&] { return task.slot ? QString::number(*task.slot) : task.node.value; };
    if (name == u".Service.Name") {
        return service.name;
    }
    if (name == u".Service.ID") {
        return service.id.value;
    }
    if (name == u".Node.Hostname") {
        return nodeName;
    }
    if (name == u".Node.ID") {
        return task.node.value;
    }
    if (name == u".Task.ID") {
        return task.id.value;
    }
    if (name == u".Task.Slot") {
        return slot();
    }
    if (name == u".Task.Name") {
        return QStringLiteral("%1.%2.%3").arg(service.name, slot(), task.id.value);
    }
    return std::nullopt;
}
} // namespace

QString expandedHost(const QString &pattern, const docker::Service &service, const docker::Task &task,
                     const QString &nodeName)
{
    QString host;
    qsizetype from = 0;
    while (from < pattern.size()) {
        const qsizetype open = pattern.indexOf(u"{{", from);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(u"}}", open);
        if (close < 0) {
            break;
        }
        const QStringView name = QStringView(pattern).sliced(open + 2, close - open - 2).trimmed();
        const auto value = placeholderValue(name, service, task, nodeName);
        host += QStringView(pattern).sliced(from, open - from);
        host += value ? *value : pattern.mid(open, close + 2 - open);
        from = close + 2;
    }
    return from == 0 ? pattern : host.append(QStringView(pattern).sliced(from));
}

} // namespace stormdeck::cluster
