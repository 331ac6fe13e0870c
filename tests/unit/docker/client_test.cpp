// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"
#include "support/fakeserver.h"
#include "support/fixtures.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;
using test::FakeServer;
using test::Received;
using test::Reply;

namespace {
QByteArray recorded(const char *name)
{
    return test::fixture(QStringLiteral("docker-1.41/%1.json").arg(QLatin1String(name)));
}

Reply message(int status, const QByteArray &text)
{
    return {.status = status, .body = R"({"message":")" + text + R"("})"};
}

Reply versions(const QByteArray &newest, const QByteArray &oldest)
{
    return {.body = R"({"ApiVersion":")" + newest + R"(","MinAPIVersion":")" + oldest + R"("})"};
}

QByteArray frame(char stream, const QByteArray &payload)
{
    QByteArray head(8, '\0');
    head[0] = stream;
    head[7] = static_cast<char>(payload.size());
    return head + payload;
}

class DockerClient : public testing::Test
{
protected:
    void SetUp() override
    {
        server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        server.answer("GET /version", {.body = recorded("version")});
    }

    void answerState()
    {
        server.answer("GET /v1.41/swarm", {.body = recorded("swarm")});
        server.answer("GET /v1.41/nodes", {.body = recorded("nodes")});
        server.answer("GET /v1.41/services", {.body = recorded("services")});
        server.answer("GET /v1.41/tasks", {.body = recorded("tasks")});
        server.answer("GET /v1.41/networks", {.body = recorded("networks-swarm")});
        server.answer("GET /v1.41/configs", {.body = recorded("configs")});
    }

    [[nodiscard]] Deadline soon() const { return Deadline::in(std::chrono::seconds(5)); }

    FakeServer server;
    Client client{server.endpoint(), QStringLiteral("storm-1")};
    std::stop_source source;
    std::stop_token stop = source.get_token();
};
} // namespace

TEST_F(DockerClient, asksInTheNegotiatedVersion)
{
    server.answer("GET /version", versions("1.52", "1.44"));
    server.answer("GET /v1.52/nodes", {.body = recorded("nodes")});
    EXPECT_EQ(client.nodes(stop).value().size(), 3u);
    EXPECT_EQ(client.apiVersion(stop).value(), (ApiVersion{1, 52}));
    EXPECT_EQ(server.count("GET /version"), 1);
}

TEST_F(DockerClient, takesTheVersionFromThePingWhereAGatewayHidesTheRest)
{
    server.answer("GET /version", message(403, "forbidden"));
    EXPECT_EQ(client.apiVersion(stop).value(), (ApiVersion{1, 41}));
}

TEST_F(DockerClient, saysWhatCannotBeDoneWithAnEngineThatIsTooOld)
{
    server.answer("GET /version", versions("1.24", "1.12"));
    const auto nodes = client.nodes(stop);
    ASSERT_FALSE(nodes);
    EXPECT_EQ(nodes.error().code, QStringLiteral("docker.engine-too-old"));
    EXPECT_EQ(nodes.error().attempted, QStringLiteral("list the nodes"));
    EXPECT_TRUE(nodes.error().target.startsWith(QStringLiteral("storm-1 (")));
}

TEST_F(DockerClient, negotiatesAgainWithAnEngineThatWasUpgraded)
{
    ASSERT_TRUE(client.apiVersion(stop));
    server.answer("GET /version", versions("1.52", "1.44"));
    server.answer("GET /v1.41/nodes",
                  message(400, "client version 1.41 is too old. Minimum supported API version is 1.44"));
    server.answer("GET /v1.52/nodes", {.body = recorded("nodes")});
    EXPECT_TRUE(client.nodes(stop));
    EXPECT_EQ(server.count("GET /v1.41/nodes"), 1);
}

TEST_F(DockerClient, negotiatesAgainForAWholeState)
{
    answerState();
    server.answer("GET /version", versions("1.44", "1.12"));
    ASSERT_TRUE(client.apiVersion(stop));
    server.answer("GET /version", versions("1.41", "1.12"));
    for (const char *path : {"swarm", "nodes", "services", "tasks", "networks", "configs"}) {
        server.answer(QByteArray("GET /v1.44/") + path,
                      message(400, "client version 1.44 is too new. Maximum supported API version is 1.41"));
    }
    EXPECT_TRUE(client.swarmState(stop));
}

