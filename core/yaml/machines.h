// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/machine.h"

#include <vector>

namespace YAML {
class Emitter;
class Node;
} // namespace YAML

namespace stormdeck::yaml {

/// "unix:///…" or "tcp://host:port", `port` where it has none; throws a Refusal.
[[nodiscard]] Endpoint endpointOf(const YAML::Node &node, quint16 port = plainEnginePort);

/// The list of machines, as a saved connection and a cluster file write it: name, endpoint, certificates, address,
/// through, manager. The address is the endpoint's host where it is left out; Endpoint::hops are found. Throws a
/// Refusal.
[[nodiscard]] std::vector<Machine> machinesOf(const YAML::Node &node);
/// The member "machines" and its value, into a map that is open.
void emitMachines(YAML::Emitter &out, const std::vector<Machine> &machines);

} // namespace stormdeck::yaml
