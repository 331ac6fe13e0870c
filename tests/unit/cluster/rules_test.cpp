// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/health.h"
#include "cluster/rulebook.h"
#include "unit/cluster/scene.h"

#include <QRegularExpression>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const Instant now{std::chrono::hours(5)};
const QString storm1 = QStringLiteral("storm-1");
const QString storm2 = QStringLiteral("storm-2");
const QString storm3 = QStringLiteral("storm-3");
const QString supervisor = QStringLiteral("lab-supervisor");

struct Scene
{
    Planes planes = healthyPlanes();
    Freshness freshness = freshNow(planes, now);
};

/// What makes a healthy cluster have one finding more.
struct Case
{
    const char *code;
    Severity severity;
    const char *subject;
    std::function<void(Scene &)> change;

    friend void PrintTo(const Case &one, std::ostream *out) { *out << one.code; }
};

void makeManagers(Scene &scene, std::initializer_list<QString> names)
{
    for (const QString &name : names) {
        docker::Node &node = nodeOf(scene.planes, name);
        node.role = {docker::NodeRole::Manager, QStringLiteral("manager")};
        node.manager = docker::ManagerStatus{false, {docker::Reachability::Reachable, QStringLiteral("reachable")}, {}};
    }
}

void unreachable(Scene &scene, const QString &manager)
{
    nodeOf(scene.planes, manager).manager->reachability = {docker::Reachability::Unreachable,
                                                           QStringLiteral("unreachable")};
}

void setState(docker::Task &task, docker::TaskState state, const char *word)
{
    task.state = {state, QLatin1String(word)};
}

void oldEntry(Scene &scene)
{
    docker::Node old = nodeOf(scene.planes, storm2);
    old.id = {QStringLiteral("old")};
    old.state = {docker::NodeState::Down, QStringLiteral("down")};
    scene.planes.swarm->nodes.push_back(old);
}

void fail(Scene &scene, docker::TaskState state, int times)
{
    docker::Task task = taskOf(scene.planes, QStringLiteral("lab-ui"), storm1);
    setState(task, state, "failed");
    task.error = QStringLiteral("task: non-zero exit (1)");
    task.changedAt = sceneTime().addSecs(-20);
    taskOf(scene.planes, QStringLiteral("lab-ui"), storm1) = task;
    for (int time = 1; time < times; ++time) {
        task.id.value += u'x';
        task.createdAt = task.createdAt.addSecs(-1);
        scene.planes.swarm->tasks.push_back(task);
    }
}

/// It answers, but only with an error of that code.
void silentWith(SourceAge &age, const char *code)
{
    silence(age, now, 30s);
    age.error->code = QLatin1String(code);
}

docker::LocalSwarm &localSwarm(Scene &scene)
{
    return scene.planes.engines[storm2].info.swarm;
}

/// storm-2 is no node of the swarm, and its engine says that word.
void leave(Scene &scene, docker::LocalNodeState state, const char *word)
{
    localSwarm(scene) = {.state = {state, QLatin1String(word)}};
    std::erase_if(scene.planes.swarm->nodes, [](const docker::Node &node) { return node.hostname == storm2; });
}

void seeRoom(Scene &scene, RoomFacts facts)
{
    facts.container = QStringLiteral("zk2");
    scene.planes.rooms.insert(storm2, facts);
    scene.freshness.rooms.insert(storm2, {.answered = now - 12s, .answeredAt = sceneTime(), .lifetime = 90s});
}

storm::TopologySummary &summary(Scene &scene)
{
    return scene.planes.storm->topologies[0];
}

void noneReports(Scene &scene, qint64 uptimeSeconds)
{
    summary(scene).uptimeSeconds = uptimeSeconds;
    for (storm::Worker &worker : scene.planes.storm->pages[0].workers) {
        worker.uptimeSeconds = 0;
    }
}

const char *const wordcount = "wordcount-1-1795591592";

