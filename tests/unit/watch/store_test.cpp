// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/delta.h"
#include "unit/cluster/scene.h"
#include "watch/store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>

using namespace stormdeck;
using namespace stormdeck::test;
using namespace stormdeck::watch;
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::hours never{1}; ///< no tick comes during a test

class FakeClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return Instant(std::chrono::seconds(seconds)); }
    [[nodiscard]] QDateTime wall() const override { return sceneTime().addSecs(seconds); }
    std::atomic<int> seconds = 100;
};

/// Waits for what the joiner tells, which may still be telling it when this has gone.
struct Told
{
    struct State
    {
        std::mutex mutex;
        std::condition_variable changed;
        Picture last;
        int times = 0;
    };
    explicit Told(Store &store)
    {
        store.setListener([state = state](const Picture &picture) {
            const std::scoped_lock lock(state->mutex);
            state->last = picture;
            ++state->times;
            state->changed.notify_all();
        });
    }
    bool waitFor(const std::function<bool()> &reached)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 5s, reached);
    }
    Picture picture()
    {
        const std::scoped_lock lock(mutex);
        return last;
    }
    std::shared_ptr<State> state = std::make_shared<State>();
    std::mutex &mutex = state->mutex;
    std::condition_variable &changed = state->changed;
    Picture &last = state->last;
    int &times = state->times;
};

bool has(const Picture &picture, const char *code)
{
    return std::any_of(picture.findings.begin(), picture.findings.end(),
                       [&](const cluster::Finding &one) { return one.code == QLatin1String(code); });
}

struct StoreTest : testing::Test
{
    explicit StoreTest(std::chrono::milliseconds tick = never) : store(planes.cluster, planes.machines, clock, tick) {}
    ~StoreTest() override { store.setListener({}); }

    void putAll()
    {
        for (auto it = planes.engines.begin(); it != planes.engines.end(); ++it) {
            store.putEngine(it.key(), *it);
        }
        store.putSwarm(*planes.swarm);
        store.putEnsemble(*planes.ensemble);
        store.putStorm(*planes.storm);
    }
    bool swarmAnsweredAt(int seconds)
    {
        return listener.waitFor([&] {
            return listener.last.snapshot &&
                   listener.last.freshness.swarm.answered == Instant(std::chrono::seconds(seconds));
        });
    }
    /// The colours after the joiner has folded these topologies in, as "a0 b1".
    QString coloursOf(std::initializer_list<const char *> ids)
    {
        cluster::StormFacts storm;
        for (const char *id : ids) {
            storm::TopologySummary summary{.id = {QLatin1String(id)}};
            summary.name = summary.id.value.section(u'-', 0, 0);
            storm.topologies.push_back(summary);
        }
        store.putStorm(storm);
        EXPECT_TRUE(listener.waitFor([&] { return listener.last.snapshot && listener.last.snapshot->storm == storm; }));
        QStringList words;
        for (const cluster::TopologyView &view : store.picture().snapshot->topologies) {
            words << view.summary.name + QString::number(view.colour);
        }
        return words.join(u' ');
    }

    FakeClock clock;
    cluster::Planes planes = healthyPlanes();
    Store store;
    Told listener{store};
};

struct TickingStore : StoreTest
{
    TickingStore() : StoreTest(1ms) {}
};
} // namespace

TEST_F(StoreTest, movesOnlyTheAgeOnAnEqualAnswer)
{
    store.putSwarm(*planes.swarm);
    ASSERT_TRUE(swarmAnsweredAt(100));
    const quint64 revision = store.picture().snapshot->revision;
    clock.seconds = 105;
    store.putSwarm(*planes.swarm);
    ASSERT_TRUE(swarmAnsweredAt(105));
    EXPECT_EQ(store.picture().snapshot->revision, revision);
}

