// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/join.h"
#include "recording/recordingfile.h"
#include "recording/replay.h"
#include "watch/store.h"

#include <gtest/gtest.h>

#include <QSet>

#include <algorithm>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;

class DemoRecording : public testing::Test
{
protected:
    void SetUp() override
    {
        auto read = recording::openRecording(QStringLiteral(":/demo.stormrec"));
        ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
        m_replay = std::make_unique<recording::Replay>(std::move(*read));
    }

    /// What the rules make of each second of it.
    std::vector<watch::Picture> seconds()
    {
        std::vector<watch::Picture> pictures;
        for (Instant at = m_replay->recording().from + 5s; at <= m_replay->recording().to; at += 1s) {
            recording::Moment moment = m_replay->at(at);
            auto snapshot = std::make_shared<const cluster::Snapshot>(cluster::join(moment.planes, 1));
            pictures.push_back(watch::judged(std::move(snapshot), std::move(moment.freshness), at));
        }
        return pictures;
    }

    std::unique_ptr<recording::Replay> m_replay;
};

TEST_F(DemoRecording, showsAHealthyClusterALostMachineAndItsReturn)
{
    const auto pictures = seconds();
    ASSERT_GT(pictures.size(), 60u);
    const auto isDown = [](const watch::Picture &picture) {
        return std::any_of(picture.findings.begin(), picture.findings.end(),
                           [](const cluster::Finding &one) { return one.code == QStringLiteral("node.down"); });
    };
    EXPECT_EQ(pictures.front().health, cluster::Health::Healthy);
    EXPECT_GT(std::count_if(pictures.begin(), pictures.end(), isDown), 10);
    EXPECT_FALSE(isDown(pictures.back()));
    EXPECT_GE(pictures.front().snapshot->topologies.size(), 2u);
}

/// The codes of all findings that are alarms, or of all that are notices.
QSet<QString> codesOf(const std::vector<watch::Picture> &pictures, bool alarms)
{
    QSet<QString> codes;
    for (const watch::Picture &picture : pictures) {
        for (const cluster::Finding &finding : picture.findings) {
            if ((finding.severity != cluster::Severity::Notice) == alarms) {
                codes << finding.code;
            }
        }
    }
    return codes;
}

TEST_F(DemoRecording, alarmsWhileTheMachineIsAwayAndAtNoOtherTime)
{
    const auto pictures = seconds();
    const auto isAlarm = [](const watch::Picture &picture) {
        return std::any_of(picture.findings.begin(), picture.findings.end(),
                           [](const cluster::Finding &one) { return one.severity != cluster::Severity::Notice; });
    };
    const auto first = std::find_if(pictures.begin(), pictures.end(), isAlarm);
    const auto last = std::find_if(pictures.rbegin(), pictures.rend(), isAlarm).base();
    EXPECT_GT(first - pictures.begin(), 10);
    EXPECT_GT(pictures.end() - last, 20);
    ASSERT_LT(first, last);
    EXPECT_TRUE(std::all_of(first, last, isAlarm));
    EXPECT_EQ(codesOf(pictures, true),
              (QSet<QString>{QStringLiteral("node.suspect"), QStringLiteral("node.down"),
                             QStringLiteral("ensemble.no-margin"), QStringLiteral("ensemble.member-pending"),
                             QStringLiteral("ensemble.member-silent"), QStringLiteral("ensemble.no-quorum")}))
        << "the machine's member leads the ensemble";
    EXPECT_EQ(codesOf(pictures, false),
              (QSet<QString>{QStringLiteral("connection.plain-tcp"), QStringLiteral("swarm.one-manager"),
                             QStringLiteral("topology.starting"), QStringLiteral("ensemble.member-starting"),
                             QStringLiteral("service.incomplete"), QStringLiteral("supervisor.not-listed"),
                             QStringLiteral("supervisor.idle")}));
}

TEST_F(DemoRecording, isNeverCalledWellWhileAMachineIsDown)
{
    for (const watch::Picture &picture : seconds()) {
        for (const cluster::Finding &finding : picture.findings) {
            if (finding.severity == cluster::Severity::Failure) {
                EXPECT_NE(picture.health, cluster::Health::Healthy);
            }
        }
    }
}

TEST_F(DemoRecording, holdsNoJoinToken)
{
    for (const recording::Kept &kept : m_replay->recording().answers) {
        for (const recording::KeptBody &one : kept.bodies) {
            EXPECT_FALSE(one.body->text().contains("SWMTKN-"));
        }
    }
}
} // namespace
