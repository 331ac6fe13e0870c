// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/journal.h"

#include "plan/journalfile.h"
#include "plan/journalstate.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <mutex>
#include <utility>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

using Event = JournalEntry::Event;

Error unusableId(const QString &id)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = Text::tr("create the journal"),
            .reason = Text::tr("“%1” cannot name an operation").arg(id),
            .code = QStringLiteral("journal.unusable-id")};
}

} // namespace

struct Journal::Impl
{
    JournalState state;
    JournalFile file;
    mutable std::mutex mutex{}; ///< guards both but the plan, which never changes

    Result<void> write(JournalEntry entry)
    {
        const std::lock_guard guard(mutex);
        if (const Result<void> known = state.accepts(entry); !known) {
            return known;
        }
        const Result<void> written = file.append(encodeEntry(entry, QDateTime::currentDateTimeUtc()));
        if (written) {
            state.take(std::move(entry));
        }
        return written;
    }
};

Journal::Journal(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::create(const QString &folder, const Plan &plan)
{
    static const QRegularExpression fileName(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")));
    if (!fileName.match(plan.operation.value).hasMatch()) {
        return failure(unusableId(plan.operation.value));
    }
    const QByteArray encoded = encodePlan(plan);
    // What could not be read again must not begin.
    if (const Result<Plan> readable = decodePlan(encoded); !readable) {
        return failure(readable.error());
    }
    pruneEndedJournals(folder, endedJournalsKept);
    const QString path = folder + u'/' + plan.operation.value + QStringLiteral(".journal");
    Result<JournalFile> file = JournalFile::create(path, encoded);
    if (!file) {
        return failure(file.error());
    }
    return std::unique_ptr<Journal>(new Journal(std::unique_ptr<Impl>(new Impl{{.plan = plan}, std::move(*file)})));
}

Result<std::unique_ptr<Journal>> Journal::open(const QString &path)
{
    Result<JournalFile> file = JournalFile::open(path);
    if (!file) {
        return failure(file.error());
    }
    const Result<QByteArray> content = file->takeContent();
    if (!content) {
        return failure(content.error());
    }
    Result<JournalState> state = decodeJournal(*content, path);
    if (!state) {
        return failure(std::move(state.error()));
    }
    return std::unique_ptr<Journal>(new Journal(std::unique_ptr<Impl>(new Impl{std::move(*state), std::move(*file)})));
}

const Plan &Journal::plan() const
{
    return m_impl->state.plan;
}

QString Journal::path() const
{
    return m_impl->file.path();
}

StepRecord Journal::record(const StepId &step) const
{
    const std::lock_guard guard(m_impl->mutex);
    return m_impl->state.records.value(step);
}

bool Journal::isUndoing() const
{
    const std::lock_guard guard(m_impl->mutex);
    return m_impl->state.undoing;
}

std::optional<Outcome> Journal::outcome() const
{
    const std::lock_guard guard(m_impl->mutex);
    return m_impl->state.outcome;
}

Result<void> Journal::satisfied(const StepId &step, const Observation &seen)
{
    return m_impl->write({.event = Event::Satisfied, .step = step, .object = seen.facts, .observed = seen.sentence});
}

Result<void> Journal::intent(const StepId &step, const Observation &before)
{
    return m_impl->write({.event = Event::Intent, .step = step, .object = before.facts, .observed = before.sentence});
}

Result<void> Journal::applied(const StepId &step, const QByteArray &made)
{
    return m_impl->write({.event = Event::Applied, .step = step, .object = made});
}

Result<void> Journal::done(const StepId &step, const QString &observed)
{
    return m_impl->write({.event = Event::Done, .step = step, .observed = observed});
}

Result<void> Journal::failed(const StepId &step, const Error &error)
{
    return m_impl->write({.event = Event::Failed, .step = step, .error = error});
}

Result<void> Journal::undoing()
{
    return m_impl->write({.event = Event::Undoing});
}

Result<void> Journal::undone(const StepId &step)
{
    return m_impl->write({.event = Event::Undone, .step = step});
}

Result<void> Journal::finished(Outcome outcome)
{
    return m_impl->write({.event = Event::Finished, .outcome = outcome});
}

} // namespace stormdeck::plan