TEST_F(DockerClient, negotiatesAgainOnlyOnce)
{
    server.answer("GET /v1.41/nodes",
                  message(400, "client version 1.41 is too old. Minimum supported API version is 1.44"));
    const auto nodes = client.nodes(stop);
    ASSERT_FALSE(nodes);
    EXPECT_TRUE(nodes.error().reason.contains(QStringLiteral("1.44")));
    EXPECT_EQ(server.count("GET /v1.41/nodes"), 2);
}

TEST_F(DockerClient, readsTheWholeStateOfTheSwarm)
{
    answerState();
    const auto state = client.swarmState(stop);
    ASSERT_TRUE(state) << qPrintable(sentence(state.error()));
    EXPECT_FALSE(state->swarm.id.isEmpty());
    EXPECT_EQ(state->nodes.size(), 3u);
    EXPECT_EQ(state->services.size(), 6u);
    EXPECT_EQ(state->tasks.size(), 11u);
    EXPECT_EQ(state->networks.size(), 6u);
    EXPECT_EQ(state->configs.size(), 1u);
}

TEST_F(DockerClient, failsAsAWholeWhereOnePartOfTheStateIsMissing)
{
    answerState();
    server.answer("GET /v1.41/tasks", {.body = "[{}]"});
    const auto state = client.swarmState(stop);
    ASSERT_FALSE(state);
    EXPECT_EQ(state.error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(state.error().attempted, QStringLiteral("read the state of the swarm"));
}

TEST_F(DockerClient, saysThatAnEngineIsNoManager)
{
    for (const char *path : {"swarm", "nodes", "services", "tasks", "networks", "configs"}) {
        server.answer(QByteArray("GET /v1.41/") + path, {.status = 503, .body = recorded("nodes-no-swarm")});
    }
    EXPECT_EQ(client.swarmState(stop).error().code, QStringLiteral("docker.not-a-manager"));
    EXPECT_EQ(client.joinTokens(stop).error().code, QStringLiteral("docker.not-a-manager"));
}

TEST_F(DockerClient, endsSoonAfterAStop)
{
    server.answer("GET /v1.41/nodes", {.fault = Reply::Fault::Hang});
    ASSERT_TRUE(client.apiVersion(stop));
    std::jthread stopper([&] {
        EXPECT_TRUE(server.waitForRequests(3));
        source.request_stop();
    });
    const auto nodes = client.nodes(stop);
    ASSERT_FALSE(nodes);
    EXPECT_EQ(nodes.error().kind, ErrorKind::Cancelled);
}

TEST_F(DockerClient, createsAServiceAndReturnsItsId)
{
    server.answer("POST /v1.41/services/create", {.status = 201, .body = R"({"ID":"made","Warnings":null})"});
    ServiceSpec spec;
    spec.name = QStringLiteral("zk1");
    EXPECT_EQ(client.createService(spec, stop).value().value, QStringLiteral("made"));
    const Received sent = server.requests().back();
    EXPECT_EQ(sent.header("Content-Type"), QByteArray("application/json"));
    EXPECT_EQ(QJsonDocument::fromJson(sent.body)[QStringLiteral("Name")].toString(), QStringLiteral("zk1"));
}

TEST_F(DockerClient, leavesTheOutcomeOpenWhereTheAnswerToAChangeIsLost)
{
    server.answer("POST /v1.41/services/create", {.fault = Reply::Fault::CloseAtOnce});
    EXPECT_EQ(client.createService({}, stop).error().kind, ErrorKind::OutcomeUnknown);
}

TEST_F(DockerClient, asksForTheTasksOfOneService)
{
    server.answer("GET /v1.41/tasks", {.body = "[]"});
    ASSERT_TRUE(client.tasksOf({QStringLiteral("abc")}, stop));
    EXPECT_EQ(server.requests().back().path, QByteArray("/v1.41/tasks?filters=%7B%22service%22%3A%5B%22abc%22%5D%7D"));
}

TEST_F(DockerClient, createsJoinsAndLeavesASwarm)
{
    server.answer("POST /v1.41/swarm/init", {.body = "\"node\"\n"});
    server.answer("POST /v1.41/swarm/join", {});
    server.answer("POST /v1.41/swarm/leave?force=1", {});
    EXPECT_EQ(client.initSwarm({}, stop).value().value, QStringLiteral("node"));
    EXPECT_TRUE(client.joinSwarm({}, Secret(QStringLiteral("token")), stop));
    EXPECT_TRUE(client.leaveSwarm(true, stop));
}

TEST_F(DockerClient, makesAManagerAWorkerAndKeepsWhatElseIsSetOfIt)
{
    server.answer("POST /v1.41/nodes/n/update?version=7", {});
    const Node node{.id = {QStringLiteral("n")},
                    .version = 7,
                    .labels = {{QStringLiteral("rack"), QStringLiteral("3")}},
                    .availability = {Availability::Drain, QStringLiteral("drain")}};
    EXPECT_TRUE(client.demoteNode(node, stop));
    EXPECT_EQ(server.requests().back().body, R"({"Availability":"drain","Labels":{"rack":"3"},"Role":"worker"})");
}

TEST_F(DockerClient, removesThings)
{
    for (const char *route :
         {"DELETE /v1.41/nodes/n?force=1", "DELETE /v1.41/services/s", "DELETE /v1.41/networks/n",
          "DELETE /v1.41/configs/c", "DELETE /v1.41/volumes/a%20b", "DELETE /v1.41/containers/c?force=1&v=1"}) {
        server.answer(route, {.status = 204});
    }
    EXPECT_TRUE(client.removeNode({QStringLiteral("n")}, true, stop));
    EXPECT_TRUE(client.removeService({QStringLiteral("s")}, stop));
    EXPECT_TRUE(client.removeNetwork({QStringLiteral("n")}, stop));
    EXPECT_TRUE(client.removeConfig({QStringLiteral("c")}, stop));
    EXPECT_TRUE(client.removeVolume(QStringLiteral("a b"), stop));
    EXPECT_TRUE(client.removeContainer({QStringLiteral("c")}, true, true, stop));
}

TEST_F(DockerClient, startsAContainerThatRunsAlready)
{
    server.answer("POST /v1.41/containers/c/start", {.status = 304});
    EXPECT_TRUE(client.startContainer({QStringLiteral("c")}, stop));
}

TEST_F(DockerClient, waitsForAContainer)
{
    server.answer("POST /v1.41/containers/c/wait", {.body = R"({"Error":null,"StatusCode":3})"});
    EXPECT_EQ(client.waitContainer({QStringLiteral("c")}, soon(), stop).value(), 3);
}

TEST_F(DockerClient, leavesNothingInDoubtWhereItWaitedInVain)
{
    server.answer("POST /v1.41/containers/c/wait", {.fault = Reply::Fault::Hang});
    const auto exit = client.waitContainer({QStringLiteral("c")}, Deadline::in(std::chrono::milliseconds(30)), stop);
    ASSERT_FALSE(exit);
    EXPECT_EQ(exit.error().kind, ErrorKind::Deadline);
}

TEST_F(DockerClient, followsTheOutputOfAContainer)
{
    const QByteArray framed = frame(1, "out\n") + frame(2, "err\n");
    server.answer("GET /v1.41/containers/c/logs?follow=1&stdout=1&stderr=1",
                  {.chunks = {framed.left(3), framed.mid(3, 8), framed.mid(11)}});
    QByteArray output;
    QByteArray errors;
    const auto followed = client.followOutput(
        {QStringLiteral("c")},
        [&](const OutputChunk &chunk) {
            (chunk.stream == 2 ? errors : output).append(chunk.bytes);
            return true;
        },
        soon(), stop);
    ASSERT_TRUE(followed) << qPrintable(sentence(followed.error()));
    EXPECT_EQ(output, QByteArray("out\n"));
    EXPECT_EQ(errors, QByteArray("err\n"));
}

TEST_F(DockerClient, followsALogFromWhereItIsWanted)
{
    const QByteArray always = "/logs?follow=1&stdout=1&stderr=1&timestamps=1";
    const auto asked = [&] { return server.requests().back().path; };
    const auto sink = [](const OutputChunk &) { return true; };
    server.answer("GET /v1.41/containers/c/logs", {});
    server.answer("GET /v1.41/tasks/t/logs", {});
    EXPECT_TRUE(client.followLog({QStringLiteral("c")}, {}, sink, stop));
    EXPECT_EQ(asked(), "/v1.41/containers/c" + always);
    EXPECT_TRUE(client.followLog({QStringLiteral("c")}, {.tail = 5, .since = {}}, sink, stop));
    EXPECT_EQ(asked(), "/v1.41/containers/c" + always + "&tail=5");
    const LogStart since{.tail = {}, .since = std::chrono::milliseconds(1'795'615'331'007)};
    EXPECT_TRUE(client.followTaskLog({QStringLiteral("t")}, since, sink, stop));
    EXPECT_EQ(asked(), "/v1.41/tasks/t" + always + "&since=1795615331.007000000");
}

TEST_F(DockerClient, stopsFollowingWhereTheTakerHasEnough)
{
    server.answer("GET /v1.41/containers/c/logs", {.body = frame(1, "again\n"), .fault = Reply::Fault::Endless});
    int pieces = 0;
    EXPECT_TRUE(client.followOutput(
        {QStringLiteral("c")}, [&](const OutputChunk &) { return ++pieces < 3; }, soon(), stop));
    EXPECT_EQ(pieces, 3);
}

TEST_F(DockerClient, uploadsAnArchivePieceByPiece)
{
    server.answer("PUT /v1.41/containers/c/archive?path=%2Ftmp", {});
    QByteArray left(300'000, 'x');
    const auto tar = [&](char *buffer, qint64 room) {
        const qint64 part = std::min<qint64>(room, left.size());
        std::copy_n(left.constData(), part, buffer);
        left.remove(0, part);
        return part;
    };
    const auto sent = client.uploadArchive({QStringLiteral("c")}, QStringLiteral("/tmp"), tar, 300'000, soon(), stop);
    ASSERT_TRUE(sent) << qPrintable(sentence(sent.error()));
    EXPECT_EQ(server.requests().back().body.size(), 300'000);
    EXPECT_EQ(server.requests().back().header("Content-Type"), QByteArray("application/x-tar"));
}

TEST_F(DockerClient, runsACommandAndCollectsWhatItSays)
{
    server.answer("POST /v1.41/containers/c/exec", {.status = 201, .body = R"({"Id":"e"})"});
    server.answer("POST /v1.41/exec/e/start", {.body = frame(1, "hello") + frame(2, "oops")});
    int asked = 0;
    server.answerBy("GET /v1.41/exec/e/json", [&](const Received &) -> Reply {
        return {.body = ++asked < 3 ? R"({"Running":true,"ExitCode":null})" : R"({"Running":false,"ExitCode":7})"};
    });
    const auto result = client.exec({QStringLiteral("c")}, {QStringLiteral("true")}, {}, soon(), stop);
    ASSERT_TRUE(result) << qPrintable(sentence(result.error()));
    EXPECT_EQ(result->exitCode, 7);
    EXPECT_EQ(result->output, QByteArray("hello"));
    EXPECT_EQ(result->errors, QByteArray("oops"));
}

TEST_F(DockerClient, asksLessAndLessOftenForTheEndOfACommandThatABusyEngineDoesNotNote)
{
    server.answer("POST /v1.41/containers/c/exec", {.status = 201, .body = R"({"Id":"e"})"});
    server.answer("POST /v1.41/exec/e/start", {.body = frame(1, "hello")});
    server.answer("GET /v1.41/exec/e/json", {.body = R"({"Running":true,"ExitCode":null})"});
    const auto result = client.exec({QStringLiteral("c")}, {QStringLiteral("true")}, {},
                                    Deadline::in(std::chrono::milliseconds(1000)), stop);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::Deadline);
    const int asked = server.count("GET /v1.41/exec/e/json");
    EXPECT_GE(asked, 2);
    EXPECT_LE(asked, 12);
}

TEST_F(DockerClient, refusesACommandThatSaysTooMuch)
{
    server.answer("POST /v1.41/containers/c/exec", {.status = 201, .body = R"({"Id":"e"})"});
    server.answer("POST /v1.41/exec/e/start",
                  {.body = frame(1, QByteArray(120, 'x')).repeated(500), .fault = Reply::Fault::Endless});
    const auto result = client.exec({QStringLiteral("c")}, {QStringLiteral("yes")}, {}, soon(), stop);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, QStringLiteral("docker.too-much-output"));
}

TEST_F(DockerClient, listsContainersByLabel)
{
    server.answer("GET /v1.41/containers/json", {.body = recorded("containers")});
    EXPECT_EQ(client.containers({QStringLiteral("a=b")}, stop).value().size(), 7u);
    EXPECT_EQ(server.requests().back().path,
              QByteArray("/v1.41/containers/json?all=1&filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D"));
}

TEST_F(DockerClient, agreesOnAVersionWithinTheTimeOfTheCallThatNeedsIt)
{
    server.answer("GET /_ping", {.fault = Reply::Fault::Hang});
    server.answer("GET /version", {.fault = Reply::Fault::Hang});
    const Instant begun = BootClock::now();
    const auto result = client.exec({QStringLiteral("c")}, {QStringLiteral("true")}, {},
                                    Deadline::in(std::chrono::milliseconds(100)), stop);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::Deadline);
    EXPECT_LT(BootClock::now() - begun, std::chrono::seconds(5)) << "the question for the version may take ten";
}

TEST_F(DockerClient, namesTheContainerInTheQuery)
{
    server.answer("POST /v1.41/containers/create?name=submit-1", {.status = 201, .body = R"({"Id":"c"})"});
    EXPECT_EQ(client.createContainer({.name = QStringLiteral("submit-1")}, stop).value().value, QStringLiteral("c"));
}

TEST(EngineAnswers, askForAVersionThatIsKnownNoMoreThanNowAndThen)
{
    FakeServer engine;
    const auto run = [&engine](const QByteArray &version) {
        engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12","Version":")" + version +
                                               R"("})"});
        engine.answer("GET /info", {.body = R"({"ID":"E1","Name":"storm-1","NCPU":2,"MemTotal":1,"ServerVersion":")" +
                                            version + R"(","Swarm":{"LocalNodeState":"inactive"}})"});
    };
    Client client(engine.endpoint(), QStringLiteral("storm-1"));
    const std::array<Client *, 1> clients{&client};
    const auto versionNow = [&clients] {
        const auto answers = engineAnswers(clients, Deadline::in(std::chrono::seconds(5)), std::stop_token());
        EXPECT_EQ(answers.size(), 1u);
        EXPECT_TRUE(answers[0]) << qPrintable(sentence(answers[0].error()));
        return answers[0] && answers[0]->raw.size() == 2 ? answers[0]->version.version : QString();
    };
    run("20.10.24");
    for (int look = 0; look < 3; ++look) {
        EXPECT_EQ(versionNow(), QStringLiteral("20.10.24"));
    }
    EXPECT_EQ(engine.count("GET /info"), 3);
    EXPECT_EQ(engine.count("GET /version"), 1);
    run("26.1.3");
    (void)versionNow();
    EXPECT_EQ(versionNow(), QStringLiteral("26.1.3")) << "an engine that was exchanged is asked anew";
    engine.answer("GET /info", {.status = 500});
    (void)engineAnswers(clients, Deadline::in(std::chrono::seconds(5)), std::stop_token());
    run("26.1.3");
    const int asked = engine.count("GET /version");
    EXPECT_EQ(versionNow(), QStringLiteral("26.1.3"));
    EXPECT_EQ(engine.count("GET /version"), asked + 1) << "so is one that failed";
}

