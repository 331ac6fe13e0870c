// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/submission.h"

#include <QStringList>

#include <gtest/gtest.h>

namespace stormdeck::actions {

TEST(Submission, hidesTheGeneratedCredentials)
{
    const QString log = withoutCredentials(
        QStringLiteral("Generated ZooKeeper secret payload for MD5-digest: -6444908915285859859:-6033266209246131192"));
    EXPECT_FALSE(log.contains(QStringLiteral("6444908915285859859")));
    const QString conf = withoutCredentials(
        QStringLiteral("conf {\"storm.zookeeper.topology.auth.payload\":\"-64:-60\",\"topology.workers\":3}"));
    EXPECT_FALSE(conf.contains(QStringLiteral("-64:-60")));
    EXPECT_TRUE(conf.contains(QStringLiteral("\"topology.workers\":3")));
}

class Output : public testing::Test
{
protected:
    void take(const QByteArray &piece)
    {
        output.take(piece, [&](const QString &line) { lines << line; });
    }
    ClientOutput output;
    QStringList lines;
};

TEST_F(Output, comesInLinesHoweverItIsCut)
{
    take("Running: ja");
    take("va\nFinished\nlast");
    EXPECT_EQ(lines, QStringList({QStringLiteral("Running: java"), QStringLiteral("Finished")}));
    EXPECT_EQ(output.text(), QStringLiteral("Running: java\nFinished\nlast"));
}

TEST_F(Output, withoutALineEndIsHeldInPartOnly)
{
    for (int i = 0; i < 1024; ++i) {
        take(QByteArray(1024, 'x'));
    }
    EXPECT_LT(output.text().size(), 70'000);
    take("\nFinished\n");
    ASSERT_EQ(lines.size(), 2);
    EXPECT_TRUE(lines.first().endsWith(u'…'));
    EXPECT_EQ(lines.last(), QStringLiteral("Finished"));
}

TEST_F(Output, hidesCredentialsThatAreCutInTwo)
{
    take("secret payload for MD5-digest: -644490");
    take("8915285859859\n");
    ASSERT_EQ(lines.size(), 1);
    EXPECT_FALSE(lines.first().contains(QStringLiteral("644490"))) << qPrintable(lines.first());
}

TEST(Submission, tellsATakenNameInPlainWords)
{
    const Error error = submissionError(
        QStringLiteral("words"), 1,
        QStringLiteral("Topology name words is either not allowed or it already exists on the cluster"));
    EXPECT_EQ(error.code, QStringLiteral("submit.name-taken"));
    EXPECT_EQ(error.kind, ErrorKind::Rejected);
}

TEST(Submission, keepsTheExitCodeOfAnUnknownFailure)
{
    EXPECT_TRUE(submissionError(QStringLiteral("words"), 7, QStringLiteral("boom")).reason.contains(u'7'));
}

TEST(Submission, doesNotTrustAnExitCodeOfZeroAlone)
{
    EXPECT_TRUE(tellsOfFailure(QStringLiteral("ERROR Failed to submit topology words")));
    EXPECT_FALSE(tellsOfFailure(QStringLiteral("Finished submitting topology: words")));
}

} // namespace stormdeck::actions
