// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/ensemble.h"

#include "support/fakeserver.h"
#include "support/fixtures.h"
#include "unit/watch/engines.h"
#include "unit/zookeeper/answers.h"
#include "unit/zookeeper/fakemember.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <list>
#include <thread>

using namespace stormdeck;
using namespace stormdeck::access;
using namespace stormdeck::test;
using namespace std::chrono_literals;
using State = zookeeper::MemberAnswer::State;

namespace {
/// An ensemble whose members' ports are published on this machine.
struct PublishedEnsemble : testing::Test
{
    PublishedEnsemble()
    {
        docker::Node node;
        node.id = {QStringLiteral("here")};
        node.address = QStringLiteral("127.0.0.1");
        members.nodes.push_back(node);
    }

    void add(FakeMember::Answers answers)
    {
        const quint16 port = ports.emplace_back(std::move(answers)).endpoint().port;
        docker::Service service;
        service.id = {QStringLiteral("s%1").arg(members.services.size() + 1)};
        service.hostname = QStringLiteral("zk%1").arg(members.services.size() + 1);
        service.ports = {{.protocol = QStringLiteral("tcp"),
                          .target = 2181,
                          .published = port,
                          .mode = {docker::PublishMode::Host, QStringLiteral("host")}}};
        docker::Task task{.service = service.id, .node = {QStringLiteral("here")}};
        task.state = {docker::TaskState::Running, QStringLiteral("running")};
        task.desired = task.state;
        members.services.push_back(service);
        members.tasks.push_back(task);
    }
    void addServing() { add({{"srvr", {srvr("follower")}}, {"mntr", {mntr36}}}); }
    void addSilent() { add({}); }
    /// The last member listens on another client port than the usual one, by its settings.
    void listens(quint16 port, const QStringList &environment)
    {
        members.services.back().ports[0].target = port;
        members.services.back().environment = environment;
    }

    [[nodiscard]] Result<EnsembleAnswers> ask(std::chrono::milliseconds patience, const std::stop_token &stop = {})
    {
        return askEnsemble(access, members, Deadline::in(patience), stop);
    }

    std::list<FakeMember> ports;
    EnsembleMembers members;
    Access access{{}};
};
} // namespace

TEST_F(PublishedEnsemble, isAskedAllAtOnceSoThatTheLastIsHeardThoughTheFirstAreSilent)
{
    for (int i = 0; i < 3; ++i) {
        addSilent();
    }
    addServing();
    const Instant start = BootClock::now();
    const auto answers = ask(60ms);
    EXPECT_LT(BootClock::now() - start, 160ms);
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->members.size(), 4U);
    for (size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(answers->members[i].name, QStringLiteral("zk%1").arg(i + 1));
        EXPECT_EQ(answers->members[i].state, State::NoAnswer);
    }
    EXPECT_EQ(answers->members[3].name, QStringLiteral("zk4"));
    EXPECT_EQ(answers->members[3].state, State::Serving);
}

TEST_F(PublishedEnsemble, answersInTheOrderOfItsServicesAlsoBeyondTheThreads)
{
    for (int i = 0; i < 12; ++i) {
        addServing();
    }
    members.tasks[4].state = {docker::TaskState::Starting, QStringLiteral("starting")};
    const auto answers = ask(5s);
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->members.size(), 12U);
    for (size_t i = 0; i < 12; ++i) {
        EXPECT_EQ(answers->members[i].name, QStringLiteral("zk%1").arg(i + 1));
        EXPECT_EQ(answers->members[i].state, i == 4 ? State::NoAnswer : State::Serving);
    }
    EXPECT_FALSE(answers->members[4].note.isEmpty());
}

TEST_F(PublishedEnsemble, isAskedAtTheClientPortsThatItsSettingsName)
{
    const QString servers = QStringLiteral("ZOO_SERVERS=server.1=zk1:2888:3888;2182 server.2=0.0.0.0:2888:3888;2183 "
                                           "server.3=zk3:2888:3888:participant;[::]:2184 server.4=zk4:2888:3888");
    addServing();
    listens(2182, {servers, QStringLiteral("ZOO_MY_ID=1")});
    addServing();
    listens(2183, {QStringLiteral("ZOO_MY_ID=2"), servers});
    addServing();
    listens(2184, {servers});
    addServing();
    listens(2185, {servers, QStringLiteral("ZOO_MY_ID=4"),
                   QStringLiteral("ZOO_CFG_EXTRA=secureClientPort=2281 clientPort=2185")});
    addServing();
    listens(2182, {servers, QStringLiteral("ZOO_MY_ID={{.Task.Slot}}")});
    addServing();
    const auto answers = ask(5s);
    ASSERT_TRUE(answers) << "each is published";
    EXPECT_EQ(answers->route.kind, Route::Kind::Port);
    for (const zookeeper::MemberAnswer &member : answers->members) {
        EXPECT_EQ(member.state, State::Serving) << qPrintable(member.name);
    }
    members.services[0].ports[0].target = 2181;
    EXPECT_EQ(codeOf(ask(5s).error()), QStringLiteral("ensemble.no-route")) << "nothing listens behind that port";
}