TEST(EngineAnswers, comeInOrderAndOneDeadEngineCostsNothing)
{
    FakeServer alive;
    alive.answer("GET /version", {.body = recorded("version")});
    alive.answer("GET /info", {.body = recorded("info-manager")});
    FakeServer hanging;
    hanging.answer("GET /version", {.fault = Reply::Fault::Hang});
    hanging.answer("GET /info", {.fault = Reply::Fault::Hang});
    Client first(hanging.endpoint(), QStringLiteral("storm-1"));
    Client second(alive.endpoint(), QStringLiteral("storm-2"));
    Client third(Endpoint::unixSocket(QStringLiteral("/nonexistent/docker.sock")), QStringLiteral("storm-3"));
    const std::array<Client *, 3> clients{&first, &second, &third};
    const auto answers = engineAnswers(clients, Deadline::in(std::chrono::milliseconds(500)), std::stop_token());
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(answers[0].error().kind, ErrorKind::Deadline);
    EXPECT_TRUE(answers[0].error().target.startsWith(QStringLiteral("storm-1")));
    ASSERT_TRUE(answers[1]) << qPrintable(sentence(answers[1].error()));
    EXPECT_EQ(answers[1]->version.api, (ApiVersion{1, 41}));
    EXPECT_TRUE(answers[1]->info.swarm.controlAvailable);
    EXPECT_EQ(answers[2].error().kind, ErrorKind::Unreachable);
}
