// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/stormdaemons.h"

#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

namespace stormdeck::actions {
namespace {

/// A swarm whose tasks are ten minutes old, and what Storm lists in it.
class StormDaemons : public testing::Test
{
protected:
    [[nodiscard]] RunningDaemons running() const
    {
        const docker::SwarmState state{.swarm = planes.swarm->swarm,
                                       .nodes = planes.swarm->nodes,
                                       .services = planes.swarm->services,
                                       .tasks = planes.swarm->tasks,
                                       .networks = {},
                                       .configs = {},
                                       .raw = {}};
        return runningDaemons(QStringLiteral("lab"), QStringLiteral("lab-supervisor"), state, storm, now);
    }
    void list(const QString &host, qint64 uptimeSeconds)
    {
        storm.supervisors.push_back({.id = {QStringLiteral("id%1").arg(storm.supervisors.size())},
                                     .host = host,
                                     .uptimeSeconds = uptimeSeconds});
    }
    /// The service was made again just now.
    void remake(const QString &service)
    {
        for (docker::Task &task : planes.swarm->tasks) {
            if (task.service.value == QStringLiteral("s-") + service) {
                task.createdAt = now.addSecs(-5);
            }
        }
    }

    cluster::Planes planes = test::healthyPlanes();
    storm::StormState storm = *planes.storm;
    QDateTime now = test::sceneTime();
};

TEST_F(StormDaemons, areCountedWhereTheyRun)
{
    EXPECT_EQ(running(), (RunningDaemons{.nimbusLeads = true, .supervisors = 3}));
}

TEST_F(StormDaemons, ofEarlierContainersAreNotCounted)
{
    remake(QStringLiteral("lab-supervisor"));
    EXPECT_EQ(running().supervisors, 0) << "what is listed is older than the swarm tasks";
    list(QStringLiteral("lab-supervisor-storm-2"), 2);
    EXPECT_EQ(running().supervisors, 1) << "the one of storm-2 has come up since";
}

TEST_F(StormDaemons, areCountedOnceAHost)
{
    storm.supervisors.clear();
    list(QStringLiteral("lab-supervisor-storm-1"), 580);
    list(QStringLiteral("lab-supervisor-storm-1"), 570);
    list(QStringLiteral("LAB-supervisor-storm-1"), 560);
    EXPECT_EQ(running().supervisors, 1);
}

TEST_F(StormDaemons, thatNoSwarmTaskRunsAreNotCounted)
{
    list(QStringLiteral("lab-supervisor-storm-9"), 100);
    docker::Task &stopping = test::taskOf(planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-3"));
    stopping.desired = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
    EXPECT_EQ(running().supervisors, 2);
}

TEST_F(StormDaemons, maySeemOlderByWhatClocksDiffer)
{
    for (storm::Supervisor &one : storm.supervisors) {
        one.uptimeSeconds = 620; // of tasks that are 600 s old by the manager's clock
    }
    EXPECT_EQ(running().supervisors, 3);
}

TEST_F(StormDaemons, areTakenAsTheyAreWhereTheManagerTellsNoTime)
{
    remake(QStringLiteral("lab-supervisor"));
    now = {};
    EXPECT_EQ(running().supervisors, 3);
}

TEST_F(StormDaemons, haveALeaderOnlyWhereANimbusRunsNow)
{
    storm.nimbuses.front().uptimeSeconds = 590;
    EXPECT_TRUE(running().nimbusLeads);
    remake(QStringLiteral("lab-nimbus"));
    EXPECT_FALSE(running().nimbusLeads) << "Storm still lists the one before";
    storm.nimbuses.front().uptimeSeconds = 3;
    EXPECT_TRUE(running().nimbusLeads);
    storm.nimbuses.front().host = QStringLiteral("elsewhere");
    EXPECT_FALSE(running().nimbusLeads);
}

} // namespace
} // namespace stormdeck::actions
