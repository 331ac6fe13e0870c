// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The labels on everything Stormdeck creates, by which it is found again, and the names it gets.
namespace stormdeck::cluster::labels {

inline const QString cluster = QStringLiteral("stormdeck.cluster");
inline const QString role = QStringLiteral("stormdeck.role"); ///< zookeeper, nimbus, ui, supervisor, submit, …
inline const QString operation = QStringLiteral("stormdeck.operation");
inline const QString step = QStringLiteral("stormdeck.step");
inline const QString slotPorts = QStringLiteral("stormdeck.slots"); ///< on the supervisors' service: "6700,6701"

/// Name of the swarm config that claims a cluster while an operation changes it.
[[nodiscard]] inline QString leaseName(const QString &clusterName)
{
    return QStringLiteral("stormdeck-lease-") + clusterName;
}

} // namespace stormdeck::cluster::labels
