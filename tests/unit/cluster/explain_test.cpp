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

constexpr Instant now = ExplainScene::now;
const QString storm3 = QStringLiteral("storm-3");

struct Scene : ExplainScene
{
    Scene() { planes.swarm->manager = QStringLiteral("storm-1"); }
};

const Subject node3{SubjectKind::Node, QStringLiteral("node3"), {}};
const Subject ui{SubjectKind::Service, QStringLiteral("s-lab-ui"), {}};
const Subject zk3{SubjectKind::Member, QStringLiteral("s-lab-zk3"), {}};
const Subject wordcount{SubjectKind::Topology, QStringLiteral("wordcount-1-1795591592"), {}};

const Fact *factOf(const Explanation &explanation, const QString &what)
{
    const auto &facts = explanation.facts;
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact &fact) { return fact.what == what; });
    return found == facts.end() ? nullptr : &*found;
}

QStringList codesOf(const Explanation &explanation)
{
    QStringList codes;
    for (const AppliedRule &applied : explanation.findings) {
        codes << applied.finding.code;
    }
    return codes;
}

/// Two services of which one's name begins with the other's; the swarm tasks of the longer one fail.
void addTwin(Scene &scene)
{
    docker::Service twin = *std::find_if(scene.planes.swarm->services.begin(), scene.planes.swarm->services.end(),
                                         [](const docker::Service &one) { return one.name == u"lab-ui"; });
    twin.id = {QStringLiteral("s-lab-ui2")};
    twin.name = QStringLiteral("lab-ui2");
    docker::Task task = taskOf(scene.planes, QStringLiteral("lab-ui"), QStringLiteral("storm-1"));
    task.service = twin.id;
    task.state = {docker::TaskState::Failed, QStringLiteral("failed")};
    task.error = QStringLiteral("task: non-zero exit (1)");
    task.changedAt = sceneTime().addSecs(-20);
    for (int time = 0; time < 3; ++time) {
        task.id = {QStringLiteral("twin-%1").arg(time)};
        task.createdAt = task.createdAt.addSecs(1);
        scene.planes.swarm->tasks.push_back(task);
    }
    scene.planes.swarm->services.push_back(twin);
}

} // namespace

TEST(Explain, aNodeRestsOnTheSwarmItsEngineItsMemberAndStorm)
{
    Scene scene;
    silence(scene.freshness.engines[storm3], now, 8s);
    const auto explanation = scene.explained(node3);
    ASSERT_TRUE(explanation);
    EXPECT_EQ(explanation->name, storm3);
    EXPECT_TRUE(explanation->verdict.contains(QStringLiteral("not answering"))) << qPrintable(explanation->verdict);
    const Fact *state = factOf(*explanation, QStringLiteral("State"));
    const Fact *engine = factOf(*explanation, QStringLiteral("Engine"));
    const Fact *member = factOf(*explanation, QStringLiteral("Ensemble member zk3"));
    const Fact *supervisor = factOf(*explanation, QStringLiteral("Supervisor"));
    ASSERT_TRUE(state && engine && member && supervisor);
    EXPECT_EQ(state->source, QStringLiteral("Swarm, by manager storm-1"));
    EXPECT_EQ(engine->source, QStringLiteral("Engine of storm-3"));
    EXPECT_EQ(member->source, QStringLiteral("Member zk3, by exec in zk1 on storm-1"));
    EXPECT_EQ(supervisor->source, QStringLiteral("Storm UI"));
}

TEST(Explain, whatTheStormUiSaysNamesTheRouteToIt)
{
    Scene scene;
    scene.freshness.storm.route = {Route::Kind::Relay, QStringLiteral("relay (exec in ui on storm-1)")};
    const auto explanation = scene.explained(wordcount);
    EXPECT_EQ(factOf(*explanation, QStringLiteral("Status"))->source,
              QStringLiteral("Storm UI, by relay (exec in ui on storm-1)"));
}

TEST(Explain, eachFactHasTheAgeOfItsOwnSource)
{
    Scene scene;
    silence(scene.freshness.engines[storm3], now, 8s);
    const auto explanation = scene.explained(node3);
    const Fact *state = factOf(*explanation, QStringLiteral("State"));
    const Fact *engine = factOf(*explanation, QStringLiteral("Engine"));
    EXPECT_EQ(state->age, AgeState::Fresh);
    EXPECT_EQ(state->ago, 0s);
    EXPECT_EQ(engine->age, AgeState::Stale);
    EXPECT_EQ(engine->ago, 8s);
    EXPECT_EQ(engine->answeredAt, sceneTime().addSecs(-8));
}

