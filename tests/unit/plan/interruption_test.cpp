// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/plan/runfixture.h"

#include <QFileInfo>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

/// Interrupted everywhere: each pair of (journal as it was, world as it was) that a run or an undo passes through is
/// taken for a crash, and from each the goal and the start must be reachable.
namespace stormdeck::plan {

using namespace test;

namespace {
struct Cut
{
    QByteArray journal;
    WorldState world;
    QString moment;
    bool isTorn = false;
    QStringList picture() const { return test::picture(world); }
};

struct Scenario
{
    const char *name;
    std::vector<std::vector<Step>> stages;
    WorldState start;
    QStringList goal;
    World::Hook fault{};
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Also a crash between the end of a step and what follows is one.
class RecordingListener final : public Listener
{
public:
    explicit RecordingListener(std::function<void(const QString &)> record) : m_record(std::move(record)) {}
    void stepFinished(const StepReport &report) override { m_record(QStringLiteral("finished ") + report.step.value); }

private:
    std::function<void(const QString &)> m_record;
};

class Interruption : public testing::Test
{
protected:
    std::unique_ptr<Journal> open(const QByteArray &content)
    {
        const QString path = folder.filePath(QStringLiteral("%1.journal").arg(++m_files));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        Result<std::unique_ptr<Journal>> opened = Journal::open(path);
        EXPECT_TRUE(opened) << qPrintable(opened ? QString() : sentence(opened.error()));
        QFile::remove(path); // the open one lives on
        return opened ? std::move(*opened) : nullptr;
    }

