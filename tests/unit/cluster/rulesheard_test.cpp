// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/bugbank/judged.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const QString storm1 = QStringLiteral("storm-1");
const QString storm2 = QStringLiteral("storm-2");
const QString storm3 = QStringLiteral("storm-3");

/// What is told of a node whose engine last answered so long ago.
Finding suspected(const QString &machine, std::chrono::seconds ago, bool swarmAnswers = true)
{
    Judged scene;
    silence(scene.freshness.engines[machine], judgedAt, ago);
    if (!swarmAnswers) {
        silence(scene.freshness.swarm, judgedAt, ago);
    }
    return scene.of("node.suspect");
}

/// The profile has the manager only; the other nodes are known by its word.
Judged managerOnly()
{
    Judged scene;
    scene.planes.machines.resize(1);
    for (const QString &machine : {storm2, storm3}) {
        scene.planes.engines.remove(machine);
        scene.freshness.engines.remove(machine);
        nodeOf(scene.planes, machine).engineVersion = QStringLiteral("20.10.24");
    }
    nodeOf(scene.planes, storm1).engineVersion = QStringLiteral("20.10.24");
    return scene;
}
} // namespace

TEST(NodeRules, foretellSwarmsWordOnlyWhileItCanStillCome)
{
    const QString foretold = QStringLiteral("Swarm notices within about ");
    EXPECT_EQ(suspected(storm3, 8s).nextMove,
              foretold + QStringLiteral("13 s if the machine is gone; otherwise look at its engine."));
    EXPECT_TRUE(suspected(storm3, 20s).nextMove.startsWith(foretold + QStringLiteral("1 s")));
    EXPECT_EQ(suspected(storm3, 21s).nextMove,
              QStringLiteral("Swarm still calls it ready; look at its engine, and at the way from here to it."));
}

TEST(NodeRules, foretellNoWordOfASwarmThatCannotNotice)
{
    EXPECT_TRUE(suspected(storm1, 8s).nextMove.startsWith(QStringLiteral("Without it the managers have no majority")));
    const Finding unheard = suspected(storm3, 8s, false);
    EXPECT_EQ(unheard.nextMove, QStringLiteral("Look at its engine, and at the way from here to it."));
    EXPECT_TRUE(unheard.evidence.contains(QStringLiteral("swarm last said ready"))) << qPrintable(unheard.evidence);
}

TEST(EngineRules, judgeNoVersionAndNoIdOfASilentEngine)
{
    Judged scene;
    scene.planes.engines[storm2].info.serverVersion = QStringLiteral("29.1.0");
    scene.planes.engines[storm2].info.id = scene.planes.engines[storm1].info.id;
    EXPECT_TRUE(scene.has("engine.version-skew"));
    EXPECT_TRUE(scene.has("engine.shared-id"));
    silence(scene.freshness.engines[storm2], judgedAt, 30s);
    EXPECT_FALSE(scene.has("engine.version-skew"));
    EXPECT_FALSE(scene.has("engine.shared-id"));
}

TEST(EngineRules, compareTheVersionsOfNodesThatNoMachineOfTheProfileIs)
{
    Judged scene = managerOnly();
    EXPECT_FALSE(scene.has("engine.version-skew"));
    nodeOf(scene.planes, storm3).engineVersion = QStringLiteral("29.1.0");
    EXPECT_EQ(scene.count("engine.version-skew"), 1);
    EXPECT_EQ(scene.of("engine.version-skew").evidence,
              QStringLiteral("20.10.24 on storm-1 and storm-2; 29.1.0 on storm-3."));
    silence(scene.freshness.swarm, judgedAt, 30s);
    EXPECT_FALSE(scene.has("engine.version-skew")) << "only one engine is heard";
}

TEST(EngineRules, takeAnEnginesOwnVersionBeforeTheManagersAndNoneOfANodeThatIsDown)
{
    Judged scene = managerOnly();
    nodeOf(scene.planes, storm1).engineVersion = QStringLiteral("19.03.1");
    EXPECT_FALSE(scene.has("engine.version-skew"));
    nodeOf(scene.planes, storm3).engineVersion = QStringLiteral("29.1.0");
    nodeDown(scene.planes, storm3);
    EXPECT_FALSE(scene.has("engine.version-skew"));
}