TEST_F(PublishedEnsemble, isAskedFromWithinAtTheClientPortsThatItsSettingsName)
{
    FakeServer engine;
    answerLikeAnEngine(engine);
    engine.answer("POST /v1.41/containers/c1/exec", {.status = 201, .body = R"({"Id":"x"})"});
    engine.answer("POST /v1.41/exec/x/start", {.body = QByteArray::fromHex("0100000000000001") + '\n'});
    engine.answer("GET /v1.41/exec/x/json", {.body = R"({"Running":false,"ExitCode":0})"});
    const QString machine = QStringLiteral("storm-1");
    members.nodes[0].hostname = machine;
    addServing();
    listens(2182, {QStringLiteral("ZOO_SERVERS=server.1=zk1:2888:3888;2182")});
    members.services[0].ports.clear();
    members.tasks[0].container = {QStringLiteral("c1")};
    access = Access({{.name = machine, .engine = engine.endpoint()}});
    ASSERT_TRUE(ask(5s));
    const auto requests = engine.requests();
    EXPECT_TRUE(std::any_of(requests.begin(), requests.end(), [](const Received &request) {
        return request.body.contains(R"("zk1","zk1","2182","-","8080")");
    }));
}

TEST_F(PublishedEnsemble, isAskedFromWithinOnAnotherMachineWhereAnEngineTakesAnExecAndSaysNothing)
{
    FakeServer frozen;
    FakeServer engine;
    for (FakeServer *one : {&frozen, &engine}) {
        answerLikeAnEngine(*one);
        one->answer("POST /v1.41/containers/c/exec", {.status = 201, .body = R"({"Id":"x"})"});
        one->answer("POST /v1.41/exec/x/start", {.body = QByteArray::fromHex("0100000000000001") + '\n'});
        one->answer("GET /v1.41/exec/x/json", {.body = R"({"Running":false,"ExitCode":0})"});
    }
    frozen.answer("POST /v1.41/containers/c/exec", {.fault = Reply::Fault::Hang});
    docker::Node other;
    other.id = {QStringLiteral("there")};
    members.nodes[0].hostname = QStringLiteral("storm-1");
    other.hostname = QStringLiteral("storm-2");
    members.nodes.push_back(other);
    for (const char *node : {"here", "here", "there"}) {
        addServing();
        members.services.back().ports.clear();
        members.tasks.back().container = {QStringLiteral("c")};
        members.tasks.back().node = {QLatin1String(node)};
    }
    access = Access({{.name = QStringLiteral("storm-1"), .engine = frozen.endpoint()},
                     {.name = QStringLiteral("storm-2"), .engine = engine.endpoint()}});
    const auto answers = ask(900ms);
    ASSERT_TRUE(answers) << qPrintable(sentence(answers.error()));
    EXPECT_TRUE(answers->route.text.contains(QStringLiteral("zk3 on storm-2"))) << qPrintable(answers->route.text);
    EXPECT_EQ(frozen.count("POST /v1.41/containers/c/exec"), 1) << "a second container there would be as silent";
}

TEST_F(PublishedEnsemble, isToldByItsAdminServersWhereTheseArePublishedToo)
{
    const FakeMember admin({{"GET ", {fixture(QStringLiteral("zookeeper-3.8.0/srvr-leader.http"))}}}, "\r\n\r\n");
    const auto publishAdmin = [&](docker::Service &service, quint16 target) {
        service.ports.push_back({.protocol = QStringLiteral("tcp"),
                                 .target = target,
                                 .published = admin.endpoint().port,
                                 .mode = {docker::PublishMode::Host, QStringLiteral("host")}});
    };
    for (int i = 0; i < 4; ++i) {
        add({{"srvr", {srvrNotAllowed}}, {"mntr", {mntrNotAllowed}}});
    }
    publishAdmin(members.services[0], 8080);
    publishAdmin(members.services[1], 9090);
    members.services[1].environment = {QStringLiteral("ZOO_CFG_EXTRA=quorumListenOnAllIPs=true admin.serverPort=9090")};
    publishAdmin(members.services[2], 8080);
    members.services[2].environment = {QStringLiteral("ZOO_ADMINSERVER_ENABLED=false")};
    const auto answers = ask(5s);
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->members[0].state, State::Serving);
    EXPECT_EQ(answers->members[1].state, State::Serving);
    EXPECT_EQ(answers->members[2].state, State::NotAllowed) << "what answers there is no AdminServer of it";
    EXPECT_EQ(answers->members[3].state, State::NotAllowed) << "not published";
}

TEST_F(PublishedEnsemble, isCancelledWithin50MillisecondsOfAStop)
{
    for (int i = 0; i < 12; ++i) {
        addSilent();
    }
    std::stop_source source;
    std::atomic<Instant> stopped{};
    const std::jthread stopper([&] {
        pause(20ms, {});
        stopped = BootClock::now();
        source.request_stop();
    });
    const auto answers = ask(10s, source.get_token());
    EXPECT_LT(BootClock::now() - stopped.load(), 50ms);
    ASSERT_FALSE(answers);
    EXPECT_EQ(answers.error().kind, ErrorKind::Cancelled);
}
