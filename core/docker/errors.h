// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "util/error.h"

namespace stormdeck::docker {

/// What an answer of an engine outside 200-299 means. `changes`: the request was one that changes something, so that
/// a leader that did not answer in time leaves its outcome unknown. The caller fills in attempted and target.
[[nodiscard]] Error statusError(const http::Response &answer, bool changes);

/// The same error told about what was attempted and where.
[[nodiscard]] Error located(Error error, const QString &attempted, const QString &target);

} // namespace stormdeck::docker
