// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/journal.h"

#include "unit/plan/runfixture.h"

#include <QDir>
#include <QFileInfo>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace stormdeck::plan {

using namespace test;

namespace {
const StepId zk1{QStringLiteral("zk1")};

class JournalTest : public RunFixture
{
protected:
    void SetUp() override { begin(planOf({{create(text("zk1"))}, {create(text("zk2"))}})); }
    void appendRaw(const QByteArray &bytes)
    {
        QFile file(journal->path());
        ASSERT_TRUE(file.open(QIODevice::Append));
        file.write(bytes);
    }
    Result<std::unique_ptr<Journal>> closeAndOpen()
    {
        const QString path = journal->path();
        journal.reset();
        return Journal::open(path);
    }
};

Observation seen(const char *facts)
{
    return {.facts = facts, .sentence = QStringLiteral("as seen")};
}
} // namespace

TEST_F(JournalTest, rememberWhatWasWritten)
{
    ASSERT_TRUE(journal->intent(zk1, seen(R"({"id":"none"})")));
    ASSERT_TRUE(journal->applied(zk1, R"({"id":"7"})"));
    const StepRecord live = record("zk1");
    reopen();
    EXPECT_EQ(record("zk1"), live);
    EXPECT_EQ(live.state, StepRecord::State::Applied);
    EXPECT_EQ(live.factsBefore, R"({"id":"none"})");
    EXPECT_EQ(live.made, R"({"id":"7"})");
    EXPECT_TRUE(live.intended);
    EXPECT_EQ(record("zk2"), StepRecord());
    EXPECT_EQ(journal->plan(), planOf({{create(text("zk1"))}, {create(text("zk2"))}}));
}

TEST_F(JournalTest, keepsTheFactsOfTheFirstIntent)
{
    ASSERT_TRUE(journal->intent(zk1, seen(R"({"value":"old"})")));
    ASSERT_TRUE(journal->applied(zk1, R"({"id":"7"})"));
    ASSERT_TRUE(journal->intent(zk1, seen(R"({"value":"ours"})")));
    reopen();
    EXPECT_EQ(record("zk1").factsBefore, R"({"value":"old"})");
    EXPECT_EQ(record("zk1").made, QByteArray());
}

TEST_F(JournalTest, anUndoReopensWhatHadEnded)
{
    ASSERT_TRUE(journal->finished(Outcome::Succeeded));
    reopen();
    EXPECT_EQ(journal->outcome(), Outcome::Succeeded);
    ASSERT_TRUE(journal->undoing());
    reopen();
    EXPECT_TRUE(journal->isUndoing());
    EXPECT_EQ(journal->outcome(), std::nullopt);
}

TEST_F(JournalTest, isReadableByItsOwnerOnly)
{
    const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    EXPECT_EQ(QFile::permissions(journal->path()), ownerOnly);
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList{QFileInfo(journal->path()).fileName()});
}

TEST_F(JournalTest, keepsCodesOfAnErrorButNoSentenceAndNoSample)
{
    Error error = broken();
    error.raw = "token SWMTKN-1-secret";
    error.reason = text("the token SWMTKN-1-secret is wrong");
    ASSERT_TRUE(journal->failed(zk1, error));
    EXPECT_TRUE(onDisk().contains("test.broken"));
    EXPECT_FALSE(onDisk().contains("SWMTKN"));
}

