// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access.h"
#include "cluster/inventory.h"

namespace stormdeck::actions {

/// Volumes and one-off containers that carry the cluster's label, by machine: asked once when a change is planned.
/// A machine that does not answer is an error: a tear-down must not overlook what lies there.
[[nodiscard]] Result<cluster::Inventory> inventory(access::Access &access, const QString &clusterName,
                                                   const std::stop_token &stop);

/// The reference with the digest that all nodes shall run: what the registry says now, asked through the first
/// machine that answers; where the registry cannot be asked, the digest that its repository gave the image which that
/// machine already has; where there is neither, the reference as it is.
[[nodiscard]] Result<QString> pinnedReference(access::Access &access, const QString &reference,
                                              const std::stop_token &stop);

} // namespace stormdeck::actions