TEST_F(StoreTest, tellsWhatOnlySeveralEqualAnswersShow)
{
    planes.storm->pages[0].workers.resize(1);
    planes.storm->pages[0].workers[0].uptimeSeconds = 1; // each time a new Storm worker, or it would have grown
    for (const int second : {100, 190, 280, 370}) {
        EXPECT_FALSE(has(store.picture(), "topology.workers-restart")) << second;
        clock.seconds = second;
        store.putStorm(*planes.storm);
        ASSERT_TRUE(listener.waitFor(
            [&] { return listener.last.freshness.storm.answered == Instant(std::chrono::seconds(second)); }));
    }
    EXPECT_TRUE(has(listener.picture(), "topology.workers-restart"));
}

TEST_F(StoreTest, tellsWhatAnAnswerChanged)
{
    putAll();
    ASSERT_TRUE(listener.waitFor([&] { return listener.last.snapshot && listener.last.snapshot->storm.has_value(); }));
    const cluster::SnapshotPtr before = listener.picture().snapshot;
    nodeOf(planes, QStringLiteral("storm-2")).availability = {docker::Availability::Drain, QStringLiteral("drain")};
    clock.seconds = 101;
    store.putSwarm(*planes.swarm);
    ASSERT_TRUE(swarmAnsweredAt(101));
    EXPECT_EQ(deltaBetween(*before, *listener.picture().snapshot).nodesChanged, QStringList{QStringLiteral("node2")});
    EXPECT_TRUE(has(listener.picture(), "node.drained-with-work"));
}

TEST_F(StoreTest, keepsTheFactsAfterAFailedAnswerAndSaysWhy)
{
    store.putSwarm(*planes.swarm);
    clock.seconds = 110;
    const Error error{.kind = ErrorKind::Unreachable, .reason = QStringLiteral("gone")};
    store.putSwarm(failure(error));
    store.putSwarm(failure(error));
    ASSERT_TRUE(listener.waitFor([&] { return listener.last.freshness.swarm.misses == 2; }));
    const Picture picture = store.joinedNow();
    EXPECT_TRUE(picture.snapshot->swarm.has_value());
    EXPECT_EQ(picture.freshness.swarm.error, error);
    EXPECT_EQ(picture.freshness.swarm.failingSince, Instant(110s));
    EXPECT_TRUE(has(picture, "swarm.stale"));
    store.putSwarm(*planes.swarm);
    EXPECT_EQ(store.joinedNow().freshness.swarm.misses, 0);
}

TEST_F(StoreTest, agesEachSourceByItself)
{
    store.putSwarm(*planes.swarm);
    clock.seconds = 104;
    store.putStorm(*planes.storm);
    clock.seconds = 107;
    const Picture picture = store.joinedNow();
    EXPECT_EQ(ageState(picture.freshness.swarm, clock.now()), cluster::AgeState::Stale);
    EXPECT_EQ(ageState(picture.freshness.storm, clock.now()), cluster::AgeState::Fresh);
    EXPECT_EQ(ageState(picture.freshness.ensemble, clock.now()), cluster::AgeState::Waiting);
    EXPECT_EQ(picture.freshness.storm.answeredAt, sceneTime().addSecs(104));
}

TEST_F(StoreTest, greysASlowSourceBetweenItsAnswersWithoutCallingItSilent)
{
    for (const int second : {100, 107, 114}) {
        clock.seconds = second;
        putAll();
        EXPECT_EQ(ageState(store.joinedNow().freshness.storm, clock.now()), cluster::AgeState::Fresh);
        clock.seconds = second + 7; // it answers in a moment
        const Picture picture = store.joinedNow();
        EXPECT_EQ(ageState(picture.freshness.storm, clock.now()), cluster::AgeState::Stale);
        EXPECT_FALSE(has(picture, "storm.stale") || has(picture, "storm.ui-unreachable")) << second;
        EXPECT_EQ(picture.health, cluster::Health::Unknown) << second;
    }
    clock.seconds = 114 + 37;
    EXPECT_TRUE(has(store.joinedNow(), "storm.stale") || has(store.joinedNow(), "storm.ui-unreachable"));
}

