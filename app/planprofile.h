// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"
#include "settings/profile.h"

namespace stormdeck::app {

/// What the operator has decided about the cluster of a plan, whichever is in view: `inView` where that is of its name,
/// else the connection saved under it; its machines are the plan's. Where there is none, nothing keeps the plan from
/// going on as it was begun. The error says why what is saved cannot be read.
[[nodiscard]] Result<settings::Profile> profileOf(const plan::Plan &plan, const settings::Profile &inView = {});

/// The same for an interrupted plan, whose machines are to be reached anew: also Denied as settings::checkSecurity()
/// tells.
[[nodiscard]] Result<settings::Profile> profileToTakeUp(const plan::Plan &plan, const settings::Profile &inView = {});
/// The same for the plan of a journal. Where that cannot be opened, an empty one: its opening will tell.
[[nodiscard]] Result<settings::Profile> profileToTakeUp(const QString &journal, const settings::Profile &inView);

} // namespace stormdeck::app
