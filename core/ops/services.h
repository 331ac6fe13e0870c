// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/values.h"
#include "ops/inputs.h"

namespace stormdeck::ops {

/// The config with the cluster's storm.yaml; named after its content, as swarm configs cannot be changed.
[[nodiscard]] docker::ConfigSpec stormConfig(const ClusterInputs &inputs);

/// Member `index` of the ensemble: pinned to its machine together with its volumes, answering to its own name, dnsrr
/// (a virtual address is no local one, and idle links through it die), without a health check (names appear in DNS
/// only once a task is healthy).
[[nodiscard]] actions::CreateService memberService(const ClusterInputs &inputs, qsizetype index);
/// Nimbus keeps the topologies' code in its volume, so it is pinned too.
[[nodiscard]] actions::CreateService nimbusService(const ClusterInputs &inputs);
[[nodiscard]] actions::CreateService uiService(const ClusterInputs &inputs);
/// One supervisor a node, named so that peers resolve it and the picture finds its node.
[[nodiscard]] actions::CreateService supervisorService(const ClusterInputs &inputs);

/// The machine that the swarm is spoken to through.
[[nodiscard]] const Machine &firstManager(const ClusterInputs &inputs);

} // namespace stormdeck::ops
