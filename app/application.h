// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck::app {

/// Gives the English texts of window and commands their plural forms. After the application object was made.
void installPlurals();

/// Opens the window on a profile (name or file; empty: the last one used) and runs until it is closed.
[[nodiscard]] int runWindow(int &argc, char **argv, const QString &profile);

} // namespace stormdeck::app
