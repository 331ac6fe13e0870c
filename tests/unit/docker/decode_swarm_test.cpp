// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/decode.h"
#include "support/fixtures.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
QByteArray recorded(const char *name)
{
    return test::fixture(QStringLiteral("docker-1.41/%1.json").arg(QLatin1String(name)));
}

template <typename T>
T only(Result<std::vector<T>> list)
{
    EXPECT_TRUE(list) << qPrintable(list ? QString() : list.error().reason);
    EXPECT_EQ(list ? list->size() : 0u, 1u);
    return list && !list->empty() ? list->front() : T();
}

template <typename T, typename Is>
T first(const std::vector<T> &list, Is is)
{
    const auto found = std::find_if(list.begin(), list.end(), is);
    EXPECT_NE(found, list.end());
    return found == list.end() ? T() : *found;
}

Service service(const char *name)
{
    return first(decodeServices(recorded("services")).value(),
                 [&](const Service &one) { return one.name == QLatin1String(name); });
}

Task task(TaskState state)
{
    return first(decodeTasks(recorded("tasks")).value(), [&](const Task &one) { return one.state == state; });
}
} // namespace

TEST(DecodeSwarm, readsTheSwarm)
{
    const auto swarm = decodeSwarm(recorded("swarm"));
    ASSERT_TRUE(swarm);
    EXPECT_EQ(swarm->id.value.size(), 25);
    EXPECT_GT(swarm->version, 0u);
    EXPECT_TRUE(swarm->createdAt.isValid());
    EXPECT_EQ(swarm->labels.value(QStringLiteral("stormdeck.cluster")), QStringLiteral("words"));
    EXPECT_EQ(swarm->heartbeatNanos, 5'000'000'000);
}

TEST(DecodeSwarm, readsTheJoinTokens)
{
    const auto tokens = decodeJoinTokens(recorded("swarm"));
    ASSERT_TRUE(tokens);
    EXPECT_TRUE(tokens->worker.expose().startsWith(QStringLiteral("SWMTKN-1-")));
    EXPECT_TRUE(tokens->manager.expose().startsWith(QStringLiteral("SWMTKN-1-")));
    EXPECT_NE(tokens->worker.expose(), tokens->manager.expose());
}

TEST(DecodeSwarm, keepsNoSampleOfAnAnswerThatMayHoldAToken)
{
    const auto tokens = decodeJoinTokens(R"({"JoinTokens":{"Worker":"SWMTKN-1-secret"}})");
    ASSERT_FALSE(tokens);
    EXPECT_TRUE(tokens.error().raw.isEmpty());
}

TEST(DecodeSwarm, readsNodes)
{
    const auto nodes = decodeNodes(recorded("nodes"));
    ASSERT_TRUE(nodes);
    ASSERT_EQ(nodes->size(), 3u);
    const Node &leader = nodes->at(0);
    EXPECT_EQ(leader.hostname, QStringLiteral("storm-1"));
    EXPECT_TRUE(leader.role == NodeRole::Manager);
    EXPECT_TRUE(leader.availability == Availability::Active);
    EXPECT_TRUE(leader.state == NodeState::Ready);
    EXPECT_EQ(leader.address, QStringLiteral("10.77.0.11"));
    EXPECT_EQ(leader.engineVersion, QStringLiteral("20.10.24+dfsg1"));
    EXPECT_EQ(leader.nanoCpus, 2'000'000'000);
    EXPECT_EQ(leader.memoryBytes, 25'276'502'016);
    ASSERT_TRUE(leader.manager);
    EXPECT_TRUE(leader.manager->leader);
    EXPECT_TRUE(leader.manager->reachability == Reachability::Reachable);
    EXPECT_EQ(leader.manager->address, QStringLiteral("10.77.0.11:2377"));
}

TEST(DecodeSwarm, readsAWorkerThatIsDown)
{
    const Node node = first(decodeNodes(recorded("nodes")).value(),
                            [](const Node &one) { return one.hostname == QStringLiteral("storm-3"); });
    EXPECT_TRUE(node.state == NodeState::Down);
    EXPECT_TRUE(node.availability == Availability::Drain);
    EXPECT_EQ(node.message, QStringLiteral("heartbeat failure"));
    EXPECT_FALSE(node.manager);
}

// moby/moby: engine 1.12 sends no Addr, and one such node hid the whole list of another console.
TEST(DecodeSwarm, readsANodeWhoseStatusHasNoAddress)
{
    const auto nodes =
        decodeNodes(R"([{"ID":"a","Status":{"State":"ready"}},{"ID":"b","Status":{"Addr":"10.0.0.2"}}])");
    ASSERT_TRUE(nodes);
    EXPECT_TRUE(nodes->at(0).address.isEmpty());
    EXPECT_TRUE(nodes->at(0).state == NodeState::Ready);
    EXPECT_EQ(nodes->at(1).address, QStringLiteral("10.0.0.2"));
}

// spotify/docker-client#793: managers that do not lead have no Leader.
TEST(DecodeSwarm, readsAManagerStatusWithoutLeader)
{
    const Node node = only(decodeNodes(R"([{"ID":"a","ManagerStatus":{"Reachability":"unreachable"}}])"));
    ASSERT_TRUE(node.manager);
    EXPECT_FALSE(node.manager->leader);
    EXPECT_TRUE(node.manager->reachability == Reachability::Unreachable);
    EXPECT_TRUE(node.manager->address.isEmpty());
}

TEST(DecodeSwarm, takesANullManagerStatusForNone)
{
    EXPECT_FALSE(only(decodeNodes(R"([{"ID":"a","ManagerStatus":null}])")).manager);
}

TEST(DecodeSwarm, keepsAnUnknownStateByItsName)
{
    const Node node = only(decodeNodes(R"([{"ID":"a","Status":{"State":"dreaming"},"Spec":{"Role":"witness"}}])"));
    EXPECT_TRUE(node.state == NodeState::Unknown);
    EXPECT_EQ(node.state.word, QStringLiteral("dreaming"));
    EXPECT_TRUE(node.role == NodeRole::Unknown);
    EXPECT_EQ(node.role.word, QStringLiteral("witness"));
}

TEST(DecodeSwarm, readsMembersInWhateverOrderTheyCome)
{
    const auto byName = [](const char *answer) {
        return QJsonDocument::fromJson(recorded(answer)).toJson(QJsonDocument::Compact);
    };
    ASSERT_NE(byName("nodes"), recorded("nodes"));
    EXPECT_TRUE(decodeNodes(byName("nodes")).value() == decodeNodes(recorded("nodes")).value());
    EXPECT_TRUE(decodeServices(byName("services")).value() == decodeServices(recorded("services")).value());
    EXPECT_TRUE(decodeTasks(byName("tasks")).value() == decodeTasks(recorded("tasks")).value());
}

TEST(DecodeSwarm, namesTheEntryThatHasNoId)
{
    const auto nodes = decodeNodes(R"([{"ID":"a"},{"Status":{"State":"ready"}}])");
    ASSERT_FALSE(nodes);
    EXPECT_EQ(nodes.error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(nodes.error().layer, Layer::Docker);
    EXPECT_TRUE(nodes.error().reason.contains(QStringLiteral("entry 2"))) << qPrintable(nodes.error().reason);
}

TEST(DecodeSwarm, readsServices)
{
    ASSERT_EQ(decodeServices(recorded("services")).value().size(), 6u);
    const Service member = service("words-zk1");
    EXPECT_FALSE(member.global);
    EXPECT_EQ(member.replicas, 1);
    EXPECT_TRUE(member.image.startsWith(QStringLiteral("10.77.0.1:5000/zookeeper:3.8.0")));
    EXPECT_EQ(member.hostname, QStringLiteral("zk1"));
    EXPECT_TRUE(member.environment.contains(QStringLiteral("ZOO_MY_ID=1")));
    EXPECT_EQ(member.constraints.size(), 1);
    ASSERT_EQ(member.mounts.size(), 3u);
    EXPECT_EQ(member.mounts.front().target, QStringLiteral("/data"));
    EXPECT_EQ(member.mounts.front().volumeLabels.value(QStringLiteral("stormdeck.cluster")), QStringLiteral("words"));
    ASSERT_EQ(member.ports.size(), 1u);
    EXPECT_EQ(member.ports.front().published, 2181);
    EXPECT_TRUE(member.ports.front().mode == PublishMode::Host);
    EXPECT_EQ(member.networks.size(), 1);
    EXPECT_TRUE(member.endpointMode == EndpointMode::Dnsrr);
    EXPECT_EQ(member.reservations, (Resources{250'000'000, 536'870'912}));
}

TEST(DecodeSwarm, readsAGlobalServiceWithItsConfig)
{
    const Service supervisor = service("words-supervisor");
    EXPECT_TRUE(supervisor.global);
    EXPECT_FALSE(supervisor.replicas);
    EXPECT_EQ(supervisor.hostname, QStringLiteral("{{.Service.Name}}-{{.Node.Hostname}}"));
    EXPECT_EQ(supervisor.arguments, QStringList({QStringLiteral("storm"), QStringLiteral("supervisor")}));
    EXPECT_EQ(supervisor.configNames, QStringList(QStringLiteral("words-storm-yaml-84eab597")));
    EXPECT_EQ(supervisor.reservations, Resources());
    EXPECT_TRUE(supervisor.ports.empty());
}

// spotify/docker-client#821 and others: null stands where an object or a list is promised.
TEST(DecodeSwarm, takesNullForEmptyInAService)
{
    const Service service = only(decodeServices(R"([{"ID":"s","Endpoint":null,"Version":null,"Spec":{"Name":"n",
        "Labels":null,"Mode":{"Global":{}},"EndpointSpec":null,"TaskTemplate":{"Networks":null,"Placement":null,
        "Resources":{"Reservations":null},"ContainerSpec":{"Env":null,"Args":null,"Mounts":null,"Configs":null,
        "Image":null}}}}])"));
    Service expected;
    expected.id = {QStringLiteral("s")};
    expected.name = QStringLiteral("n");
    expected.global = true;
    EXPECT_EQ(service, expected);
}

TEST(DecodeSwarm, leavesOutWhatIsOfAnotherType)
{
    const Service service = only(decodeServices(R"([{"ID":"s","Spec":{"Name":7,"Labels":"none","Mode":[],
        "TaskTemplate":{"Resources":{"Reservations":{"NanoCPUs":"many","MemoryBytes":1.5}}}}}])"));
    Service expected;
    expected.id = {QStringLiteral("s")};
    EXPECT_EQ(service, expected);
}

