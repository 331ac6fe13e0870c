// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/player.h"

#include "unit/recording/observed.h"

#include <gtest/gtest.h>

#include <condition_variable>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;

class PlayerTest : public testing::Test
{
protected:
    PlayerTest()
    {
        m_live.allAnswer();
        m_live.clock.advance(400ms);
        m_live.swarmFails();
        m_live.clock.advance(400ms);
        m_live.allAnswer();
        m_player = std::make_unique<recording::Player>(m_live.recorder.recording());
        m_player->store().setListener([this](const watch::Picture &picture) {
            const std::scoped_lock lock(m_mutex);
            m_picture = picture;
            m_changed.notify_all();
        });
    }
    ~PlayerTest() override { m_player->store().setListener({}); }

    bool shows(const std::function<bool(const watch::Picture &)> &met)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 5s, [&] { return m_picture.snapshot && met(m_picture); });
    }

    static int misses(const watch::Picture &picture) { return picture.freshness.swarm.misses; }

    test::Observed m_live;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    watch::Picture m_picture;
    std::unique_ptr<recording::Player> m_player;
};

TEST_F(PlayerTest, beginsAtTheStartStandingStill)
{
    EXPECT_TRUE(shows([](const auto &picture) { return picture.snapshot->swarm && misses(picture) == 0; }));
    EXPECT_FALSE(m_player->isPlaying());
    EXPECT_EQ(m_player->position(), 0ms);
    EXPECT_EQ(m_player->length(), 800ms);
}

TEST_F(PlayerTest, showsTheMomentThatItIsPutTo)
{
    m_player->seek(500ms);
    EXPECT_TRUE(shows([](const auto &picture) { return misses(picture) == 1; }));
    m_player->seek(10ms);
    EXPECT_TRUE(shows([](const auto &picture) { return misses(picture) == 0 && picture.snapshot->swarm; }));
    m_player->seek(1h);
    EXPECT_EQ(m_player->position(), 800ms);
}

TEST_F(PlayerTest, playsToTheEndAndStopsThere)
{
    m_player->play(2);
    EXPECT_TRUE(shows([](const auto &picture) { return misses(picture) == 1; }));
    EXPECT_TRUE(shows([](const auto &picture) { return misses(picture) == 0; }));
    for (int i = 0; i < 100 && m_player->isPlaying(); ++i) {
        std::this_thread::sleep_for(20ms);
    }
    EXPECT_FALSE(m_player->isPlaying());
    EXPECT_EQ(m_player->position(), m_player->length());
}

TEST_F(PlayerTest, letsItsClockStandWhereItPauses)
{
    m_player->seek(300ms);
    const Instant before = m_player->clock().now();
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(m_player->clock().now(), before);
    EXPECT_EQ(m_player->clock().wall(), m_live.recorder.recording().begun.addMSecs(300));
}

/// The best of three: a busy machine may take the processor away in between.
TEST_F(PlayerTest, endsWithin50Milliseconds)
{
    BootClock::duration best = 1h;
    for (int i = 0; i < 3; ++i) {
        auto player = std::make_unique<recording::Player>(m_live.recorder.recording());
        player->play();
        const Instant start = BootClock::now();
        player.reset();
        best = std::min(best, BootClock::now() - start);
    }
    EXPECT_LT(best, 50ms);
}
} // namespace
