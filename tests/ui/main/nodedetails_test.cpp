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

TEST(NodeDetails, countOnForANodeThatNoMachineOfTheProfileIs)
{
    test::StillClock clock;
    const auto nimbusRow = [&](const watch::Picture &picture) {
        return rowOf(ui::nodeDetails(picture.snapshot->nodes[2], {picture, clock.now(), clock.wall()}),
                     QStringLiteral("Nimbus"));
    };
    const watch::Picture strange = test::changed(test::downPicture(clock), [&](cluster::Snapshot &snapshot) {
        snapshot.nodes[2].machine.clear();
        snapshot.nodes[2].changedAt = clock.wall().toUTC().addSecs(-10);
    });
    const QString at = nimbusRow(strange);
    clock.advance(std::chrono::seconds(10));
    EXPECT_NE(nimbusRow(strange), at);
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
