// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/outputtasks.h"

#include "cluster/join.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using docker::TaskState;

const Named<TaskState> running{TaskState::Running, QStringLiteral("running")};
const Named<TaskState> failed{TaskState::Failed, QStringLiteral("failed")};
const Named<TaskState> ready{TaskState::Ready, QStringLiteral("ready")};
const Named<TaskState> shutDown{TaskState::Shutdown, QStringLiteral("shutdown")};

struct Given
{
    Named<TaskState> state;
    Named<TaskState> desired;
    bool hasContainer = true;
};

/// One slot of a service with these swarm tasks, the oldest first; the ids of those that are worth reading.
QStringList outputOf(const std::vector<Given> &tasks, int secondsApart = 1)
{
    cluster::Planes planes = test::healthyPlanes();
    planes.swarm->tasks.clear();
    for (const Given &given : tasks) {
        const int number = int(planes.swarm->tasks.size());
        docker::Task task;
        task.id = {QString::number(number)};
        task.service = {QStringLiteral("s-lab-nimbus")};
        task.node = {QStringLiteral("node1")};
        task.slot = 1;
        task.state = given.state;
        task.desired = given.desired;
        task.container = {given.hasContainer ? QStringLiteral("c%1").arg(number) : QString()};
        task.createdAt = test::sceneTime().addSecs(number * secondsApart);
        planes.swarm->tasks.push_back(task);
    }
    const cluster::Snapshot snapshot = cluster::join(planes, 1);
    QStringList ids;
    for (const docker::Task *task : outputTasks(snapshot, {QStringLiteral("s-lab-nimbus")})) {
        ids << task->id.value;
    }
    return ids;
}

TEST(OutputTasks, areThoseThatRun)
{
    EXPECT_EQ(outputOf({{failed, shutDown}, {running, running}}), QStringList{QStringLiteral("1")});
    EXPECT_EQ(outputOf({{running, running}, {ready, running, false}}), QStringList{QStringLiteral("0")})
        << "an update that starts first";
}

TEST(OutputTasks, ofTasksMadeInOneInstantTakeTheOneThatIsToRunForTheNewest)
{
    EXPECT_EQ(outputOf({{shutDown, shutDown}, {ready, running, false}}, 0), QStringList{QStringLiteral("0")});
    EXPECT_EQ(outputOf({{ready, running, false}, {shutDown, shutDown}}, 0), QStringList{QStringLiteral("1")});
    EXPECT_TRUE(outputOf({{ready, running, false}, {shutDown, shutDown}}).isEmpty());
}

TEST(OutputTasks, areTheNewestThatEndedWhereNoneRuns)
{
    EXPECT_EQ(outputOf({{failed, shutDown}, {failed, shutDown}, {ready, ready, false}}),
              QStringList{QStringLiteral("1")});
    EXPECT_EQ(outputOf({{failed, shutDown}}), QStringList{QStringLiteral("0")}) << "swarm has given it up";
}

TEST(OutputTasks, areNoneWhereSwarmStoppedWhatRanThere)
{
    EXPECT_EQ(outputOf({{failed, shutDown}, {shutDown, shutDown}}), QStringList());
    EXPECT_EQ(outputOf({{ready, running, false}}), QStringList()) << "nothing has been said yet";
}
} // namespace
