// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"

namespace stormdeck::cluster {

/// What a ZooKeeper member is called: the host name of its container, else the service's name without the cluster's
/// prefix ("lab-zk1" of cluster "lab" is "zk1").
[[nodiscard]] QString memberName(const docker::Service &service, const QString &cluster);

} // namespace stormdeck::cluster
