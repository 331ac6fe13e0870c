// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace stormdeck::ui {

/// Says over the window what this program is, in which version and under which licence. Returns at once; what it opens
/// is deleted when it is closed. GUI thread.
void openAbout(QWidget &window);

} // namespace stormdeck::ui
