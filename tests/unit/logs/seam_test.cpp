// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/seam.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck::logs;

LogLine line(qint64 time, const QByteArray &text)
{
    return {.time = time, .text = text};
}

TEST(Seam, asksForNothingBeforeALineCame)
{
    Seam seam;
    EXPECT_FALSE(seam.since());
    EXPECT_TRUE(seam.isNew(line(5'000, "a")));
    EXPECT_EQ(seam.since(), 5'000) << "nothing before it needs to be told apart";
}

TEST(Seam, knowsTheLinesThatComeAgain)
{
    Seam seam;
    for (const char *text : {"a", "b", "b"}) {
        EXPECT_TRUE(seam.isNew(line(5'000, text))) << "lines of one moment may be the same";
    }
    seam.reopen();
    EXPECT_FALSE(seam.isNew(line(5'000, "b")));
    EXPECT_FALSE(seam.isNew(line(5'000, "a")));
    EXPECT_FALSE(seam.isNew(line(5'000, "b")));
    EXPECT_TRUE(seam.isNew(line(5'000, "b"))) << "a third one was not shown yet";
    EXPECT_TRUE(seam.isNew(line(5'000, "c")));
}

TEST(Seam, readsOnALittleBeforeTheNewestLine)
{
    Seam seam;
    for (const qint64 time : {1'000, 4'960, 5'000, 4'990}) {
        EXPECT_TRUE(seam.isNew(line(time, "a")));
    }
    EXPECT_EQ(seam.since(), 4'960);
    seam.reopen();
    EXPECT_TRUE(seam.isNew(line(4'970, "of the other stream")));
    EXPECT_FALSE(seam.isNew(line(4'990, "a")));
}

TEST(Seam, forgetsTheOldestWhereThereAreTooMany)
{
    Seam seam;
    for (size_t i = 0; i < Seam::mostLines + 10; ++i) {
        EXPECT_TRUE(seam.isNew(line(5'000 + qint64(i) / 1'000, QByteArray::number(qulonglong(i)))));
    }
    EXPECT_EQ(seam.since(), 5'000);
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(seam.isNew(line(9'000, QByteArray(Seam::mostBytes / 10, 'x'))));
    }
    EXPECT_EQ(seam.since(), 9'000);
}

TEST(Seam, startsAnewWithAnotherLog)
{
    Seam seam;
    EXPECT_TRUE(seam.isNew(line(5'000, "a")));
    seam.forget();
    EXPECT_FALSE(seam.since());
    seam.reopen();
    EXPECT_TRUE(seam.isNew(line(5'000, "a")));
}
} // namespace
