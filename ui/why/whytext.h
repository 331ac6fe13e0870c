// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/explain.h"

namespace stormdeck::ui {

/// "1 s ago", "as of 14:02:11", "no answer yet": the age of a fact.
[[nodiscard]] QString ageText(const cluster::Fact &fact);
/// An explanation as plain text, for the clipboard.
[[nodiscard]] QString plainText(const cluster::Explanation &explanation);

} // namespace stormdeck::ui
