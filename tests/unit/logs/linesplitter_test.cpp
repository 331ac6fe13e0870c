// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/linesplitter.h"

#include <QDateTime>

#include <gtest/gtest.h>

#include <vector>

namespace {
using namespace stormdeck::logs;

std::vector<LogLine> linesOf(LineSplitter::Stamp stamp, const std::vector<QByteArray> &pieces)
{
    std::vector<LogLine> lines;
    const auto take = [&](LogLine line) { lines.push_back(std::move(line)); };
    LineSplitter splitter(7, stamp);
    for (const QByteArray &piece : pieces) {
        splitter.feed(piece, take);
    }
    splitter.finish(take);
    return lines;
}

qint64 at(int ms)
{
    return QDateTime({2026, 11, 25}, {14, 2, 11, ms}, Qt::UTC).toMSecsSinceEpoch();
}

TEST(LineSplitter, joinsALineThatComesInPieces)
{
    const auto lines = linesOf(LineSplitter::Stamp::OwnText, {"fir", "st\nsec", "", "ond\r\nthi", "rd"});
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].text, "first");
    EXPECT_EQ(lines[1].text, "second");
    EXPECT_EQ(lines[2].text, "third");
    EXPECT_EQ(lines[2].source, 7);
}

TEST(LineSplitter, takesTheEnginesTimeOffTheLine)
{
    const auto lines = linesOf(LineSplitter::Stamp::Engine, {"2026-11-25T14:02:11.123456789Z a message\n"});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].time, at(123));
    EXPECT_EQ(lines[0].text, "a message");
}

TEST(LineSplitter, leavesTheTimeInALineOfStormsOwn)
{
    const QByteArray text = "2026-11-25 14:02:11.456 o.a.s.n.Nimbus main [WARN] slow";
    const auto lines = linesOf(LineSplitter::Stamp::OwnText, {text + '\n'});
    EXPECT_EQ(lines.at(0).time, at(456));
    EXPECT_EQ(lines.at(0).text, text);
    EXPECT_EQ(lines.at(0).level, Level::Warning);
}

TEST(LineSplitter, readsTheCommaOfZooKeepersTimes)
{
    const auto lines = linesOf(LineSplitter::Stamp::OwnText, {"2026-11-25 14:02:11,456 [myid:1] - INFO  [main] up\n"});
    EXPECT_EQ(lines.at(0).time, at(456));
    EXPECT_EQ(lines.at(0).level, Level::Info);
}

TEST(LineSplitter, keepsAStackTraceWithItsFirstLine)
{
    const auto lines = linesOf(LineSplitter::Stamp::OwnText,
                               {"2026-11-25 14:02:11.456 x [ERROR] broke\njava.lang.Error: INFO\n\tat a.b(C.java)\n"
                                "Caused by: x\n"});
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[2].time, at(456));
    EXPECT_EQ(lines[3].time, at(456));
    EXPECT_EQ(lines[2].level, lines[1].level);
}

TEST(LineSplitter, marksThePartsOfALineThatIsTooLongAndLosesNothing)
{
    const QByteArray text = "[WARN] " + QByteArray(2 * longestLine, 'x') + "end";
    for (const std::vector<QByteArray> &pieces :
         {std::vector<QByteArray>{text + "\nnext\n"},
          {text.left(longestLine + 100), text.mid(longestLine + 100), "\nnext"}}) {
        const auto lines = linesOf(LineSplitter::Stamp::OwnText, pieces);
        ASSERT_EQ(lines.size(), 4U);
        EXPECT_EQ(lines[0].text + lines[1].text + lines[2].text, text);
        EXPECT_TRUE(!lines[0].isPart && lines[0].goesOn);
        EXPECT_TRUE(lines[1].isPart && lines[1].goesOn);
        EXPECT_TRUE(lines[2].isPart && !lines[2].goesOn);
        EXPECT_EQ(lines[2].level, Level::Warning) << "that of its beginning";
        EXPECT_TRUE(!lines[3].isPart && !lines[3].goesOn) << "the next line is whole";
    }
}

TEST(LineSplitter, takesTheTimeOffEachPartOfALineThatTheEngineCut)
{
    const QByteArray stamp = "2026-11-25T14:02:11.123456789Z ";
    const QByteArray whole(longestLine, 'a');
    const auto lines = linesOf(LineSplitter::Stamp::Engine, {stamp + whole, stamp + "rest\n", stamp + "next\n"});
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].text, whole);
    EXPECT_TRUE(lines[0].goesOn);
    EXPECT_EQ(lines[1].text, "rest");
    EXPECT_TRUE(lines[1].isPart);
    EXPECT_EQ(lines[2].text, "next");
    EXPECT_FALSE(lines[2].isPart);
}

TEST(LineSplitter, takesForATimeOnlyWhatIsOne)
{
    const auto lines = linesOf(LineSplitter::Stamp::OwnText, {"2026-13-25 14:02:11.456 x\nabcd-ef-gh ij:kl:mn\n"});
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].time, 0);
    EXPECT_EQ(lines[1].time, 0);
}

TEST(LevelOf, takesTheFirstWordThatNamesOne)
{
    EXPECT_EQ(levelOf("a [INFO] about an ERROR"), Level::Info);
    EXPECT_EQ(levelOf("FATAL"), Level::Error);
    EXPECT_EQ(levelOf("nothing of that kind"), Level::Unknown);
    EXPECT_EQ(levelOf(QByteArray(500, ' ') + "ERROR"), Level::Unknown) << "words of the message say nothing";
}
} // namespace
