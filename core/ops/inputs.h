// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/machine.h"

#include <QMap>
#include <QStringList>

#include <optional>
#include <vector>

/// What the operator decides; everything else follows from it. Plain values with sane defaults.
namespace stormdeck::ops {

struct ZooKeeperInputs {
    QString image = QStringLiteral("zookeeper:3.9");
    QStringList members;                ///< machines, one member each
    std::optional<quint16> publishPort; ///< host-mode port of every member; by default none
    bool operator==(const ZooKeeperInputs &) const = default;
};

struct StormInputs {
    QString image = QStringLiteral("storm:2.8.3");
    QString nimbus;                ///< machine
    QString ui;                    ///< machine
    std::optional<quint16> uiPort; ///< host-mode port of the UI, an explicit choice: whoever reaches it rules Storm
    std::vector<quint16> slotPorts{6700, 6701, 6702, 6703};
    QMap<QString, QString> config; ///< further members of storm.yaml, as YAML scalars
    bool operator==(const StormInputs &) const = default;
};

/// The port that carries the data of overlay networks where no other was chosen as the swarm was made; UDP.
constexpr quint16 usualDataPathPort = 4789;

/// The whole cluster, as a cluster file describes it.
struct ClusterInputs {
    QString name = QStringLiteral("storm");
    std::vector<Machine> machines;
    bool acceptPlainTcp = false;
    QStringList addressPools; ///< CIDRs for overlay networks of a new swarm; empty: the engine's
    std::optional<quint16> dataPathPort; ///< UDP, 1024 to 49151: data of a new swarm's overlay networks; by default 4789
    QStringList registryMirrors;    ///< URLs; engines of prepared machines ask them first
    QStringList insecureRegistries; ///< host:port or CIDR; prepared engines talk to them without TLS
    ZooKeeperInputs zookeeper;
    StormInputs storm;
    bool operator==(const ClusterInputs &) const = default;
};

/// Fills what was left open: the first machine is the manager where none is, members on the first machines (three,
/// or one where there are fewer than three), nimbus on the first manager, the UI beside it where that is one.
[[nodiscard]] ClusterInputs withDefaults(ClusterInputs inputs);

/// A sentence for each thing that would not work; empty where all is well. `field` names the member as in the
/// cluster file ("zookeeper.members"), so that a form can put it at the right place.
struct Problem {
    QString field;
    QString sentence;
    bool operator==(const Problem &) const = default;
};
[[nodiscard]] std::vector<Problem> problems(const ClusterInputs &inputs);

/// Reads a cluster file (YAML, documented in docs/cluster-file.md). Errors are Rejected with line and member; an
/// unknown member is refused, so that a typing error is not silently ignored.
[[nodiscard]] Result<ClusterInputs> parseClusterFile(const QByteArray &yaml, const QString &origin);
[[nodiscard]] QByteArray formatClusterFile(const ClusterInputs &inputs);

struct SubmitInputs {
    QString cluster;
    QString jar; ///< path on this computer
    QByteArray jarSha256;
    QString mainClass;
    QString topology; ///< name; by default the first argument
    QStringList arguments;
    bool operator==(const SubmitInputs &) const = default;
};
/// Topology names match ^[^/.:\\]+$.
[[nodiscard]] std::vector<Problem> problems(const SubmitInputs &inputs);

struct TearDownInputs {
    QString cluster;
    bool keepSwarm = false;
    bool operator==(const TearDownInputs &) const = default;
};

} // namespace stormdeck::ops
