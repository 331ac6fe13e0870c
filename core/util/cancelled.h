// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/error.h"

namespace stormdeck {

/// Cancelled: what was attempted, and that somebody stopped it.
[[nodiscard]] Error cancelled(const QString &attempted);

} // namespace stormdeck
