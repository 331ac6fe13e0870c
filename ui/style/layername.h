// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/error.h"

namespace stormdeck::style {

/// A layer of a connection as people call it: "Name", "TCP", "SSH host key".
[[nodiscard]] QString layerName(Layer layer);

} // namespace stormdeck::style
