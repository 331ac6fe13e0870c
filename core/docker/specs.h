// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"

#include <chrono>

/// What is sent to make something. Field by field as in the Docker Engine API; only what Stormdeck uses.
namespace stormdeck::docker {

/// POST /swarm/init. Addresses are given explicitly: an engine with several addresses refuses to choose one.
struct SwarmInit
{
    QString listenAddress = QStringLiteral("0.0.0.0:2377");
    QString advertiseAddress;
    QString dataPathAddress;         ///< empty: the advertised one
    quint16 dataPathPort = 0;        ///< UDP, 1024 to 49151, for good; 0: the engine's 4789
    QStringList defaultAddressPools; ///< CIDRs for overlay networks; empty: the engine's 10.0.0.0/8
    int subnetSize = 24;
    Labels labels;
    bool operator==(const SwarmInit &) const = default;
};

/// POST /swarm/join
struct SwarmJoin
{
    QString listenAddress = QStringLiteral("0.0.0.0:2377");
    QString advertiseAddress;
    QStringList remoteAddresses; ///< "host:2377" of managers
    bool operator==(const SwarmJoin &) const = default;
};

/// POST /networks/create, driver overlay
struct NetworkSpec
{
    QString name;
    bool attachable = true;
    QString subnet; ///< CIDR; empty: from the swarm's pool
    Labels labels;
    bool operator==(const NetworkSpec &) const = default;
};

/// POST /configs/create
struct ConfigSpec
{
    QString name;
    QByteArray data;
    Labels labels;
    bool operator==(const ConfigSpec &) const = default;
};

/// A config as a file in a container.
struct ConfigFile
{
    ConfigId config;
    QString name;
    QString path;
    int mode = 0444;
    bool operator==(const ConfigFile &) const = default;
};

/// A network of a service with the names it answers to there.
struct NetworkAttachment
{
    QString network; ///< id or name
    QStringList aliases;
    bool operator==(const NetworkAttachment &) const = default;
};

/// POST /services/create. `arguments` replaces the image's CMD and keeps its entry point.
struct ServiceSpec
{
    QString name;
    Labels labels; ///< put on the service and on its containers
    bool global = false;
    int replicas = 1;
    QString image; ///< with digest where known
    QStringList arguments;
    QStringList environment; ///< "NAME=value"
    QString hostname;        ///< may hold templates: {{.Service.Name}}-{{.Node.Hostname}}
    QString user;            ///< "1000:1000"; empty: the image's
    QStringList constraints; ///< "node.id==…"
    std::vector<Mount> mounts;
    std::vector<PublishedPort> ports;
    std::vector<ConfigFile> configs;
    std::vector<NetworkAttachment> networks;
    EndpointMode endpointMode = EndpointMode::Dnsrr;
    Resources reservations;
    Resources limits;
    std::chrono::milliseconds restartDelay{5000};
    bool operator==(const ServiceSpec &) const = default;
};

/// POST /containers/create
struct ContainerSpec
{
    QString name;
    QString image;
    QStringList command; ///< replaces the image's CMD
    QStringList environment;
    QString user;
    QString network; ///< name of an attachable network
    Labels labels;
    qint64 memoryLimitBytes = 0;
    bool operator==(const ContainerSpec &) const = default;
};

} // namespace stormdeck::docker