TEST_F(JournalTest, ignoresATornLastLineAndWritesOnAfterTheWholeOnes)
{
    ASSERT_TRUE(journal->intent(zk1, seen("{}")));
    const QByteArray whole = onDisk();
    for (const QByteArray &torn :
         {QByteArray(R"({"event":"appl)"), QByteArray(64, '\0'), QByteArray(R"({"event":"done","step":"zk1"})")}) {
        appendRaw(torn);
        reopen();
        EXPECT_EQ(record("zk1").state, StepRecord::State::Intended);
        EXPECT_EQ(onDisk(), whole);
    }
    ASSERT_TRUE(journal->applied(zk1, {}));
    reopen();
    EXPECT_EQ(record("zk1").state, StepRecord::State::Applied);
}

TEST_F(JournalTest, refusesADamagedLineBetweenWholeOnes)
{
    for (const QByteArray &damaged :
         {QByteArray("nonsense\n"), QByteArray("{\"event\":\"dreamt\",\"step\":\"zk1\"}\n"),
          QByteArray("{\"event\":\"done\"}\n"), QByteArray("{\"event\":\"done\",\"step\":\"zk9\"}\n"),
          QByteArray("{\"event\":\"finished\",\"outcome\":\"splendid\"}\n"), QByteArray("\n")}) {
        const QByteArray whole = onDisk();
        appendRaw(damaged);
        const QString path = journal->path();
        const auto opened = closeAndOpen();
        ASSERT_FALSE(opened) << damaged.constData();
        EXPECT_EQ(opened.error().target, path);
        QFile::resize(path, whole.size());
        journal = std::move(*Journal::open(path));
    }
}

TEST_F(JournalTest, refusesStepsThatThePlanDoesNotHave)
{
    const QByteArray before = onDisk();
    const Result<void> written = journal->done({text("zk9")}, {});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, text("journal.unknown-step"));
    EXPECT_EQ(onDisk(), before);
}

TEST_F(JournalTest, refusesALineBeyondTheCapAndStaysUsable)
{
    EXPECT_FALSE(journal->applied(zk1, QByteArray(2 * 1024 * 1024, 'x')));
    EXPECT_EQ(record("zk1").state, StepRecord::State::Untouched);
    ASSERT_TRUE(journal->applied(zk1, {}));
    reopen();
    EXPECT_EQ(record("zk1").state, StepRecord::State::Applied);
}

TEST_F(JournalTest, takesBackALineThatDidNotFitOnTheDisk)
{
    const QByteArray whole = onDisk();
    const rlimit full{static_cast<rlim_t>(whole.size() + 20), RLIM_INFINITY};
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &full);
    const Result<void> written = journal->intent(zk1, seen(R"({"id":"none"})"));
    setrlimit(RLIMIT_FSIZE, &before);
    (void)std::signal(SIGXFSZ, handler);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, text("journal.file"));
    EXPECT_EQ(onDisk(), whole);
    EXPECT_EQ(record("zk1"), StepRecord());
    ASSERT_TRUE(journal->satisfied(zk1, seen("{}")));
    reopen();
    EXPECT_EQ(record("zk1").state, StepRecord::State::Satisfied);
}

TEST_F(JournalTest, keepsEveryLineOfManyThreads)
{
    constexpr int each = 50;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([this] {
                for (int i = 0; i < each; ++i) {
                    EXPECT_TRUE(journal->done(zk1, text("there")));
                }
            });
        }
    }
    EXPECT_EQ(onDisk().count('\n'), 1 + 4 * each);
    reopen();
    EXPECT_EQ(record("zk1").observed, text("there"));
}

TEST_F(JournalTest, isNotOpenedTwice)
{
    const auto second = Journal::open(journal->path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(second.error().code, text("journal.in-use"));
    const auto again = Journal::create(folder.path(), journal->plan());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, text("journal.exists"));
}

TEST_F(JournalTest, isNotOpenedWhileAnotherProcessHasIt)
{
    const QString path = journal->path();
    journal.reset();
    int ready[2];
    int leave[2];
    ASSERT_EQ(pipe(ready), 0);
    ASSERT_EQ(pipe(leave), 0);
    const pid_t child = fork();
    ASSERT_NE(child, -1);
    if (child == 0) {
        const auto held = Journal::open(path);
        char byte = held ? 'y' : 'n';
        (void)!write(ready[1], &byte, 1);
        (void)!read(leave[0], &byte, 1);
        _exit(0);
    }
    char byte = 0;
    ASSERT_EQ(read(ready[0], &byte, 1), 1);
    EXPECT_EQ(byte, 'y');
    const auto opened = Journal::open(path);
    EXPECT_TRUE(interruptedOperations(folder.path())->operations.empty());
    ASSERT_EQ(write(leave[1], &byte, 1), 1);
    waitpid(child, nullptr, 0);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, text("journal.in-use"));
    EXPECT_TRUE(Journal::open(path));
    for (const int descriptor : {ready[0], ready[1], leave[0], leave[1]}) {
        close(descriptor);
    }
}

