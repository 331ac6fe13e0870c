// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/performer.h"

#include "actions/handler.h"
#include "actions/survey.h"
#include "actions/values.h"
#include "support/fakeserver.h"
#include "unit/actions/notes.h"

#include <QCoreApplication>
#include <QTcpServer>

#include <gtest/gtest.h>

#include <thread>

namespace {
using namespace stormdeck;
using test::FakeServer;
using State = plan::Observation::State;

const QString machineName = QStringLiteral("storm-1");

/// Of this process alone: the gossip port cannot be chosen, and ctest runs these tests side by side.
QString ownLoopback()
{
    const qint64 process = QCoreApplication::applicationPid();
    return QStringLiteral("127.%1.%2.%3").arg(process >> 14 & 0xff).arg(process >> 7 & 0x7f).arg((process & 0x7f) + 1);
}

const QString ownAddress = ownLoopback();

/// One engine, answered for by a fake: what is tested is what is made of its answers.
class PerformerTest : public testing::Test
{
protected:
    PerformerTest() : m_performer({{.name = machineName, .engine = m_engine.endpoint(), .address = ownAddress}}, false)
    {
        m_engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        m_engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        m_engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"inactive"}})"});
    }

    Result<plan::Observation> observe(const actions::Action &action)
    {
        return m_performer.observe(actions::encode(action), m_attempt, {});
    }

    FakeServer m_engine;
    actions::Performer m_performer;
    const plan::Attempt m_attempt{{QStringLiteral("op")}, QStringLiteral("lab"), {QStringLiteral("step")}};
    test::Notes m_notes;
};

actions::InitSwarm initSwarm()
{
    return {.machine = machineName, .init = {.advertiseAddress = ownAddress}};
}

TEST_F(PerformerTest, formsASwarmWhereTheGossipPortIsFree)
{
    const auto seen = observe(initSwarm());
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Needed);
}

TEST_F(PerformerTest, refusesASwarmWhereAnotherOneKeptTheGossipPort)
{
    QTcpServer leftOver;
    ASSERT_TRUE(leftOver.listen(QHostAddress(ownAddress), 7946));
    const actions::JoinSwarm join{
        .machine = machineName, .manager = machineName, .join = {.advertiseAddress = ownAddress}};
    for (const actions::Action &action : {actions::Action(initSwarm()), actions::Action(join)}) {
        const auto seen = observe(action);
        ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
        EXPECT_EQ(seen->state, State::Conflict);
        EXPECT_TRUE(seen->sentence.contains(QStringLiteral("restart the engine"))) << qPrintable(seen->sentence);
    }
}

// classicswarm#2687: the port can be chosen as the swarm is made, and never again.
TEST_F(PerformerTest, b101_aSwarmKeepsTheDataPortItWasMadeWith)
{
    m_engine.answer("GET /v1.41/info",
                    {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"active","NodeID":"n1","ControlAvailable":true,)"
                             R"("Cluster":{"ID":"s1","DataPathPort":4790}}})"});
    actions::InitSwarm init = initSwarm();
    EXPECT_EQ(observe(init)->state, State::Satisfied) << "none is asked for";
    init.init.dataPathPort = 4790;
    EXPECT_EQ(observe(init)->state, State::Satisfied);
    init.init.dataPathPort = 4791;
    const auto seen = observe(init);
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Conflict);
    EXPECT_TRUE(seen->sentence.contains(QStringLiteral("made with port 4790"))) << qPrintable(seen->sentence);
}

TEST_F(PerformerTest, saysThatAnEngineKeptTheGossipPortWhenItLeft)
{
    QTcpServer leftOver;
    ASSERT_TRUE(leftOver.listen(QHostAddress(ownAddress), 7946));
    const auto seen = observe(actions::LeaveSwarm{.machine = machineName});
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Satisfied);
    EXPECT_TRUE(seen->sentence.contains(QStringLiteral("7946"))) << qPrintable(seen->sentence);
}

