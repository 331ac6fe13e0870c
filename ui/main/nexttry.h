// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"

namespace stormdeck::ui {

/// "next try in 4 s", "trying now"; empty where the last try was answered.
[[nodiscard]] QString nextTryWords(const cluster::SourceAge &age, Instant now);
/// The same as a sentence: "Next try in 4 s."
[[nodiscard]] QString nextTrySentence(const cluster::SourceAge &age, Instant now);

} // namespace stormdeck::ui
