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

    /// Internal where the entry names a step that the plan lacks.
    [[nodiscard]] Result<void> accepts(const JournalEntry &entry) const;
    /// Adds an acceptable entry, the same when it is written and when it is read. Leaves the plan where it is.
    void take(JournalEntry entry);
    [[nodiscard]] int stepsDone() const;
};

/// The state after whole lines, each with its newline. Errors name `path`.
[[nodiscard]] Result<JournalState> decodeJournal(const QByteArray &content, const QString &path);

} // namespace stormdeck::plan
