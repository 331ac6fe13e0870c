// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/encode.h"

#include "docker/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::docker {

namespace {
using namespace Qt::StringLiterals;

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonArray array(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonObject object(const Labels &labels)
{
    QJsonObject result;
    for (auto label = labels.begin(); label != labels.end(); ++label) {
        result.insert(label.key(), label.value());
    }
    return result;
}

void insertIfAny(QJsonObject &into, const QString &name, const QString &text)
{
    if (!text.isEmpty()) {
        into.insert(name, text);
    }
}

void insertIfAny(QJsonObject &into, const QString &name, const QJsonArray &list)
{
    if (!list.isEmpty()) {
        into.insert(name, list);
    }
}

void insertIfAny(QJsonObject &into, const QString &name, const QJsonObject &part)
{
    if (!part.isEmpty()) {
        into.insert(name, part);
    }
}

void insertIfAny(QJsonObject &into, const QString &name, qint64 number)
{
    if (number != 0) {
        into.insert(name, number);
    }
}

template <typename T, typename Encode>
QJsonArray arrayOf(const std::vector<T> &values, Encode encode)
{
    QJsonArray result;
    for (const T &value : values) {
        result.append(encode(value));
    }
    return result;
}

qint64 nanoseconds(std::chrono::milliseconds time)
{
    return std::chrono::nanoseconds(time).count();
}

QJsonObject encodeResources(const Resources &resources)
{
    QJsonObject result;
    insertIfAny(result, u"NanoCPUs"_s, resources.nanoCpus);
    insertIfAny(result, u"MemoryBytes"_s, resources.memoryBytes);
    return result;
}

QJsonObject encodeMount(const Mount &mount)
{
    QJsonObject result{{u"Type"_s, mount.type}, {u"Target"_s, mount.target}};
    insertIfAny(result, u"Source"_s, mount.source);
    if (mount.readOnly) {
        result.insert(u"ReadOnly"_s, true);
    }
    if (!mount.volumeLabels.isEmpty()) {
        result.insert(u"VolumeOptions"_s, QJsonObject{{u"Labels"_s, object(mount.volumeLabels)}});
    }
    return result;
}

QJsonObject encodePort(const PublishedPort &port)
{
    QJsonObject result{{u"Protocol"_s, port.protocol.isEmpty() ? u"tcp"_s : port.protocol},
                       {u"TargetPort"_s, port.target}};
    insertIfAny(result, u"PublishedPort"_s, port.published);
    insertIfAny(result, u"PublishMode"_s, word(port.mode.value));
    return result;
}

/// The file belongs to root: the entry points of the images read it before they give root up.
QJsonObject encodeConfigFile(const ConfigFile &file)
{
    const QJsonObject target{{u"Name"_s, file.path}, {u"UID"_s, u"0"_s}, {u"GID"_s, u"0"_s}, {u"Mode"_s, file.mode}};
    return {{u"File"_s, target}, {u"ConfigID"_s, file.config.value}, {u"ConfigName"_s, file.name}};
}

QJsonObject encodeAttachment(const NetworkAttachment &attachment)
{
    QJsonObject result{{u"Target"_s, attachment.network}};
    insertIfAny(result, u"Aliases"_s, array(attachment.aliases));
    return result;
}

QJsonObject encodeServiceContainer(const ServiceSpec &spec)
{
    QJsonObject result{{u"Image"_s, spec.image}};
    insertIfAny(result, u"Args"_s, array(spec.arguments));
    insertIfAny(result, u"Env"_s, array(spec.environment));
    insertIfAny(result, u"Hostname"_s, spec.hostname);
    insertIfAny(result, u"User"_s, spec.user);
    insertIfAny(result, u"Labels"_s, object(spec.labels));
    insertIfAny(result, u"Mounts"_s, arrayOf(spec.mounts, encodeMount));
    insertIfAny(result, u"Configs"_s, arrayOf(spec.configs, encodeConfigFile));
    return result;
}

QJsonObject encodeTaskTemplate(const ServiceSpec &spec)
{
    QJsonObject resources;
    insertIfAny(resources, u"Limits"_s, encodeResources(spec.limits));
    insertIfAny(resources, u"Reservations"_s, encodeResources(spec.reservations));
    const QJsonObject restart{{u"Condition"_s, u"any"_s}, {u"Delay"_s, nanoseconds(spec.restartDelay)}};
    QJsonObject result{{u"ContainerSpec"_s, encodeServiceContainer(spec)}, {u"RestartPolicy"_s, restart}};
    insertIfAny(result, u"Resources"_s, resources);
    if (!spec.constraints.isEmpty()) {
        result.insert(u"Placement"_s, QJsonObject{{u"Constraints"_s, array(spec.constraints)}});
    }
    insertIfAny(result, u"Networks"_s, arrayOf(spec.networks, encodeAttachment));
    return result;
}

QJsonObject encodeMode(const ServiceSpec &spec)
{
    if (spec.global) {
        return {{u"Global"_s, QJsonObject()}};
    }
    return {{u"Replicated"_s, QJsonObject{{u"Replicas"_s, spec.replicas}}}};
}

QJsonObject encodeEndpoint(const ServiceSpec &spec)
{
    QJsonObject result;
    insertIfAny(result, u"Mode"_s, word(spec.endpointMode));
    insertIfAny(result, u"Ports"_s, arrayOf(spec.ports, encodePort));
    return result;
}
} // namespace

QByteArray encodeSwarmInit(const SwarmInit &init)
{
    // The engine knows one name of a swarm only.
    QJsonObject spec{{u"Name"_s, u"default"_s}};
    insertIfAny(spec, u"Labels"_s, object(init.labels));
    QJsonObject body{
        {u"ListenAddr"_s, init.listenAddress}, {u"AdvertiseAddr"_s, init.advertiseAddress}, {u"Spec"_s, spec}};
    insertIfAny(body, u"DataPathAddr"_s, init.dataPathAddress);
    insertIfAny(body, u"DataPathPort"_s, qint64(init.dataPathPort));
    if (!init.defaultAddressPools.isEmpty()) {
        body.insert(u"DefaultAddrPool"_s, array(init.defaultAddressPools));
        body.insert(u"SubnetSize"_s, init.subnetSize);
    }
    return bytes(body);
}

QByteArray encodeSwarmJoin(const SwarmJoin &join, const Secret &token)
{
    return bytes({{u"ListenAddr"_s, join.listenAddress},
                  {u"AdvertiseAddr"_s, join.advertiseAddress},
                  {u"RemoteAddrs"_s, array(join.remoteAddresses)},
                  {u"JoinToken"_s, token.expose()}});
}

QByteArray encodeNodeSpec(const Node &node, NodeRole role)
{
    QJsonObject spec{{u"Role"_s, word(role)}, {u"Availability"_s, node.availability.word}};
    insertIfAny(spec, u"Name"_s, node.specName);
    insertIfAny(spec, u"Labels"_s, object(node.labels));
    return bytes(spec);
}

QByteArray encodeNetwork(const NetworkSpec &spec)
{
    // CheckDuplicate is what makes engines before API 1.44 refuse a second network of the name.
    QJsonObject body{{u"Name"_s, spec.name},
                     {u"CheckDuplicate"_s, true},
                     {u"Driver"_s, u"overlay"_s},
                     {u"Attachable"_s, spec.attachable}};
    insertIfAny(body, u"Labels"_s, object(spec.labels));
    if (!spec.subnet.isEmpty()) {
        const QJsonObject pool{{u"Subnet"_s, spec.subnet}};
        body.insert(u"IPAM"_s, QJsonObject{{u"Driver"_s, u"default"_s}, {u"Config"_s, QJsonArray{pool}}});
    }
    return bytes(body);
}

QByteArray encodeConfig(const ConfigSpec &spec)
{
    QJsonObject body{{u"Name"_s, spec.name}, {u"Data"_s, QString::fromLatin1(spec.data.toBase64())}};
    insertIfAny(body, u"Labels"_s, object(spec.labels));
    return bytes(body);
}

QByteArray encodeService(const ServiceSpec &spec)
{
    QJsonObject body{{u"Name"_s, spec.name},
                     {u"TaskTemplate"_s, encodeTaskTemplate(spec)},
                     {u"Mode"_s, encodeMode(spec)},
                     {u"EndpointSpec"_s, encodeEndpoint(spec)}};
    insertIfAny(body, u"Labels"_s, object(spec.labels));
    return bytes(body);
}

QByteArray encodeContainer(const ContainerSpec &spec)
{
    QJsonObject host;
    insertIfAny(host, u"NetworkMode"_s, spec.network);
    insertIfAny(host, u"Memory"_s, spec.memoryLimitBytes);
    QJsonObject body{{u"Image"_s, spec.image}};
    insertIfAny(body, u"Cmd"_s, array(spec.command));
    insertIfAny(body, u"Env"_s, array(spec.environment));
    insertIfAny(body, u"User"_s, spec.user);
    insertIfAny(body, u"Labels"_s, object(spec.labels));
    insertIfAny(body, u"HostConfig"_s, host);
    return bytes(body);
}

QByteArray encodeExec(const QStringList &command, const QString &user, Stdin input)
{
    QJsonObject body{{u"AttachStdout"_s, true}, {u"AttachStderr"_s, true}, {u"Cmd"_s, array(command)}};
    if (input == Stdin::Attached) {
        body.insert(u"AttachStdin"_s, true);
    }
    insertIfAny(body, u"User"_s, user);
    return bytes(body);
}

QByteArray encodeExecStart()
{
    return bytes({{u"Detach"_s, false}, {u"Tty"_s, false}});
}

QByteArray encodeFilters(const QMap<QString, QStringList> &wanted)
{
    QJsonObject filters;
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        filters.insert(it.key(), array(it.value()));
    }
    return bytes(filters);
}

} // namespace stormdeck::docker
