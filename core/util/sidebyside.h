// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace stormdeck {

/// Calls `work` once for each index below `count`, in their order but up to `mostAtOnce` at a time, some of them on the
/// calling thread, and fewer where the system has no thread left. Returns when all have ended.
void sideBySide(std::size_t count, std::size_t mostAtOnce, const std::function<void(std::size_t index)> &work);

} // namespace stormdeck
