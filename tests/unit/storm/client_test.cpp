// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/client.h"

#include "support/fakeserver.h"
#include "support/fixtures.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::storm;
using test::FakeServer;
using test::fixture;
using test::Reply;

namespace {
const QString folder = QStringLiteral("storm-2.8.3/30-running/");
const TopologyId words{QStringLiteral("words-1-1795591592")};

class StormClient : public testing::Test
{
protected:
    StormClient()
    {
        give("cluster/summary", "cluster-summary");
        server.answer("GET /api/v1/cluster/configuration",
                      {.body = R"({"nimbus.task.timeout.secs":45,"nimbus.supervisor.timeout.secs":60,"x":[1]})"});
        give("nimbus/summary", "nimbus-summary");
        give("supervisor/summary", "supervisor-summary");
        give("topology/summary", "topology-summary");
        give("topology/words-1-1795591592", "topology-600");
    }
    void give(const QByteArray &path, const char *file, int status = 200)
    {
        const QByteArray body = fixture(folder + QLatin1String(file) + QStringLiteral(".json"));
        server.answer("GET /api/v1/" + path, {.status = status, .body = body});
    }
    FakeServer server;
    Client client{server.endpoint(), QStringLiteral("Storm UI")};
    std::stop_token never;
};
} // namespace

TEST_F(StormClient, readsEachPart)
{
    EXPECT_EQ(client.clusterSummary(never)->slotsUsed, 3);
    EXPECT_EQ(client.nimbuses(never)->size(), 1U);
    EXPECT_EQ(client.supervisors(never)->size(), 3U);
    EXPECT_EQ(client.topologies(never)->size(), 1U);
    EXPECT_EQ(client.topology(words, never)->workers.size(), 3U);
}

TEST_F(StormClient, readsTheWholeState)
{
    const auto state = client.state(never);
    ASSERT_TRUE(state);
    EXPECT_EQ(state->state.cluster.slotsUsed, 3);
    EXPECT_EQ(state->state.nimbuses.size(), 1U);
    EXPECT_EQ(state->state.supervisors.size(), 3U);
    EXPECT_EQ(state->state.topologies.size(), 1U);
    ASSERT_EQ(state->state.pages.size(), 1U);
    EXPECT_EQ(state->state.pages[0].summary.id, words);
    EXPECT_EQ(state->state.pages[0].workers.size(), 3U);
    EXPECT_EQ(state->state.failureTimes, (FailureTimes{.taskTimeoutSeconds = 45, .supervisorTimeoutSeconds = 60}));
    EXPECT_EQ(server.requests().size(), 6U);
}

TEST_F(StormClient, asksForTheConfigurationOnceAndGivesItWithEachState)
{
    for (int look = 0; look < 3; ++look) {
        const auto state = client.state(never);
        ASSERT_TRUE(state);
        EXPECT_EQ(decodeState(state->raw)->failureTimes.taskTimeoutSeconds, 45);
    }
    EXPECT_EQ(server.count("GET /api/v1/cluster/configuration"), 1);
}

TEST_F(StormClient, doesWithoutAConfigurationThatIsRefusedOrLost)
{
    server.answer("GET /api/v1/cluster/configuration", {.fault = Reply::Fault::CloseAtOnce});
    const auto lost = client.state(never);
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->state.failureTimes, FailureTimes{});
    const int asked = server.count("GET /api/v1/cluster/configuration");
    server.answer("GET /api/v1/cluster/configuration", {.status = 404, .body = "no"});
    ASSERT_TRUE(client.state(never));
    ASSERT_TRUE(client.state(never));
    EXPECT_EQ(server.count("GET /api/v1/cluster/configuration"), asked + 1);
}

// It is Nimbus that the UI has it from.
TEST_F(StormClient, asksAgainAfterAWhileForAConfigurationThatStormFailedToGive)
{
    const QByteArray route = "GET /api/v1/cluster/configuration";
    server.answer(route, {.status = 500, .body = R"({"error":"x","errorMessage":"NimbusLeaderNotFound"})"});
    ASSERT_TRUE(client.state(never));
    server.answer(route, {.body = R"({"nimbus.task.timeout.secs":45})"});
    for (int look = 1; look < Client::looksBetweenTries; ++look) {
        EXPECT_EQ(client.state(never)->state.failureTimes, FailureTimes{});
    }
    EXPECT_EQ(server.count(route), 1);
    EXPECT_EQ(client.state(never)->state.failureTimes.taskTimeoutSeconds, 45);
    EXPECT_EQ(server.count(route), 2);
}

TEST_F(StormClient, asksForTheConfigurationAnewAfterTheUiHasBeenAway)
{
    const QByteArray route = "GET /api/v1/cluster/configuration";
    EXPECT_EQ(client.state(never)->state.failureTimes.taskTimeoutSeconds, 45);
    server.answer("GET /api/v1/cluster/summary", {.status = 502, .body = "<html></html>"});
    server.answer(route, {.status = 502, .body = "<html></html>"});
    EXPECT_FALSE(client.state(never));
    EXPECT_FALSE(client.state(never));
    give("cluster/summary", "cluster-summary");
    server.answer(route, {.body = R"({"nimbus.task.timeout.secs":90})"});
    EXPECT_EQ(client.state(never)->state.failureTimes.taskTimeoutSeconds, 90);
}

