// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

#include <QHash>

namespace stormdeck::cluster {

/// The node behind a host name that Storm tells.
struct WorkerPlace
{
    QString node; ///< its card's key
    QString name;
    bool hasEngine = false; ///< it is a machine of the profile, so that files there can be read
    bool operator==(const WorkerPlace &) const = default;
};

/// By the host names that Storm's supervisors have, in lower case. A host that is not among them is on no node that is
/// known. Pure.
using WorkerPlaces = QHash<QString, WorkerPlace>;
[[nodiscard]] WorkerPlaces workerPlaces(const Snapshot &snapshot);
/// Empty where it is not known.
[[nodiscard]] WorkerPlace placeOfHost(const WorkerPlaces &places, const QString &host);

} // namespace stormdeck::cluster
