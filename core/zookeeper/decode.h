// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"
#include "zookeeper/types.h"

namespace stormdeck::zookeeper {

/// Reads the answers of srvr and mntr (either may be empty) into what the member said. Never fails: an answer that
/// cannot be read is State::NoAnswer with a note holding its beginning.
[[nodiscard]] MemberAnswer decodeMember(const QString &name, const QByteArray &srvr, const QByteArray &mntr);

} // namespace stormdeck::zookeeper
