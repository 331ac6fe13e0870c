// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/deadline.h"

#include <memory>
#include <span>

namespace stormdeck::http {

class Transfer;

/// Runs the transfers to their end, at most 512 at a time and 32 of one client, and blocks until each has its result: by
/// an answer, by the deadline or by the stop request. Sinks and sources are called from here.
void exchange(std::span<const std::unique_ptr<Transfer>> transfers, Deadline deadline, const std::stop_token &stop);

} // namespace stormdeck::http
