// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/workerplaces.h"

namespace stormdeck::cluster {

WorkerPlaces workerPlaces(const Snapshot &snapshot)
{
    WorkerPlaces places;
    for (const NodeView &node : snapshot.nodes) {
        for (const DaemonView &daemon : node.daemons) {
            if (daemon.role == StormRole::Supervisor && !daemon.host.isEmpty()) {
                places.insert(daemon.host.toLower(), {node.key, node.name, !node.machine.isEmpty()});
            }
        }
    }
    return places;
}

WorkerPlace placeOfHost(const WorkerPlaces &places, const QString &host)
{
    return places.value(host.toLower());
}

} // namespace stormdeck::cluster
