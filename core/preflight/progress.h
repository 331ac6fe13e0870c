// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace stormdeck::preflight {

/// What a preflight is doing with a machine.
enum class Stage { Waiting, Connecting, Looking, Listening, Trying, Done, Failed };

struct MachineProgress
{
    QString machine;
    Stage stage = Stage::Waiting;
    QString note; ///< Failed: why
    bool operator==(const MachineProgress &) const = default;
};

/// Called on threads of the preflight, one call at a time.
using ProgressSink = std::function<void(const MachineProgress &)>;

/// "connecting", "trying ports": for people.
[[nodiscard]] QString text(Stage stage);

} // namespace stormdeck::preflight
