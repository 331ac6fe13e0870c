// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"

namespace stormdeck::ops {

/// The storm.yaml of a cluster: where the ensemble, Nimbus, data and logs are, the slots, and the operator's own
/// members. Complete in itself: the image's defaults are not written where a file is mounted.
/// `members`: host names of the ensemble's members.
[[nodiscard]] QByteArray stormYaml(const StormInputs &storm, const QStringList &members);

/// The port on which the UI listens in its container: ui.port of the operator's own members, else Storm's default.
[[nodiscard]] quint16 uiListens(const StormInputs &storm);

/// Whether Storm of this image may be older than 1.0, which reads nimbus.host and passes over nimbus.seeds; also where
/// the image's tag tells no version. Newer ones take both.
[[nodiscard]] bool mayPredateSeeds(const QString &image);

/// The members that stormYaml() writes by itself, ui.port apart, and that the operator's own must not repeat; and the
/// host name, which is another one for each daemon.
[[nodiscard]] bool isWrittenByItself(const QString &member);

} // namespace stormdeck::ops