std::vector<Case> nodeCases()
{
    return {
        {"node.down", Severity::Failure, "node3", [](Scene &s) { nodeDown(s.planes, storm3); }},
        {"node.suspect", Severity::Warning, "node3", [](Scene &s) { silence(s.freshness.engines[storm3], now, 8s); }},
        {"node.stale-entry", Severity::Notice, "old", oldEntry},
        {"node.unknown-state", Severity::Warning, "node2",
         [](Scene &s) {
             nodeOf(s.planes, storm2).state = {docker::NodeState::Unknown, QStringLiteral("musing")};
         }},
        {"node.drained-with-work", Severity::Notice, "node2",
         [](Scene &s) {
             nodeOf(s.planes, storm2).availability = {docker::Availability::Drain, QStringLiteral("drain")};
         }},
        {"engine.unreachable", Severity::Failure, "machine:storm-4",
         [](Scene &s) {
             s.planes.machines.push_back({QStringLiteral("storm-4"), Endpoint::tcp(QStringLiteral("m"), 1), {}, {}});
             silence(s.freshness.engines[QStringLiteral("storm-4")], now, 20s);
         }},
        {"engine.shared-id", Severity::Warning, "machine:storm-1",
         [](Scene &s) { s.planes.engines[storm2].info.id = s.planes.engines[storm1].info.id; }},
        {"engine.locked", Severity::Warning, "node2",
         [](Scene &s) {
             localSwarm(s).state = {docker::LocalNodeState::Locked, QStringLiteral("locked")};
         }},
        {"engine.swarm-error", Severity::Warning, "node2",
         [](Scene &s) { localSwarm(s).error = QStringLiteral("rpc error: connection refused"); }},
        {"engine.other-swarm", Severity::Warning, "node2",
         [](Scene &s) {
             s.planes.swarm->swarm.id = {QStringLiteral("ours")};
             localSwarm(s).swarm = {QStringLiteral("theirs")};
         }},
        {"node.joining", Severity::Warning, "machine:storm-2",
         [](Scene &s) {
             leave(s, docker::LocalNodeState::Pending, "pending");
             s.planes.seen.joiningSince.insert(storm2, now - 61s);
         }},
        {"node.not-in-swarm", Severity::Notice, "machine:storm-2",
         [](Scene &s) { leave(s, docker::LocalNodeState::Inactive, "inactive"); }},
        {"node.disk-low", Severity::Warning, "node2",
         [](Scene &s) {
             seeRoom(s, {.disk = Room{100LL << 30, 9LL << 30}});
         }},
        {"node.disk-full", Severity::Failure, "node2",
         [](Scene &s) {
             seeRoom(s, {.disk = Room{4LL << 30, 199LL << 20}});
         }},
        {"node.memory-low", Severity::Warning, "node2",
         [](Scene &s) {
             seeRoom(s, {.memory = Room{8LL << 30, 400LL << 20}});
         }},
        {"engine.swarm-certificate-expired", Severity::Failure, "node2",
         [](Scene &s) { localSwarm(s).error = QStringLiteral("x509: certificate has expired or is not yet valid"); }},
    };
}

std::vector<Case> swarmCases()
{
    return {
        {"swarm.even-managers", Severity::Notice, "swarm", [](Scene &s) { makeManagers(s, {storm2}); }},
        {"swarm.no-manager-margin", Severity::Warning, "swarm",
         [](Scene &s) {
             makeManagers(s, {storm2, storm3});
             unreachable(s, storm3);
         }},
        {"swarm.manager-lost", Severity::Warning, "swarm",
         [](Scene &s) {
             for (const char *name : {"storm-4", "storm-5"}) {
                 docker::Node node = nodeOf(s.planes, storm3);
                 node.id = {QLatin1String(name)};
                 node.hostname = QLatin1String(name);
                 s.planes.swarm->nodes.push_back(node);
             }
             makeManagers(s, {storm2, storm3, QStringLiteral("storm-4"), QStringLiteral("storm-5")});
             unreachable(s, storm3);
         }},
        {"swarm.stale", Severity::Warning, "swarm", [](Scene &s) { silence(s.freshness.swarm, now, 30s); }},
        {"swarm.no-majority", Severity::Failure, "swarm",
         [](Scene &s) { silentWith(s.freshness.swarm, "docker.no-leader"); }},
        {"task.pending", Severity::Warning, "swarm",
         [](Scene &s) {
             docker::Task &task = taskOf(s.planes, QStringLiteral("lab-nimbus"), storm1);
             setState(task, docker::TaskState::Pending, "pending");
             task.error = QStringLiteral("no suitable node (insufficient resources on 3 nodes)");
             task.changedAt = sceneTime().addSecs(-10);
         }},
        {"task.rejected", Severity::Warning, "node1", [](Scene &s) { fail(s, docker::TaskState::Rejected, 1); }},
        {"task.restart-loop", Severity::Warning, "node1", [](Scene &s) { fail(s, docker::TaskState::Failed, 3); }},
    };
}

