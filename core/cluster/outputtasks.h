// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

namespace stormdeck::cluster {

/// What swarm tasks of a service follow each other in: the number of a slot or, of a global service, a node's id.
[[nodiscard]] QString placeOf(const docker::Task &task);

/// The swarm task of each place whose output is worth reading: the one that runs as meant, else the newest that has a
/// container, as of a service that ends each time it starts. Places that were given up are left out. Of one service,
/// or of all where `only` is empty; in the swarm's order. Points into the snapshot.
[[nodiscard]] std::vector<const docker::Task *> outputTasks(const Snapshot &snapshot,
                                                            const docker::ServiceId &only = {});

} // namespace stormdeck::cluster
