// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/explain.h"
#include "cluster/health.h"
#include "cluster/limits.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const Instant now{std::chrono::hours(5)};
const QString storm2 = QStringLiteral("storm-2");
constexpr qint64 mebi = 1 << 20;
constexpr qint64 gibi = 1 << 30;

struct RoomRules : testing::Test
{
    void see(const RoomFacts &facts, std::chrono::seconds ago = 12s)
    {
        planes.rooms.insert(storm2, facts);
        planes.rooms[storm2].container = QStringLiteral("zk2");
        freshness.rooms.insert(storm2,
                               {.answered = now - ago, .answeredAt = sceneTime(), .lifetime = limits::roomLifetime});
    }
    [[nodiscard]] QStringList codes() const
    {
        QStringList all;
        for (const Finding &one : findings(join(planes, 1), freshness, now)) {
            if (one.code.startsWith(u"node.disk") || one.code.startsWith(u"node.memory")) {
                all << one.code.mid(5);
            }
        }
        return all;
    }

    Planes planes = healthyPlanes();
    Freshness freshness = freshNow(planes, now);
};
} // namespace

TEST_F(RoomRules, beginAtTheirLimits)
{
    const std::pair<Room, QStringList> disks[] = {
        {{100 * gibi, 10 * gibi}, {}},
        {{100 * gibi, 10 * gibi - 1}, {QStringLiteral("disk-low")}},
        {{10 * gibi, 2 * gibi}, {}},
        {{10 * gibi, 2 * gibi - 1}, {QStringLiteral("disk-low")}},
        {{10 * gibi, 200 * mebi}, {QStringLiteral("disk-low")}},
        {{10 * gibi, 200 * mebi - 1}, {QStringLiteral("disk-full")}},
        {{1000 * gibi, 10 * gibi - 1}, {QStringLiteral("disk-full")}},
    };
    for (const auto &[disk, expected] : disks) {
        see({.disk = disk});
        EXPECT_EQ(codes(), expected) << disk.total << ' ' << disk.free;
    }
    see({.memory = Room{100 * mebi, 5 * mebi}});
    EXPECT_EQ(codes(), QStringList());
    see({.memory = Room{100 * mebi, 5 * mebi - 1}});
    EXPECT_EQ(codes(), QStringList{QStringLiteral("memory-low")});
}

TEST_F(RoomRules, tellTheFiguresWhereAndWhenTheyWereSeen)
{
    see({.disk = Room{40 * gibi, 150 * mebi}});
    const Finding full = findings(join(planes, 1), freshness, now).front();
    EXPECT_EQ(full.headline, QStringLiteral("The disk of storm-2 is full."));
    EXPECT_EQ(full.evidence, QStringLiteral("150 MiB of 40.0 GiB (0.4 %) are left where its engine keeps images, "
                                            "containers and volumes. Seen in zk2 12 s ago."));
    EXPECT_TRUE(full.nextMove.contains(QStringLiteral("docker image prune")));
}

TEST_F(RoomRules, judgeNothingThatIsOldOrFailedTwice)
{
    see({.disk = Room{40 * gibi, 0}}, 90s);
    EXPECT_EQ(codes().size(), 1);
    see({.disk = Room{40 * gibi, 0}}, 91s);
    EXPECT_TRUE(codes().isEmpty());
    see({.disk = Room{40 * gibi, 0}}, 65s);
    freshness.rooms[storm2].misses = 2;
    EXPECT_TRUE(codes().isEmpty());
}

TEST_F(RoomRules, areExplainedByWhatIsLeftOnTheNode)
{
    see({.disk = Room{40 * gibi, 30 * gibi}, .memory = Room{8 * gibi, 3 * gibi}}, 100s);
    const Snapshot snapshot = join(planes, 1);
    const auto why = explain({SubjectKind::Node, QStringLiteral("node2"), {}}, snapshot, freshness, {}, now);
    ASSERT_TRUE(why);
    const auto fact = std::find_if(why->facts.begin(), why->facts.end(),
                                   [](const Fact &one) { return one.what == u"Disk of its engine"; });
    ASSERT_NE(fact, why->facts.end());
    EXPECT_EQ(fact->value, QStringLiteral("30.0 GiB of 40.0 GiB left"));
    EXPECT_EQ(fact->source, QStringLiteral("Container zk2 on storm-2"));
    EXPECT_EQ(fact->age, AgeState::Stale);
}
