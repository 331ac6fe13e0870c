// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace stormdeck::http {

/// How an endpoint is reached that nothing can connect to directly: where to connect instead (the local end of a
/// tunnel), and whom to ask why that did not work, as a client only sees a connection that is closed or silent.
/// A plain value.
struct Detour
{
    Endpoint entrance;
    /// Told how a call ended that got no answer. Its own reason, or nothing where the detour is not to blame. Called on
    /// the thread of the call; may wait, ends with the stop.
    std::function<std::optional<Error>(const Error &seen, const std::stop_token &stop)> trouble;
    /// Kept connections that were idle for longer are closed by the client's next call or closeIdle().
    std::chrono::seconds longestIdle{30};
};

/// The error of a call over a detour, with the detour's reason where that is why there was no answer. Where a change
/// was sent, its outcome stays unknown.
[[nodiscard]] Error explained(const Detour &detour, Error seen, const std::stop_token &stop);

} // namespace stormdeck::http
