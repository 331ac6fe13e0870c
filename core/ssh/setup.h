// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/answers.h"
#include "ssh/config.h"
#include "ssh/link.h"
#include "util/result.h"

#include <functional>

namespace stormdeck::ssh {

/// How far the way to a usable connection has been gone.
enum class Stage { Idle, Connecting, Greeting, HostKey, Login, Up };

/// Makes the byte stream to the host's SSH port: a TCP connection, or a channel of the host before.
using Dialer = std::function<Result<Descriptor>(const HostConfig &host, const std::stop_token &stop)>;

/// What a set-up works with; all of it outlives the call.
struct SetUp
{
    const HostConfig &host;
    Asker &asker;
    Answers &answers;
    const Dialer &dial;
    Liveness liveness;
    std::function<void(Stage)> enter; ///< told of every stage
};

/// TCP to the host of the configuration, within its connect time.
[[nodiscard]] Result<Descriptor> dialTcp(const HostConfig &host, const std::stop_token &stop);

/// Dials, greets, checks the host key, logs in. Blocks; each step of the other side has the configuration's connect
/// time, a person has all the time there is. Ends within 50 ms of a stop. Errors name the layer where it ended.
[[nodiscard]] Result<std::unique_ptr<Link>> setUp(const SetUp &parts, const std::stop_token &stop);

} // namespace stormdeck::ssh