TEST(DecodeSwarm, keepsNumbersAboveTheExactRangeOfADouble)
{
    const Service service = only(decodeServices(
        R"([{"ID":"s","Spec":{"TaskTemplate":{"Resources":{"Reservations":{"MemoryBytes":9007199254740993}}}}}])"));
    EXPECT_EQ(service.reservations.memoryBytes, 9'007'199'254'740'993);
}

TEST(DecodeSwarm, prefersThePortsThatWereAllocated)
{
    const Service service = only(decodeServices(R"([{"ID":"s",
        "Endpoint":{"Ports":[{"TargetPort":8080,"PublishedPort":30001}],"Spec":{"Mode":"vip"}},
        "Spec":{"EndpointSpec":{"Ports":[{"TargetPort":8080}]}}}])"));
    ASSERT_EQ(service.ports.size(), 1u);
    EXPECT_EQ(service.ports.front().published, 30001);
    EXPECT_TRUE(service.endpointMode == EndpointMode::Vip);
}

TEST(DecodeSwarm, findsNetworksWhereOlderEnginesKeepThem)
{
    EXPECT_EQ(only(decodeServices(R"([{"ID":"s","Spec":{"Networks":[{"Target":"old"}]}}])")).networks,
              QStringList(QStringLiteral("old")));
    EXPECT_EQ(only(decodeServices(R"([{"ID":"s","Spec":{"Networks":[{"Target":"old"}],
                                       "TaskTemplate":{"Networks":[{"Target":"new"}]}}}])"))
                  .networks,
              QStringList(QStringLiteral("new")));
}

