// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/performer.h"
#include "actions/values.h"
#include "support/fakeserver.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using test::FakeServer;
using State = plan::Observation::State;

const QString machineName = QStringLiteral("storm-1");
const QString uiService = QStringLiteral("lab-ui");

/// Keeps the parts that a step tells of.
class Parts final : public plan::StepProgress
{
public:
    void note(const QString & /*line*/) override {}
    void part(const plan::Part &part) override { told.push_back(part); }

    std::vector<plan::Part> told;
};

/// A manager on which the Storm UI publishes its port, both answered for by fakes. Storm has slots to spare.
class TopologyActions : public testing::Test
{
protected:
    TopologyActions()
        : m_performer({{.name = machineName, .engine = m_engine.endpoint(), .address = QStringLiteral("127.0.0.1")}},
                      false)
    {
        m_engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        m_engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        m_engine.answer("GET /v1.41/swarm", {.body = R"({"ID":"s1"})"});
        m_engine.answer("GET /v1.41/nodes", {.body = R"([{"ID":"n1","Description":{"Hostname":"storm-1"},)"
                                                     R"("Status":{"State":"ready","Addr":"127.0.0.1"}}])"});
        m_engine.answer("GET /v1.41/services",
                        {.body = R"([{"ID":"u","Spec":{"Name":"lab-ui"},"Endpoint":{"Ports":[{"Protocol":"tcp",)"
                                 R"("TargetPort":8080,"PublishMode":"host","PublishedPort":)" +
                                 QByteArray::number(m_ui.endpoint().port) + "}]}}]"});
        m_engine.answer("GET /v1.41/tasks",
                        {.body = R"([{"ID":"t","ServiceID":"u","NodeID":"n1","Slot":1,"DesiredState":"running",)"
                                 R"("Status":{"State":"running","ContainerStatus":{"ContainerID":"c"}}}])"});
        m_engine.answer("GET /v1.41/networks", {.body = "[]"});
        m_engine.answer("GET /v1.41/configs", {.body = "[]"});
        hasFreeSlots(6);
    }

    void lists(const QByteArray &id, const QByteArray &status)
    {
        m_ui.answer("GET /api/v1/topology/summary",
                    {.body = R"({"topologies":[{"id":")" + id + R"(","name":"words","status":")" + status + R"("}]})"});
    }
    void listsNothing() { m_ui.answer("GET /api/v1/topology/summary", {.body = R"({"topologies":[]})"}); }
    /// Of the two Storm workers that it asks for.
    void hasWorkers(int count)
    {
        QByteArrayList workers;
        for (int at = 0; at < count; ++at) {
            workers << R"({"host":"h","port":)" + QByteArray::number(6700 + at) + "}";
        }
        m_ui.answer("GET /api/v1/topology/words-1-1",
                    {.body = R"({"id":"words-1-1","name":"words","status":"ACTIVE",)"
                             R"("configuration":{"topology.workers":2},"workers":[)" +
                             workers.join(',') + "]}"});
    }
    void hasFreeSlots(int count)
    {
        const QByteArray free = QByteArray::number(count);
        m_ui.answer("GET /api/v1/cluster/summary",
                    {.body = R"({"stormVersion":"2.8.3","supervisors":3,"slotsFree":)" + free + "}"});
    }
    [[nodiscard]] plan::Observation seen(const actions::Action &action)
    {
        const auto found = m_performer.observe(actions::encode(action), m_attempt, {});
        EXPECT_TRUE(found) << (found ? "" : qPrintable(sentence(found.error())));
        return found.value_or(plan::Observation());
    }

    FakeServer m_engine;
    FakeServer m_ui{Endpoint::Kind::Tcp};
    actions::Performer m_performer;
    const plan::Attempt m_attempt{{QStringLiteral("op")}, QStringLiteral("lab"), {QStringLiteral("step")}};
    const actions::WaitTopology m_wait{
        .manager = machineName, .uiService = uiService, .topology = QStringLiteral("words")};
    const actions::KillTopology m_kill{.manager = machineName,
                                       .uiService = uiService,
                                       .topology = {QStringLiteral("words-1-1")},
                                       .name = QStringLiteral("words"),
                                       .waitSeconds = 5};
};

