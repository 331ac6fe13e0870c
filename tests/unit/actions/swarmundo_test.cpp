// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/performer.h"

#include "actions/values.h"
#include "support/fakeserver.h"
#include "unit/actions/notes.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using test::FakeServer;

const QString machineName = QStringLiteral("storm-1");

/// A machine on which a swarm was made, as it is found when that is taken back.
class MadeManager : public testing::Test
{
protected:
    MadeManager()
    {
        m_engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        m_engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    }
    void isIn(const QByteArray &swarm)
    {
        m_engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","Swarm":)" + swarm + '}'});
    }
    void manages(const QByteArray &operation)
    {
        isIn(R"({"LocalNodeState":"active","NodeID":"n1","ControlAvailable":true})");
        m_engine.answer("GET /v1.41/swarm", {.body = R"({"ID":"w1","Spec":{"Labels":{"stormdeck.cluster":"lab",)"
                                                     R"("stormdeck.operation":")" +
                                                     operation + R"("}}})"});
        m_engine.answerBy("POST /v1.41/swarm/leave?force=1", [this](const auto &) {
            isIn(R"({"LocalNodeState":"inactive"})");
            return test::Reply{};
        });
    }
    Result<void> revert()
    {
        const actions::InitSwarm init{.machine = machineName, .init = {.advertiseAddress = QStringLiteral("10.0.0.1")}};
        return m_performer.revert(actions::encode(init), m_attempt, R"({"state":"inactive"})", m_notes, {});
    }
    [[nodiscard]] int timesLeft() const { return m_engine.count("POST /v1.41/swarm/leave?force=1"); }

    FakeServer m_engine;
    actions::Performer m_performer{{{.name = machineName, .engine = m_engine.endpoint()}}, false};
    const plan::Attempt m_attempt{{QStringLiteral("op")}, QStringLiteral("lab"), {QStringLiteral("step")}};
    test::Notes m_notes;
};

TEST_F(MadeManager, leavesTheSwarmThatWasMadeForTheOperation)
{
    manages("op");
    const auto reverted = revert();
    ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
    EXPECT_EQ(timesLeft(), 1);
    EXPECT_EQ(m_notes.all, QStringList());
}

TEST_F(MadeManager, isLeftInASwarmThatTheOperationDidNotMake)
{
    manages("another");
    const auto reverted = revert();
    ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
    EXPECT_EQ(timesLeft(), 0);
    EXPECT_EQ(m_notes.all, QStringList{QStringLiteral(
                               "storm-1 manages a swarm that this operation did not make and is left in it")});
}

TEST_F(MadeManager, isLeftInTheSwarmOfWhichItHasBecomeAWorkerMeanwhile)
{
    isIn(R"({"LocalNodeState":"active","NodeID":"n9","RemoteManagers":[{"NodeID":"m9","Addr":"10.9.0.1:2377"}]})");
    m_engine.answer("GET /v1.41/swarm", {.status = 503, .body = R"({"message":"This node is not a swarm manager."})"});
    const auto reverted = revert();
    ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
    EXPECT_EQ(timesLeft(), 0);
    EXPECT_EQ(m_notes.all, QStringList{QStringLiteral("storm-1 is a worker of a swarm by now and is left in it")});
}

TEST_F(MadeManager, isNotTakenForAWorkerWhileItsSwarmIsStillBeingMade)
{
    isIn(R"({"LocalNodeState":"pending","NodeID":"n1"})");
    m_engine.answer("GET /v1.41/swarm", {.status = 503, .body = R"({"message":"This node is not a swarm manager."})"});
    EXPECT_FALSE(revert());
    EXPECT_EQ(m_notes.all, QStringList());
}
} // namespace
