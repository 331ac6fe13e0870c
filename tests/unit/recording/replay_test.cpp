// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replay.h"

#include "unit/recording/observed.h"
#include "watch/planefacts.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;

/// What the live store knew at some moments, to be compared with what the recording says of them.
class ReplayTest : public testing::Test
{
protected:
    struct Known
    {
        Instant at;
        cluster::Planes planes;
        cluster::Freshness freshness;
    };

    void remember(std::chrono::milliseconds then)
    {
        m_known.push_back({m_live.clock.now(), m_live.store.planes(), m_live.store.freshness()});
        m_live.clock.advance(then);
    }

    /// The next try is known live by its clock only, in a recording by what came.
    static cluster::Freshness withoutNextTry(cluster::Freshness freshness)
    {
        for (cluster::SourceAge *age : {&freshness.swarm, &freshness.ensemble, &freshness.storm}) {
            age->nextTry = {};
        }
        for (auto *ages : {&freshness.engines, &freshness.rooms}) {
            for (cluster::SourceAge &age : *ages) {
                age.nextTry = {};
            }
        }
        return freshness;
    }

    void expectAsLive()
    {
        recording::Replay replay(m_live.recorder.recording());
        for (const Known &live : m_known) {
            const recording::Moment moment = replay.at(live.at);
            EXPECT_EQ(moment.planes.engines, live.planes.engines);
            EXPECT_EQ(moment.planes.swarm, live.planes.swarm);
            EXPECT_EQ(moment.planes.ensemble, live.planes.ensemble);
            EXPECT_EQ(moment.planes.storm, live.planes.storm);
            EXPECT_EQ(moment.planes.seen, live.planes.seen);
            EXPECT_EQ(moment.planes.rooms, live.planes.rooms);
            EXPECT_EQ(withoutNextTry(moment.freshness), withoutNextTry(live.freshness));
        }
    }

    test::Observed m_live;
    std::vector<Known> m_known;
};

TEST_F(ReplayTest, saysWhatTheLiveStoreSaidAtEachMoment)
{
    m_live.engineAnswers();
    remember(1s);
    m_live.allAnswer();
    remember(1s);
    m_live.swarmFails();
    m_live.stormAnswers(QStringLiteral("60-killed"));
    remember(1s);
    m_live.swarmFails();
    m_live.engineFails();
    remember(3s);
    m_live.allAnswer();
    remember(1s);
    m_live.store.dropStorm();
    remember(1s);
    expectAsLive();
}

TEST_F(ReplayTest, saysWhatWasLeftOfDisksUntilNobodyLooked)
{
    remember(1s);
    m_live.roomAnswers("20000000");
    remember(30s);
    m_live.roomAnswers("100000");
    EXPECT_EQ(m_live.store.planes().rooms.first().disk->free, 100000LL * 1024);
    remember(100s);
    m_live.store.putRoom(QStringLiteral("storm-1"), failure(Error{.kind = ErrorKind::Conflict}));
    remember(1s);
    m_live.store.dropRoom(QStringLiteral("storm-1"));
    EXPECT_TRUE(m_live.store.planes().rooms.isEmpty());
    remember(1s);
    expectAsLive();
}

TEST_F(ReplayTest, knowsSinceWhenAnEngineIsJoining)
{
    m_live.engineAnswers();
    remember(5s);
    m_live.engineIsJoining();
    const Instant since = m_live.clock.now();
    remember(30s);
    m_live.engineFails();
    m_live.engineIsJoining();
    EXPECT_EQ(m_live.store.planes().seen.joiningSince.value(QStringLiteral("storm-1")), since);
    remember(40s);
    m_live.engineAnswers();
    EXPECT_TRUE(m_live.store.planes().seen.joiningSince.isEmpty());
    remember(1s);
    expectAsLive();
}

TEST_F(ReplayTest, goesBackAsItGoesForward)
{
    m_live.allAnswer();
    remember(1s);
    m_live.stormAnswers(QStringLiteral("10-empty"));
    remember(1s);
    std::reverse(m_known.begin(), m_known.end());
    expectAsLive();
}

TEST_F(ReplayTest, countsWhatStormsAnswersTellTogetherUpToEachMoment)
{
    for (const char *host : {"storm-1", "storm-2", "storm-3"}) {
        m_live.supervisorIsOn(host);
        remember(5s);
    }
    EXPECT_EQ(m_known.back().planes.seen.hosts.first().size(), 3);
    expectAsLive();
    std::reverse(m_known.begin(), m_known.end());
    expectAsLive();
}

TEST_F(ReplayTest, countsTheLooksAtWhichAMemberDidNotKeepUp)
{
    for (int looks = 0; looks < 6; ++looks) {
        m_live.followerIsAt(10 + looks, 20 + looks);
        remember(5s);
    }
    EXPECT_EQ(m_known.front().planes.seen.paces, cluster::Paces());
    EXPECT_EQ(m_known.at(2).planes.seen.paces.value(QStringLiteral("zk2")).behind, 2);
    EXPECT_EQ(m_known.back().planes.seen.paces.value(QStringLiteral("zk2")),
              (cluster::Pace{.behind = 3, .transactions = 15}));
    expectAsLive();
    std::reverse(m_known.begin(), m_known.end());
    expectAsLive();
}

TEST_F(ReplayTest, countsNoFurtherBackThanTheRulesLook)
{
    m_live.supervisorIsOn("storm-1");
    m_live.clock.advance(11min);
    m_live.supervisorIsOn("storm-2");
    recording::Replay replay(m_live.recorder.recording());
    EXPECT_EQ(replay.at(m_live.clock.now()).planes.seen.hosts.first(), QStringList{QStringLiteral("storm-2")});
}

TEST(EnsembleOfARecording, isReadThoughOldOnesCallAllMembersVoters)
{
    EXPECT_EQ(watch::decodeEnsemble({{"voters", "3"}}).asked, 3);
    EXPECT_EQ(watch::decodeEnsemble({{"asked", "5"}}).asked, 5);
}

TEST_F(ReplayTest, tellsWhenTheNextAnswerCame)
{
    m_live.swarmAnswers();
    const Instant first = m_live.clock.now();
    m_live.clock.advance(4s);
    m_live.swarmFails();
    recording::Replay replay(m_live.recorder.recording());
    EXPECT_EQ(replay.at(first + 1s).freshness.swarm.nextTry, first + 4s);
}

TEST_F(ReplayTest, knowsNothingBeforeTheFirstAnswer)
{
    m_live.engineAnswers();
    const Instant first = m_live.clock.now();
    recording::Replay replay(m_live.recorder.recording());
    const recording::Moment moment = replay.at(first - 1s);
    EXPECT_TRUE(moment.planes.engines.isEmpty());
    EXPECT_EQ(ageState(moment.freshness.engines.first(), first), cluster::AgeState::Waiting);
}

TEST_F(ReplayTest, doesNotCallWhatItCannotReadAnAnswer)
{
    recording::Recording broken{.machines = m_live.machines};
    broken.answers.push_back({.answer = {.plane = watch::Plane::Swarm, .at = m_live.clock.now()},
                              .bodies = {{"/nodes", recording::Body::whole("<html>")}}});
    recording::Replay replay(broken);
    const recording::Moment moment = replay.at(m_live.clock.now());
    EXPECT_FALSE(moment.planes.swarm);
    EXPECT_EQ(ageState(moment.freshness.swarm, m_live.clock.now()), cluster::AgeState::Never);
}
} // namespace
