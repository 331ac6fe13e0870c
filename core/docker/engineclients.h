// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/machine.h"

#include <functional>

namespace stormdeck::docker {

class Client;

/// Makes a client of a machine's engine, however that is reached. Called on any thread; may read the disk.
using EngineClients = std::function<Client(const Machine &)>;

} // namespace stormdeck::docker
