// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/plan/fakeworld.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <thread>

namespace stormdeck::plan::test {

namespace {
QString input(const QByteArray &object, const QString &name)
{
    return QJsonDocument::fromJson(object).object().value(name).toString();
}

QByteArray object(const QString &name, const QString &value)
{
    return QJsonDocument(QJsonObject{{name, value}}).toJson(QJsonDocument::Compact);
}

QString fileName(const Thing &thing)
{
    return QStringLiteral("%1@%2@%3@%4").arg(thing.name, thing.operation, thing.step).arg(thing.serial);
}
} // namespace

QStringList picture(const WorldState &state)
{
    QStringList lines;
    for (const Thing &thing : state.things) {
        lines << QStringLiteral("%1 of %2").arg(thing.name, thing.operation);
    }
    for (const auto &[name, value] : state.settings) {
        lines << name + u'=' + value;
    }
    lines.sort();
    return lines;
}

World::World(WorldState start, QString folder) : m_state(std::move(start)), m_folder(std::move(folder)) {}

WorldState World::load(const QString &folder)
{
    WorldState state;
    for (const QString &name : QDir(folder).entryList(QDir::Files)) {
        const QStringList parts = name.split(u'@');
        state.things.push_back({parts.value(0), parts.value(1), parts.value(2), parts.value(3).toInt()});
        state.lastSerial = std::max(state.lastSerial, state.things.back().serial);
    }
    return state;
}

WorldState World::state() const
{
    const std::lock_guard guard(m_mutex);
    return m_state;
}

QStringList World::calls() const
{
    const std::lock_guard guard(m_mutex);
    return m_calls;
}

void World::put(const Thing &thing)
{
    m_state.things.push_back(thing);
    if (!m_folder.isEmpty()) {
        QFile file(m_folder + u'/' + fileName(thing));
        (void)file.open(QIODevice::WriteOnly);
    }
}

void World::drop(const Thing &thing)
{
    if (!m_folder.isEmpty()) {
        QFile::remove(m_folder + u'/' + fileName(thing));
    }
}

void World::remove(const QString &name)
{
    const std::lock_guard guard(m_mutex);
    std::erase_if(m_state.things, [&](const Thing &thing) { return thing.name == name; });
}

void World::add(const QString &name, const QString &operation, const QString &step)
{
    const std::lock_guard guard(m_mutex);
    put({name, operation, step, ++m_state.lastSerial});
}

void World::set(const QString &name, const QString &value)
{
    const std::lock_guard guard(m_mutex);
    m_state.settings[name] = value;
}

std::optional<Error> World::moment(const QString &moment, const QString &step, const std::stop_token &stop)
{
    {
        const std::lock_guard guard(m_mutex);
        m_calls << moment + u' ' + step;
    }
    return hook ? hook(moment, step, stop) : std::nullopt;
}

/// Two kinds of action: "create" a thing, judged by its labels, and "set" a value that was another before.
class FakeActor final : public Actor
{
public:
    explicit FakeActor(World &world) : m_world(world) {}

    QStringList commands(const Action &action) const override
    {
        return {action.kind + u' ' + input(action.inputs, QStringLiteral("name"))};
    }
    bool isReversible(const Action &action) const override
    {
        return input(action.inputs, QStringLiteral("reversible")) != QStringLiteral("no");
    }

    Result<Observation> observe(const Action &action, const Attempt &attempt, const std::stop_token &stop) override
    {
        if (const auto error = m_world.moment(QStringLiteral("observe"), attempt.step.value, stop)) {
            return failure(*error);
        }
        const std::lock_guard guard(m_world.m_mutex);
        return action.kind == QStringLiteral("set") ? observeSetting(action) : observeThing(action, attempt);
    }

    Result<void> letGo(const Action &, const Attempt &attempt, const std::stop_token &stop) override
    {
        const auto error = m_world.moment(QStringLiteral("let go"), attempt.step.value, stop);
        return error ? failure(*error) : Result<void>();
    }

