// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"

namespace stormdeck::docker {

/// As people call it: its first name, else the beginning of its id.
[[nodiscard]] inline QString nameOf(const Container &container)
{
    return container.names.isEmpty() ? container.id.shortened() : container.names.first();
}
/// The swarm task that it was made for, by the label that swarm puts on it; empty: swarm did not make it.
[[nodiscard]] inline TaskId taskOf(const Container &container)
{
    return {container.labels.value(QStringLiteral("com.docker.swarm.task.id"))};
}
/// The name of that task's service; likewise.
[[nodiscard]] inline QString serviceNameOf(const Container &container)
{
    return container.labels.value(QStringLiteral("com.docker.swarm.service.name"));
}

} // namespace stormdeck::docker
