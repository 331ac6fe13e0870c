// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/report.h"

namespace stormdeck::plan {

/// One line of a journal after the first.
struct JournalEntry
{
    enum class Event { Satisfied, Intent, Applied, Done, Failed, Undoing, Undone, Finished };
    Event event = Event::Undoing;
    StepId step;                      ///< empty for Undoing and Finished
    QByteArray object;                ///< Satisfied, Intent: the facts; Applied: what was made
    QString observed;                 ///< Satisfied, Intent, Done
    std::optional<Error> error{};     ///< Failed; only its codes are written
    std::optional<Outcome> outcome{}; ///< Finished
};

/// Without the newline.
[[nodiscard]] QByteArray encodeEntry(const JournalEntry &entry, const QDateTime &now);
/// Undecodable where the line has not the form of an entry. An error comes back with its codes alone.
[[nodiscard]] Result<JournalEntry> decodeEntry(const QByteArray &line);

} // namespace stormdeck::plan
