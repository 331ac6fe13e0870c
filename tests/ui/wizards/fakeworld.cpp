// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizards/fakeworld.h"

#include <QDir>
#include <QTest>

namespace stormdeck::test {

/// The actor of a FakeWorld. A step goes by the id in its attempt.
class FakeActor final : public plan::Actor
{
public:
    explicit FakeActor(FakeWorld &world) : m_world(world) {}

    [[nodiscard]] QStringList commands(const plan::Action &action) const override
    {
        return {QString::fromUtf8(action.inputs)};
    }
    [[nodiscard]] bool isReversible(const plan::Action &action) const override { return action.kind != u"forward"; }

    [[nodiscard]] Result<plan::Observation> observe(const plan::Action &, const plan::Attempt &attempt,
                                                    const std::stop_token &) override
    {
        const QString &step = attempt.step.value;
        const std::scoped_lock lock(m_world.m_mutex);
        if (m_world.m_hidden.contains(step)) {
            return failure(error(ErrorKind::Unreachable, QStringLiteral("look at the machine")));
        }
        if (m_world.m_blocked.contains(step)) {
            return plan::Observation{plan::Observation::State::Conflict, "{}",
                                     QStringLiteral("storm-2 belongs to another swarm")};
        }
        const bool isThere = m_world.m_there.contains(step);
        return plan::Observation{isThere ? plan::Observation::State::Satisfied : plan::Observation::State::Needed, "{}",
                                 isThere ? m_world.seen(step, QStringLiteral(" is there")) : QString()};
    }

    [[nodiscard]] Result<QByteArray> apply(const plan::Action &, const plan::Attempt &attempt,
                                           plan::StepProgress &progress, const std::stop_token &stop) override
    {
        const QString &step = attempt.step.value;
        std::unique_lock lock(m_world.m_mutex);
        ++m_world.m_applied[step];
        m_world.m_applying.insert(step);
        const QStringList lines = m_world.m_lines[step];
        const std::vector<plan::Part> parts = m_world.m_parts[step];
        lock.unlock();
        for (const QString &line : lines) {
            progress.note(line);
        }
        for (const plan::Part &part : parts) {
            progress.part(part);
        }
        lock.lock();
        const bool goesOn = m_world.m_changed.wait(lock, stop, [&] { return !m_world.m_held.contains(step); });
        m_world.m_applying.erase(step);
        if (!goesOn) {
            return failure(error(ErrorKind::Cancelled, QStringLiteral("make ") + step));
        }
        if (m_world.m_broken.contains(step)) {
            return failure(error(ErrorKind::Rejected, QStringLiteral("make ") + step));
        }
        m_world.m_there.insert(step);
        return QByteArray("{}");
    }

    [[nodiscard]] Result<QString> verify(const plan::Action &, const plan::Attempt &attempt, const QByteArray &,
                                         plan::StepProgress &, const std::stop_token &) override
    {
        const std::scoped_lock lock(m_world.m_mutex);
        return m_world.seen(attempt.step.value, QStringLiteral(" was seen"));
    }

    [[nodiscard]] Result<void> revert(const plan::Action &, const plan::Attempt &attempt, const QByteArray &,
                                      plan::StepProgress &, const std::stop_token &) override
    {
        const std::scoped_lock lock(m_world.m_mutex);
        if (m_world.m_unrevertable.contains(attempt.step.value)) {
            return failure(error(ErrorKind::Rejected, QStringLiteral("remove ") + attempt.step.value));
        }
        m_world.m_there.erase(attempt.step.value);
        return {};
    }

    [[nodiscard]] Result<void> letGo(const plan::Action &, const plan::Attempt &attempt,
                                     const std::stop_token &) override
    {
        const std::scoped_lock lock(m_world.m_mutex);
        if (m_world.m_clutched.contains(attempt.step.value)) {
            return failure(error(ErrorKind::Unreachable, QStringLiteral("free ") + attempt.step.value));
        }
        m_world.m_free.insert(attempt.step.value);
        return {};
    }

private:
    static Error error(ErrorKind kind, const QString &attempted)
    {
        return {.kind = kind,
                .layer = Layer::Docker,
                .attempted = attempted,
                .target = QStringLiteral("storm-1"),
                .reason = QStringLiteral("the disk is full"),
                .remedy = QStringLiteral("Free some space and resume."),
                .code = QStringLiteral("docker.no-space"),
                .raw = R"({"message":"no space left on device"})"};
    }

