// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/uiroutes.h"
#include "cluster/facts.h"

namespace stormdeck::watch {

/// Where the Storm UI is by what the swarm tells. `fixed`: by what the profile says, which counts alone. `engines`:
/// what those said, by machine. `silent`: machines whose engines do not answer. nullopt: neither knows one. Pure.
[[nodiscard]] std::optional<access::UiSite> uiSiteOf(const cluster::SwarmFacts *swarm,
                                                     const std::optional<Endpoint> &fixed,
                                                     const QMap<QString, cluster::EngineFacts> &engines,
                                                     const QStringList &silent);

} // namespace stormdeck::watch
