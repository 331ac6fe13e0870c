// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/access.h"

#include "echo.h"
#include "support/fakeengine.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::access;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const QString first = QStringLiteral("storm-1");
const QString second = QStringLiteral("storm-2");

docker::Service serviceOf(const QString &name)
{
    docker::Service service;
    service.id = {name};
    service.name = QStringLiteral("lab-") + name;
    service.hostname = name;
    return service;
}

docker::Task taskOf(const QString &service, const QString &node, const QString &container)
{
    docker::Task task{.service = {service}, .node = {node}, .container = {container}};
    task.state = {docker::TaskState::Running, QStringLiteral("running")};
    task.desired = task.state;
    return task;
}

/// Two machines whose engines run execs here; the UI is in container "c" of the first, Nimbus in "n" of the second.
class UiRoute : public testing::Test
{
protected:
    UiRoute()
    {
        engine2.addContainer("n");
        ui.answer("GET /api/v1/topology/summary", {.body = R"({"topologies":[]})"});
        site.service = {QStringLiteral("ui")};
        site.port = ui.endpoint().port;
        site.around.services = {serviceOf(QStringLiteral("ui")), serviceOf(QStringLiteral("nimbus"))};
        site.around.tasks = {taskOf(QStringLiteral("ui"), QStringLiteral("n1"), QStringLiteral("c")),
                             taskOf(QStringLiteral("nimbus"), QStringLiteral("n2"), QStringLiteral("n"))};
        site.around.tasks[0].addresses = {QStringLiteral("127.0.0.1")}; // what an overlay's address is in a cluster
        for (const auto &[id, name] : {std::pair("n1", first), std::pair("n2", second)}) {
            docker::Node node;
            node.id = {QString::fromLatin1(id)};
            node.hostname = name;
            site.around.nodes.push_back(node);
        }
    }

    [[nodiscard]] Result<std::vector<storm::TopologySummary>> ask(const std::stop_token &stop = {})
    {
        const auto question = [&](storm::Client &client) {
            ++asked;
            return client.topologies(stop);
        };
        return access.askUi<std::vector<storm::TopologySummary>>(site, question, stop);
    }
    [[nodiscard]] int execsOn(FakeEngine &engine, const char *container) const
    {
        return engine.server().count(QByteArray("POST /v1.41/containers/") + container + "/exec");
    }

    FakeEngine engine1;
    FakeEngine engine2;
    FakeServer ui{Endpoint::Kind::Tcp};
    UiSite site;
    Access access{{{first, engine1.endpoint(), {}, true}, {second, engine2.endpoint(), {}, false}}};
    int asked = 0;
};
} // namespace

TEST_F(UiRoute, isThePublishedPortThenTheOwnContainerThenOthers)
{
    site.published = ui.endpoint();
    site.around.tasks[0].addresses = {QStringLiteral("10.0.1.5")};
    const auto ways = waysTo(site, access.machines());
    ASSERT_EQ(ways.size(), 4U);
    EXPECT_EQ(ways[0].route.kind, Route::Kind::Port);
    EXPECT_EQ(ways[1].relay->host, QStringLiteral("127.0.0.1"));
    EXPECT_EQ(ways[2].relay->host, QStringLiteral("10.0.1.5"));
    EXPECT_EQ(ways[2].relay->container.value, QStringLiteral("c"));
    EXPECT_EQ(ways[3].relay->container.value, QStringLiteral("n"));
    EXPECT_EQ(ways[3].relay->machine.name, second);
    EXPECT_EQ(ways[3].relay->port, site.port);
}

TEST_F(UiRoute, isWhatTheProfileNamesAndNothingElse)
{
    site.fixed = ui.endpoint();
    site.published = Endpoint::tcp(QStringLiteral("127.0.0.1"), 1);
    EXPECT_EQ(waysTo(site, access.machines()).size(), 1U);
    ASSERT_TRUE(ask());
    EXPECT_EQ(access.uiRoute().kind, Route::Kind::Fixed);
}

TEST_F(UiRoute, leavesOutMachinesThatAreSilentWhereOthersAreNot)
{
    site.around.silent = {first};
    const auto ways = waysTo(site, access.machines());
    ASSERT_EQ(ways.size(), 1U);
    EXPECT_EQ(ways[0].relay->machine.name, second);
    site.around.silent = {first, second};
    EXPECT_EQ(waysTo(site, access.machines()).size(), 3U);
}

TEST_F(UiRoute, usesThePublishedPortWithoutAnyExec)
{
    site.published = ui.endpoint();
    ASSERT_TRUE(ask());
    EXPECT_EQ(access.uiRoute().kind, Route::Kind::Port);
    EXPECT_EQ(execsOn(engine1, "c"), 0);
}

