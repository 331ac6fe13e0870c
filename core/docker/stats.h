// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <optional>

namespace stormdeck::docker {

/// GET /containers/{id}/stats: what a container uses at one moment. One reading tells memory; cpu takes two.
struct ContainerStats
{
    QDateTime readAt;     ///< by the engine's clock; invalid where the container does not run
    qint64 cpuNanos = 0;  ///< that all its processes have used since it started
    qint64 hostNanos = 0; ///< that the whole host has used and idled, over all cores; 0 where it is not told
    int cores = 0;        ///< of the host, that it may run on
    /// Without the pages of files that the kernel can drop at once, as the docker command line shows it: usage less
    /// total_inactive_file (cgroup v1) or inactive_file (cgroup v2). nullopt where the container does not run.
    std::optional<qint64> memoryBytes;
    std::optional<qint64> memoryLimitBytes; ///< the container's own, else the host's memory
    bool operator==(const ContainerStats &) const = default;
};

/// How many cores were used between two readings of one container: 1.5 is one and a half. nullopt where the readings do
/// not tell: the same moment, or a container that was started anew in between.
[[nodiscard]] std::optional<double> coresUsed(const ContainerStats &before, const ContainerStats &after);

} // namespace stormdeck::docker
