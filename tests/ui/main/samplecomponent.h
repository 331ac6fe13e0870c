// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/componentwindow.h"

/// Components for the screenshots, made by hand.
namespace stormdeck::test {

/// A bolt with a busy executor, one on a host that nobody knows, two inputs and three errors.
[[nodiscard]] ui::ComponentLook busyBolt();
/// A spout without an error.
[[nodiscard]] ui::ComponentLook quietSpout();
/// Very long names, many executors, and much that is not reported.
[[nodiscard]] ui::ComponentLook oddBolt();
[[nodiscard]] Error silentUi();

} // namespace stormdeck::test