TEST_F(StormClient, saysWhichStormIsTheOldestWhereItHasNoListOfNimbuses)
{
    server.answer("GET /api/v1/nimbus/summary", {.status = 404, .body = "Page not found"});
    EXPECT_EQ(codeOf(client.state(never).error()), QStringLiteral("storm.refused")) << "of a Storm that has one";
    server.answer("GET /api/v1/cluster/summary", {.body = R"({"stormVersion":"0.10.2","supervisors":3})"});
    const Error error = client.state(never).error();
    EXPECT_EQ(codeOf(error), QStringLiteral("storm.too-old"));
    EXPECT_EQ(error.reason, QStringLiteral("it is Storm 0.10.2, and 1.0 is the oldest that can be read"));
    EXPECT_EQ(error.attempted, QStringLiteral("list the Nimbus daemons"));
}

TEST_F(StormClient, leavesOutATopologyThatVanishedMeanwhile)
{
    give("topology/words-1-1795591592", "unknown-topology", 500);
    const auto state = client.state(never);
    ASSERT_TRUE(state);
    EXPECT_EQ(state->state.topologies.size(), 1U);
    EXPECT_TRUE(state->state.pages.empty());
}

// From 2.0 on a filter of the UI refuses the page of a topology that its user may not see.
TEST_F(StormClient, leavesOutThePageOfATopologyThatItsUserMayNotSee)
{
    server.answer("GET /api/v1/topology/words-1-1795591592",
                  {.status = 403, .body = R"({"error":"Forbidden","errorMessage":"user ops is not authorized"})"});
    const auto state = client.state(never);
    ASSERT_TRUE(state) << qPrintable(sentence(state.error()));
    EXPECT_EQ(state->state.supervisors.size(), 3U);
    EXPECT_EQ(state->state.topologies.size(), 1U);
    EXPECT_TRUE(state->state.pages.empty());
}

TEST_F(StormClient, givesNoStateWhereAPartOfItIsMissing)
{
    server.answer("GET /api/v1/supervisor/summary", {.fault = Reply::Fault::CloseAtOnce});
    const auto state = client.state(never);
    ASSERT_FALSE(state);
    EXPECT_EQ(state.error().kind, ErrorKind::Unreachable);
    EXPECT_TRUE(
        sentence(state.error()).startsWith(QStringLiteral("Could not list the supervisors on Storm UI (unix://")));
    server.answer("GET /api/v1/supervisor/summary", {.body = "<html></html>"});
    EXPECT_EQ(client.state(never).error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(client.state(never).error().target, client.target());
}

TEST_F(StormClient, givesNoStateWhereThePageOfATopologyWasLost)
{
    server.answer("GET /api/v1/topology/words-1-1795591592", {.fault = Reply::Fault::CloseAtOnce});
    const auto state = client.state(never);
    ASSERT_FALSE(state);
    EXPECT_EQ(state.error().kind, ErrorKind::Unreachable);
}

TEST_F(StormClient, tellsThatThereIsNoLeader)
{
    const QByteArray body = fixture(QStringLiteral("storm-2.8.3/00-no-nimbus-yet/cluster-summary.json"));
    server.answer("GET /api/v1/cluster/summary", {.status = 500, .body = body});
    const auto state = client.state(never);
    ASSERT_FALSE(state);
    EXPECT_EQ(codeOf(state.error()), QStringLiteral("storm.no-leader"));
}

TEST_F(StormClient, encodesIdsForThePath)
{
    EXPECT_FALSE(client.topology({QStringLiteral("My Topo/+ä-1-2")}, never));
    EXPECT_TRUE(server.requests().front().path.startsWith("/api/v1/topology/My%20Topo%2F%2B%C3%A4-1-2?"));
}

TEST_F(StormClient, killsByPostWithTheWaitingTime)
{
    server.answer("POST /api/v1/topology/words-1-1795591592/kill/30",
                  {.body = R"({"topologyOperation":"kill","topologyId":"words-1-1795591592","status":"success"})"});
    EXPECT_TRUE(client.kill(words, std::chrono::seconds(30), never));
    ASSERT_EQ(server.requests().size(), 1U);
    EXPECT_EQ(server.requests().front().method, "POST");
}

TEST_F(StormClient, takesTheRedirectOfOldVersionsAsAccepted)
{
    const QByteArray route = "POST /api/v1/topology/words-1-1795591592/kill/5";
    server.answer(route, {.status = 302, .headers = {"Location: http://ui:8080/api/v1/topology/words-1-1795591592"}});
    EXPECT_TRUE(client.kill(words, std::chrono::seconds(5), never));
    server.answer(route, {.status = 302, .headers = {"Location: https://sso.example.org/login"}});
    const auto answer = client.kill(words, std::chrono::seconds(5), never);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Denied);
    EXPECT_TRUE(answer.error().reason.contains(QStringLiteral("sso.example.org")));
    EXPECT_EQ(server.requests().size(), 2U); // followed neither
}

TEST_F(StormClient, killsOnceEvenWhereTheAnswerIsLost)
{
    server.answer("POST /api/v1/topology/words-1-1795591592/kill/5", {.fault = Reply::Fault::CloseAtOnce});
    ASSERT_TRUE(client.clusterSummary(never));
    const auto answer = client.kill(words, std::chrono::seconds(5), never);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::OutcomeUnknown);
    EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(StormClient, isCancelledByAStop)
{
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(client.state(source.get_token()).error().kind, ErrorKind::Cancelled);
}
