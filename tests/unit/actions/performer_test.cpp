// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/performer.h"

#include "actions/values.h"
#include "support/fakeserver.h"

#include <QCoreApplication>
#include <QTcpServer>

#include <gtest/gtest.h>

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

class Quiet final : public plan::StepProgress
{
public:
    void note(const QString & /*line*/) override {}
    void part(const plan::Part & /*part*/) override {}
};

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
    Quiet m_quiet;
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

TEST_F(PerformerTest, saysThatAnEngineKeptTheGossipPortWhenItLeft)
{
    QTcpServer leftOver;
    ASSERT_TRUE(leftOver.listen(QHostAddress(ownAddress), 7946));
    const auto seen = observe(actions::LeaveSwarm{.machine = machineName});
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Satisfied);
    EXPECT_TRUE(seen->sentence.contains(QStringLiteral("7946"))) << qPrintable(seen->sentence);
}

TEST_F(PerformerTest, doesNotWaitForAServiceThatSomebodyRemoved)
{
    m_engine.answer("GET /v1.41/services", {.body = "[]"});
    actions::CreateService create{.manager = machineName};
    create.spec.name = QStringLiteral("lab-zk1");
    const BootClock::time_point began = BootClock::now();
    const auto seen = m_performer.verify(actions::encode(create), m_attempt, {}, m_quiet, {});
    ASSERT_FALSE(seen);
    EXPECT_EQ(codeOf(seen.error()), QStringLiteral("step.lost"));
    EXPECT_LT(BootClock::now() - began, std::chrono::seconds(5));
}
} // namespace
