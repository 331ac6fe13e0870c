// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/observeonce.h"

#include "unit/watch/engines.h"

#include <gtest/gtest.h>

#include <atomic>

using namespace stormdeck;
using namespace stormdeck::test;
using cluster::AgeState;
using watch::Part;

namespace {
const QString good = QStringLiteral("good");

/// Seven seconds pass with each look at it.
class LeapingClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return Instant(std::chrono::seconds(7 * ++m_looks)); }
    [[nodiscard]] QDateTime wall() const override { return QDateTime::currentDateTime(); }

private:
    mutable std::atomic<int> m_looks = 0;
};

/// The engine of the manager of a swarm of one, which runs a member of an ensemble.
void answerLikeAManager(FakeServer &engine)
{
    answerLikeAnEngine(engine, R"({"ID":"E1","Name":"good","Swarm":)"
                               R"({"NodeID":"n1","LocalNodeState":"active","ControlAvailable":true}})");
    engine.answer("GET /v1.41/swarm", {.body = R"({"ID":"s1"})"});
    engine.answer("GET /v1.41/nodes", {.body = R"([{"ID":"n1","Spec":{"Availability":"active"},)"
                                               R"("Description":{"Hostname":"good"},"Status":{"State":"ready"}}])"});
    engine.answer("GET /v1.41/services",
                  {.body = R"([{"ID":"z","Spec":{"Name":"zk1","Labels":{"stormdeck.role":"zookeeper"}}}])"});
    engine.answer("GET /v1.41/tasks",
                  {.body = R"([{"ID":"t","ServiceID":"z","NodeID":"n1","Slot":1,"DesiredState":"running",)"
                           R"("Status":{"State":"running","ContainerStatus":{"ContainerID":"c"}}}])"});
    engine.answer("GET /v1.41/networks", {.body = "[]"});
    engine.answer("GET /v1.41/configs", {.body = "[]"});
}

int execsIn(const FakeServer &engine)
{
    return engine.count("POST /v1.41/containers/c/exec");
}
} // namespace

TEST(ObserveOnce, isNoErrorWhereNothingAnswers)
{
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(
        profileOf({{QStringLiteral("storm-1"), Endpoint::unixSocket(QStringLiteral("/nonexistent/docker.sock"))}}),
        watch::allParts, clock, {});
    ASSERT_TRUE(picture.snapshot);
    const auto age = picture.freshness.engines.value(QStringLiteral("storm-1"));
    EXPECT_EQ(ageState(age, clock.now()), AgeState::Never);
    EXPECT_TRUE(age.error.has_value());
    EXPECT_EQ(picture.health, cluster::Health::Failing);
}

TEST(ObserveOnce, takesWhatItSawForOneAnswerHoweverLongTheLookTook)
{
    FakeServer server;
    answerLikeAnEngine(server);
    const LeapingClock clock;
    EXPECT_EQ(watch::observeOnce(profileOf({{good, server.endpoint()}}), watch::allParts, clock, {}).health,
              cluster::Health::Empty);
}

TEST(ObserveOnce, tellsAnEngineThatAnswersFromOneThatDoesNot)
{
    FakeServer answering;
    answerLikeAnEngine(answering);
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(
        profileOf({{good, answering.endpoint()},
                   {QStringLiteral("gone"), Endpoint::unixSocket(QStringLiteral("/nonexistent/docker.sock"))}}),
        watch::allParts, clock, {});
    EXPECT_EQ(ageState(picture.freshness.engines[good], clock.now()), AgeState::Fresh);
    EXPECT_EQ(ageState(picture.freshness.engines[QStringLiteral("gone")], clock.now()), AgeState::Never);
    EXPECT_FALSE(picture.freshness.swarm.expected);
}

TEST(ObserveOnce, asksOnlyTheEnginesAndTheSwarmForPlansThatUseNoMore)
{
    FakeServer engine;
    answerLikeAManager(engine);
    FakeServer ui;
    settings::Profile profile = profileOf({{good, engine.endpoint()}});
    profile.stormUi = ui.endpoint();
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(profile, {}, clock, {});
    EXPECT_TRUE(picture.freshness.swarm.answered);
    EXPECT_TRUE(ui.requests().empty());
    EXPECT_EQ(execsIn(engine), 0);
}

TEST(ObserveOnce, takesWhatItWasNotToLookAtForUnknownAndNotForAbsent)
{
    FakeServer engine;
    answerLikeAManager(engine);
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(profileOf({{good, engine.endpoint()}}), {}, clock, {});
    EXPECT_EQ(ageState(picture.freshness.ensemble, clock.now()), AgeState::Waiting);
    EXPECT_EQ(ageState(picture.freshness.storm, clock.now()), AgeState::Waiting);
    EXPECT_TRUE(picture.freshness.rooms.isEmpty());
    EXPECT_EQ(picture.snapshot->verdict.state, zookeeper::EnsembleState::Unknown);
    for (const cluster::Finding &finding : picture.findings) {
        EXPECT_FALSE(finding.code.startsWith(u"storm.")) << qPrintable(finding.code);
        EXPECT_FALSE(finding.code.startsWith(u"ensemble.") && finding.severity != cluster::Severity::Notice)
            << qPrintable(finding.code);
    }
    EXPECT_NE(picture.health, cluster::Health::Healthy);
    EXPECT_NE(picture.health, cluster::Health::Empty);
}

TEST(ObserveOnce, asksThePartsThatAreWantedAndNoOther)
{
    FakeServer engine;
    answerLikeAManager(engine);
    FakeServer ui;
    settings::Profile profile = profileOf({{good, engine.endpoint()}});
    profile.stormUi = ui.endpoint();
    const SystemClock clock;
    const watch::Picture storm = watch::observeOnce(profile, Part::Storm, clock, {});
    EXPECT_FALSE(ui.requests().empty());
    EXPECT_EQ(execsIn(engine), 0);
    EXPECT_TRUE(storm.freshness.storm.error) << "this one answers nothing that Storm's would";
    const size_t asked = ui.requests().size();
    const watch::Picture rooms = watch::observeOnce(profile, Part::Rooms, clock, {});
    EXPECT_EQ(ui.requests().size(), asked);
    EXPECT_GT(execsIn(engine), 0);
    EXPECT_EQ(rooms.freshness.rooms.keys(), QStringList{good});
}
