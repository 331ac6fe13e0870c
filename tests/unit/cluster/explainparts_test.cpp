// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/cluster/explainscene.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {

using Scene = ExplainScene;
constexpr Instant now = ExplainScene::now;

QString valueOf(const Explanation &explanation, const char *what)
{
    const auto &facts = explanation.facts;
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&](const Fact &fact) { return fact.what == QLatin1String(what); });
    return found == facts.end() ? QString() : found->value;
}

bool hasFinding(const Explanation &explanation, const char *code)
{
    return std::any_of(explanation.findings.begin(), explanation.findings.end(),
                       [&](const AppliedRule &one) { return one.finding.code == QLatin1String(code); });
}

const NodeView &nodeAt(const Snapshot &snapshot, const QString &name)
{
    return *std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(),
                         [&](const NodeView &node) { return node.name == name; });
}

Subject slotAt(const Snapshot &snapshot, const char *node, size_t number)
{
    const NodeView &view = nodeAt(snapshot, QLatin1String(node));
    return slotSubject(view, view.slotViews.at(number));
}

Subject daemonAt(const Snapshot &snapshot, const char *node, StormRole role)
{
    const NodeView &view = nodeAt(snapshot, QLatin1String(node));
    return daemonSubject(view, *std::find_if(view.daemons.begin(), view.daemons.end(),
                                             [&](const DaemonView &one) { return one.role == role; }));
}

} // namespace

TEST(ExplainParts, aPlaneThatAnswersTellsItsAgeAndItsLimit)
{
    Scene scene;
    scene.freshness.storm.answered = now - 3s;
    const auto explanation = scene.explained(planeSubject(ClusterPlane::Storm));
    ASSERT_TRUE(explanation);
    EXPECT_EQ(explanation->name, QStringLiteral("Storm"));
    EXPECT_TRUE(explanation->verdict.startsWith(QStringLiteral("Its facts are current"))) << "it answers";
    EXPECT_EQ(valueOf(*explanation, "Last answer"), QStringLiteral("3 s ago"));
    EXPECT_EQ(valueOf(*explanation, "An answer is current for"), QStringLiteral("6 s"));
    EXPECT_EQ(valueOf(*explanation, "Next try"), QString()) << "nothing fails";
    EXPECT_TRUE(explanation->findings.empty());
}

TEST(ExplainParts, aPlaneThatFailsTellsTheErrorItsLayerAndTheNextTry)
{
    Scene scene;
    silence(scene.freshness.storm, now, 30s);
    scene.freshness.storm.nextTry = now + 4s;
    const auto explanation = scene.explained(planeSubject(ClusterPlane::Storm));
    EXPECT_TRUE(explanation->verdict.startsWith(QStringLiteral("Its facts are shown as old")));
    EXPECT_EQ(valueOf(*explanation, "Last answer"), QStringLiteral("30 s ago"));
    EXPECT_EQ(valueOf(*explanation, "Failed tries since then"), QStringLiteral("5"));
    EXPECT_EQ(valueOf(*explanation, "Layer at which it failed"), QStringLiteral("connect"));
    EXPECT_TRUE(valueOf(*explanation, "Error of the last try").contains(QStringLiteral("nothing answers")));
    EXPECT_EQ(valueOf(*explanation, "Next try"), QStringLiteral("in 4 s"));
    EXPECT_TRUE(hasFinding(*explanation, "storm.ui-unreachable"));
    EXPECT_FALSE(hasFinding(*scene.explained(planeSubject(ClusterPlane::Swarm)), "storm.ui-unreachable"));
}

TEST(ExplainParts, aPlaneThatNobodyAsksAndOneThatIsPastItsLimitAreNotCurrent)
{
    Scene scene;
    scene.freshness.storm = {.expected = false};
    scene.freshness.swarm.answered = now - 20s;
    EXPECT_EQ(scene.explained(planeSubject(ClusterPlane::Storm))->verdict,
              QStringLiteral("Nothing of it is there to be asked."));
    EXPECT_EQ(scene.explained(planeSubject(ClusterPlane::Swarm))->verdict,
              QStringLiteral("Its facts are shown as old: its last answer came 20 s ago, and an answer is current for "
                             "6 s."));
}

