// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/submission.h"

#include <gtest/gtest.h>

namespace stormdeck::actions {

TEST(Submission, hidesTheGeneratedCredentials)
{
    const QString log = withoutSecrets(
        QStringLiteral("Generated ZooKeeper secret payload for MD5-digest: -6444908915285859859:-6033266209246131192"));
    EXPECT_FALSE(log.contains(QStringLiteral("6444908915285859859")));
    const QString conf = withoutSecrets(
        QStringLiteral("conf {\"storm.zookeeper.topology.auth.payload\":\"-64:-60\",\"topology.workers\":3}"));
    EXPECT_FALSE(conf.contains(QStringLiteral("-64:-60")));
    EXPECT_TRUE(conf.contains(QStringLiteral("\"topology.workers\":3")));
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
