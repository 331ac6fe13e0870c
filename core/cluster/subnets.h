// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// IPv4 networks as "10.0.1.0/24".
namespace stormdeck::cluster {

/// False as well where one of them is no IPv4 network.
[[nodiscard]] bool subnetsOverlap(const QString &one, const QString &other);
/// The first "10.x.y.0/24" that overlaps none of these; empty where there is none.
[[nodiscard]] QString freeSubnet(const QStringList &taken);

} // namespace stormdeck::cluster
