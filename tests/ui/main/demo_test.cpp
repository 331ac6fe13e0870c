// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/join.h"
#include "recording/recordingfile.h"
#include "recording/replay.h"
#include "watch/store.h"

#include <gtest/gtest.h>

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
    for (const watch::Answer &answer : m_replay->recording().answers) {
        for (const RawAnswer &one : answer.bodies) {
            EXPECT_FALSE(one.body.contains("SWMTKN-"));
        }
    }
}
} // namespace
