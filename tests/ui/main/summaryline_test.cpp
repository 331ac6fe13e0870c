// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/summaryline.h"

#include "main/pictures.h"

#include <gtest/gtest.h>

using namespace stormdeck;

// moby#30059: a machine that left the swarm and joined it again leaves an entry behind that is down.
TEST(SummaryLine, countsAMachineThatJoinedAgainOnceAndNotAsDown)
{
    const test::StillClock clock;
    const watch::Picture twice = test::changed(test::healthyPicture(clock), [](cluster::Snapshot &snapshot) {
        cluster::NodeView old = snapshot.nodes[1];
        old.key = QStringLiteral("old");
        old.machine.clear();
        old.state = {docker::NodeState::Down, QStringLiteral("down")};
        snapshot.nodes.push_back(old);
    });
    EXPECT_TRUE(ui::summaryOf(twice, clock.now()).startsWith(QStringLiteral("<b>3</b> nodes&nbsp;")))
        << qPrintable(ui::summaryOf(twice, clock.now()));
    const watch::Picture down = test::downPicture(clock);
    EXPECT_TRUE(ui::summaryOf(down, clock.now()).startsWith(QStringLiteral("<b>3</b> nodes, 1 down")))
        << qPrintable(ui::summaryOf(down, clock.now()));
}
