// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"

namespace stormdeck::ops {

/// The storm.yaml of a cluster: where the ensemble, Nimbus, data and logs are, the slots, and the operator's own
/// members. Complete in itself: the image's defaults are not written where a file is mounted.
/// `members`: host names of the ensemble's members.
[[nodiscard]] QByteArray stormYaml(const StormInputs &storm, const QStringList &members);

} // namespace stormdeck::ops
