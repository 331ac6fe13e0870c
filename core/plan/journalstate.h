// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/journal.h"
#include "plan/journalentry.h"

#include <QHash>

namespace stormdeck::plan {

/// What the lines of a journal add up to. A plain value.
struct JournalState
{
    Plan plan;
    QHash<StepId, StepRecord> records{};
    bool undoing = false;
    std::optional<Outcome> outcome{};

    /// Adds one entry, the same when it is written and when it is read. Internal where it names a step the plan lacks.
    [[nodiscard]] Result<void> take(const JournalEntry &entry);
    [[nodiscard]] int stepsDone() const;
};

/// The state after whole lines, each with its newline. Errors name `path`.
[[nodiscard]] Result<JournalState> decodeJournal(const QByteArray &content, const QString &path);

} // namespace stormdeck::plan