    Result<QByteArray> apply(const Action &action, const Attempt &attempt, StepProgress &progress,
                             const std::stop_token &stop) override
    {
        if (const auto error = m_world.moment(QStringLiteral("apply"), attempt.step.value, stop)) {
            return failure(*error);
        }
        progress.note(QStringLiteral("applying"));
        const QByteArray made = change(action, attempt);
        const auto error = m_world.moment(QStringLiteral("applied"), attempt.step.value, stop);
        return error ? Result<QByteArray>(failure(*error)) : made;
    }

    Result<QString> verify(const Action &action, const Attempt &attempt, const QByteArray &made, StepProgress &progress,
                           const std::stop_token &stop) override
    {
        if (const auto error = m_world.moment(QStringLiteral("verify"), attempt.step.value, stop)) {
            return failure(*error);
        }
        progress.part({.name = QStringLiteral("only"), .state = QStringLiteral("there"), .fraction = 1});
        if (action.kind == QStringLiteral("create") && !exists(input(made, QStringLiteral("id")).toInt())) {
            return failure(broken(QStringLiteral("test.not-the-one-made")));
        }
        const auto error = m_world.moment(QStringLiteral("verified"), attempt.step.value, stop);
        return error ? Result<QString>(failure(*error)) : attempt.step.value + QStringLiteral(" is there");
    }

    Result<void> revert(const Action &action, const Attempt &attempt, const QByteArray &factsBefore, StepProgress &,
                        const std::stop_token &stop) override
    {
        if (const auto error = m_world.moment(QStringLiteral("revert"), attempt.step.value, stop)) {
            return failure(*error);
        }
        if (factsBefore.isEmpty()) {
            return failure(broken(QStringLiteral("test.no-facts")));
        }
        restore(action, attempt, factsBefore);
        const auto error = m_world.moment(QStringLiteral("reverted"), attempt.step.value, stop);
        return error ? Result<void>(failure(*error)) : Result<void>();
    }

private:
    Observation observeSetting(const Action &action) const
    {
        const QString now = m_world.m_state.settings[input(action.inputs, QStringLiteral("name"))];
        const bool there = now == input(action.inputs, QStringLiteral("value"));
        return {.state = there ? Observation::State::Satisfied : Observation::State::Needed,
                .facts = object(QStringLiteral("value"), now),
                .sentence = QStringLiteral("it is ") + now};
    }

    Observation observeThing(const Action &action, const Attempt &attempt) const
    {
        const QString name = input(action.inputs, QStringLiteral("name"));
        if (m_world.hidden.contains(name)) {
            return {.facts = "{}", .sentence = QStringLiteral("there is no place for ") + name, .blind = true};
        }
        for (const Thing &thing : m_world.m_state.things) {
            if (thing.name == name && thing.operation == attempt.operation.value && thing.step == attempt.step.value) {
                return {.state = Observation::State::Satisfied,
                        .facts = object(QStringLiteral("id"), QString::number(thing.serial)),
                        .sentence = name + QStringLiteral(" is there")};
            }
            if (thing.name == name) {
                const bool fits = thing.operation == QStringLiteral("by hand");
                return {.state = fits ? Observation::State::Satisfied : Observation::State::Conflict,
                        .facts = object(QStringLiteral("owner"), thing.operation),
                        .sentence = QStringLiteral("%1 belongs to %2").arg(name, thing.operation)};
            }
        }
        return {.facts = object(QStringLiteral("owner"), QStringLiteral("nobody")),
                .sentence = name + QStringLiteral(" is missing")};
    }

    QByteArray change(const Action &action, const Attempt &attempt)
    {
        const std::lock_guard guard(m_world.m_mutex);
        const QString name = input(action.inputs, QStringLiteral("name"));
        if (action.kind == QStringLiteral("set")) {
            m_world.m_state.settings[name] = input(action.inputs, QStringLiteral("value"));
            return {};
        }
        const int serial = ++m_world.m_state.lastSerial;
        m_world.put({name, attempt.operation.value, attempt.step.value, serial});
        return object(QStringLiteral("id"), QString::number(serial));
    }

