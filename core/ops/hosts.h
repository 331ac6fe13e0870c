// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/machine.h"

namespace stormdeck::ops {

/// Reads "ops@storm-4", "storm-4:2222", "ssh://ops@storm-4" and, with the address that other machines are to use,
/// "ops@storm-4=10.0.0.14". The machine is named after its host. Errors are those of parseEndpoint().
[[nodiscard]] Result<Machine> machineAt(const QString &text);

} // namespace stormdeck::ops