std::vector<Case> ensembleCases()
{
    return {
        {"ensemble.stale", Severity::Warning, "ensemble", [](Scene &s) { silence(s.freshness.ensemble, now, 30s); }},
        {"ensemble.no-margin", Severity::Warning, "ensemble",
         [](Scene &s) { memberDown(s.planes, QStringLiteral("zk3")); }},
        {"ensemble.no-quorum", Severity::Failure, "ensemble",
         [](Scene &s) {
             memberDown(s.planes, QStringLiteral("zk2"));
             memberDown(s.planes, QStringLiteral("zk3"));
         }},
        {"ensemble.degraded", Severity::Warning, "ensemble",
         [](Scene &s) {
             s.planes.ensemble->asked = 5;
             auto fourth = s.planes.ensemble->members[1];
             fourth.name = QStringLiteral("zk4");
             s.planes.ensemble->members.push_back(fourth);
             s.planes.ensemble->members.push_back({.name = QStringLiteral("zk5")});
         }},
        {"ensemble.even", Severity::Notice, "ensemble",
         [](Scene &s) {
             s.planes.ensemble->asked = 4;
             auto fourth = s.planes.ensemble->members[1];
             fourth.name = QStringLiteral("zk4");
             s.planes.ensemble->members.push_back(fourth);
         }},
        {"ensemble.member-silent", Severity::Warning, "ensemble",
         [](Scene &s) { memberDown(s.planes, QStringLiteral("zk3")); }},
        {"ensemble.member-starting", Severity::Notice, "ensemble",
         [](Scene &s) {
             memberDown(s.planes, QStringLiteral("zk3"));
             taskOf(s.planes, QStringLiteral("lab-zk3"), storm3).changedAt = sceneTime().addSecs(-59);
         }},
        {"ensemble.member-pending", Severity::Warning, "ensemble",
         [](Scene &s) {
             docker::Task &task = taskOf(s.planes, QStringLiteral("lab-zk3"), storm3);
             setState(task, docker::TaskState::Pending, "pending");
             task.node = {};
         }},
        {"ensemble.word-not-allowed", Severity::Notice, "ensemble",
         [](Scene &s) { s.planes.ensemble->members[2].state = zookeeper::MemberAnswer::State::NotAllowed; }},
    };
}

std::vector<Case> stormCases()
{
    return {
        {"storm.stale", Severity::Warning, "storm",
         [](Scene &s) {
             silence(s.freshness.storm, now, 30s);
             setState(taskOf(s.planes, QStringLiteral("lab-ui"), storm1), docker::TaskState::Starting, "starting");
         }},
        {"storm.ui-unreachable", Severity::Warning, "storm", [](Scene &s) { silence(s.freshness.storm, now, 30s); }},
        {"storm.ui-paused", Severity::Warning, "storm",
         [](Scene &s) {
             silence(s.freshness.storm, now, 30s);
             s.freshness.storm.error->code = QStringLiteral("storm.ui-paused");
             s.freshness.storm.error->remedy = QStringLiteral("Let it go on.");
         }},
        {"storm.no-leader", Severity::Failure, "storm",
         [](Scene &s) { silentWith(s.freshness.storm, "storm.no-leader"); }},
        {"storm.version-skew", Severity::Warning, "storm",
         [](Scene &s) { s.planes.storm->cluster.stormVersion = QStringLiteral("1.2.4"); }},
        {"nimbus.ghost", Severity::Notice, "storm",
         [](Scene &s) {
             auto other = s.planes.storm->nimbuses[0];
             other.host = QStringLiteral("stranger");
             s.planes.storm->nimbuses.push_back(other);
         }},
        {"supervisor.ghost", Severity::Warning, "storm",
         [](Scene &s) {
             s.planes.storm->supervisors.push_back({.id = {QStringLiteral("x")}, .host = QStringLiteral("gone")});
         }},
        {"supervisor.shared-id", Severity::Failure, "storm",
         [](Scene &s) { s.planes.storm->supervisors[1].id = s.planes.storm->supervisors[0].id; }},
        {"supervisor.not-listed", Severity::Warning, "node3", [](Scene &s) { s.planes.storm->supervisors.pop_back(); }},
        {"supervisor.still-listed", Severity::Warning, "node3",
         [](Scene &s) { setState(taskOf(s.planes, supervisor, storm3), docker::TaskState::Preparing, "preparing"); }},
    };
}