TEST_F(UiRoute, isTheRelayWhereNothingAnswersOnThePublishedPort)
{
    site.published = Endpoint::tcp(QStringLiteral("127.0.0.1"), 1);
    ASSERT_TRUE(ask());
    EXPECT_EQ(access.uiRoute().kind, Route::Kind::Relay);
    EXPECT_EQ(access.uiRoute().text, QStringLiteral("relay (exec in ui on storm-1)"));
}

TEST_F(UiRoute, isKeptFromOneQuestionToTheNext)
{
    for (int i = 0; i < 10; ++i) {
        ASSERT_TRUE(ask());
    }
    EXPECT_EQ(execsOn(engine1, "c"), 1);
    EXPECT_EQ(ui.connections(), 1);
}

TEST_F(UiRoute, goesOverAnotherEngineWhereTheFirstFallsSilent)
{
    ASSERT_TRUE(ask());
    engine1.freeze();
    site.around.silent = {first};
    ASSERT_TRUE(ask());
    EXPECT_EQ(access.uiRoute().text, QStringLiteral("relay (exec in nimbus on storm-2)"));
}

TEST_F(UiRoute, goesOverAnotherContainerWhereTheOwnHasNothingToConnectWith)
{
    engine1.server().answer("POST /v1.41/containers/c/exec", {.status = 201, .body = R"({"Id":"bare"})"});
    engine1.server().hijack("POST /v1.41/exec/bare/start", [](const Received &, int, const QByteArray &) {});
    ASSERT_TRUE(ask());
    EXPECT_EQ(access.uiRoute().text, QStringLiteral("relay (exec in nimbus on storm-2)"));
}

TEST_F(UiRoute, isFoundAnewWhereTheContainerWasReplaced)
{
    ASSERT_TRUE(ask());
    engine1.addContainer("c2");
    engine1.killAll();
    site.around.tasks[0].container = {QStringLiteral("c2")};
    ASSERT_TRUE(ask());
    EXPECT_EQ(execsOn(engine1, "c2"), 1);
}

TEST_F(UiRoute, survivesAContainerThatIsKilledWhileItIsAsked)
{
    ui.answerBy("GET /api/v1/topology/summary", [&](const Received &) {
        if (asked == 1) {
            engine1.killAll();
            EXPECT_TRUE(engine1.waitForRunning(0)); // else the answer might still get through
        }
        return Reply{.body = R"({"topologies":[]})"};
    });
    EXPECT_TRUE(ask());
    EXPECT_EQ(asked, 2);
}

TEST_F(UiRoute, saysThatNothingListensWhileTheUiStarts)
{
    site.port = 1;
    site.around.tasks[0].addresses = {QStringLiteral("127.0.0.2")};
    const auto answer = ask();
    ASSERT_FALSE(answer);
    EXPECT_EQ(codeOf(answer.error()), QStringLiteral("relay.refused"));
    EXPECT_EQ(asked, 0);
    EXPECT_EQ(execsOn(engine2, "n"), 0); // what the UI's own address refuses, others would not get either
}

TEST_F(UiRoute, saysThatTheContainerIsPaused)
{
    const Reply refusal{.status = 409,
                        .body = R"({"message":"Container c is paused, unpause the container before exec"})"};
    engine1.server().answer("POST /v1.41/containers/c/exec", refusal);
    engine1.server().answer("GET /v1.41/containers/c/json", {.body = R"({"Id":"c","State":{"Status":"paused"}})"});
    const auto answer = ask();
    ASSERT_FALSE(answer);
    EXPECT_EQ(codeOf(answer.error()), QStringLiteral("storm.ui-paused"));
    EXPECT_EQ(execsOn(engine2, "n"), 0);
}

TEST_F(UiRoute, doesNotAskAgainWhatTheUiItselfRefuses)
{
    ui.answer("GET /api/v1/topology/summary", {.status = 500, .body = R"({"error":"x","errorMessage":"no"})"});
    const auto answer = ask();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().layer, Layer::Storm);
    EXPECT_EQ(asked, 1);
}

TEST_F(UiRoute, saysWhatTheSwarmTaskIsWhereThereIsNoWay)
{
    site.around.tasks[0].state = {docker::TaskState::Starting, QStringLiteral("starting")};
    const auto answer = ask();
    ASSERT_FALSE(answer);
    EXPECT_EQ(codeOf(answer.error()), QStringLiteral("storm.no-route"));
    EXPECT_TRUE(answer.error().reason.contains(QStringLiteral("starting")));
}

TEST_F(UiRoute, isCancelledWithin50Milliseconds)
{
    ui.answer("GET /api/v1/topology/summary", {.fault = Reply::Fault::Hang});
    std::stop_source source;
    Instant stopped;
    const std::jthread stopper([&] {
        (void)ui.waitForRequests(1);
        stopped = BootClock::now();
        source.request_stop();
    });
    const auto answer = ask(source.get_token());
    const auto took = BootClock::now() - stopped;
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(took, 50ms);
}
