// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/handler.h"

namespace stormdeck::actions {

/// Containers of a service that exist on any machine, running or not. A machine that does not answer is an error.
[[nodiscard]] Result<int> containersLeft(Context &context, const QString &service);
/// Waits until containersLeft() is 0: a removed service's containers go on for up to their stop grace (10 s).
[[nodiscard]] Result<void> waitForContainersGone(Context &context, const QString &service);
/// Removes, on every machine, the volumes that this attempt's step made.
[[nodiscard]] Result<void> removeVolumesOfStep(Context &context);

} // namespace stormdeck::actions