TEST_F(PerformerTest, leavesTheSwarmOfWhichNobodyAsksTheManagers)
{
    m_engine.answer(
        "GET /v1.41/info",
        {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"active","NodeID":"n1","ControlAvailable":true}})"});
    m_engine.answerBy("POST /v1.41/swarm/leave?force=1", [this](const auto &) {
        m_engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"inactive"}})"});
        return test::Reply{};
    });
    const actions::LeaveSwarm leave{.machine = machineName, .node = {QStringLiteral("n1")}};
    EXPECT_EQ(observe(leave)->state, State::Needed);
    const auto left = m_performer.apply(actions::encode(leave), m_attempt, m_notes, {});
    ASSERT_TRUE(left) << qPrintable(sentence(left.error()));
    EXPECT_EQ(observe(leave)->state, State::Satisfied);
    EXPECT_EQ(m_engine.count("GET /v1.41/nodes"), 0);
}

TEST_F(PerformerTest, seesNothingOfASwarmThatIsNotThere)
{
    m_engine.answer("GET /v1.41/configs",
                    {.status = 503, .body = R"({"message":"This node is not a swarm manager."})"});
    const auto seen = observe(actions::TakeLease{.manager = machineName});
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Needed);
    EXPECT_TRUE(seen->blind);
}

/// A machine that joined as a manager, and the manager that it joined, both answered for by one engine.
class JoinedManager : public PerformerTest
{
protected:
    JoinedManager()
    {
        m_engine.answer("GET /v1.41/info",
                        {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"active","NodeID":"n2"}})"});
        list("manager", m_isManager);
        m_engine.answerBy("POST /v1.41/swarm/leave?force=1", [this](const auto &) {
            m_engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"inactive"}})"});
            return test::Reply{};
        });
        m_engine.answer("DELETE /v1.41/nodes/n2?force=1", {});
    }
    void list(const QByteArray &role, const QByteArray &more, int index = 7, const QByteArray &rack = "3")
    {
        m_engine.answer("GET /v1.41/nodes", {.body = R"([{"ID":"n2","Version":{"Index":)" + QByteArray::number(index) +
                                                     "}," + more + R"("Spec":{"Labels":{"rack":")" + rack +
                                                     R"("},"Availability":"active","Role":")" + role + R"("}}])"});
    }
    /// The first `times` changes of the node come too late: it has moved on to another index, and perhaps rack.
    void refuseAsOutOfSequence(int times, const QByteArray &rack)
    {
        m_engine.answerBy("POST /v1.41/nodes/n2/update", [this, times, rack](const test::Received &request) {
            m_specs << request.body;
            if (m_specs.size() <= times) {
                list("manager", m_isManager, 7 + static_cast<int>(m_specs.size()), rack);
                return test::Reply{.status = 500,
                                   .body = R"({"message":"rpc error: code = Unknown desc = update out of sequence"})"};
            }
            list("worker", {}, 20, rack);
            return test::Reply{};
        });
    }
    Result<void> revert(const std::stop_token &stop = {})
    {
        const actions::JoinSwarm join{.machine = machineName,
                                      .manager = machineName,
                                      .join = {.advertiseAddress = ownAddress},
                                      .asManager = true};
        return m_performer.revert(actions::encode(join), m_attempt, R"({"state":"inactive"})", m_notes, stop);
    }
    const QByteArray m_isManager = R"("ManagerStatus":{"Addr":"10.0.0.2:2377"},)";
    QByteArrayList m_specs; ///< of the changes of the node
    /// The changes, in order.
    [[nodiscard]] QByteArrayList changes() const
    {
        QByteArrayList paths;
        for (const test::Received &request : m_engine.requests()) {
            if (request.method != "GET") {
                paths << request.method + ' ' + request.path;
            }
        }
        return paths;
    }
};

TEST_F(JoinedManager, isAWorkerBeforeItLeaves)
{
    QByteArray spec;
    m_engine.answerBy("POST /v1.41/nodes/n2/update", [&](const test::Received &request) {
        spec = request.body;
        list("worker", {});
        return test::Reply{};
    });
    const auto reverted = revert();
    ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
    EXPECT_EQ(changes(), QByteArrayList({"POST /v1.41/nodes/n2/update?version=7", "POST /v1.41/swarm/leave?force=1",
                                         "DELETE /v1.41/nodes/n2?force=1"}));
    EXPECT_EQ(spec, R"({"Availability":"active","Labels":{"rack":"3"},"Role":"worker"})")
        << "omitted labels are deleted";
}

