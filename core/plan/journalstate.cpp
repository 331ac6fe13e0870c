// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/journalstate.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

using Event = JournalEntry::Event;
using State = StepRecord::State;

Error unknownStep(const StepId &step)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = Text::tr("keep the journal"),
            .reason = Text::tr("the plan has no step “%1”").arg(step.value),
            .code = QStringLiteral("journal.unknown-step")};
}

void fold(StepRecord &record, JournalEntry entry)
{
    switch (entry.event) {
    case Event::Satisfied:
        record.state = State::Satisfied;
        record.factsBefore = std::move(entry.object);
        record.observed = std::move(entry.observed);
        break;
    case Event::Intent:
        // The facts of the first attempt are those of the start; later ones may show our own work.
        if (!std::exchange(record.intended, true)) {
            record.factsBefore = std::move(entry.object);
        }
        record.state = State::Intended;
        record.made.clear();
        record.observed = std::move(entry.observed);
        break;
    case Event::Applied:
        record.state = State::Applied;
        record.made = std::move(entry.object);
        break;
    case Event::Done:
        record.state = State::Done;
        record.observed = std::move(entry.observed);
        break;
    case Event::Failed:
        record.state = State::Failed;
        break;
    case Event::Undone:
        record.state = State::Undone;
        break;
    case Event::Undoing:
    case Event::Finished:
        break;
    }
}
} // namespace

Result<void> JournalState::accepts(const JournalEntry &entry) const
{
    const bool known = entry.step.isEmpty() || plan.step(entry.step) != nullptr;
    return known ? Result<void>() : failure(unknownStep(entry.step));
}

void JournalState::take(JournalEntry entry)
{
    if (entry.event == Event::Undoing) {
        undoing = true;
        outcome.reset();
    } else if (entry.event == Event::Finished) {
        outcome = entry.outcome;
    } else {
        StepRecord &record = records[entry.step];
        fold(record, std::move(entry));
    }
}

int JournalState::stepsDone() const
{
    return static_cast<int>(std::count_if(records.begin(), records.end(), [](const StepRecord &record) {
        return record.state == State::Satisfied || record.state == State::Done;
    }));
}

Result<JournalState> decodeJournal(const QByteArray &content, const QString &path)
{
    QByteArrayList lines = content.split('\n');
    lines.removeLast(); // what follows the last newline: nothing
    Result<Plan> plan = decodePlan(lines.value(0));
    if (!plan) {
        plan.error().target = path;
        return failure(std::move(plan.error()));
    }
    JournalState state{.plan = std::move(*plan)};
    for (qsizetype i = 1; i < lines.size(); ++i) {
        Result<JournalEntry> entry = decodeEntry(lines.at(i));
        Result<void> known = entry ? state.accepts(*entry) : failure(entry.error());
        if (!known) {
            known.error().target = path;
            return failure(std::move(known.error()));
        }
        state.take(std::move(*entry));
    }
    return state;
}

} // namespace stormdeck::plan
