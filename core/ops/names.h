// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/labels.h"
#include "docker/types.h"
#include "ops/inputs.h"

/// What the objects of a cluster are called and labelled, in one place.
namespace stormdeck::ops::names {

[[nodiscard]] inline QString member(qsizetype index) { return QStringLiteral("zk%1").arg(index + 1); }
[[nodiscard]] inline QString service(const QString &clusterName, const QString &role) { return clusterName + u'-' + role; }
[[nodiscard]] inline QString network(const QString &clusterName) { return clusterName + QStringLiteral("-net"); }

[[nodiscard]] inline docker::Labels labels(const QString &clusterName, const QString &role)
{
    return {{cluster::labels::cluster, clusterName}, {cluster::labels::role, role}};
}

/// Host names of the members, as they appear in every member's and Storm's configuration.
[[nodiscard]] inline QStringList members(const ClusterInputs &inputs)
{
    QStringList all;
    for (qsizetype i = 0; i < inputs.zookeeper.members.size(); ++i) {
        all << member(i);
    }
    return all;
}

} // namespace stormdeck::ops::names