TEST_F(StoreTest, keepsAnEnginesClockWithItsAgeAndOutOfThePicture)
{
    const QString storm1 = QStringLiteral("storm-1");
    cluster::EngineFacts facts = planes.engines[storm1];
    facts.info.systemTime = sceneTime();
    store.putEngine(storm1, facts);
    ASSERT_TRUE(listener.waitFor([&] { return listener.last.freshness.engines[storm1].theirTime == sceneTime(); }));
    const quint64 revision = store.picture().snapshot->revision;
    facts.info.systemTime = sceneTime().addSecs(1);
    store.putEngine(storm1, facts);
    ASSERT_TRUE(
        listener.waitFor([&] { return listener.last.freshness.engines[storm1].theirTime == sceneTime().addSecs(1); }));
    EXPECT_EQ(store.picture().snapshot->revision, revision);
}

TEST_F(StoreTest, dropsAPlaneThatThereIsNothingToAskOf)
{
    store.putStorm(*planes.storm);
    store.dropStorm();
    const Picture picture = store.joinedNow();
    EXPECT_FALSE(picture.snapshot->storm.has_value());
    EXPECT_FALSE(picture.freshness.storm.expected);
}

TEST_F(StoreTest, judgesWithEachPictureBeforeItTells)
{
    putAll();
    ASSERT_TRUE(listener.waitFor([&] { return listener.last.health == cluster::Health::Healthy; }));
    memberDown(planes, QStringLiteral("zk2"));
    memberDown(planes, QStringLiteral("zk3"));
    store.putEnsemble(*planes.ensemble);
    ASSERT_TRUE(listener.waitFor([&] { return listener.last.health == cluster::Health::Failing; }));
    EXPECT_TRUE(has(listener.picture(), "ensemble.no-quorum"));
    EXPECT_EQ(store.picture().findings, listener.picture().findings);
}

TEST_F(StoreTest, keepsTheColourOfATopologyAsLongAsItLives)
{
    EXPECT_EQ(coloursOf({"a-1-100", "b-2-200", "c-3-300"}), QStringLiteral("a0 b1 c2"));
    EXPECT_EQ(coloursOf({"b-2-200", "c-3-300"}), QStringLiteral("b1 c2"));
    EXPECT_EQ(coloursOf({"b-2-200", "c-3-300", "d-4-400"}), QStringLiteral("b1 c2 d0"));
    EXPECT_EQ(store.joinedNow().snapshot->topologies.at(1).colour, 2);
}

TEST_F(TickingStore, judgesAnewWhenOnlyTimeHasPassed)
{
    putAll();
    ASSERT_TRUE(listener.waitFor([&] { return listener.last.health == cluster::Health::Healthy; }));
    const quint64 revision = store.picture().snapshot->revision;
    clock.seconds = 137;
    ASSERT_TRUE(listener.waitFor([&] { return has(listener.last, "swarm.stale"); }));
    EXPECT_NE(listener.picture().health, cluster::Health::Healthy);
    EXPECT_EQ(listener.picture().snapshot->revision, revision);
}

TEST_F(StoreTest, tellsAtOnceWhenASourceThatFailsIsTriedNext)
{
    const Error refused{.kind = ErrorKind::Unreachable};
    const auto told = [this](auto nextTry, int seconds) {
        return listener.waitFor([&] { return nextTry() == Instant(std::chrono::seconds(seconds)); });
    };
    store.putEngine(QStringLiteral("storm-1"), failure(refused));
    ASSERT_TRUE(
        listener.waitFor([this] { return listener.last.freshness.engines[QStringLiteral("storm-1")].misses > 0; }));
    store.setEngineNextTry(QStringLiteral("storm-1"), Instant(104s));
    EXPECT_TRUE(told([this] { return listener.last.freshness.engines[QStringLiteral("storm-1")].nextTry; }, 104));
    store.putStorm(failure(refused));
    ASSERT_TRUE(listener.waitFor([this] { return listener.last.freshness.storm.misses > 0; }));
    store.setNextTry(QStringLiteral("storm"), Instant(108s));
    EXPECT_TRUE(told([this] { return listener.last.freshness.storm.nextTry; }, 108));
}
