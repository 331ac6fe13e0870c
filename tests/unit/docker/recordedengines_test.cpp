// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the decoders make of the answers of each engine that was recorded, the oldest and the newest: the same cluster,
/// "words", in the same state, so that the same is expected.
#include "docker/decode.h"
#include "docker/version.h"
#include "support/fixtures.h"

#include <algorithm>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
class RecordedEngine : public ::testing::TestWithParam<const char *>
{
protected:
    static QByteArray recorded(const char *name)
    {
        return test::fixture(QStringLiteral("%1/%2.json").arg(QLatin1String(GetParam()), QLatin1String(name)));
    }

    /// The one whose `member` is this.
    template <typename T, typename Member, typename Value>
    static T one(const Result<std::vector<T>> &list, Member member, const Value &value)
    {
        EXPECT_TRUE(list) << qPrintable(list ? QString() : list.error().reason);
        const std::vector<T> all = list ? *list : std::vector<T>();
        const auto found = std::find_if(all.begin(), all.end(), [&](const T &each) { return each.*member == value; });
        EXPECT_NE(found, all.end()) << GetParam();
        return found == all.end() ? T() : *found;
    }

    static Node node(const char *name)
    {
        return one(decodeNodes(recorded("nodes")), &Node::hostname, QLatin1String(name));
    }
    static Service service(const char *name)
    {
        return one(decodeServices(recorded("services")), &Service::name, QLatin1String(name));
    }
    static std::vector<Task> tasksOf(const char *name)
    {
        std::vector<Task> tasks = decodeTasks(recorded("tasks")).value();
        const ServiceId id = service(name).id;
        tasks.erase(std::remove_if(tasks.begin(), tasks.end(), [&](const Task &task) { return task.service != id; }),
                    tasks.end());
        return tasks;
    }
};
} // namespace

TEST_P(RecordedEngine, tellsItsVersion)
{
    const auto version = decodeVersion(recorded("version"));
    ASSERT_TRUE(version);
    EXPECT_EQ(QStringLiteral("docker-%1.%2").arg(version->api.major).arg(version->api.minor), QLatin1String(GetParam()));
    EXPECT_LE(version->minimumApi, version->api);
    EXPECT_EQ(version->operatingSystem, QStringLiteral("linux"));
    EXPECT_FALSE(version->version.isEmpty());
}

TEST_P(RecordedEngine, isToldFromAManager)
{
    const EngineInfo alone = decodeInfo(recorded("info-no-swarm")).value();
    EXPECT_TRUE(alone.swarm.state == LocalNodeState::Inactive);
    EXPECT_FALSE(alone.id.isEmpty());
    EXPECT_GT(alone.memoryBytes, 0);
    EXPECT_TRUE(alone.systemTime.isValid());
    const EngineInfo manager = decodeInfo(recorded("info-manager")).value();
    EXPECT_EQ(manager.name, QStringLiteral("storm-1"));
    EXPECT_TRUE(manager.swarm.state == LocalNodeState::Active);
    EXPECT_TRUE(manager.swarm.controlAvailable);
    EXPECT_EQ(manager.swarm.nodeAddress, QStringLiteral("10.77.0.11"));
    EXPECT_EQ(manager.swarm.swarm, decodeSwarm(recorded("swarm")).value().id);
    EXPECT_TRUE(decodeMessage(recorded("nodes-no-swarm")).startsWith(QStringLiteral("This node is not a swarm manager")));
}

TEST_P(RecordedEngine, tellsTheNodes)
{
    EXPECT_EQ(decodeNodes(recorded("nodes")).value().size(), 3u);
    const Node leader = node("storm-1");
    EXPECT_TRUE(leader.role == NodeRole::Manager);
    EXPECT_TRUE(leader.state == NodeState::Ready);
    EXPECT_EQ(leader.address, QStringLiteral("10.77.0.11"));
    ASSERT_TRUE(leader.manager);
    EXPECT_TRUE(leader.manager->leader);
    EXPECT_TRUE(leader.manager->reachability == Reachability::Reachable);
    const Node lost = node("storm-3");
    EXPECT_TRUE(lost.state == NodeState::Down);
    EXPECT_TRUE(lost.availability == Availability::Drain);
    EXPECT_EQ(lost.message, QStringLiteral("heartbeat failure"));
    EXPECT_FALSE(lost.manager);
}

