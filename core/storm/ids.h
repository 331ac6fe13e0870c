// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/id.h"

namespace stormdeck::storm {

using TopologyId = Id<struct TopologyTag>;
/// Opaque: looks like an address at times and is none.
using SupervisorId = Id<struct SupervisorTag>;

} // namespace stormdeck::storm
