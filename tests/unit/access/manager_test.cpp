// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/access.h"

#include "unit/watch/engines.h"

#include <gtest/gtest.h>

#include <thread>

using namespace stormdeck;
using namespace stormdeck::access;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const QString first = QStringLiteral("storm-1");
const QString second = QStringLiteral("storm-2");
const QString third = QStringLiteral("storm-3");

constexpr auto ofAManager =
    R"({"ID":"E1","Name":"storm-1","NCPU":2,"MemTotal":1,"Swarm":{"LocalNodeState":"active","ControlAvailable":true}})";
constexpr auto ofAWorker =
    R"({"ID":"E1","Name":"storm-1","NCPU":2,"MemTotal":1,"Swarm":{"LocalNodeState":"active"}})";

void refuse(FakeServer &server)
{
    server.answer("GET /_ping", {.status = 500});
}

void hang(FakeServer &server)
{
    for (const char *route : {"GET /_ping", "GET /version"}) {
        server.answer(route, {.fault = Reply::Fault::Hang});
    }
}

/// Three machines, in the order of the profile.
struct ManagerSearch : testing::Test
{
    [[nodiscard]] Result<docker::Client *> find(const std::stop_token &stop = {}) { return access.manager(stop); }

    FakeServer engine1;
    FakeServer engine2;
    FakeServer engine3;
    Access access{{{first, engine1.endpoint(), {}, true},
                   {second, engine2.endpoint(), {}, true},
                   {third, engine3.endpoint(), {}, true}}};
};
} // namespace

TEST_F(ManagerSearch, takesTheFirstInTheOrderOfTheMachinesThatAnswersAndIsOne)
{
    refuse(engine1);
    answerLikeAnEngine(engine2, ofAManager);
    answerLikeAnEngine(engine3, ofAManager);
    ASSERT_TRUE(find());
    EXPECT_EQ(access.managerMachine(), second);
}

TEST_F(ManagerSearch, takesTheFirstThoughALaterOneAnswersBeforeIt)
{
    answerLikeAnEngine(engine1, ofAManager);
    engine1.answerBy("GET /v1.41/info", [this](const Received &) {
        EXPECT_TRUE(engine3.waitForRequests(3)) << "it is asked all the same";
        return Reply{.body = ofAManager};
    });
    answerLikeAnEngine(engine2, ofAWorker);
    answerLikeAnEngine(engine3, ofAManager);
    ASSERT_TRUE(find());
    EXPECT_EQ(access.managerMachine(), first);
}

/// The first two answer only once the third has been asked.
TEST_F(ManagerSearch, asksAllAtOnceSoThatSilentOnesCostOneDeadlineTogether)
{
    refuse(engine3);
    for (FakeServer *engine : {&engine1, &engine2}) {
        answerLikeAnEngine(*engine, ofAManager);
        engine->answerBy("GET /_ping", [this](const Received &) {
            return engine3.waitForRequests(1) ? Reply{.body = "OK", .headers = {"Api-Version: 1.41"}}
                                              : Reply{.status = 500};
        });
    }
    const auto found = find();
    EXPECT_TRUE(found) << qPrintable(found ? QString() : sentence(found.error()));
    EXPECT_EQ(access.managerMachine(), first);
}

TEST_F(ManagerSearch, doesNotWaitForSilentOnesBehindTheOneItTakes)
{
    answerLikeAnEngine(engine1, ofAManager);
    hang(engine2);
    hang(engine3);
    const Instant begun = BootClock::now();
    ASSERT_TRUE(find());
    EXPECT_LT(BootClock::now() - begun, 5s);
    EXPECT_EQ(access.managerMachine(), first);
}

TEST_F(ManagerSearch, asksTheOneUsedLastByItself)
{
    answerLikeAnEngine(engine1, ofAWorker);
    answerLikeAnEngine(engine2, ofAManager);
    refuse(engine3);
    ASSERT_TRUE(find());
    ASSERT_EQ(access.managerMachine(), second);
    const size_t before = engine1.requests().size();
    ASSERT_TRUE(find());
    EXPECT_EQ(engine1.requests().size(), before);
    answerLikeAnEngine(engine2, ofAWorker);
    answerLikeAnEngine(engine1, ofAManager);
    ASSERT_TRUE(find());
    EXPECT_EQ(access.managerMachine(), first);
}

TEST_F(ManagerSearch, tellsOfOneThatCannotBeHeardRatherThanOfOneThatIsNone)
{
    for (FakeServer *engine : {&engine1, &engine2, &engine3}) {
        answerLikeAnEngine(*engine, ofAWorker);
    }
    const auto none = find();
    ASSERT_FALSE(none);
    EXPECT_EQ(codeOf(none.error()), QStringLiteral("docker.not-a-manager"));
    const Endpoint nobody = Endpoint::unixSocket(QStringLiteral("/nonexistent/docker.sock"));
    Access partly{
        {{first, engine1.endpoint(), {}, true}, {second, nobody, {}, true}, {third, engine3.endpoint(), {}, true}}};
    const auto unheard = partly.manager({});
    ASSERT_FALSE(unheard);
    EXPECT_EQ(unheard.error().kind, ErrorKind::Unreachable);
    EXPECT_EQ(partly.managerMachine(), QString());
}

TEST_F(ManagerSearch, endsAtAStop)
{
    for (FakeServer *engine : {&engine1, &engine2, &engine3}) {
        hang(*engine);
    }
    std::stop_source stop;
    const std::jthread stopper([&] {
        EXPECT_TRUE(engine1.waitForRequests(1));
        stop.request_stop();
    });
    const auto found = find(stop.get_token());
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::Cancelled);
}