TEST_F(JournalTest, refusesAnOperationIdThatIsNoFileName)
{
    for (const char *id : {"../evil", "", ".hidden", "a/b", "a b", "a\n"}) {
        const auto created = Journal::create(folder.path(), planOf({}, text(id)));
        EXPECT_FALSE(created) << id;
    }
}

TEST(JournalErrors, nameTheFileThatCannotBeOpened)
{
    const auto opened = Journal::open(text("/nowhere/at-all.journal"));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().target, text("/nowhere/at-all.journal"));
    EXPECT_EQ(opened.error().kind, ErrorKind::Internal);
}

class InterruptedTest : public testing::Test
{
protected:
    std::unique_ptr<Journal> make(const char *id, int hour)
    {
        Plan plan = planOf({{create(text("zk1"))}, {create(text("zk2"))}}, text(id));
        plan.made = plan.made.addSecs(hour * 3600);
        return std::move(*Journal::create(folder.path(), plan));
    }
    InterruptedList list() { return *interruptedOperations(folder.path()); }
    QTemporaryDir folder{scratchPattern()};
};

TEST_F(InterruptedTest, areListedNewestFirstWithWhatIsKnown)
{
    make("older", 1);
    auto newer = make("newer", 2);
    ASSERT_TRUE(newer->satisfied(zk1, seen("{}")));
    ASSERT_TRUE(newer->undoing());
    const QString path = newer->path();
    newer.reset();
    const InterruptedList found = list();
    ASSERT_EQ(found.operations.size(), 2U);
    const Interrupted &first = found.operations[0];
    EXPECT_EQ(first.operation.value, text("newer"));
    EXPECT_EQ(first.path, path);
    EXPECT_EQ(first.cluster, text("demo"));
    EXPECT_EQ(first.kind, text("apply"));
    EXPECT_EQ(first.title, text("Build demo"));
    EXPECT_EQ(first.stepsDone, 1);
    EXPECT_EQ(first.stepsTotal, 2);
    EXPECT_TRUE(first.reversible);
    EXPECT_TRUE(first.undoing);
    EXPECT_EQ(found.operations[1].operation.value, text("older"));
    EXPECT_FALSE(found.operations[1].undoing);
}

TEST_F(InterruptedTest, areNeitherThoseThatEndedNorThoseThatRun)
{
    ASSERT_TRUE(make("ended", 1)->finished(Outcome::Succeeded));
    ASSERT_TRUE(make("left", 1)->finished(Outcome::Left));
    const auto running = make("running", 1);
    EXPECT_TRUE(list().operations.empty());
    EXPECT_TRUE(list().unreadable.isEmpty());
}

TEST_F(InterruptedTest, doNotHideBehindAnUnreadableOne)
{
    make("fine", 1);
    QFile damaged(folder.filePath(text("damaged.journal")));
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly));
    damaged.write("{\"version\":9}\n");
    damaged.close();
    QFile other(folder.filePath(text("notes.txt")));
    ASSERT_TRUE(other.open(QIODevice::WriteOnly));
    EXPECT_EQ(list().operations.size(), 1U);
    EXPECT_EQ(list().unreadable, QStringList{damaged.fileName()});
}

TEST_F(InterruptedTest, areReadWithATornEndLeftAsItIs)
{
    const QString path = make("torn", 1)->path();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write("{\"event\":\"finish");
    file.close();
    const qint64 size = file.size();
    EXPECT_EQ(list().operations.size(), 1U);
    EXPECT_EQ(QFileInfo(path).size(), size);
}

TEST_F(InterruptedTest, areNoneWhereNothingWasEverDone)
{
    const auto found = interruptedOperations(folder.filePath(text("not-yet")));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->operations.empty());
}

} // namespace stormdeck::plan
