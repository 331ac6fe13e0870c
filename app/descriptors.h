// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stormdeck::app {

/// Lets this process have as many descriptors as it takes to keep two connections to each engine of a large cluster,
/// as far as the system allows it: most give 1,024 to a program that does not ask.
void allowManyDescriptors();

} // namespace stormdeck::app
