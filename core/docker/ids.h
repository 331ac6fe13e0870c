// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/id.h"

namespace stormdeck::docker {

using EngineId = Id<struct EngineTag>;
using SwarmId = Id<struct SwarmTag>;
using NodeId = Id<struct NodeTag>;
using ServiceId = Id<struct ServiceTag>;
using TaskId = Id<struct TaskTag>;
using NetworkId = Id<struct NetworkTag>;
using ConfigId = Id<struct ConfigTag>;
using ContainerId = Id<struct ContainerTag>;

} // namespace stormdeck::docker
