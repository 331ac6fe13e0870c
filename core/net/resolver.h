// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"
#include "util/deadline.h"
#include "util/result.h"

#include <vector>

namespace stormdeck::net {

/// The addresses of a host, those to try first in front. A numeric host is answered at once; a name is looked up by
/// the system's name service, which may take its time: this call still ends at its deadline and within 50 ms of a
/// stop. Errors: Unreachable or Deadline with layer Resolve, Cancelled.
[[nodiscard]] Result<std::vector<Address>> resolve(const QString &target, const QString &host, quint16 port,
                                                   Deadline deadline, const std::stop_token &stop);

} // namespace stormdeck::net
