// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"

namespace stormdeck {

/// One computer of a cluster as the operator names it: how its engine is reached and which address the others see.
struct Machine
{
    QString name;
    Endpoint engine;
    QString address; ///< what swarm advertises; for a TCP endpoint by default its host
    bool manager = false;
    /// What its SSH connection passes before it: the name of another machine, or "ssh://user@host"; empty: what the SSH
    /// configuration says. findHops() makes Endpoint::hops of it.
    QString through = {};
    bool operator==(const Machine &) const = default;
};

} // namespace stormdeck