TEST(ExplainParts, aTakenSlotNamesItsTopologyItsWorkerAndItsSupervisor)
{
    const Scene scene;
    const auto explanation = scene.explained(slotAt(scene.joined(), "storm-2", 0));
    ASSERT_TRUE(explanation);
    EXPECT_EQ(explanation->name, QStringLiteral("storm-2:6700"));
    EXPECT_EQ(explanation->verdict,
              QStringLiteral("It has the colour of wordcount: Storm says that a Storm worker of it runs there."));
    EXPECT_EQ(valueOf(*explanation, "Executors of the Storm worker"), QStringLiteral("4"));
    EXPECT_EQ(valueOf(*explanation, "Supervisor listed as"), QStringLiteral("lab-supervisor-storm-2"));
}

TEST(ExplainParts, aFreeSlotSaysSoAndOneOfALostNodeThatItIsHatched)
{
    Scene scene;
    nodeDown(scene.planes, QStringLiteral("storm-3"));
    const Snapshot snapshot = scene.joined();
    EXPECT_TRUE(
        scene.explained(slotAt(snapshot, "storm-1", 1))->verdict.startsWith(QStringLiteral("It is shown as free")));
    const auto lost = scene.explained(slotAt(snapshot, "storm-3", 0));
    EXPECT_TRUE(lost->verdict.contains(QStringLiteral("hatched"))) << qPrintable(lost->verdict);
    EXPECT_TRUE(hasFinding(*lost, "node.down"));
}

TEST(ExplainParts, aDaemonHasItsTaskItsContainerAndTheWordOfStorm)
{
    const Scene scene;
    const auto explanation = scene.explained(daemonAt(scene.joined(), "storm-1", StormRole::Nimbus));
    ASSERT_TRUE(explanation);
    EXPECT_EQ(explanation->name, QStringLiteral("Nimbus on storm-1"));
    EXPECT_EQ(explanation->verdict, QStringLiteral("Its swarm task runs, and Storm lists it as the leader."));
    EXPECT_TRUE(valueOf(*explanation, "Container").startsWith(QStringLiteral("c0ffee")));
    EXPECT_EQ(valueOf(*explanation, "Version of Storm"), QStringLiteral("2.8.3"));
}

TEST(ExplainParts, aDaemonOfALostNodeIsNotToldAsRunning)
{
    Scene scene;
    nodeDown(scene.planes, QStringLiteral("storm-3"));
    const auto lost = scene.explained(daemonAt(scene.joined(), "storm-3", StormRole::Supervisor));
    ASSERT_TRUE(lost);
    EXPECT_TRUE(lost->verdict.contains(QStringLiteral("its node is down"))) << qPrintable(lost->verdict);
}

TEST(ExplainParts, aSupervisorThatStormDoesNotListIsFoundFaultWithAndItsSiblingIsNot)
{
    Scene scene;
    scene.planes.storm->supervisors.pop_back();
    const Snapshot snapshot = scene.joined();
    const auto missing = scene.explained(daemonAt(snapshot, "storm-3", StormRole::Supervisor));
    EXPECT_EQ(missing->verdict, QStringLiteral("Its swarm task runs, but Storm does not list it."));
    EXPECT_TRUE(hasFinding(*missing, "supervisor.not-listed"));
    const auto sibling = scene.explained(daemonAt(snapshot, "storm-1", StormRole::Supervisor));
    EXPECT_FALSE(hasFinding(*sibling, "supervisor.not-listed"));
}

TEST(ExplainParts, whatHasNoRowOfItsOwnIsShownAsWhatCarriesIt)
{
    const Scene scene;
    const Snapshot snapshot = scene.joined();
    const Subject node = subjectOf(nodeAt(snapshot, QStringLiteral("storm-1")));
    EXPECT_EQ(shownAs(slotAt(snapshot, "storm-1", 0)), node);
    EXPECT_EQ(shownAs(daemonAt(snapshot, "storm-1", StormRole::Ui)), node);
    EXPECT_EQ(shownAs(planeSubject(ClusterPlane::Swarm)), clusterSubject());
    EXPECT_EQ(shownAs(node), node);
    EXPECT_FALSE(explain(slotAt(snapshot, "storm-1", 0), Snapshot(), scene.freshness, {}, now)) << "it is gone";
}
