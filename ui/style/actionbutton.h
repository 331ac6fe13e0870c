// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QPushButton;

namespace stormdeck::style {

/// A button that shows an action, follows whether it can be done and what its tip says, and triggers it.
[[nodiscard]] QPushButton *actionButton(QAction *action);

} // namespace stormdeck::style
