// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/journal.h"

#include "unit/plan/runfixture.h"

#include <QDir>
#include <QFile>

namespace stormdeck::plan {

using namespace test;

namespace {
class PruningTest : public testing::Test
{
protected:
    /// Journals of the given numbers, the higher the newer. `end`: nullopt for one without an end.
    void write(int first, int last, std::optional<Outcome> end)
    {
        for (int number = first; number <= last; ++number) {
            const auto journal = Journal::create(folder.path(), planOf({{create(text("zk1"))}}, nameOf(number)));
            ASSERT_TRUE(journal);
            ASSERT_TRUE((*journal)->intent({text("zk1")}, {.facts = "{}"}));
            ASSERT_TRUE(!end || (*journal)->finished(*end));
            setAge(number);
        }
    }
    /// Modified that many seconds after some day.
    void setAge(int number) const
    {
        QFile file(pathOf(number));
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        const QDateTime time = QDateTime(QDate(2026, 11, 2), QTime(8, 0)).addSecs(number);
        ASSERT_TRUE(file.setFileTime(time, QFileDevice::FileModificationTime));
    }
    [[nodiscard]] static QString nameOf(int number) { return QStringLiteral("op-%1").arg(number); }
    [[nodiscard]] QString pathOf(int number) const { return folder.filePath(nameOf(number) + text(".journal")); }
    [[nodiscard]] bool isThere(int number) const { return QFile::exists(pathOf(number)); }
    [[nodiscard]] int count() const { return int(QDir(folder.path()).entryList(QDir::Files).size()); }

    QTemporaryDir folder{scratchPattern()};
};
} // namespace

TEST_F(PruningTest, removesTheOldestOfThoseThatEnded)
{
    write(1, 2, Outcome::Succeeded);
    write(3, 4, Outcome::Undone);
    write(5, 6, Outcome::Left);
    EXPECT_EQ(pruneEndedJournals(folder.path(), 3), 3);
    EXPECT_FALSE(isThere(3));
    EXPECT_TRUE(isThere(4));
    EXPECT_EQ(count(), 3);
}

TEST_F(PruningTest, neverRemovesAnUnfinishedOneHoweverOld)
{
    write(1, 3, std::nullopt);
    write(4, 6, Outcome::Succeeded);
    EXPECT_EQ(pruneEndedJournals(folder.path(), 1), 2);
    EXPECT_TRUE(isThere(1) && isThere(2) && isThere(3) && isThere(6));
}

TEST_F(PruningTest, leavesAloneWhatIsBeingTakenBackAfterItsEnd)
{
    write(1, 2, Outcome::Succeeded);
    ASSERT_TRUE((*Journal::open(pathOf(1)))->undoing());
    setAge(1);
    EXPECT_EQ(pruneEndedJournals(folder.path(), 0), 1);
    EXPECT_TRUE(isThere(1));
}

TEST_F(PruningTest, leavesAloneWhatSomebodyHasOpen)
{
    write(1, 1, Outcome::Succeeded);
    const auto held = Journal::open(pathOf(1));
    ASSERT_TRUE(held);
    EXPECT_EQ(pruneEndedJournals(folder.path(), 0), 0);
    EXPECT_TRUE(isThere(1));
}

TEST_F(PruningTest, leavesAloneWhatItCannotRead)
{
    QFile torn(pathOf(1));
    ASSERT_TRUE(torn.open(QIODevice::WriteOnly));
    torn.write("no journal\n{\"event\":\"finished\"");
    torn.close();
    EXPECT_EQ(pruneEndedJournals(folder.path(), 0), 0);
    EXPECT_TRUE(isThere(1));
}

TEST_F(PruningTest, happensWhenANewOperationBegins)
{
    write(1, endedJournalsKept + 1, Outcome::Succeeded);
    EXPECT_EQ(count(), endedJournalsKept + 1);
    write(100, 100, std::nullopt);
    EXPECT_FALSE(isThere(1));
    EXPECT_TRUE(isThere(2));
    EXPECT_EQ(count(), endedJournalsKept + 1);
}

} // namespace stormdeck::plan