TEST_F(JoinedManager, isLeftInTheSwarmIntoWhichSomebodyTookItMeanwhile)
{
    m_engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"active","NodeID":"n9",)"
                                                R"("RemoteManagers":[{"NodeID":"m9","Addr":"10.9.0.1:2377"}]}})"});
    const auto reverted = revert();
    ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
    EXPECT_EQ(changes(), QByteArrayList()) << "it is none of ours";
    EXPECT_EQ(m_notes.all,
              QStringList{QStringLiteral("storm-1 has been taken into another swarm meanwhile and is left in it")});
}

// moby/moby#30794: a change is refused where the node has another index by now.
TEST_F(JoinedManager, b81_aChangeOutOfSequenceIsMadeAnewOfWhatTheNodeIsByThen)
{
    refuseAsOutOfSequence(1, "4");
    const auto reverted = revert();
    ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
    EXPECT_EQ(changes().mid(0, 2),
              QByteArrayList({"POST /v1.41/nodes/n2/update?version=7", "POST /v1.41/nodes/n2/update?version=8"}));
    ASSERT_EQ(m_specs.size(), 2);
    EXPECT_EQ(m_specs[1], R"({"Availability":"active","Labels":{"rack":"4"},"Role":"worker"})")
        << "what somebody else changed meanwhile stays";
}

// moby/swarmkit#1379: the index moves by itself while something goes on.
TEST_F(JoinedManager, b82_anIndexThatMovesByItselfIsFollowedWithoutAQuestion)
{
    refuseAsOutOfSequence(2, "3");
    const auto reverted = revert();
    ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
    EXPECT_EQ(changes(),
              QByteArrayList({"POST /v1.41/nodes/n2/update?version=7", "POST /v1.41/nodes/n2/update?version=8",
                              "POST /v1.41/nodes/n2/update?version=9", "POST /v1.41/swarm/leave?force=1",
                              "DELETE /v1.41/nodes/n2?force=1"}));
}

TEST_F(JoinedManager, staysWhereTheSwarmCannotSpareIt)
{
    std::stop_source source;
    m_engine.answerBy("POST /v1.41/nodes/n2/update", [&](const auto &) {
        source.request_stop();
        return test::Reply{.status = 400, .body = R"({"message":"this would result in a loss of quorum"})"};
    });
    const auto reverted = revert(source.get_token());
    ASSERT_FALSE(reverted);
    EXPECT_EQ(m_engine.count("POST /v1.41/swarm/leave"), 0);
    EXPECT_TRUE(reverted.error().remedy.contains(QStringLiteral("docker node demote n2")))
        << qPrintable(sentence(reverted.error()));
}

TEST_F(PerformerTest, changesNothingOverAReadOnlyConnection)
{
    actions::Performer reader({{.name = machineName, .engine = m_engine.endpoint(), .address = ownAddress}}, true);
    const plan::Action action = actions::encode(initSwarm());
    const auto applied = reader.apply(action, m_attempt, m_notes, {});
    const auto reverted = reader.revert(action, m_attempt, R"({"state":"inactive"})", m_notes, {});
    ASSERT_FALSE(applied);
    ASSERT_FALSE(reverted);
    EXPECT_EQ(applied.error().code, QStringLiteral("profile.read-only"));
    EXPECT_EQ(reverted.error().code, QStringLiteral("profile.read-only"));
    EXPECT_TRUE(m_engine.requests().empty());
}

/// A service that is there already, with one port and a host name.
class ExistingService : public PerformerTest
{
protected:
    ExistingService()
    {
        create.spec.name = QStringLiteral("lab-ui");
        create.spec.hostname = QStringLiteral("ui");
        create.spec.ports = {{.protocol = QStringLiteral("tcp"),
                              .target = 8080,
                              .published = 8081,
                              .mode = {docker::PublishMode::Host, QStringLiteral("host")}}};
        const QByteArray port = R"({"Protocol":"tcp","TargetPort":8080,"PublishedPort":8081,"PublishMode":"host"})";
        m_engine.answer("GET /v1.41/services",
                        {.body = R"([{"ID":"s1","Spec":{"Name":"lab-ui","Labels":{"stormdeck.cluster":"lab"},
                                     "TaskTemplate":{"ContainerSpec":{"Hostname":"ui"}}},"Endpoint":{"Ports":[)" +
                                 port + "]}}]"});
        m_engine.answer("GET /v1.41/tasks", {.body = "[]"});
    }
    actions::CreateService create{.manager = machineName};
};

