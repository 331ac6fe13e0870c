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

} // namespace