    /// All crashes that one run or undo from here passes through.
    std::vector<Cut> cuts(const QByteArray &journalBefore, const WorldState &start, bool undo, const World::Hook &fault)
    {
        const QString path = folder.filePath(QStringLiteral("recorded.journal"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(journalBefore);
        file.close();
        std::vector<Cut> found;
        std::mutex mutex;
        World world(start);
        const auto record = [&](const QString &moment) {
            const std::lock_guard guard(mutex);
            // The world first: a line that comes between the two was written after it.
            const WorldState state = world.state();
            found.push_back({contentOf(path), state, moment});
        };
        world.hook = [&](const QString &moment, const QString &step, const std::stop_token &stop) {
            record(moment + u' ' + step);
            return fault ? fault(moment, step, stop) : std::nullopt;
        };
        Result<std::unique_ptr<Journal>> journal = Journal::open(path);
        EXPECT_TRUE(journal);
        RecordingListener listener(record);
        Runner runner(world.actors(), listener);
        (void)(undo ? runner.undo(**journal, {}) : runner.run(**journal, {}));
        record(QStringLiteral("end"));
        return withTornLines(distinct(found));
    }

    /// Moments between which nothing changed are one and the same crash. The last one stays.
    static std::vector<Cut> distinct(const std::vector<Cut> &all)
    {
        std::vector<Cut> kept;
        for (const Cut &cut : all) {
            if (!kept.empty() && kept.back().journal == cut.journal && kept.back().picture() == cut.picture()) {
                kept.pop_back();
            }
            kept.push_back(cut);
        }
        return kept;
    }

    static std::vector<Cut> withTornLines(const std::vector<Cut> &whole)
    {
        std::vector<Cut> all = whole;
        const QByteArray &last = whole.back().journal;
        for (const Cut &cut : whole) {
            const qsizetype next = last.indexOf('\n', cut.journal.size());
            if (next != -1) {
                const qsizetype half = cut.journal.size() + (next - cut.journal.size()) / 2;
                all.push_back({last.left(half), cut.world, cut.moment + QStringLiteral(", torn"), true});
                all.push_back({last.left(next), cut.world, cut.moment + QStringLiteral(", no newline"), true});
            }
        }
        return all;
    }

    void expectGoal(const Cut &cut, const Scenario &scenario)
    {
        World world(cut.world);
        const auto journal = open(cut.journal);
        ASSERT_TRUE(journal);
        if (!journal->outcome()) {
            const Report report = Runner(world.actors(), m_listener).run(*journal, {});
            EXPECT_EQ(report.outcome, Outcome::Succeeded) << qPrintable(cut.moment);
        }
        EXPECT_EQ(world.picture(), scenario.goal) << scenario.name << " at " << qPrintable(cut.moment);
    }

    void expectStart(const Cut &cut, const Scenario &scenario)
    {
        World world(cut.world);
        const auto journal = open(cut.journal);
        ASSERT_TRUE(journal);
        const Report report = Runner(world.actors(), m_listener).undo(*journal, {});
        EXPECT_EQ(report.outcome, Outcome::Undone) << qPrintable(cut.moment);
        EXPECT_EQ(world.picture(), picture(scenario.start)) << scenario.name << " at " << qPrintable(cut.moment);
    }

    QByteArray fresh(const Scenario &scenario)
    {
        const QString path = (*Journal::create(folder.path(), planOf(scenario.stages)))->path();
        const QByteArray content = contentOf(path);
        QFile::remove(path);
        return content;
    }

    QTemporaryDir folder{scratchPattern()};

private:
    Listener m_listener;
    int m_files = 0;
};

World::Hook at(const char *moment, const char *step, Error error)
{
    return [=](const QString &now, const QString &whose, const std::stop_token &) {
        return now == text(moment) && whose == text(step) ? std::optional(error) : std::nullopt;
    };
}

QStringList sorted(QStringList lines)
{
    lines.sort();
    return lines;
}

const WorldState active{.settings = {{QStringLiteral("storm-1"), QStringLiteral("active")}}};

std::vector<std::vector<Step>> oneByOne()
{
    return {{create(text("zk1"))}, {setTo(text("storm-1"), text("drain"))}, {create(text("zk2"))}};
}

std::vector<Scenario> scenarios()
{
    const QString ours = planOf({}).operation.value;
    const auto of = [&](const char *name) { return text(name) + text(" of ") + ours; };
    const QStringList goal = sorted({of("zk1"), of("zk2"), text("storm-1=drain")});
    const std::vector<std::vector<Step>> wide{
        {create(text("zk1")), create(text("zk2")), setTo(text("storm-1"), text("drain"))}, {create(text("ui"))}};
    WorldState partly = active;
    partly.things = {{text("zk1"), text("by hand"), {}, 1}};
    partly.lastSerial = 1;
    return {{"one by one", oneByOne(), active, goal},
            {"in parallel", wide, active, sorted(goal + QStringList{of("ui")})},
            {"one was there", oneByOne(), partly, sorted({text("zk1 of by hand"), of("zk2"), text("storm-1=drain")})},
            {"answers lost", oneByOne(), active, goal, at("applied", "zk1", lost())},
            {"apply failed", oneByOne(), active, goal, at("apply", "zk2", broken())},
            {"acted, then failed", oneByOne(), active, goal, at("applied", "set.storm-1", broken())},
            {"verify failed", wide, active, sorted(goal + QStringList{of("ui")}), at("verify", "zk1", broken())}};
}
} // namespace

TEST_F(Interruption, isFollowedByTheGoalOrTheStartWhereverItComes)
{
    for (const Scenario &scenario : scenarios()) {
        const std::vector<Cut> all = cuts(fresh(scenario), scenario.start, false, scenario.fault);
        EXPECT_GT(all.size(), 20U);
        for (const Cut &cut : all) {
            expectGoal(cut, scenario);
            expectStart(cut, scenario);
        }
    }
}

TEST_F(Interruption, wasTriedAfterEveryLineOfTheJournal)
{
    const Scenario scenario = scenarios().front();
    const std::vector<Cut> all = cuts(fresh(scenario), scenario.start, false, {});
    std::set<qsizetype> tried;
    QByteArray last;
    for (const Cut &cut : all) {
        tried.insert(cut.journal.size());
        last = cut.journal.size() > last.size() ? cut.journal : last;
    }
    EXPECT_EQ(last.count('\n'), 1 + 3 * 3 + 1);
    for (qsizetype newline = last.indexOf('\n'); newline != -1; newline = last.indexOf('\n', newline + 1)) {
        EXPECT_TRUE(tried.contains(newline + 1)) << "after byte " << newline;
    }
}

TEST_F(Interruption, ofAResumeIsFollowedByTheGoalOrTheStartToo)
{
    const Scenario scenario = scenarios().front();
    for (const Cut &first : cuts(fresh(scenario), scenario.start, false, {})) {
        if (first.isTorn) {
            continue; // equal to the one before it
        }
        for (const Cut &second : cuts(first.journal, first.world, false, {})) {
            expectGoal(second, scenario);
            expectStart(second, scenario);
        }
    }
}

TEST_F(Interruption, ofAnUndoIsFollowedByTheStart)
{
    for (const Scenario &scenario : scenarios()) {
        const std::vector<Cut> run = cuts(fresh(scenario), scenario.start, false, scenario.fault);
        const auto end = std::find_if(run.begin(), run.end(), [](const Cut &cut) { return cut.moment == text("end"); });
        for (const Cut &cut : cuts(end->journal, end->world, true, {})) {
            expectStart(cut, scenario);
        }
    }
}

/// A real process, really killed: `moment` of the step "zk2".
class Killed : public testing::TestWithParam<const char *>
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(QDir().mkpath(things()));
        const pid_t child = fork();
        ASSERT_NE(child, -1);
        if (child == 0) {
            runUntilKilled();
            _exit(1);
        }
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    }
    QString things() const { return folder.filePath(text("things")); }
    QString journals() const { return folder.filePath(text("journals")); }
    Plan plan() const
    {
        return planOf({{create(text("zk1"))}, {create(text("zk2")), create(text("zk3"))}, {create(text("ui"))}});
    }
    void runUntilKilled()
    {
        World world({}, things());
        world.hook = [](const QString &moment, const QString &step, const std::stop_token &) -> std::optional<Error> {
            if (moment == text(GetParam()) && step == text("zk2")) {
                (void)raise(SIGKILL);
            }
            return std::nullopt;
        };
        const auto journal = Journal::create(journals(), plan());
        (void)Runner(world.actors(), listener).run(**journal, {});
    }
    std::unique_ptr<Journal> interrupted()
    {
        const Result<InterruptedList> found = interruptedOperations(journals());
        EXPECT_EQ(found->operations.size(), 1U);
        return std::move(*Journal::open(found->operations.at(0).path));
    }

    QTemporaryDir folder{scratchPattern()};
    Listener listener;
};

TEST_P(Killed, isResumedToTheGoalWithoutDuplicates)
{
    World world(World::load(things()), things());
    EXPECT_EQ(Runner(world.actors(), listener).run(*interrupted(), {}).outcome, Outcome::Succeeded);
    QStringList goal;
    for (const char *name : {"ui", "zk1", "zk2", "zk3"}) {
        goal << text(name) + text(" of ") + plan().operation.value;
    }
    EXPECT_EQ(world.picture(), goal);
    EXPECT_EQ(picture(World::load(things())), goal);
}

TEST_P(Killed, isUndoneToTheStartWithoutOrphans)
{
    World world(World::load(things()), things());
    EXPECT_EQ(Runner(world.actors(), listener).undo(*interrupted(), {}).outcome, Outcome::Undone);
    EXPECT_EQ(picture(World::load(things())), QStringList());
}

INSTANTIATE_TEST_SUITE_P(Moments, Killed, testing::Values("observe", "apply", "applied", "verify", "verified"));

} // namespace stormdeck::plan
