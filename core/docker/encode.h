// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/specs.h"

/// From values to the bodies and queries of requests. Pure.
namespace stormdeck::docker {

[[nodiscard]] QByteArray encodeSwarmInit(const SwarmInit &init);                      ///< POST /swarm/init
[[nodiscard]] QByteArray encodeSwarmJoin(const SwarmJoin &join, const Secret &token); ///< POST /swarm/join
/// POST /nodes/{id}/update: the whole of what can be set of a node, with another role.
[[nodiscard]] QByteArray encodeNodeSpec(const Node &node, NodeRole role);
[[nodiscard]] QByteArray encodeNetwork(const NetworkSpec &spec);     ///< POST /networks/create
[[nodiscard]] QByteArray encodeConfig(const ConfigSpec &spec);       ///< POST /configs/create
[[nodiscard]] QByteArray encodeService(const ServiceSpec &spec);     ///< POST /services/create
[[nodiscard]] QByteArray encodeContainer(const ContainerSpec &spec); ///< POST /containers/create

enum class Stdin { Closed, Attached };
/// POST /containers/{id}/exec
[[nodiscard]] QByteArray encodeExec(const QStringList &command, const QString &user, Stdin input);
[[nodiscard]] QByteArray encodeExecStart(); ///< POST /exec/{id}/start

/// The value of the query item "filters", which asks for what is meant by each key; not yet percent-encoded.
[[nodiscard]] QByteArray encodeFilters(const QMap<QString, QStringList> &wanted);

} // namespace stormdeck::docker
