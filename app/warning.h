// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace stormdeck::app {

/// Warns over the window, in plain text. Returns at once, without a loop of its own: other clusters' windows go on, and
/// this one may be closed meanwhile. GUI thread.
void warn(QWidget &window, const QString &about, const QString &text);

} // namespace stormdeck::app
