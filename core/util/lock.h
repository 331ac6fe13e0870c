// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <stop_token>

namespace stormdeck {

/// Locks an open file or folder for this process (flock), which ends with its descriptor, also where a process is
/// killed. Waits so long at most, and not beyond the stop: others hold it for moments, but one that was stopped
/// meanwhile must not stop this one too. false: it is not to be had.
[[nodiscard]] bool lockSoon(int descriptor, std::chrono::milliseconds patience, const std::stop_token &stop = {});
/// The same without waiting.
[[nodiscard]] bool lockNow(int descriptor);

} // namespace stormdeck