TEST(DecodeSwarm, readsTasks)
{
    ASSERT_EQ(decodeTasks(recorded("tasks")).value().size(), 11u);
    const Task running = first(decodeTasks(recorded("tasks")).value(), [](const Task &one) {
        return one.service == service("words-zk1").id && one.state == TaskState::Running;
    });
    EXPECT_TRUE(running.desired == TaskState::Running);
    EXPECT_EQ(running.slot, 1);
    EXPECT_EQ(running.exitCode, 0);
    EXPECT_EQ(running.container.value.size(), 64);
    EXPECT_EQ(running.addresses, QStringList(QStringLiteral("10.0.1.15")));
    EXPECT_EQ(running.reservations, (Resources{250'000'000, 536'870'912}));
    EXPECT_EQ(running.changedAt, QDateTime(QDate(2026, 11, 25), QTime(14, 36, 5, 926), Qt::UTC));
}

TEST(DecodeSwarm, keepsFailedTasksWithTheirReason)
{
    const Task failed = task(TaskState::Failed);
    EXPECT_TRUE(failed.desired == TaskState::Shutdown);
    EXPECT_EQ(failed.exitCode, 137);
    EXPECT_EQ(failed.error, QStringLiteral("task: non-zero exit (137)"));
}

TEST(DecodeSwarm, readsATaskThatHasNoNodeYet)
{
    const Task pending = task(TaskState::Pending);
    EXPECT_TRUE(pending.node.isEmpty());
    EXPECT_TRUE(pending.container.isEmpty());
    EXPECT_FALSE(pending.exitCode);
    EXPECT_TRUE(pending.error.startsWith(QStringLiteral("no suitable node")));
}