TEST_F(TopologyActions, aSubmissionIsNoSuccessBeforeItsStormWorkersAreAssigned)
{
    listsNothing();
    EXPECT_EQ(seen(m_wait).state, State::Needed);
    lists("words-1-1", "ACTIVE");
    for (const int workers : {0, 1}) {
        hasWorkers(workers);
        EXPECT_EQ(seen(m_wait).state, State::Needed) << workers;
    }
    hasWorkers(2);
    const plan::Observation done = seen(m_wait);
    EXPECT_EQ(done.state, State::Satisfied);
    EXPECT_TRUE(done.sentence.contains(QStringLiteral("2 of 2 Storm workers assigned, starting until they report")))
        << qPrintable(done.sentence);
}

TEST_F(TopologyActions, aSubmissionIsNotHeldUpByAFullClusterButSaysSo)
{
    lists("words-1-1", "ACTIVE");
    hasFreeSlots(0);
    hasWorkers(0);
    EXPECT_EQ(seen(m_wait).state, State::Needed) << "nothing of it can run";
    hasWorkers(1);
    const plan::Observation partly = seen(m_wait);
    EXPECT_EQ(partly.state, State::Satisfied);
    EXPECT_TRUE(partly.sentence.contains(QStringLiteral("no slot is free"))) << qPrintable(partly.sentence);
}

TEST_F(TopologyActions, aKilledTopologyOfTheNameIsNotTheSubmittedOne)
{
    lists("words-1-1", "KILLED");
    hasWorkers(2);
    EXPECT_EQ(seen(m_wait).state, State::Needed);
}

TEST_F(TopologyActions, aKillIsDoneWhenThatVeryTopologyIsListedNoMore)
{
    lists("words-1-1", "ACTIVE");
    EXPECT_EQ(seen(m_kill).state, State::Needed);
    lists("words-1-1", "KILLED");
    EXPECT_EQ(seen(m_kill).state, State::Needed) << "its name stays taken until it is gone";
    lists("words-2-9", "ACTIVE");
    EXPECT_EQ(seen(m_kill).state, State::Satisfied) << "another one of its name";
    listsNothing();
    EXPECT_EQ(seen(m_kill).state, State::Satisfied);
}

TEST_F(TopologyActions, aKillIsAskedForOnceThoughItIsTakenUpAgain)
{
    const QByteArray route = "POST /api/v1/topology/words-1-1/kill/5";
    m_ui.answer(route, {.body = R"({"topologyOperation":"kill","topologyId":"words-1-1","status":"success"})"});
    Parts parts;
    lists("words-1-1", "ACTIVE");
    EXPECT_TRUE(m_performer.apply(actions::encode(m_kill), m_attempt, parts, {}));
    EXPECT_EQ(m_ui.count(route), 1);
    lists("words-1-1", "KILLED");
    EXPECT_TRUE(m_performer.apply(actions::encode(m_kill), m_attempt, parts, {}));
    EXPECT_EQ(m_ui.count(route), 1);
}

// What is left of the wait is counted down beside it, which a part told once would contradict.
TEST_F(TopologyActions, aKillTellsItsWaitAndNotWhatIsLeftOfIt)
{
    listsNothing();
    Parts parts;
    const auto gone = m_performer.verify(actions::encode(m_kill), m_attempt, {}, parts, {});
    ASSERT_TRUE(gone) << qPrintable(sentence(gone.error()));
    ASSERT_EQ(parts.told.size(), 1U);
    EXPECT_EQ(parts.told.front().state, QStringLiteral("killed, its Storm workers end after 5 s"));
}

} // namespace
