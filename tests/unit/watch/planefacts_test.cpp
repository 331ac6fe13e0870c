// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/planefacts.h"

#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::test;
using watch::shareUnchanged;

namespace {
/// As an answer brings it: no text is shared with another.
QString told(const QString &text)
{
    return QString(text.constData(), text.size());
}

cluster::SwarmFacts toldAgain(const cluster::SwarmFacts &facts)
{
    cluster::SwarmFacts again = facts;
    for (docker::Task &task : again.tasks) {
        task.id.value = told(task.id.value);
        task.container.value = told(task.container.value);
    }
    for (docker::Node &node : again.nodes) {
        node.hostname = told(node.hostname);
    }
    return again;
}
} // namespace

TEST(ShareUnchanged, takesTheTextsOfTheAnswerBeforeWhereNothingHasChanged)
{
    const cluster::Planes planes = healthyPlanes();
    const cluster::SwarmFacts &before = *planes.swarm;
    cluster::SwarmFacts now = toldAgain(before);
    ASSERT_NE(now.tasks[0].container.value.constData(), before.tasks[0].container.value.constData());
    shareUnchanged(before, now);
    EXPECT_EQ(now, before);
    EXPECT_EQ(now.tasks[0].container.value.constData(), before.tasks[0].container.value.constData());
    EXPECT_EQ(now.nodes[0].hostname.constData(), before.nodes[0].hostname.constData());
}

TEST(ShareUnchanged, leavesWhatIsNewOrAnotherAsItCame)
{
    const cluster::Planes planes = healthyPlanes();
    const cluster::SwarmFacts &before = *planes.swarm;
    cluster::SwarmFacts now = toldAgain(before);
    now.tasks[0].message = QStringLiteral("started");
    now.tasks[1].id = {QStringLiteral("new")};
    now.nodes.erase(now.nodes.begin());
    const cluster::SwarmFacts came = now;
    shareUnchanged(before, now);
    EXPECT_EQ(now, came);
    EXPECT_NE(now.tasks[0].container.value.constData(), before.tasks[0].container.value.constData());
    EXPECT_EQ(now.tasks[2].container.value.constData(), before.tasks[2].container.value.constData());
    shareUnchanged({}, now);
    EXPECT_EQ(now, came);
}