std::vector<Case> topologyCases()
{
    return {
        {"topology.workers-missing", Severity::Warning, wordcount,
         [](Scene &s) { s.planes.storm->pages[0].workersRequested = 5; }},
        {"topology.starting", Severity::Notice, wordcount, [](Scene &s) { noneReports(s, 119); }},
        {"topology.not-reporting", Severity::Warning, wordcount, [](Scene &s) { noneReports(s, 121); }},
        {"topology.untold", Severity::Notice, wordcount, [](Scene &s) { s.planes.storm->pages.clear(); }},
        {"topology.unknown-status", Severity::Warning, wordcount,
         [](Scene &s) {
             summary(s).status = {storm::TopologyStatus::Unknown, QStringLiteral("HUMMING")};
         }},
    };
}

std::vector<Case> allCases()
{
    std::vector<Case> all;
    for (auto make : {nodeCases, swarmCases, ensembleCases, stormCases, topologyCases}) {
        const auto cases = make();
        all.insert(all.end(), cases.begin(), cases.end());
    }
    return all;
}

std::vector<Finding> found(const Scene &scene, const char *code)
{
    std::vector<Finding> all = findings(join(scene.planes, 1), scene.freshness, now);
    std::erase_if(all, [&](const Finding &one) { return one.code != QLatin1String(code); });
    return all;
}

class EachRule : public testing::TestWithParam<Case>
{
};
} // namespace

TEST_P(EachRule, findsWhatItIsForAndNothingInAHealthyCluster)
{
    static const QRegularExpression unfilled(QStringLiteral("%[0-9Ln]"));
    const Case &one = GetParam();
    Scene scene;
    EXPECT_TRUE(found(scene, one.code).empty());
    one.change(scene);
    const auto findings = found(scene, one.code);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].severity, one.severity);
    EXPECT_EQ(findings[0].subject, QLatin1String(one.subject));
    EXPECT_TRUE(ruleOf(QLatin1String(one.code)).endsWith(u'.')) << "the rule book does not know it";
    EXPECT_FALSE(ruleOf(QLatin1String(one.code)).contains(unfilled));
    EXPECT_TRUE(findings[0].headline.endsWith(u'.')) << qPrintable(findings[0].headline);
    EXPECT_FALSE(findings[0].headline.contains(unfilled) || findings[0].evidence.contains(unfilled))
        << qPrintable(findings[0].headline + findings[0].evidence);
    EXPECT_TRUE(one.severity == Severity::Notice || !findings[0].nextMove.isEmpty()) << "what is to be done?";
    EXPECT_FALSE(findings[0].nextMove.contains(unfilled)) << qPrintable(findings[0].nextMove);
}

INSTANTIATE_TEST_SUITE_P(HealthRules, EachRule, testing::ValuesIn(allCases()), [](const auto &rule) {
    std::string name = rule.param.code;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
    return name;
});

TEST(StormRules, saysThatAUiNeedsTimeOnlyWhileItMayBeStarting)
{
    Scene scene;
    silence(scene.freshness.storm, now, 30s);
    EXPECT_FALSE(found(scene, "storm.ui-unreachable").at(0).nextMove.contains(QStringLiteral("20 s")));
    taskOf(scene.planes, QStringLiteral("lab-ui"), storm1).changedAt = sceneTime().addSecs(-5);
    EXPECT_TRUE(found(scene, "storm.ui-unreachable").at(0).nextMove.contains(QStringLiteral("20 s")));
}

TEST(StormRules, judgeNothingThatIsNotHeard)
{
    Scene scene;
    scene.planes.storm->supervisors.pop_back();
    silence(scene.freshness.storm, now, 30s);
    EXPECT_TRUE(found(scene, "supervisor.not-listed").empty());
    scene.freshness.storm.expected = false;
    EXPECT_TRUE(found(scene, "supervisor.not-listed").empty());
}

