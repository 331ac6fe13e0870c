// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QPushButton;

namespace stormdeck::style {

/// A button that shows an action, follows whether it can be done, is there at all and what its tip says, and triggers
/// it. Who hides the button for a reason of its own finds it hidden until the action itself comes back.
[[nodiscard]] QPushButton *actionButton(QAction *action);

} // namespace stormdeck::style
