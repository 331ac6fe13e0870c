// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/setup.h"

namespace stormdeck::ssh {

/// What the other side may have got of a call that did not see its end.
enum class Channelled {
    NotSent,
    Question, ///< something that changes nothing
    Change
};

/// The deadline came; `stage` and `isAsking` say what was waited for.
[[nodiscard]] Error lateCall(const QString &target, Stage stage, bool isAsking, Channelled how);
/// The stop came.
[[nodiscard]] Error stoppedCall(const QString &target, Channelled how);
/// `reason`, with the kind that it has for this call: OutcomeUnknown for a change whose connection was lost.
[[nodiscard]] Error lostCall(Error reason, Channelled how);

} // namespace stormdeck::ssh
