// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/arguments.h"

namespace stormdeck::app {

/// Gives the English texts of window and commands their plural forms. After the application object was made.
void installPlurals();

/// Opens the window on the recording that was named, else on the profile (name or file; empty: the last one used), and
/// runs until the last window is closed. Returns the exit code.
[[nodiscard]] int runWindow(int &argc, char **argv, const Arguments &arguments);

} // namespace stormdeck::app
