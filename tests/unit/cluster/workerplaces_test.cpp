// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/workerplaces.h"

#include "cluster/join.h"
#include "cluster/subject.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;

TEST(WorkerPlaces, findTheNodeBehindAHost)
{
    const Snapshot snapshot = join(test::healthyPlanes(), 1);
    const WorkerPlaces places = workerPlaces(snapshot);
    EXPECT_EQ(places.size(), 3);
    const WorkerPlace place = placeOfHost(places, QStringLiteral("LAB-supervisor-storm-2"));
    EXPECT_EQ(place.name, QStringLiteral("storm-2"));
    EXPECT_TRUE(place.hasEngine);
    EXPECT_NE(nodeOf(snapshot, {SubjectKind::Node, place.node, {}}), nullptr);
}

TEST(WorkerPlaces, knowNothingOfOtherHosts)
{
    const WorkerPlaces places = workerPlaces(join(test::healthyPlanes(), 1));
    EXPECT_EQ(placeOfHost(places, QStringLiteral("elsewhere")), WorkerPlace{});
    EXPECT_EQ(placeOfHost(places, {}), WorkerPlace{});
}

TEST(WorkerPlaces, sayWhereNoEngineCanBeAsked)
{
    Planes planes = test::healthyPlanes();
    std::erase_if(planes.machines, [](const Machine &machine) { return machine.name == QStringLiteral("storm-2"); });
    planes.engines.remove(QStringLiteral("storm-2"));
    const WorkerPlace place = placeOfHost(workerPlaces(join(planes, 1)), QStringLiteral("lab-supervisor-storm-2"));
    EXPECT_FALSE(place.node.isEmpty());
    EXPECT_FALSE(place.hasEngine);
}
