// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/hostvalues.h"
#include "util/result.h"

namespace stormdeck::actions {

/// A daemon.json with the settings in it.
struct MergedSettings
{
    QByteArray content;        ///< the whole file
    QStringList changes;       ///< names of the members that differ from before; empty: nothing is to be written
    bool needsRestart = false; ///< else the running engine takes the changes over when it is told to reload
    bool operator==(const MergedSettings &) const = default;
};

/// Adds what is wanted to what is there; every member that is not wanted keeps its value, also a log driver that is
/// none of files, since somebody chose it. `existing`: empty where there is no file. Conflict where it is not a JSON
/// object ("engine.settings-unreadable").
[[nodiscard]] Result<MergedSettings> merged(const QByteArray &existing, const EngineSettings &wanted);

} // namespace stormdeck::actions
