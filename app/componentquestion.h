// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/ways.h"
#include "main/componentwindow.h"
#include "newestsnapshot.h"
#include "settings/profile.h"

namespace stormdeck::app {

/// Asks the Storm UI of a cluster for the page of a component, over a connection of its own that it keeps, and finds
/// the nodes behind its hosts in the newest picture. One answer at a time: a second one waits until the first has
/// ended. Errors: those of access::UiRoutes and storm::Client; Rejected (code "storm.no-ui") where no UI is known.
[[nodiscard]] ui::ComponentWindow::Question componentQuestion(const settings::Profile &profile,
                                                              const cluster::Subject &component,
                                                              std::shared_ptr<const NewestSnapshot> newest,
                                                              std::shared_ptr<access::Ways> ways);

} // namespace stormdeck::app