TEST(DecodeSwarm, readsATaskOfAGlobalServiceWithoutSlot)
{
    const ServiceId supervisor = service("words-supervisor").id;
    const Task one =
        first(decodeTasks(recorded("tasks")).value(), [&](const Task &task) { return task.service == supervisor; });
    EXPECT_FALSE(one.slot);
}

TEST(DecodeSwarm, knowsEveryStateOfATask)
{
    const QStringList words = QStringLiteral("new allocated pending assigned accepted preparing ready starting running "
                                             "complete shutdown failed rejected remove orphaned")
                                  .split(u' ');
    int expected = static_cast<int>(TaskState::New);
    for (const QString &word : words) {
        const QByteArray body = R"([{"ID":"t","Status":{"State":")" + word.toLatin1() + R"("}}])";
        EXPECT_EQ(static_cast<int>(only(decodeTasks(body)).state.value), expected++) << qPrintable(word);
    }
}

TEST(DecodeSwarm, readsConfigsWithTheirData)
{
    const Config config = only(decodeConfigs(recorded("configs")));
    EXPECT_EQ(config.name, QStringLiteral("words-storm-yaml-84eab597"));
    EXPECT_TRUE(config.data.contains("\nnimbus.seeds: [\"nimbus\"]\n")) << config.data.constData();
}

TEST(DecodeSwarm, takesANullListForAnEmptyOne)
{
    EXPECT_TRUE(decodeTasks("null").value().empty());
    EXPECT_TRUE(decodeTasks("[]\n").value().empty());
}

TEST(DecodeSwarm, refusesWhatIsNoList)
{
    for (const char *body :
         {"", " ", "{}", "42", "\"text\"", "<html>", "[{\"ID\":\"a\"", "[{\"ID\":\"a\"},", "[{]", "\xff\xfe"}) {
        const auto tasks = decodeTasks(body);
        ASSERT_FALSE(tasks) << body;
        EXPECT_EQ(tasks.error().kind, ErrorKind::Undecodable) << body;
        EXPECT_FALSE(tasks.error().reason.isEmpty()) << body;
        EXPECT_EQ(tasks.error().raw, QByteArray(body));
    }
}

TEST(DecodeSwarm, refusesAnAnswerThatIsCutAnywhere)
{
    const QByteArray whole = recorded("tasks").trimmed();
    for (qsizetype length = 0; length < whole.size(); length += 101) {
        EXPECT_FALSE(decodeTasks(whole.left(length))) << length;
    }
}

TEST(DecodeSwarm, keepsASampleOfAtMost4KiB)
{
    const auto tasks = decodeTasks(QByteArray(100'000, 'x'));
    ASSERT_FALSE(tasks);
    EXPECT_EQ(tasks.error().raw.size(), 4096);
}
