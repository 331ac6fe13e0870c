// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/error.h"

namespace stormdeck::storm {

/// Storm's errorMessage, a Java stack trace in most versions, as an error in plain words. Codes "storm.no-leader",
/// "storm.no-such-topology", "storm.no-such-component", "storm.denied", "storm.name-taken", "storm.nimbus-lost", else
/// "storm.refused".
[[nodiscard]] Error refusalOf(int httpStatus, const QString &errorMessage);

} // namespace stormdeck::storm
