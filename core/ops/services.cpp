// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/services.h"

#include "ops/names.h"
#include "ops/stormyaml.h"

#include <QCryptographicHash>

#include <algorithm>

namespace stormdeck::ops {

namespace {
const QString supervisorHost = QStringLiteral("{{.Service.Name}}-{{.Node.Hostname}}");
// The image's entry point changes the owner of /conf when it starts as root; a mounted config is read-only.
const QString stormUser = QStringLiteral("1000:1000");
constexpr quint16 clientTarget = 2181;

docker::Mount volumeAt(const QString &name, const QString &target, const docker::Labels &labels)
{
    return {.type = QStringLiteral("volume"), .source = name, .target = target, .readOnly = false, .volumeLabels = labels};
}

docker::PublishedPort hostPort(quint16 target, quint16 published)
{
    return {.protocol = QStringLiteral("tcp"),
            .target = target,
            .published = published,
            .mode = {docker::PublishMode::Host, QStringLiteral("host")}};
}

QString ensembleServers(const ClusterInputs &inputs)
{
    QStringList servers;
    const QStringList members = names::members(inputs);
    for (qsizetype i = 0; i < members.size(); ++i) {
        servers << QStringLiteral("server.%1=%2:2888:3888;2181").arg(i + 1).arg(members[i]);
    }
    return servers.join(u' ');
}

docker::ServiceSpec baseSpec(const ClusterInputs &inputs, const QString &role, const QString &name)
{
    docker::ServiceSpec spec;
    spec.name = names::service(inputs.name, name);
    spec.labels = names::labels(inputs.name, role);
    spec.hostname = name;
    spec.networks = {{.network = names::network(inputs.name), .aliases = {name}}};
    return spec;
}

docker::ServiceSpec stormSpec(const ClusterInputs &inputs, const QString &role)
{
    docker::ServiceSpec spec = baseSpec(inputs, role, role);
    spec.image = inputs.storm.image;
    spec.arguments = {QStringLiteral("storm"), role};
    spec.user = stormUser;
    spec.configs = {{.config = {}, .name = stormConfig(inputs).name, .path = QStringLiteral("/conf/storm.yaml")}};
    return spec;
}
} // namespace

const Machine &firstManager(const ClusterInputs &inputs)
{
    const auto found = std::find_if(inputs.machines.begin(), inputs.machines.end(),
                                    [](const Machine &machine) { return machine.manager; });
    return found == inputs.machines.end() ? inputs.machines.front() : *found;
}

docker::ConfigSpec stormConfig(const ClusterInputs &inputs)
{
    const QByteArray content = stormYaml(inputs.storm, names::members(inputs));
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().left(8);
    return {.name = names::service(inputs.name, QStringLiteral("storm-yaml-") + QString::fromLatin1(hash)),
            .data = content,
            .labels = names::labels(inputs.name, QStringLiteral("config"))};
}

actions::CreateService memberService(const ClusterInputs &inputs, qsizetype index)
{
    docker::ServiceSpec spec = baseSpec(inputs, QStringLiteral("zookeeper"), names::member(index));
    spec.image = inputs.zookeeper.image;
    spec.environment = {QStringLiteral("ZOO_MY_ID=%1").arg(index + 1),
                        QStringLiteral("ZOO_SERVERS=") + ensembleServers(inputs),
                        QStringLiteral("ZOO_STANDALONE_ENABLED=%1")
                            .arg(inputs.zookeeper.members.size() == 1 ? QStringLiteral("true") : QStringLiteral("false")),
                        QStringLiteral("ZOO_ADMINSERVER_ENABLED=false"),
                        QStringLiteral("ZOO_AUTOPURGE_PURGEINTERVAL=24"),
                        QStringLiteral("ZOO_4LW_COMMANDS_WHITELIST=srvr,mntr,conf,ruok")};
    for (const QString &folder : {QStringLiteral("data"), QStringLiteral("datalog"), QStringLiteral("logs")}) {
        spec.mounts.push_back(volumeAt(spec.name + u'-' + folder, u'/' + folder, spec.labels));
    }
    if (inputs.zookeeper.publishPort) {
        spec.ports = {hostPort(clientTarget, *inputs.zookeeper.publishPort)};
    }
    return {.manager = firstManager(inputs).name, .spec = spec, .pinnedTo = inputs.zookeeper.members[index]};
}

actions::CreateService nimbusService(const ClusterInputs &inputs)
{
    docker::ServiceSpec spec = stormSpec(inputs, QStringLiteral("nimbus"));
    spec.mounts = {volumeAt(spec.name + QStringLiteral("-data"), QStringLiteral("/data"), spec.labels)};
    return {.manager = firstManager(inputs).name, .spec = spec, .pinnedTo = inputs.storm.nimbus};
}

actions::CreateService uiService(const ClusterInputs &inputs)
{
    docker::ServiceSpec spec = stormSpec(inputs, QStringLiteral("ui"));
    if (inputs.storm.uiPort) {
        spec.ports = {hostPort(uiListens(inputs.storm), *inputs.storm.uiPort)};
    }
    return {.manager = firstManager(inputs).name, .spec = spec, .pinnedTo = inputs.storm.ui};
}

actions::CreateService supervisorService(const ClusterInputs &inputs)
{
    docker::ServiceSpec spec = stormSpec(inputs, QStringLiteral("supervisor"));
    QStringList ports;
    for (const quint16 port : inputs.storm.slotPorts) {
        ports << QString::number(port);
    }
    spec.labels.insert(cluster::labels::slotPorts, ports.join(u','));
    spec.global = true;
    spec.hostname = supervisorHost;
    spec.networks.front().aliases.clear();
    spec.mounts = {volumeAt(spec.name + QStringLiteral("-data"), QStringLiteral("/data"), spec.labels)};
    return {.manager = firstManager(inputs).name, .spec = spec, .pinnedTo = {},
            .expectedTasks = static_cast<int>(inputs.machines.size())};
}

} // namespace stormdeck::ops
