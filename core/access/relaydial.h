// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/client.h"
#include "util/machine.h"

namespace stormdeck::access {

/// Where a relay leads: a TCP port as it is seen from a running container.
struct RelayTarget
{
    Machine machine; ///< whose engine runs the container
    docker::ContainerId container;
    QString through; ///< what the container is called: "lab-ui"
    QString host;
    quint16 port = 0;
    bool operator==(const RelayTarget &) const = default;
};

/// A way to a target that stands. What a target says unasked may have come already.
struct RelayStream
{
    docker::ExecStream stream;
    QByteArray ahead;
};

/// Opens one way through an engine: an exec in the container that connects to the target. Blocks, ends at the deadline
/// and within 50 ms of a stop. Errors: those of docker::Client::attach(), code "relay.paused" where the container is
/// paused; "relay.refused" where nothing listens on the port; "relay.no-way" where the container has no program that
/// could connect; "relay.failed" for anything else that the command said.
[[nodiscard]] Result<RelayStream> dialRelay(docker::Client &engine, const RelayTarget &target, Deadline deadline,
                                            const std::stop_token &stop);

} // namespace stormdeck::access
