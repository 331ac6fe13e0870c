// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck::cluster {

/// The rule behind a finding's code, with its limits, as one or two sentences. Every code has one; empty for a code
/// that no rule here gives.
[[nodiscard]] QString ruleOf(const QString &code);

} // namespace stormdeck::cluster
