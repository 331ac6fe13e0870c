// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/handler.h"

namespace stormdeck::actions {

/// Where the Storm UI of a service is now, as a manager lists it. Unreachable (code "storm.no-route") where there is no
/// such service.
[[nodiscard]] Result<access::UiSite> uiSite(Context &context, const QString &manager, const QString &uiService);
/// The same, of what a manager has listed.
[[nodiscard]] Result<access::UiSite> uiSite(const docker::SwarmState &swarm, const QString &uiService);

/// What a person would type to ask the UI, from a container on the cluster's network, on the port that is usual.
[[nodiscard]] QString uiLine(const QString &uiService, const QString &path);

} // namespace stormdeck::actions