    bool exists(int serial) const
    {
        const std::lock_guard guard(m_world.m_mutex);
        return std::any_of(m_world.m_state.things.begin(), m_world.m_state.things.end(),
                           [&](const Thing &thing) { return thing.serial == serial; });
    }

    void restore(const Action &action, const Attempt &attempt, const QByteArray &factsBefore)
    {
        const std::lock_guard guard(m_world.m_mutex);
        if (action.kind == QStringLiteral("set")) {
            m_world.m_state.settings[input(action.inputs, QStringLiteral("name"))] =
                input(factsBefore, QStringLiteral("value"));
        } else if (input(factsBefore, QStringLiteral("owner")) == QStringLiteral("nobody")) {
            std::erase_if(m_world.m_state.things, [&](const Thing &thing) {
                const bool ours = thing.operation == attempt.operation.value && thing.step == attempt.step.value;
                if (ours) {
                    m_world.drop(thing);
                }
                return ours;
            });
        }
    }

    World &m_world;
};

ActorFactory World::actors()
{
    return [this] {
        ++m_actorsMade;
        return std::make_unique<FakeActor>(*this);
    };
}

Error lost()
{
    return {.kind = ErrorKind::OutcomeUnknown, .reason = QStringLiteral("the answer was lost")};
}

Error broken(const QString &code)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Docker,
            .attempted = QStringLiteral("act"),
            .reason = QStringLiteral("it is broken"),
            .code = code};
}

Error cancelled()
{
    return {.kind = ErrorKind::Cancelled, .reason = QStringLiteral("it was stopped")};
}

Step create(const QString &name, bool reversible)
{
    QJsonObject inputs{{QStringLiteral("name"), name}};
    if (!reversible) {
        inputs.insert(u"reversible", QStringLiteral("no"));
    }
    return {.id = {name},
            .title = QStringLiteral("Create ") + name,
            .action = {QStringLiteral("create"), QJsonDocument(inputs).toJson(QJsonDocument::Compact)}};
}

Step setTo(const QString &name, const QString &value)
{
    const QJsonObject inputs{{QStringLiteral("name"), name}, {QStringLiteral("value"), value}};
    return {.id = {QStringLiteral("set.") + name},
            .title = QStringLiteral("Set ") + name,
            .action = {QStringLiteral("set"), QJsonDocument(inputs).toJson(QJsonDocument::Compact)}};
}

Plan planOf(std::vector<std::vector<Step>> stages, const QString &operation)
{
    Plan plan{.operation = {operation},
              .kind = QStringLiteral("apply"),
              .cluster = QStringLiteral("demo"),
              .title = QStringLiteral("Build demo"),
              .made = QDateTime::fromString(QStringLiteral("2026-01-01T00:00:00Z"), Qt::ISODate)};
    for (std::vector<Step> &steps : stages) {
        plan.stages.push_back({.id = {QString::number(plan.stages.size())}, .steps = std::move(steps)});
    }
    return plan;
}

void Listener::hear(const QString &line)
{
    const bool alone = m_inside++ == 0;
    std::this_thread::yield(); // an invitation to whoever does not wait for its turn
    const std::lock_guard guard(m_mutex);
    overlapped = overlapped || !alone;
    heard << line;
    --m_inside;
}

void Listener::stepStarted(const StepId &step)
{
    hear(QStringLiteral("started ") + step.value);
}

void Listener::stepNote(const StepId &step, const QString &line)
{
    hear(QStringLiteral("note %1: %2").arg(step.value, line));
}

void Listener::stepPart(const StepId &step, const Part &part)
{
    hear(QStringLiteral("part %1: %2").arg(step.value, part.name));
}

void Listener::stepFinished(const StepReport &report)
{
    hear(QStringLiteral("finished ") + report.step.value);
}

QString scratchPattern()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/stormdeck-plan-XXXXXX");
}

} // namespace stormdeck::plan::test
