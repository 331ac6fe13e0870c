// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices/healthnews.h"

#include "main/pictures.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using cluster::Health;

class HealthNewsTest : public testing::Test
{
protected:
    /// What is told when a state has lasted for longer than it must.
    std::optional<notices::News> settled(Health health)
    {
        const auto early = take(health);
        EXPECT_FALSE(early) << "told before it had lasted";
        m_clock.advance(5s);
        return take(health);
    }

    std::optional<notices::News> take(Health health)
    {
        watch::Picture picture = health == Health::Healthy ? m_healthy : m_down;
        picture.health = health;
        return m_news.take(picture, m_clock.now());
    }

    test::StillClock m_clock;
    watch::Picture m_healthy = test::healthyPicture(m_clock);
    watch::Picture m_down = test::downPicture(m_clock);
    notices::HealthNews m_news{4s};
};

TEST_F(HealthNewsTest, doesNotTellTheFirstState)
{
    EXPECT_FALSE(settled(Health::Failing));
}

TEST_F(HealthNewsTest, tellsAFallWithItsWorstFindingOnce)
{
    (void)settled(Health::Healthy);
    const auto news = settled(Health::Failing);
    ASSERT_TRUE(news);
    EXPECT_EQ(news->title, m_down.snapshot->cluster + QStringLiteral(" is failing"));
    EXPECT_TRUE(news->text.startsWith(m_down.findings.front().headline)) << qPrintable(news->text);
    EXPECT_TRUE(news->urgent);
    m_clock.advance(60s);
    EXPECT_FALSE(take(Health::Failing));
}

TEST_F(HealthNewsTest, tellsTheReturn)
{
    (void)settled(Health::Failing);
    const auto news = settled(Health::Healthy);
    ASSERT_TRUE(news);
    EXPECT_EQ(news->title, m_healthy.snapshot->cluster + QStringLiteral(" is healthy again"));
    EXPECT_FALSE(news->urgent);
}

TEST_F(HealthNewsTest, saysNothingOfAStateThatPasses)
{
    (void)settled(Health::Healthy);
    EXPECT_FALSE(take(Health::Degraded));
    m_clock.advance(2s);
    EXPECT_FALSE(take(Health::Healthy));
    m_clock.advance(10s);
    EXPECT_FALSE(take(Health::Healthy));
}

TEST_F(HealthNewsTest, tellsThatNothingIsKnownAnyMore)
{
    (void)settled(Health::Healthy);
    const auto news = settled(Health::Unknown);
    ASSERT_TRUE(news);
    EXPECT_TRUE(news->title.contains(QStringLiteral("not known"))) << qPrintable(news->title);
}

TEST_F(HealthNewsTest, isQuietAfterATearDown)
{
    (void)settled(Health::Healthy);
    EXPECT_FALSE(settled(Health::Empty));
}

TEST_F(HealthNewsTest, beginsAnewWithAnotherCluster)
{
    (void)settled(Health::Healthy);
    m_news.forget();
    EXPECT_FALSE(settled(Health::Failing));
}
} // namespace
