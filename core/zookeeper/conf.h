// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "zookeeper/types.h"

namespace stormdeck::zookeeper {

/// Reads the answer to the word conf: lines "key=value", and from 3.5 on the ensemble's list as "server.1=…". nullopt
/// where there is no server id among them, as in a refusal and in the answer of a member that does not serve.
[[nodiscard]] std::optional<Conf> decodeConf(const QString &answer);

} // namespace stormdeck::zookeeper
