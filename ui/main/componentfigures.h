// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storm/componentpage.h"

namespace stormdeck::ui {

/// "Bolt of words · 3 executors · 3 tasks · executed 2,380 · failed 0 · execute latency 0.33 ms": what is known of a
/// whole component.
[[nodiscard]] QString figuresText(const storm::ComponentPage &page, const QString &topology);

} // namespace stormdeck::ui
