// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

namespace stormdeck::actions {

/// Hides what Storm's client prints and nobody may see: the generated ZooKeeper credentials.
[[nodiscard]] QString withoutSecrets(const QString &line);
/// Why `storm jar` failed, from its exit code and its last output, in plain words. Pure.
[[nodiscard]] Error submissionError(const QString &topology, int exitCode, const QString &output);
/// Whether the output tells of a failure although the exit code was 0 (a swallowed exception).
[[nodiscard]] bool tellsOfFailure(const QString &output);

} // namespace stormdeck::actions