    FakeWorld &m_world;
};

void FakeWorld::put(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_there.insert(step);
}

bool FakeWorld::has(const QString &step) const
{
    const std::scoped_lock lock(m_mutex);
    return m_there.contains(step);
}

void FakeWorld::hold(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_held.insert(step);
}

void FakeWorld::release(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_held.erase(step);
    m_changed.notify_all();
}

void FakeWorld::breakStep(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_broken.insert(step);
}

void FakeWorld::mend(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_broken.erase(step);
    m_unrevertable.erase(step);
    m_blocked.erase(step);
    m_hidden.erase(step);
}

void FakeWorld::block(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_blocked.insert(step);
}

void FakeWorld::hide(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_hidden.insert(step);
}

bool FakeWorld::isFree(const QString &step) const
{
    const std::scoped_lock lock(m_mutex);
    return m_free.contains(step);
}

void FakeWorld::clutch(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_clutched.insert(step);
}

void FakeWorld::breakRevert(const QString &step)
{
    const std::scoped_lock lock(m_mutex);
    m_unrevertable.insert(step);
}

void FakeWorld::see(const QString &step, const QString &sentence)
{
    const std::scoped_lock lock(m_mutex);
    m_seen[step] = sentence;
}

QString FakeWorld::seen(const QString &step, const QString &otherwise) const
{
    const auto found = m_seen.find(step);
    return found == m_seen.end() ? step + otherwise : found->second;
}

void FakeWorld::say(const QString &step, const QStringList &lines, const std::vector<plan::Part> &parts)
{
    const std::scoped_lock lock(m_mutex);
    m_lines[step] = lines;
    m_parts[step] = parts;
}

int FakeWorld::applied(const QString &step) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_applied.find(step);
    return found == m_applied.end() ? 0 : found->second;
}

bool FakeWorld::isApplying(const QString &step) const
{
    const std::scoped_lock lock(m_mutex);
    return m_applying.contains(step);
}

plan::ActorFactory FakeWorld::actors()
{
    return [this] { return std::make_unique<FakeActor>(*this); };
}

plan::Plan smallPlan(const QString &kind)
{
    const auto step = [](const char *id, int weight) {
        const QString name = QString::fromLatin1(id);
        return plan::Step{.id = {name},
                          .title = QStringLiteral("Make ") + name,
                          .action = {QStringLiteral("fake"), "docker make " + QByteArray(id)},
                          .weight = weight};
    };
    const bool isForward = kind == u"kill" || kind == u"teardown";
    return {.operation = {QStringLiteral("op-") + kind},
            .kind = kind,
            .cluster = QStringLiteral("lab"),
            .title = QStringLiteral("Set up lab"),
            .made = QDateTime(QDate(2026, 11, 2), QTime(14, 10)),
            .reversible = !isForward,
            .stages = {{.id = {QStringLiteral("1")},
                        .group = QStringLiteral("Swarm"),
                        .title = QStringLiteral("Make one"),
                        .detail = QStringLiteral("first"),
                        .steps = {step("one", 2)}},
                       {.id = {QStringLiteral("2")},
                        .group = QStringLiteral("Swarm"),
                        .title = QStringLiteral("Make both"),
                        .detail = QStringLiteral("2 in parallel"),
                        .steps = {step("two-a", 3), step("two-b", 5)}},
                       {.id = {QStringLiteral("3")},
                        .group = QStringLiteral("Storm"),
                        .title = QStringLiteral("Make three"),
                        .detail = QStringLiteral("last"),
                        .steps = {step("three", 3)}}},
            .stays = {QStringLiteral("pulled images")}};
}

wizards::PlanServices Bench::services()
{
    return {.background = background,
            .clock = clock,
            .actors = [this](const plan::Plan &) { return world.actors(); },
            .journals = folder.path()};
}

QString Bench::journal() const
{
    const QStringList names = QDir(folder.path()).entryList({QStringLiteral("*.journal")});
    return names.size() == 1 ? folder.filePath(names.front()) : QString();
}

bool becomes(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, 5000);
}

} // namespace stormdeck::test