TEST_P(RecordedEngine, tellsTheServices)
{
    EXPECT_EQ(decodeServices(recorded("services")).value().size(), 6u);
    const Service member = service("words-zk1");
    EXPECT_EQ(member.replicas, 1);
    EXPECT_TRUE(member.image.startsWith(QStringLiteral("10.77.0.1:5000/zookeeper:3.8.0")));
    EXPECT_EQ(member.hostname, QStringLiteral("zk1"));
    EXPECT_TRUE(member.environment.contains(QStringLiteral("ZOO_MY_ID=1")));
    EXPECT_EQ(member.mounts.size(), 3u);
    EXPECT_TRUE(member.endpointMode == EndpointMode::Dnsrr);
    EXPECT_EQ(member.reservations, (Resources{250'000'000, 536'870'912}));
    const Service supervisor = service("words-supervisor");
    EXPECT_TRUE(supervisor.global);
    EXPECT_EQ(supervisor.hostname, QStringLiteral("{{.Service.Name}}-{{.Node.Hostname}}"));
    ASSERT_EQ(supervisor.configNames.size(), 1);
    EXPECT_EQ(one(decodeConfigs(recorded("configs")), &Config::name, supervisor.configNames.front())
                  .data.contains("nimbus.seeds"),
              true);
}

TEST_P(RecordedEngine, tellsTheTasksWithWhatEndedThem)
{
    const std::vector<Task> member = tasksOf("words-zk1");
    const auto in = [&](TaskState state) {
        return std::find_if(member.begin(), member.end(), [&](const Task &task) { return task.state == state; });
    };
    ASSERT_NE(in(TaskState::Running), member.end());
    EXPECT_EQ(in(TaskState::Running)->slot, 1);
    EXPECT_EQ(in(TaskState::Running)->addresses.size(), 1);
    ASSERT_NE(in(TaskState::Failed), member.end());
    EXPECT_EQ(in(TaskState::Failed)->exitCode, 137);
    EXPECT_EQ(in(TaskState::Failed)->error, QStringLiteral("task: non-zero exit (137)"));
    const std::vector<Task> third = tasksOf("words-zk3");
    EXPECT_TRUE(std::any_of(third.begin(), third.end(), [](const Task &task) {
        return task.state == TaskState::Pending && task.error.startsWith(QStringLiteral("no suitable node"));
    }));
}

TEST_P(RecordedEngine, tellsTheNetworks)
{
    const Network own = one(decodeNetworks(recorded("networks-swarm")), &Network::name, QStringLiteral("words-net"));
    EXPECT_EQ(own.driver, QStringLiteral("overlay"));
    EXPECT_TRUE(own.attachable);
    EXPECT_EQ(own.labels.value(QStringLiteral("stormdeck.cluster")), QStringLiteral("words"));
    EXPECT_EQ(own.subnets, QStringList(QStringLiteral("10.0.1.0/24")));
    EXPECT_TRUE(one(decodeNetworks(recorded("networks-swarm")), &Network::name, QStringLiteral("ingress")).ingress);
    EXPECT_EQ(decodeNetworks(recorded("networks-no-swarm")).value().size(), 3u);
}

TEST_P(RecordedEngine, tellsVolumesImagesAndContainers)
{
    const auto volumes = decodeVolumes(recorded("volumes"));
    EXPECT_TRUE(one(volumes, &Volume::name, QStringLiteral("other")).labels.isEmpty());
    EXPECT_EQ(one(volumes, &Volume::name, QStringLiteral("words-zk1-data"))
                  .labels.value(QStringLiteral("stormdeck.cluster")),
              QStringLiteral("words"));
    const Image image = decodeImage(recorded("image")).value();
    ASSERT_EQ(image.digests.size(), 1);
    EXPECT_TRUE(image.digests.front().startsWith(QStringLiteral("10.77.0.1:5000/zookeeper@sha256:")));
    EXPECT_GT(image.sizeBytes, 0);
    const Container submit =
        one(decodeContainers(recorded("containers")), &Container::names, QStringList(QStringLiteral("words-submit")));
    EXPECT_EQ(submit.state, QStringLiteral("exited"));
    const ContainerState state = decodeContainer(recorded("container")).value();
    EXPECT_EQ(state.name, QStringLiteral("words-submit"));
    EXPECT_FALSE(state.running);
    EXPECT_EQ(state.exitCode, 3);
}

INSTANTIATE_TEST_SUITE_P(Recorded, RecordedEngine, ::testing::Values("docker-1.41", "docker-1.56"));