TEST_F(ExistingService, isTakenWherePortsAndHostNameAreThoseAskedFor)
{
    EXPECT_EQ(observe(create)->state, State::Needed) << "its swarm task does not run yet";
    create.spec.ports.front().published = 0;
    EXPECT_EQ(observe(create)->state, State::Needed) << "the swarm may choose any";
}

TEST_F(ExistingService, isInTheWayWhereItPublishesOtherPorts)
{
    create.spec.ports.front().published = 8090;
    const auto seen = observe(create);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->state, State::Conflict);
    EXPECT_TRUE(seen->sentence.contains(QStringLiteral("publishes 8081:8080, not 8090:8080")))
        << qPrintable(seen->sentence);
    create.spec.ports.clear();
    EXPECT_EQ(observe(create)->state, State::Conflict);
}

TEST_F(ExistingService, isInTheWayWhereItHasAnotherHostName)
{
    create.spec.hostname = QStringLiteral("ui2");
    EXPECT_EQ(observe(create)->state, State::Conflict);
}

TEST_F(ExistingService, ofAnotherOperationGoesOnWhereThisOneIsTakenBack)
{
    m_engine.answer("GET /v1.41/containers/json", {.body = R"([{"Id":"c1","Names":["/lab-ui.1"],"State":"running"}])"});
    const auto reverted = m_performer.revert(actions::encode(create), m_attempt, {}, m_notes, {});
    EXPECT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
    EXPECT_EQ(m_engine.count("DELETE /v1.41/services/s1"), 0);
}

TEST_F(PerformerTest, doesNotTakeAClientThatToldOfAFailureForOneThatSubmitted)
{
    m_engine.answer("GET /v1.41/containers/json",
                    {.body = R"([{"Id":"c1","Names":["/lab-submit"],"State":"exited"}])"});
    m_engine.answer("GET /v1.41/containers/c1/json",
                    {.body = R"({"Id":"c1","State":{"Status":"exited","Running":false,"ExitCode":0}})"});
    m_engine.answer("GET /v1.41/containers/c1/logs", {.body = "Finished submitting topology: words\n"});
    const actions::RunSubmitter run{
        .machine = machineName, .container = QStringLiteral("lab-submit"), .topology = QStringLiteral("words")};
    const auto good = observe(run);
    ASSERT_TRUE(good) << qPrintable(sentence(good.error()));
    EXPECT_EQ(good->state, State::Satisfied) << qPrintable(good->sentence);
    m_engine.answer("GET /v1.41/containers/c1/logs",
                    {.body = "Topology with name `words` already exists on cluster\n"});
    const auto bad = observe(run);
    ASSERT_TRUE(bad) << qPrintable(sentence(bad.error()));
    EXPECT_EQ(bad->state, State::Conflict) << qPrintable(bad->sentence);
}

TEST_F(PerformerTest, showsThatLoginKeysAreThoseOfWhoLogsIn)
{
    const auto lines =
        m_performer.commands(actions::encode(actions::CleanIdentity{.machine = machineName, .loginKeys = true}));
    const QStringList keys = lines.filter(QStringLiteral("authorized_keys"));
    ASSERT_EQ(keys.size(), 1);
    EXPECT_FALSE(keys.front().contains(QStringLiteral("sudo"))) << "there ~ is root's: " << qPrintable(keys.front());
}

TEST_F(PerformerTest, waitsForAnEnsembleThatCouldNotBeAskedThisTime)
{
    m_engine.answer("GET /v1.41/swarm", {.body = R"({"ID":"s1"})"});
    m_engine.answer("GET /v1.41/nodes", {.body = R"([{"ID":"n1","Description":{"Hostname":"storm-1"},)"
                                                 R"("Status":{"State":"ready"}}])"});
    m_engine.answer("GET /v1.41/services", {.body = R"([{"ID":"z","Spec":{"Name":"lab-zk1"}}])"});
    m_engine.answer("GET /v1.41/tasks",
                    {.body = R"([{"ID":"t","ServiceID":"z","NodeID":"n1","Slot":1,"DesiredState":"running",)"
                             R"("Status":{"State":"running","ContainerStatus":{"ContainerID":"c"}}}])"});
    m_engine.answer("GET /v1.41/networks", {.body = "[]"});
    m_engine.answer("GET /v1.41/configs", {.body = "[]"});
    m_engine.answer("POST /v1.41/containers/c/exec", {.fault = test::Reply::Fault::CloseAtOnce});
    const actions::WaitEnsemble wait{
        .manager = machineName, .services = {QStringLiteral("lab-zk1")}, .members = {QStringLiteral("zk1")}};
    const auto seen = observe(wait);
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Needed);
    EXPECT_GT(m_engine.count("POST /v1.41/containers/c/exec"), 0);
    m_engine.answer("POST /v1.41/containers/c/exec", {.status = 403, .body = R"({"message":"not for you"})"});
    EXPECT_FALSE(observe(wait)) << "that does not pass by itself";
}

