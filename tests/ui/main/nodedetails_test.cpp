// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/details.h"

#include "main/pictures.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;

namespace {

QString rowOf(const ui::Details &details, const QString &label)
{
    for (const ui::DetailSection &section : details.sections) {
        for (const ui::DetailRow &row : section.rows) {
            if (row.label == label) {
                return row.value;
            }
        }
    }
    return {};
}

watch::Picture configured(const watch::Picture &picture, const Clock &clock, int taskTimeout)
{
    const watch::Picture next = test::changed(picture, [&](cluster::Snapshot &snapshot) {
        snapshot.storm->pages.push_back({.failureTimes = {.taskTimeoutSeconds = taskTimeout}});
    });
    return watch::judged(next.snapshot, next.freshness, clock.now());
}

TEST(NodeDetails, countDownToTheMomentThatTheFindingNames)
{
    const test::StillClock clock;
    const watch::Picture usual = test::downPicture(clock);
    for (const auto &[picture, left] : {std::pair(usual, "14 s"), std::pair(configured(usual, clock, 40), "24 s")}) {
        const QString time = QString::fromLatin1(left);
        const auto down = std::find_if(picture.findings.begin(), picture.findings.end(),
                                       [](const cluster::Finding &finding) { return finding.code == u"node.down"; });
        ASSERT_NE(down, picture.findings.end());
        EXPECT_TRUE(down->nextMove.endsWith(time + u'.')) << qPrintable(down->nextMove);
        const ui::Look look{picture, clock.now(), clock.wall()};
        EXPECT_EQ(rowOf(nodeDetails(picture.snapshot->nodes[2], look), QStringLiteral("Nimbus")),
                  QStringLiteral("in ~") + time);
    }
}

TEST(ClusterDetails, nameTheFirstOfManyMachinesAndHowManyThereAreBeside)
{
    const test::StillClock clock;
    const watch::Picture picture = test::changed(test::healthyPicture(clock), [](cluster::Snapshot &snapshot) {
        snapshot.machines.assign(53, Machine{.name = QStringLiteral("node")});
    });
    const ui::Details details = ui::clusterDetails({picture, clock.now(), clock.wall()});
    const ui::DetailSection &machines = details.sections.back();
    ASSERT_EQ(machines.rows.size(), 21U);
    EXPECT_EQ(machines.rows.back().value, QStringLiteral("and 33 more"));
}

TEST(ClusterDetails, countAManagerThatJoinedAgainOnce)
{
    const test::StillClock clock;
    const watch::Picture twice = test::changed(test::healthyPicture(clock), [](cluster::Snapshot &snapshot) {
        cluster::NodeView old = snapshot.nodes[0];
        old.key = QStringLiteral("old");
        old.node = {old.key};
        old.machine.clear();
        old.state = {docker::NodeState::Down, QStringLiteral("down")};
        snapshot.nodes.push_back(old);
        docker::Node told = snapshot.swarm->nodes[0];
        told.id = old.node;
        told.state = old.state;
        snapshot.swarm->nodes.push_back(told);
    });
    EXPECT_EQ(rowOf(ui::clusterDetails({twice, clock.now(), clock.wall()}), QStringLiteral("Nodes")),
              QStringLiteral("3, of them managers: 1"));
}

TEST(NodeDetails, countOnForANodeThatNoMachineOfTheProfileIs)
{
    test::StillClock clock;
    const auto nimbusRow = [&](const watch::Picture &picture) {
        return rowOf(ui::nodeDetails(picture.snapshot->nodes[2], {picture, clock.now(), clock.wall()}),
                     QStringLiteral("Nimbus"));
    };
    watch::Picture strange = test::changed(test::downPicture(clock), [&](cluster::Snapshot &snapshot) {
        snapshot.nodes[2].machine.clear();
        snapshot.nodes[2].changedAt = clock.wall().toUTC().addSecs(-10);
    });
    const QString at = nimbusRow(strange);
    clock.advance(std::chrono::seconds(10));
    strange.freshness.storm.answered = clock.now();
    EXPECT_NE(nimbusRow(strange), at);
}

/// storm-3 as swarm still calls it ready; its engine last answered so long ago.
watch::Picture suspectPicture(const Clock &clock, std::chrono::seconds ago)
{
    watch::Picture picture = test::changed(test::downPicture(clock), [](cluster::Snapshot &snapshot) {
        snapshot.nodes[2].state = snapshot.nodes[0].state;
    });
    picture.freshness.engines[picture.snapshot->nodes[2].machine].answered = clock.now() - ago;
    return watch::judged(picture.snapshot, picture.freshness, clock.now());
}

QString noticedBy(const watch::Picture &picture, const Clock &clock, size_t node, const char *plane)
{
    return rowOf(ui::nodeDetails(picture.snapshot->nodes[node], {picture, clock.now(), clock.wall()}),
                 QLatin1String(plane));
}

TEST(NodeDetails, countDownToSwarmsWordAsTheFindingDoes)
{
    const test::StillClock clock;
    const watch::Picture picture = suspectPicture(clock, std::chrono::seconds(8));
    const auto suspect = std::find_if(picture.findings.begin(), picture.findings.end(),
                                      [](const cluster::Finding &finding) { return finding.code == u"node.suspect"; });
    ASSERT_NE(suspect, picture.findings.end());
    EXPECT_TRUE(suspect->nextMove.contains(QStringLiteral("within about 13 s"))) << qPrintable(suspect->nextMove);
    EXPECT_EQ(noticedBy(picture, clock, 2, "Swarm"), QStringLiteral("in ~13 s"));
}

TEST(NodeDetails, callWhatAPlaneThatIsNotHeardHasNoticedNotKnown)
{
    const test::StillClock clock;
    watch::Picture picture = suspectPicture(clock, std::chrono::seconds(8));
    for (cluster::SourceAge *age :
         {&picture.freshness.swarm, &picture.freshness.ensemble, &picture.freshness.storm}) {
        age->misses = 2;
    }
    for (const char *plane : {"Swarm", "ZooKeeper", "Nimbus"}) {
        EXPECT_EQ(noticedBy(picture, clock, 2, plane), QStringLiteral("not known")) << plane;
    }
}

TEST(NodeDetails, sayThatSwarmCannotNoticeTheLossOfItsOnlyManager)
{
    const test::StillClock clock;
    watch::Picture picture = test::healthyPicture(clock);
    picture.freshness.engines[picture.snapshot->nodes[0].machine] =
        test::downPicture(clock).freshness.engines[picture.snapshot->nodes[2].machine];
    EXPECT_EQ(noticedBy(picture, clock, 0, "Swarm"), QStringLiteral("cannot, no majority without it"));
}

TEST(NodeDetails, leaveNimbusOutWhereItHasNothingToNotice)
{
    const test::StillClock clock;
    const watch::Picture picture = test::downPicture(clock);
    EXPECT_FALSE(noticedBy(picture, clock, 2, "Nimbus").isEmpty());
    const watch::Picture uiOnly = test::changed(picture, [](cluster::Snapshot &snapshot) {
        snapshot.nodes[2].daemons = {{.role = cluster::StormRole::Ui, .listed = true}};
        snapshot.nodes[2].slotViews.clear();
    });
    EXPECT_EQ(noticedBy(uiOnly, clock, 2, "Nimbus"), QString());
}

TEST(NodeDetails, tellWhatIsLeftOfDiskAndMemoryAndSinceWhenWhereThatIsOld)
{
    const test::StillClock clock;
    watch::Picture picture = test::changed(test::healthyPicture(clock), [](cluster::Snapshot &snapshot) {
        snapshot.rooms[snapshot.nodes[0].machine] = {.disk = cluster::Room{40LL << 30, 10LL << 30},
                                                     .memory = cluster::Room{8LL << 30, 2LL << 30},
                                                     .container = QStringLiteral("zk1")};
    });
    cluster::SourceAge &age = picture.freshness.rooms[picture.snapshot->nodes[0].machine];
    age = {.answered = clock.now(), .answeredAt = clock.wall(), .lifetime = std::chrono::seconds(90)};
    const auto row = [&](const char *label) {
        return rowOf(ui::nodeDetails(picture.snapshot->nodes[0], {picture, clock.now(), clock.wall()}),
                     QLatin1String(label));
    };
    EXPECT_EQ(row("Disk"), QStringLiteral("10.0 of 40.0 GiB left"));
    EXPECT_EQ(row("Memory"), QStringLiteral("2.0 of 8.0 GiB left"));
    EXPECT_TRUE(row("Reserved").contains(QStringLiteral("cores")));
    age.misses = 1;
    EXPECT_EQ(row("Disk"), QStringLiteral("10.0 of 40.0 GiB left, as of 14:02:37"));
}

} // namespace