TEST(StormRules, callNothingAGhostOrUnlistedByAStaleSwarm)
{
    Scene scene;
    scene.planes.storm->supervisors.back().host = QStringLiteral("gone");
    scene.planes.storm->pages[0].workers.clear();
    scene.planes.seen.hosts.insert({QStringLiteral("x")}, {QStringLiteral("lab-supervisor-storm-1"),
                                                           QStringLiteral("lab-supervisor-storm-2")});
    for (const char *code : {"supervisor.ghost", "supervisor.not-listed", "supervisor.shared-id"}) {
        silence(scene.freshness.swarm, now, 30s);
        EXPECT_TRUE(found(scene, code).empty()) << code;
        scene.freshness.swarm = freshNow(scene.planes, now).swarm;
        EXPECT_EQ(found(scene, code).size(), 1U) << code;
    }
}

TEST(StormRules, doNotSayWhichServicesAndImagesThereAreByAStaleSwarm)
{
    Scene scene;
    scene.planes.storm->supervisors.clear();
    silence(scene.freshness.swarm, now, 30s);
    EXPECT_EQ(found(scene, "storm.no-supervisors").at(0).evidence, QString());
    scene.planes.swarm->services.clear();
    EXPECT_FALSE(found(scene, "storm.no-supervisors").at(0).nextMove.contains(QStringLiteral("Deploy")));
    scene = Scene();
    for (docker::Service &service : scene.planes.swarm->services) {
        service.image = service.name;
    }
    silence(scene.freshness.storm, now, 30s);
    EXPECT_EQ(found(scene, "storm.image-skew").size(), 1U);
    silence(scene.freshness.swarm, now, 30s);
    EXPECT_TRUE(found(scene, "storm.image-skew").empty());
}

TEST(StormRules, nameNimbusTimeoutInsteadOfASessionBeforeVersion2)
{
    Scene scene;
    scene.planes.storm->cluster.stormVersion = QStringLiteral("1.2.4");
    scene.planes.storm->supervisors.push_back({.id = {QStringLiteral("x")}, .host = QStringLiteral("gone")});
    setState(taskOf(scene.planes, supervisor, storm3), docker::TaskState::Preparing, "preparing");
    const QString timeout =
        QStringLiteral("when Nimbus times it out, after about 60 s (nimbus.supervisor.timeout.secs).");
    EXPECT_TRUE(found(scene, "supervisor.ghost").at(0).nextMove.endsWith(timeout));
    EXPECT_TRUE(found(scene, "supervisor.still-listed").at(0).evidence.endsWith(timeout));
}

TEST(StormRules, callSupervisorsOfOneIdBothOnlyWhereTheyAreTwo)
{
    Scene scene;
    auto &supervisors = scene.planes.storm->supervisors;
    supervisors[1].id = supervisors[0].id;
    EXPECT_TRUE(found(scene, "supervisor.shared-id").at(0).evidence.startsWith(QStringLiteral("Both are ")));
    supervisors[2].id = supervisors[0].id;
    EXPECT_TRUE(found(scene, "supervisor.shared-id").at(0).evidence.startsWith(QStringLiteral("All are ")));
}

TEST(SwarmRules, countNoManagersThatNobodyTellsOf)
{
    Scene scene;
    makeManagers(scene, {storm2, storm3});
    unreachable(scene, storm3);
    EXPECT_EQ(found(scene, "swarm.no-manager-margin").size(), 1U);
    silentWith(scene.freshness.swarm, "docker.no-leader");
    EXPECT_TRUE(found(scene, "swarm.no-manager-margin").empty());
    EXPECT_EQ(found(scene, "swarm.no-majority").size(), 1U);
}

TEST(EnsembleRules, callNoMemberPendingByAStaleSwarm)
{
    Scene scene;
    docker::Task &task = taskOf(scene.planes, QStringLiteral("lab-zk3"), storm3);
    setState(task, docker::TaskState::Pending, "pending");
    task.node = {};
    EXPECT_EQ(found(scene, "ensemble.member-pending").size(), 1U);
    silence(scene.freshness.swarm, now, 30s);
    EXPECT_TRUE(found(scene, "ensemble.member-pending").empty());
}
