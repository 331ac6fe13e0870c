// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"

namespace stormdeck::docker {

/// The enumerator for a word of the API into `value`; Unknown with the word kept where it is not known here.
void read(const QString &word, Named<LocalNodeState> &value);
void read(const QString &word, Named<NodeState> &value);
void read(const QString &word, Named<NodeRole> &value);
void read(const QString &word, Named<Availability> &value);
void read(const QString &word, Named<Reachability> &value);
void read(const QString &word, Named<TaskState> &value);
void read(const QString &word, Named<EndpointMode> &value);
void read(const QString &word, Named<PublishMode> &value);

/// The word of the API for an enumerator; empty for Unknown.
[[nodiscard]] QString word(NodeRole role);
[[nodiscard]] QString word(EndpointMode mode);
[[nodiscard]] QString word(PublishMode mode);

} // namespace stormdeck::docker
