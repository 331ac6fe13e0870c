// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/journalentry.h"

#include "plan/json.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

using Event = JournalEntry::Event;

constexpr std::array events{std::pair{Event::Satisfied, "satisfied"}, std::pair{Event::Intent, "intent"},
                            std::pair{Event::Applied, "applied"},     std::pair{Event::Done, "done"},
                            std::pair{Event::Failed, "failed"},       std::pair{Event::Undoing, "undoing"},
                            std::pair{Event::Undone, "undone"},       std::pair{Event::Finished, "finished"}};
constexpr std::array outcomes{Outcome::Succeeded, Outcome::Failed,     Outcome::Stopped,
                              Outcome::Undone,    Outcome::UndoFailed, Outcome::Left};
constexpr qsizetype maxSentence = 4096;

QString word(Event event)
{
    for (const auto &[candidate, name] : events) {
        if (candidate == event) {
            return QLatin1String(name);
        }
    }
    return {};
}

std::optional<Event> eventOf(const QString &name)
{
    for (const auto &[candidate, known] : events) {
        if (name == QLatin1String(known)) {
            return candidate;
        }
    }
    return std::nullopt;
}

std::optional<Outcome> outcomeOf(const QString &name)
{
    for (const Outcome candidate : outcomes) {
        if (name == plan::word(candidate)) {
            return candidate;
        }
    }
    return std::nullopt;
}

/// Codes and the place; no sentence and no sample of an answer, which might hold what does not belong on a disk.
QJsonObject encodeError(const Error &error)
{
    QJsonObject object{{QStringLiteral("kind"), stormdeck::word(error.kind)},
                       {QStringLiteral("layer"), stormdeck::word(error.layer)},
                       {QStringLiteral("code"), codeOf(error)},
                       {QStringLiteral("target"), error.target.left(maxSentence)}};
    if (error.httpStatus != 0) {
        object.insert(u"status", error.httpStatus);
    }
    return object;
}

bool belongsToAStep(Event event)
{
    return event != Event::Undoing && event != Event::Finished;
}

bool isComplete(const JournalEntry &entry)
{
    return entry.step.isEmpty() != belongsToAStep(entry.event) &&
           (entry.event != Event::Finished || entry.outcome.has_value());
}

Error unreadable()
{
    return {.kind = ErrorKind::Undecodable,
            .layer = Layer::Local,
            .attempted = Text::tr("read the journal"),
            .reason = Text::tr("a line of it does not have the form of an entry"),
            .code = QStringLiteral("journal.undecodable")};
}
} // namespace

QByteArray encodeEntry(const JournalEntry &entry, const QDateTime &now)
{
    QJsonObject object{{QStringLiteral("event"), word(entry.event)},
                       {QStringLiteral("at"), now.toUTC().toString(Qt::ISODateWithMs)}};
    if (!entry.step.isEmpty()) {
        object.insert(u"step", entry.step.value);
    }
    if (!entry.object.isEmpty()) {
        object.insert(u"object", embedded(entry.object));
    }
    if (!entry.observed.isEmpty()) {
        object.insert(u"observed", entry.observed.left(maxSentence));
    }
    if (entry.error) {
        object.insert(u"error", encodeError(*entry.error));
    }
    if (entry.outcome) {
        object.insert(u"outcome", plan::word(*entry.outcome));
    }
    return compact(object);
}

Result<JournalEntry> decodeEntry(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const std::optional<Event> event = eventOf(object.value(u"event").toString());
    if (!event) {
        return failure(unreadable());
    }
    JournalEntry entry{.event = *event,
                       .step = {object.value(u"step").toString()},
                       .object = extracted(object.value(u"object")),
                       .observed = object.value(u"observed").toString(),
                       .outcome = outcomeOf(object.value(u"outcome").toString())};
    return isComplete(entry) ? Result<JournalEntry>(std::move(entry)) : failure(unreadable());
}

} // namespace stormdeck::plan
