// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/rooms.h"

#include "support/fakeserver.h"
#include "unit/cluster/scene.h"
#include "watch/planefacts.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::test;

namespace {
const QString storm1 = QStringLiteral("storm-1");
const QString storm2 = QStringLiteral("storm-2");

/// An engine as far as this exec goes: every container says the same.
class SeeingEngine
{
public:
    SeeingEngine()
    {
        server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        server.answer("GET /version", {.body = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        server.answer("POST /v1.41/exec/x/start", {.body = framed("overlay 1000 400 600 40% /\nMemTotal: 800 kB\n"
                                                                  "MemAvailable: 200 kB\n")});
        server.answer("GET /v1.41/exec/x/json", {.body = R"({"Running":false,"ExitCode":0})"});
    }
    void addContainer(const docker::ContainerId &id, Reply reply = {.status = 201, .body = R"({"Id":"x"})"})
    {
        server.answer("POST /v1.41/containers/" + id.value.toLatin1() + "/exec", std::move(reply));
    }
    FakeServer server;

private:
    static QByteArray framed(const QByteArray &text)
    {
        return QByteArray::fromHex("01000000000000") + static_cast<char>(text.size()) + text;
    }
};

/// The scene's cluster; nothing of it runs on storm-3.
struct RoomSourceTest : testing::Test
{
    RoomSourceTest()
    {
        planes.machines[0].engine = first.server.endpoint();
        planes.machines[1].engine = second.server.endpoint();
        std::erase_if(planes.swarm->tasks, [](const docker::Task &task) { return task.node.value == u"node3"; });
        for (const docker::Task &task : planes.swarm->tasks) {
            (task.node.value == u"node1" ? first : second).addContainer(task.container);
        }
    }
    void putAll()
    {
        store->setTap([this](const watch::Answer &answer) {
            if (answer.plane == watch::Plane::Room) {
                answers.push_back(answer);
            }
        });
        for (auto engine = planes.engines.begin(); engine != planes.engines.end(); ++engine) {
            store->putEngine(engine.key(), *engine);
        }
        store->putSwarm(*planes.swarm);
    }
    void look() { EXPECT_TRUE(watch::RoomSource(planes.machines, *store).look({})); }

    SeeingEngine first;
    SeeingEngine second;
    cluster::Planes planes = healthyPlanes();
    const SystemClock clock;
    std::vector<watch::Answer> answers;
    std::unique_ptr<watch::Store> store = std::make_unique<watch::Store>(planes.cluster, planes.machines, clock);
};
} // namespace

TEST_F(RoomSourceTest, seesWhatIsLeftOnEachMachineWithAContainerOfTheCluster)
{
    putAll();
    look();
    const auto rooms = store->planes().rooms;
    ASSERT_EQ(rooms.keys(), QStringList({storm1, storm2}));
    EXPECT_EQ(rooms[storm1].disk, (cluster::Room{1000 * 1024, 600 * 1024}));
    EXPECT_EQ(rooms[storm1].memory, (cluster::Room{800 * 1024, 200 * 1024}));
    EXPECT_EQ(rooms[storm1].container, QStringLiteral("zk1"));
    EXPECT_EQ(ageState(store->freshness().rooms[storm2], clock.now()), cluster::AgeState::Fresh);
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(watch::decodeRoom(answers[0].bodies), rooms[answers[0].machine]);
}

// As of machines behind address translation: the swarm knows another address and name than this computer.
TEST_F(RoomSourceTest, seesAMachineOfAnotherNameAndAddressByWhatItsEngineSays)
{
    const QString other = QStringLiteral("prod-2");
    planes.engines[other] = planes.engines.take(storm2);
    planes.machines[1].name = other;
    planes.machines[1].address = QStringLiteral("203.0.113.2");
    store = std::make_unique<watch::Store>(planes.cluster, planes.machines, clock);
    putAll();
    look();
    EXPECT_EQ(store->planes().rooms.keys(), QStringList({other, storm1}));
}

TEST_F(RoomSourceTest, leavesASilentEngineAloneAndKeepsWhatItTold)
{
    putAll();
    look();
    store->putEngine(storm2, failure(Error{.kind = ErrorKind::Deadline}));
    const size_t asked = second.server.requests().size();
    look();
    EXPECT_EQ(second.server.requests().size(), asked);
    EXPECT_TRUE(store->planes().rooms.contains(storm2));
}

TEST_F(RoomSourceTest, forgetsAMachineOnWhichNothingRunsAnyMore)
{
    putAll();
    look();
    std::erase_if(planes.swarm->tasks, [](const docker::Task &task) { return task.node.value == u"node2"; });
    store->putSwarm(*planes.swarm);
    look();
    EXPECT_EQ(store->planes().rooms.keys(), QStringList{storm1});
    EXPECT_EQ(store->freshness().rooms.keys(), QStringList{storm1});
    EXPECT_TRUE(std::any_of(answers.begin(), answers.end(),
                            [](const watch::Answer &one) { return one.machine == storm2 && one.nothingToAsk; }));
}

TEST_F(RoomSourceTest, saysWhyAMachineCouldNotBeSeen)
{
    second.addContainer(taskOf(planes, QStringLiteral("lab-zk2"), storm2).container,
                        {.status = 409, .body = R"({"message":"Container is paused"})"});
    std::erase_if(planes.swarm->tasks, [](const docker::Task &task) {
        return task.node.value == u"node2" && task.service.value != u"s-lab-zk2";
    });
    putAll();
    look();
    EXPECT_EQ(store->planes().rooms.keys(), QStringList{storm1});
    EXPECT_EQ(store->freshness().rooms[storm2].misses, 1);
    EXPECT_TRUE(sentence(*store->freshness().rooms[storm2].error).contains(QStringLiteral("disk and memory")));
}

TEST(NodesWithContainers, areThoseOnWhichSomethingOfTheClusterRuns)
{
    cluster::Planes planes = healthyPlanes();
    EXPECT_EQ(watch::nodesWithContainers(*planes.swarm).size(), 3U);
    for (docker::Task &task : planes.swarm->tasks) {
        task.state = {docker::TaskState::Preparing, QStringLiteral("preparing")};
    }
    EXPECT_TRUE(watch::nodesWithContainers(*planes.swarm).empty());
}

TEST_F(RoomSourceTest, asksTheNextContainerWhereOneIsPaused)
{
    second.addContainer(taskOf(planes, QStringLiteral("lab-zk2"), storm2).container,
                        {.status = 409, .body = R"({"message":"Container is paused"})"});
    putAll();
    look();
    EXPECT_EQ(store->planes().rooms[storm2].container, QStringLiteral("lab-supervisor"));
}