TEST(Explain, aFindingComesWithItsRuleAndItsLimit)
{
    Scene scene;
    silence(scene.freshness.engines[storm3], now, 8s);
    const auto explanation = scene.explained(node3);
    ASSERT_EQ(codesOf(*explanation), QStringList{QStringLiteral("node.suspect")});
    EXPECT_TRUE(explanation->findings[0].rule.contains(QStringLiteral("2 failed tries")));
}

TEST(Explain, anotherNodesFindingIsNotThisOnes)
{
    Scene scene;
    nodeDown(scene.planes, QStringLiteral("storm-2"));
    EXPECT_TRUE(codesOf(*scene.explained(node3)).isEmpty());
    EXPECT_EQ(codesOf(*scene.explained({SubjectKind::Node, QStringLiteral("node2"), {}})),
              QStringList{QStringLiteral("node.down")});
}

TEST(Explain, aServicesFindingsAreItsOwnAndNotThoseOfANameThatBeginsAlike)
{
    Scene scene;
    addTwin(scene);
    EXPECT_TRUE(codesOf(*scene.explained(ui)).isEmpty());
    EXPECT_EQ(codesOf(*scene.explained({SubjectKind::Service, QStringLiteral("s-lab-ui2"), {}})),
              QStringList{QStringLiteral("task.restart-loop")});
}

TEST(Explain, aServiceTellsHowOftenItFailedAndWhyLast)
{
    Scene scene;
    addTwin(scene);
    const auto explanation = scene.explained({SubjectKind::Service, QStringLiteral("s-lab-ui2"), {}});
    EXPECT_EQ(factOf(*explanation, QStringLiteral("Failures in the last 5 min"))->value, QStringLiteral("3"));
    EXPECT_EQ(factOf(*explanation, QStringLiteral("Last failure"))->value, QStringLiteral("task: non-zero exit (1)"));
    EXPECT_EQ(factOf(*scene.explained(ui), QStringLiteral("Last failure")), nullptr);
}