TEST_F(PerformerTest, pinsAnImageByTheDigestOfItsOwnRepository)
{
    const QByteArray first(64, 'a');
    const QByteArray second(64, 'b');
    m_engine.answer("GET /v1.41/images/storm:2.8.3/json",
                    {.body = R"({"Id":"sha256:1","RepoDigests":["registry:5000/storm@sha256:)" + first +
                             R"(","storm@sha256:)" + second + R"("]})"});
    m_engine.answer("GET /v1.41/images/mirror/storm:2.8.3/json",
                    {.body = R"({"Id":"sha256:1","RepoDigests":["storm@sha256:)" + second + R"("]})"});
    access::Access access(
        std::vector<Machine>{{.name = machineName, .engine = m_engine.endpoint(), .address = ownAddress}});
    const auto pinned = actions::pinnedReference(access, QStringLiteral("storm:2.8.3"), {});
    ASSERT_TRUE(pinned) << qPrintable(sentence(pinned.error()));
    EXPECT_EQ(*pinned, QStringLiteral("storm:2.8.3@sha256:") + QString::fromLatin1(second));
    EXPECT_EQ(actions::pinnedReference(access, QStringLiteral("mirror/storm:2.8.3"), {}).value_or(QString()),
              QStringLiteral("mirror/storm:2.8.3"))
        << "that repository may not have it";
}

TEST(RetryWhileInUse, endsAsStoppedWhereItIsStopped)
{
    std::stop_source stop;
    int tries = 0;
    const auto inUse = [&]() -> Result<void> {
        ++tries;
        stop.request_stop();
        return failure({.kind = ErrorKind::Conflict, .attempted = QStringLiteral("remove the volume v")});
    };
    const auto ended = actions::retryWhileInUse(inUse, std::chrono::seconds(60), stop.get_token());
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(ended.error().attempted, QStringLiteral("remove the volume v"));
    EXPECT_EQ(tries, 1);
}

TEST_F(PerformerTest, tellsAStopWhileAnEngineLeavesAsAStop)
{
    m_engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"active","NodeID":"n1"}})"});
    m_engine.answer("POST /v1.41/swarm/leave?force=1", {});
    std::stop_source stop;
    std::jthread later([&] {
        (void)m_engine.waitForRequests(8); // among them looks whether it is out
        stop.request_stop();
    });
    const actions::LeaveSwarm leave{.machine = machineName, .node = {QStringLiteral("n1")}};
    const auto left = m_performer.apply(actions::encode(leave), m_attempt, m_notes, stop.get_token());
    ASSERT_FALSE(left);
    EXPECT_EQ(left.error().kind, ErrorKind::Cancelled) << qPrintable(sentence(left.error()));
}

TEST_F(PerformerTest, doesNotWaitForAServiceThatSomebodyRemoved)
{
    m_engine.answer("GET /v1.41/services", {.body = "[]"});
    actions::CreateService create{.manager = machineName};
    create.spec.name = QStringLiteral("lab-zk1");
    const BootClock::time_point began = BootClock::now();
    const auto seen = m_performer.verify(actions::encode(create), m_attempt, {}, m_notes, {});
    ASSERT_FALSE(seen);
    EXPECT_EQ(codeOf(seen.error()), QStringLiteral("step.lost"));
    EXPECT_LT(BootClock::now() - began, std::chrono::seconds(5));
}

TEST(NextLook, comesLaterTheLongerSomethingIsWaitedFor)
{
    using namespace std::chrono_literals;
    EXPECT_EQ(actions::untilNextLook(BootClock::now()), 150ms) << "what is quick is seen soon";
    const auto after = actions::untilNextLook(BootClock::now() - 5s);
    EXPECT_GE(after, 500ms);
    EXPECT_LT(after, 900ms);
    EXPECT_EQ(actions::untilNextLook(BootClock::now() - 10min), 1s) << "for a topology that may end in ten minutes";
}
} // namespace
