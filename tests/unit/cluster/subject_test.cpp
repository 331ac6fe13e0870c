// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/subject.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {

std::vector<Subject> oneOfEach(const Snapshot &snapshot)
{
    return {subjectOf(snapshot.nodes[1]),
            subjectOf(snapshot.services[1]),
            subjectOf(snapshot.services[1].tasks[0]),
            subjectOf(snapshot.nodes[1].members[0]),
            subjectOf(snapshot.topologies[0]),
            componentSubject(snapshot.topologies[0].summary.id, QStringLiteral("split"))};
}

Snapshot scene()
{
    Planes planes = healthyPlanes();
    planes.storm->pages[0].components.push_back({.id = QStringLiteral("split")});
    return join(planes, 1);
}

} // namespace

TEST(Subjects, areThereAndHaveTheirNames)
{
    const Snapshot snapshot = scene();
    const QStringList names{
        QStringLiteral("storm-2"), QStringLiteral("lab-supervisor"), QStringLiteral("lab-supervisor.storm-1"),
        QStringLiteral("zk2"),     QStringLiteral("wordcount"),      QStringLiteral("split")};
    QStringList found;
    for (const Subject &subject : oneOfEach(snapshot)) {
        EXPECT_TRUE(isThere(snapshot, subject));
        found << nameOf(snapshot, subject);
    }
    EXPECT_EQ(found, names);
}

TEST(Subjects, ofOneSnapshotAreNotThereInAnEmptyOne)
{
    const Snapshot snapshot = scene();
    for (const Subject &subject : oneOfEach(snapshot)) {
        EXPECT_FALSE(isThere(Snapshot(), subject));
        EXPECT_TRUE(nameOf(Snapshot(), subject).isEmpty());
        EXPECT_TRUE(cardsOf(Snapshot(), subject).isEmpty());
    }
}

TEST(Subjects, tellOnWhichCardsTheyAre)
{
    const Snapshot snapshot = scene();
    const QStringList all{QStringLiteral("node1"), QStringLiteral("node2"), QStringLiteral("node3")};
    const std::vector<Subject> subjects = oneOfEach(snapshot);
    EXPECT_EQ(cardsOf(snapshot, subjects[0]), QStringList{QStringLiteral("node2")});
    EXPECT_EQ(cardsOf(snapshot, subjects[1]), all);
    EXPECT_EQ(cardsOf(snapshot, subjects[2]), QStringList{QStringLiteral("node1")});
    EXPECT_EQ(cardsOf(snapshot, subjects[3]), QStringList{QStringLiteral("node2")});
    EXPECT_EQ(cardsOf(snapshot, subjects[4]), all);
    EXPECT_EQ(cardsOf(snapshot, subjects[5]), all);
}

TEST(Subjects, ofOneKeyAndAnotherKindAreNotTheSame)
{
    const Snapshot snapshot = scene();
    EXPECT_EQ(serviceOf(snapshot, {SubjectKind::Node, snapshot.services[0].id.value, {}}), nullptr);
    EXPECT_FALSE(isThere(snapshot, {SubjectKind::Topology, snapshot.nodes[0].key, {}}));
}