TEST(Explain, aSwarmTaskThatFindsNoNodeSaysWhyAndItsSiblingDoesNot)
{
    Scene scene;
    docker::Task &waiting = taskOf(scene.planes, QStringLiteral("lab-supervisor"), storm3);
    waiting.state = {docker::TaskState::Pending, QStringLiteral("pending")};
    waiting.error = QStringLiteral("no suitable node (insufficient resources on 1 node)");
    waiting.changedAt = sceneTime().addSecs(-10);
    const auto explanation = scene.explained({SubjectKind::SwarmTask, waiting.id.value, {}});
    EXPECT_TRUE(explanation->verdict.contains(QStringLiteral("too little CPU or memory")));
    EXPECT_EQ(codesOf(*explanation).first(), QStringLiteral("task.pending"));
    const docker::Task &sibling = taskOf(scene.planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-1"));
    EXPECT_TRUE(codesOf(*scene.explained({SubjectKind::SwarmTask, sibling.id.value, {}})).isEmpty());
}

TEST(Explain, aSwarmTaskOfALostNodeIsNotToldAsRunning)
{
    Scene scene;
    nodeDown(scene.planes, storm3);
    const docker::Task &lost = taskOf(scene.planes, QStringLiteral("lab-supervisor"), storm3);
    const Subject task{SubjectKind::SwarmTask, lost.id.value, {}};
    const Subject service{SubjectKind::Service, lost.service.value, {}};
    const QString name = QStringLiteral("lab-supervisor.storm-3");
    auto explanation = scene.explained(task);
    EXPECT_EQ(explanation->verdict, QStringLiteral("It was last known to be “running”; its node is down, so what it "
                                                   "does now is not known."));
    EXPECT_EQ(factOf(*explanation, QStringLiteral("State")), nullptr);
    EXPECT_NE(factOf(*explanation, QStringLiteral("Last known state")), nullptr);
    explanation = scene.explained(service);
    EXPECT_EQ(explanation->verdict, QStringLiteral("All 2 swarm tasks that it wants run."));
    EXPECT_EQ(factOf(*explanation, name)->value, QStringLiteral("last known running, node down"));
    std::erase_if(scene.planes.swarm->nodes, [](const docker::Node &node) { return node.hostname == storm3; });
    EXPECT_TRUE(scene.explained(task)->verdict.startsWith(QStringLiteral("It is orphaned")));
    EXPECT_EQ(factOf(*scene.explained(service), name)->value, QStringLiteral("orphaned (node gone)"));
}

TEST(Explain, aGlobalServiceWithoutANodeSaysSo)
{
    Scene scene;
    for (const QString &name : {QStringLiteral("storm-1"), QStringLiteral("storm-2"), storm3}) {
        nodeDown(scene.planes, name);
    }
    const auto explanation = scene.explained({SubjectKind::Service, QStringLiteral("s-lab-supervisor"), {}});
    EXPECT_TRUE(explanation->verdict.startsWith(QStringLiteral("No node may run it")));
}

TEST(Explain, aMemberKnowsTheQuorumAndWhetherItIsTheOneMissing)
{
    Scene scene;
    memberDown(scene.planes, QStringLiteral("zk3"));
    const auto explanation = scene.explained(zk3);
    EXPECT_EQ(explanation->verdict, QStringLiteral("It does not answer."));
    EXPECT_TRUE(factOf(*explanation, QStringLiteral("Members that serve"))->value.startsWith(QStringLiteral("2 of 3")));
    EXPECT_TRUE(codesOf(*explanation).contains(QStringLiteral("ensemble.member-silent")));
    EXPECT_TRUE(codesOf(*explanation).contains(QStringLiteral("ensemble.no-margin")));
    const QStringList others = codesOf(*scene.explained({SubjectKind::Member, QStringLiteral("s-lab-zk1"), {}}));
    EXPECT_EQ(others, QStringList{QStringLiteral("ensemble.no-margin")});
}

TEST(Explain, membersThatShareAServerIdAreToldSoAndTheOtherIsNot)
{
    Scene scene;
    for (docker::Service &service : scene.planes.swarm->services) {
        if (service.name.startsWith(u"lab-zk")) {
            const char *id = service.name == u"lab-zk1" ? "ZOO_MY_ID=1" : "ZOO_MY_ID=2";
            service.environment = {QLatin1String(id), QStringLiteral("ZOO_SERVERS=server.1=zk1:2888:3888;2181")};
        }
    }
    memberDown(scene.planes, QStringLiteral("zk3"));
    const QString shared = QStringLiteral("ensemble.shared-id");
    EXPECT_TRUE(codesOf(*scene.explained(zk3)).contains(shared));
    EXPECT_TRUE(codesOf(*scene.explained({SubjectKind::Service, QStringLiteral("s-lab-zk2"), {}})).contains(shared));
    EXPECT_FALSE(codesOf(*scene.explained({SubjectKind::Member, QStringLiteral("s-lab-zk1"), {}})).contains(shared));
}

TEST(Explain, aServiceShortOfSwarmTasksIsToldWithThoseThatDoNotRun)
{
    Scene scene;
    docker::Task &fetching = taskOf(scene.planes, QStringLiteral("lab-supervisor"), storm3);
    fetching.state = {docker::TaskState::Preparing, QStringLiteral("preparing")};
    const QString incomplete = QStringLiteral("service.incomplete");
    const docker::Task &sibling = taskOf(scene.planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-1"));
    EXPECT_TRUE(codesOf(*scene.explained({SubjectKind::Service, fetching.service.value, {}})).contains(incomplete));
    EXPECT_TRUE(codesOf(*scene.explained({SubjectKind::SwarmTask, fetching.id.value, {}})).contains(incomplete));
    EXPECT_FALSE(codesOf(*scene.explained({SubjectKind::SwarmTask, sibling.id.value, {}})).contains(incomplete));
}

TEST(Explain, aTopologyIsSubjectToAUiThatAnswersWithAnError)
{
    Scene scene;
    silence(scene.freshness.storm, now, 30s);
    scene.freshness.storm.error = Error{
        .kind = ErrorKind::Rejected, .layer = Layer::Storm, .code = QStringLiteral("storm.http"), .httpStatus = 500};
    EXPECT_EQ(codesOf(*scene.explained(wordcount)), QStringList{QStringLiteral("storm.ui-fails")});
}

TEST(Explain, aTopologyTellsWhatItAsksForAndWhatReports)
{
    Scene scene;
    scene.planes.storm->pages[0].workersRequested = 5;
    const auto explanation = scene.explained(wordcount);
    EXPECT_EQ(factOf(*explanation, QStringLiteral("Storm workers asked for"))->value, QStringLiteral("5"));
    EXPECT_EQ(factOf(*explanation, QStringLiteral("Storm workers that report"))->value, QStringLiteral("3"));
    EXPECT_EQ(codesOf(*explanation), QStringList{QStringLiteral("topology.workers-missing")});
}

TEST(Explain, aComponentWithAnErrorHasTheFindingOfItsTopologysErrors)
{
    Scene scene;
    scene.planes.storm->pages[0].components = {
        {.id = QStringLiteral("split"), .lastError = QStringLiteral("java.lang.Error"), .errorLapsedSeconds = 30},
        {.id = QStringLiteral("count")}};
    const storm::TopologyId id{wordcount.key};
    const auto failing = scene.explained(componentSubject(id, QStringLiteral("split")));
    EXPECT_EQ(codesOf(*failing), QStringList{QStringLiteral("topology.errors")});
    EXPECT_EQ(factOf(*failing, QStringLiteral("Last error"))->value, QStringLiteral("java.lang.Error"));
    EXPECT_TRUE(codesOf(*scene.explained(componentSubject(id, QStringLiteral("count")))).isEmpty());
}

TEST(Explain, whatAPlaneTellsIsSubjectToItsSilence)
{
    Scene scene;
    silence(scene.freshness.storm, now, 30s);
    EXPECT_EQ(codesOf(*scene.explained(wordcount)), QStringList{QStringLiteral("storm.ui-unreachable")});
    EXPECT_EQ(factOf(*scene.explained(wordcount), QStringLiteral("Status"))->age, AgeState::Stale);
    EXPECT_TRUE(codesOf(*scene.explained(node3)).isEmpty());
}

TEST(Explain, theClustersHealthRestsOnEverySourceAndAllFindings)
{
    Scene scene;
    nodeDown(scene.planes, storm3);
    const auto explanation = scene.explained(clusterSubject());
    EXPECT_TRUE(explanation->verdict.contains(QStringLiteral("failing")));
    for (const char *source : {"Swarm", "Ensemble", "Storm", "Engine of storm-1", "Engine of storm-3"}) {
        EXPECT_TRUE(factOf(*explanation, QLatin1String(source))) << source;
    }
    EXPECT_EQ(explanation->findings.front().finding.code, QStringLiteral("node.down"));
}

TEST(Explain, aFindingRestsOnTheFactsOfWhatItIsAbout)
{
    Scene scene;
    nodeDown(scene.planes, storm3);
    const Snapshot snapshot = join(scene.planes, 1);
    const std::vector<Finding> found = findings(snapshot, scene.freshness, now);
    const auto explanation = explain(subjectOf(found.front()), snapshot, scene.freshness, found, now);
    ASSERT_TRUE(explanation);
    EXPECT_EQ(explanation->name, storm3);
    EXPECT_EQ(factOf(*explanation, QStringLiteral("State"))->value, QStringLiteral("down (heartbeat failure)"));
    EXPECT_EQ(codesOf(*explanation), QStringList{QStringLiteral("node.down")});
}

TEST(Explain, twoFindingsOfOneRuleHaveTwoIdentities)
{
    Scene scene;
    for (const char *service : {"lab-nimbus", "lab-ui"}) {
        docker::Task &task = taskOf(scene.planes, QLatin1String(service), QStringLiteral("storm-1"));
        task.state = {docker::TaskState::Pending, QStringLiteral("pending")};
        task.error = QStringLiteral("no suitable node");
    }
    std::vector<Finding> found = findings(join(scene.planes, 1), scene.freshness, now);
    std::erase_if(found, [](const Finding &one) { return one.code != u"task.pending"; });
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NE(identityOf(found[0]), identityOf(found[1]));
}

TEST(Explain, whatIsGoneIsNotExplained)
{
    Scene scene;
    const Snapshot snapshot = join(scene.planes, 1);
    for (const Subject &subject : {node3, ui, zk3, wordcount, Subject{SubjectKind::Finding, QStringLiteral("x"), {}}}) {
        EXPECT_FALSE(explain(subject, Snapshot(), scene.freshness, {}, now));
    }
    EXPECT_TRUE(explain(clusterSubject(), Snapshot(), {}, {}, now));
}

TEST(Explain, aFactNobodyToldIsLeftOut)
{
    Scene scene;
    const auto explanation = scene.explained(wordcount);
    EXPECT_EQ(factOf(*explanation, QStringLiteral("Executors")), nullptr);
    for (const Fact &fact : explanation->facts) {
        EXPECT_FALSE(fact.value.isEmpty()) << qPrintable(fact.what);
        EXPECT_FALSE(fact.source.isEmpty()) << qPrintable(fact.what);
    }
}
