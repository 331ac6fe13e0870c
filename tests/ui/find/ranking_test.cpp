// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "find/ranking.h"

#include <QElapsedTimer>
#include <QStringList>

#include <gtest/gtest.h>

using namespace stormdeck::ui;

namespace {

std::vector<Findable> texts(std::initializer_list<const char *> names)
{
    std::vector<Findable> all;
    for (const char *name : names) {
        all.push_back({QString::fromUtf8(name), {}});
    }
    return all;
}

QStringList found(const std::vector<Findable> &all, const char *query, size_t most = 50)
{
    QStringList names;
    for (const size_t at : ranked(all, QString::fromUtf8(query), most)) {
        names << all[at].name;
    }
    return names;
}

TEST(Ranking, theWholeNameThenItsBeginningThenAWordsThenInsideThenScattered)
{
    const auto all = texts({"d-i-r-t", "xdirty", "north dirt", "dirty", "dirt", "other"});
    EXPECT_EQ(found(all, "DIRT"),
              (QStringList{QStringLiteral("dirt"), QStringLiteral("dirty"), QStringLiteral("north dirt"),
                           QStringLiteral("xdirty"), QStringLiteral("d-i-r-t")}));
}

TEST(Ranking, aWordBeginsAfterAnyMarkAndWhereNumbersBegin)
{
    for (const char *name : {"lab-zk", "lab.zk", "lab_zk", "lab zk", "9zk"}) {
        EXPECT_EQ(matchOf(QString::fromUtf8(name), QStringLiteral("zk")), Match::WordStart) << name;
    }
    EXPECT_EQ(matchOf(QStringLiteral("azk-zk"), QStringLiteral("zk")), Match::WordStart);
    EXPECT_EQ(matchOf(QStringLiteral("azk"), QStringLiteral("zk")), Match::Inside);
}

TEST(Ranking, fewLettersMustBeginWords)
{
    EXPECT_EQ(matchOf(QStringLiteral("fraud-scoring"), QStringLiteral("fs")), Match::Scattered);
    EXPECT_EQ(matchOf(QStringLiteral("as the system"), QStringLiteral("ae")), Match::None);
    EXPECT_EQ(matchOf(QStringLiteral("fraud-scoring"), QStringLiteral("frsc")), Match::Scattered);
}

TEST(Ranking, eachWordMayBeInTheContext)
{
    std::vector<Findable> all = texts({"split", "split"});
    all[0].context = QStringLiteral("fraud");
    all[1].context = QStringLiteral("wordcount");
    EXPECT_EQ(ranked(all, QStringLiteral("split word"), 50), std::vector<size_t>{1});
    EXPECT_TRUE(ranked(all, QStringLiteral("split zebra"), 50).empty());
}

TEST(Ranking, ofEqualsTheEarlierComesFirstAndNoMoreThanAskedFor)
{
    const auto all = texts({"task-1", "task-2", "task-3"});
    EXPECT_EQ(found(all, "task", 2), (QStringList{QStringLiteral("task-1"), QStringLiteral("task-2")}));
    EXPECT_EQ(found(all, "", 2), (QStringList{QStringLiteral("task-1"), QStringLiteral("task-2")}));
}

TEST(Ranking, everyStepIsInstantAtTenThousand)
{
    std::vector<Findable> all;
    for (int i = 0; i < 10'000; ++i) {
        all.push_back({QStringLiteral("production-supervisor.node-%1").arg(i), QStringLiteral("node-%1").arg(i)});
    }
    QElapsedTimer timer;
    for (const char *query : {"n", "no", "node 99", "zebra", "production supervisor 7", "psn"}) {
        timer.start();
        EXPECT_LE(found(all, query).size(), 50);
        EXPECT_LT(timer.elapsed(), 160) << query; // ten times the goal: other tests share the machine
    }
}

} // namespace
