// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"

namespace stormdeck::preflight {

/// The proxy that an engine sends through, "http://proxy:3128" without user and password; empty: none.
[[nodiscard]] QString proxyOf(const docker::EngineInfo &engine);

/// Those of the addresses (numeric or names, with or without a port) that the engine reaches through its proxy, as its
/// NO_PROXY names neither them nor their network or domain; none where it has no proxy. Between the machines of a swarm
/// nothing may go through one.
[[nodiscard]] QStringList throughProxy(const docker::EngineInfo &engine, const QStringList &addresses);

} // namespace stormdeck::preflight
