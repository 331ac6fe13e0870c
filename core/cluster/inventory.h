// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"

#include <QMap>

#include <vector>

namespace stormdeck::cluster {

/// What lies on single engines and no manager lists: asked when a change is planned, not polled.
struct Inventory
{
    QMap<QString, std::vector<docker::Volume>> volumes;       ///< by machine name
    QMap<QString, std::vector<docker::Container>> containers; ///< by machine name: one-off containers of the cluster
    bool operator==(const Inventory &) const = default;
};

} // namespace stormdeck::cluster
