// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/facts.h"

namespace stormdeck::preflight {

/// Debian 11 to 13 and Ubuntu 20.04 to 26.04: what Stormdeck knows how to prepare.
[[nodiscard]] bool isSupported(const SystemFacts &system);
/// The package that holds the engine there: "docker.io", "docker-ce"; empty where there is none.
[[nodiscard]] QString enginePackage(const SystemFacts &system);

/// Why such a machine must not be prepared, as one clause with what to do.
struct Obstacle
{
    QString reason;
    QString remedy;
    QString code;
    bool operator==(const Obstacle &) const = default;
};
/// Nothing where the machine may be prepared; one whose system was not seen may not. `cleaned`: its identity is to be
/// removed, so that it must carry nothing that anybody uses.
[[nodiscard]] std::optional<Obstacle> obstacleTo(const MachineFacts &machine, bool cleaned);

} // namespace stormdeck::preflight
