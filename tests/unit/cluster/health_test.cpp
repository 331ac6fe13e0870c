// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/health.h"
#include "cluster/limits.h"
#include "cluster/rules.h"
#include "unit/cluster/scene.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const Instant now{std::chrono::hours(5)};

struct Judged
{
    Planes planes;
    Freshness freshness;

    explicit Judged(Planes from = healthyPlanes()) : planes(std::move(from)), freshness(freshNow(planes, now)) {}

    [[nodiscard]] std::vector<Finding> all() const { return findings(join(planes, 1), freshness, now); }
    [[nodiscard]] Finding of(const char *code) const
    {
        for (const Finding &finding : all()) {
            if (finding.code == QLatin1String(code)) {
                return finding;
            }
        }
        return {};
    }
    [[nodiscard]] bool has(const char *code) const { return !of(code).code.isEmpty(); }
    [[nodiscard]] Health whole() const { return health(join(planes, 1), freshness, all(), now); }
};

docker::Task failed(const docker::Task &task, docker::TaskState state, const QString &error, int secondsAgo)
{
    docker::Task one = task;
    one.id.value += QString::number(secondsAgo);
    one.state = {state, QStringLiteral("failed")};
    one.desired = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
    one.error = error;
    one.createdAt = sceneTime().addSecs(-secondsAgo);
    one.changedAt = one.createdAt;
    return one;
}
} // namespace

TEST(AgeState, tellsAllFiveStatesApart)
{
    SourceAge age;
    EXPECT_EQ(ageState(age, now), AgeState::Waiting);
    age.misses = 1;
    EXPECT_EQ(ageState(age, now), AgeState::Never);
    age = {.answered = now - 6s};
    EXPECT_EQ(ageState(age, now), AgeState::Fresh);
    EXPECT_EQ(ageState(age, now + 1ms), AgeState::Stale);
    age = {.answered = now, .error = Error{}};
    EXPECT_EQ(ageState(age, now), AgeState::Stale);
    age.expected = false;
    EXPECT_EQ(ageState(age, now), AgeState::NotAsked);
}

TEST(Health, isHealthyWithNoticesOnly)
{
    const Judged scene;
    EXPECT_EQ(scene.whole(), Health::Healthy);
    for (const Finding &finding : scene.all()) {
        EXPECT_EQ(finding.severity, Severity::Notice) << qPrintable(finding.headline);
    }
    EXPECT_TRUE(scene.has("swarm.one-manager"));
    EXPECT_TRUE(scene.has("connection.plain-tcp"));
}

TEST(Health, isEmptyWithoutASwarmAndUnknownWhileAnEngineHasNotAnswered)
{
    Judged scene(emptyPlanes());
    EXPECT_EQ(scene.whole(), Health::Empty);
    scene.freshness.engines[QStringLiteral("storm-2")].answered.reset();
    EXPECT_EQ(scene.whole(), Health::Unknown);
}

TEST(Health, isNeverGreenOnOneMissedAnswer)
{
    Judged scene;
    scene.freshness.storm.error = Error{};
    scene.freshness.storm.misses = 1;
    EXPECT_EQ(scene.whole(), Health::Unknown);
}

TEST(Health, isNeverGreenWhereStormDoesNotDescribeATopology)
{
    Judged scene;
    scene.planes.storm->pages.clear();
    EXPECT_EQ(scene.whole(), Health::Unknown);
    EXPECT_TRUE(scene.has("topology.untold"));
    scene.planes.storm->topologies[0].status = {storm::TopologyStatus::Killed, QStringLiteral("KILLED")};
    EXPECT_EQ(scene.whole(), Health::Healthy) << "it goes";
    EXPECT_FALSE(scene.has("topology.untold"));
}

TEST(NodeRules, tellADownNodeWithWhoNoticedAndWhatRanThere)
{
    Judged scene;
    nodeDown(scene.planes, QStringLiteral("storm-3"));
    silence(scene.freshness.engines[QStringLiteral("storm-3")], now, 26s);
    const Finding finding = scene.of("node.down");
    EXPECT_EQ(finding.severity, Severity::Failure);
    EXPECT_EQ(finding.headline, QStringLiteral("storm-3 is down."));
    EXPECT_EQ(finding.evidence,
              QStringLiteral("Its engine has not answered for 26 s; swarm confirmed 6 s ago. "
                             "1 Storm worker of wordcount was running there. Ensemble member zk3 was there."));
    EXPECT_EQ(finding.nextMove, QStringLiteral("Nimbus has not moved the Storm worker yet and will in about 14 s."));
    EXPECT_FALSE(scene.has("supervisor.still-listed"));
}

TEST(NodeRules, suspectASilentEngineOnlyAfterSeveralTries)
{
    Judged scene;
    SourceAge &age = scene.freshness.engines[QStringLiteral("storm-3")];
    age.error = Error{};
    age.misses = 1;
    EXPECT_FALSE(scene.has("node.suspect"));
    silence(age, now, 8s);
    EXPECT_EQ(scene.of("node.suspect").severity, Severity::Warning);
    EXPECT_EQ(nodeStatus(join(scene.planes, 1).nodes[2], scene.freshness, now), NodeStatus::Suspect);
}

TEST(NodeRules, tellAnUnreachableEngineOutsideASwarm)
{
    Judged scene(emptyPlanes());
    EXPECT_FALSE(scene.has("engine.unreachable"));
    silence(scene.freshness.engines[QStringLiteral("storm-2")], now, 20s);
    EXPECT_EQ(scene.of("engine.unreachable").subject, QStringLiteral("machine:storm-2"));
}

TEST(NodeRules, showAnUnknownStateByItsName)
{
    Judged scene;
    nodeOf(scene.planes, QStringLiteral("storm-2")).state = {docker::NodeState::Unknown, QStringLiteral("musing")};
    EXPECT_TRUE(scene.of("node.unknown-state").headline.contains(QStringLiteral("musing")));
    EXPECT_EQ(scene.whole(), Health::Degraded);
}

TEST(NodeRules, noticeADrainedNodeOnlyWithWork)
{
    Judged scene(healthyPlanes());
    nodeOf(scene.planes, QStringLiteral("storm-3")).availability = {docker::Availability::Drain,
                                                                    QStringLiteral("drain")};
    EXPECT_EQ(scene.of("node.drained-with-work").severity, Severity::Notice);
    std::erase_if(scene.planes.swarm->tasks, [](const auto &task) { return task.node.value == u"node3"; });
    EXPECT_FALSE(scene.has("node.drained-with-work"));
}

TEST(NodeRules, takeADownTwinForAnOldEntry)
{
    Judged scene;
    docker::Node old = nodeOf(scene.planes, QStringLiteral("storm-2"));
    old.id = {QStringLiteral("old")};
    old.state = {docker::NodeState::Down, QStringLiteral("down")};
    scene.planes.swarm->nodes.push_back(old);
    EXPECT_TRUE(scene.has("node.stale-entry"));
    EXPECT_FALSE(scene.has("node.down"));
}

TEST(EngineRules, compareTheClocksOfTheMachinesWithEachOther)
{
    Judged scene;
    const auto setClock = [&](const char *machine, int aheadMs) {
        scene.freshness.engines[QLatin1String(machine)].theirTime = sceneTime().addMSecs(aheadMs);
    };
    for (const char *machine : {"storm-1", "storm-2", "storm-3"}) {
        setClock(machine, 1900);
    }
    EXPECT_FALSE(scene.has("engine.clock-skew"));
    setClock("storm-3", -100);
    EXPECT_EQ(scene.of("engine.clock-skew").severity, Severity::Notice);
    setClock("storm-3", -20'000);
    EXPECT_EQ(scene.of("engine.clock-skew").severity, Severity::Warning);
    EXPECT_TRUE(scene.of("engine.clock-skew")
                    .evidence.endsWith(QStringLiteral("is ahead of storm-3, by what their engines call the time.")));
    EXPECT_FALSE(scene.has("console.clock-skew"));
    silence(scene.freshness.engines[QStringLiteral("storm-3")], now, 30s);
    EXPECT_FALSE(scene.has("engine.clock-skew")) << "an old answer says nothing about a clock";
}

TEST(EngineRules, tellThatThisComputersClockDiffersFromEveryMachines)
{
    Judged scene;
    for (SourceAge &age : scene.freshness.engines) {
        age.theirTime = sceneTime().addSecs(-40);
    }
    EXPECT_TRUE(scene.has("console.clock-skew"));
    EXPECT_FALSE(scene.has("engine.clock-skew"));
}

TEST(EngineRules, noticeEnginesOfDifferentVersions)
{
    Judged scene;
    EXPECT_FALSE(scene.has("engine.version-skew"));
    scene.planes.engines[QStringLiteral("storm-2")].info.serverVersion = QStringLiteral("29.1.0");
    EXPECT_TRUE(scene.of("engine.version-skew").evidence.contains(QStringLiteral("29.1.0 on storm-2")));
}

TEST(SwarmRules, tellWhenNoManagerIsToSpare)
{
    Judged scene;
    for (const char *name : {"storm-2", "storm-3"}) {
        docker::Node &node = nodeOf(scene.planes, QLatin1String(name));
        node.role = {docker::NodeRole::Manager, QStringLiteral("manager")};
        node.manager = docker::ManagerStatus{false, {docker::Reachability::Reachable, QStringLiteral("reachable")}, {}};
    }
    EXPECT_FALSE(scene.has("swarm.no-manager-margin"));
    nodeOf(scene.planes, QStringLiteral("storm-3")).manager->reachability = {docker::Reachability::Unreachable,
                                                                             QStringLiteral("unreachable")};
    EXPECT_TRUE(scene.has("swarm.no-manager-margin"));
}

TEST(PlaneRules, nameTheReasonOfTheLastErrorAndAMissingMajority)
{
    Judged scene;
    silence(scene.freshness.swarm, now, 30s);
    EXPECT_TRUE(scene.of("swarm.stale").evidence.contains(QStringLiteral("nothing answers at that address")));
    scene.freshness.swarm.error->code = QStringLiteral("docker.no-leader");
    EXPECT_EQ(scene.of("swarm.no-majority").severity, Severity::Failure);
}

TEST(PlaneRules, tellASilentUiFromOneThatDoesNotRun)
{
    Judged scene;
    silence(scene.freshness.storm, now, 30s);
    EXPECT_TRUE(scene.has("storm.ui-unreachable"));
    taskOf(scene.planes, QStringLiteral("lab-ui"), QStringLiteral("storm-1")).state = {docker::TaskState::Starting,
                                                                                       QStringLiteral("starting")};
    EXPECT_FALSE(scene.has("storm.ui-unreachable"));
    EXPECT_TRUE(scene.has("storm.stale"));
}

TEST(PlaneRules, callASourceSilentOnlyOnceALookFailedOrMustHaveFailed)
{
    Judged scene;
    SourceAge &age = scene.freshness.storm;
    age.answered = now - 6s - limits::longestLook;
    EXPECT_FALSE(scene.has("storm.ui-unreachable")) << "a look is under way, and none has failed";
    EXPECT_EQ(ageState(age, now), AgeState::Stale);
    EXPECT_EQ(scene.whole(), Health::Unknown);
    *age.answered -= 1ms;
    EXPECT_TRUE(scene.has("storm.ui-unreachable"));
    age.answered = now - 7s;
    EXPECT_FALSE(scene.has("storm.ui-unreachable"));
    age.error = Error{.kind = ErrorKind::Deadline};
    age.misses = 1;
    EXPECT_TRUE(scene.has("storm.ui-unreachable"));
    age.answered = now - 6s;
    EXPECT_FALSE(scene.has("storm.ui-unreachable")) << "one failed try within the lifetime";
}

TEST(PlaneRules, judgeNoFactsPastTheirLifetimeThoughTheSourceIsNotSilentYet)
{
    Judged scene;
    scene.planes.storm->supervisors.pop_back();
    scene.freshness.storm.answered = now - 6s;
    EXPECT_TRUE(scene.has("supervisor.not-listed"));
    scene.freshness.storm.answered = now - 7s;
    EXPECT_FALSE(scene.has("supervisor.not-listed"));
    EXPECT_FALSE(scene.has("storm.ui-unreachable"));
}

TEST(EnsembleRules, countMarginAndQuorum)
{
    Judged scene;
    EXPECT_FALSE(scene.has("ensemble.no-margin"));
    memberDown(scene.planes, QStringLiteral("zk3"));
    EXPECT_EQ(scene.of("ensemble.no-margin").evidence,
              QStringLiteral("2 of 3 members serve; losing one more stops Storm from assigning work."));
    EXPECT_TRUE(scene.has("ensemble.member-silent"));
    memberDown(scene.planes, QStringLiteral("zk1"));
    EXPECT_EQ(scene.of("ensemble.no-quorum").severity, Severity::Failure);
    EXPECT_EQ(scene.whole(), Health::Failing);
}

TEST(EnsembleRules, splitTheSchedulersReasonOfAMemberThatWaits)
{
    Judged scene;
    docker::Task &task = taskOf(scene.planes, QStringLiteral("lab-zk3"), QStringLiteral("storm-3"));
    task.node = {};
    task.state = {docker::TaskState::Pending, QStringLiteral("pending")};
    task.error = QStringLiteral("no suitable node (scheduling constraints not satisfied on 2 nodes; "
                                "1 node not available for new tasks; phase of the moon)");
    const QString evidence = scene.of("ensemble.member-pending").evidence;
    EXPECT_EQ(evidence, QStringLiteral("Swarm: 2 nodes are ruled out by the placement constraints; 1 node takes no new "
                                       "swarm tasks: it is down, paused or drained; phase of the moon."));
    EXPECT_EQ(readableReason(QStringLiteral("no suitable node")), QStringLiteral("no suitable node"));
}

TEST(StormRules, giveASupervisorAMinuteToStart)
{
    Judged scene;
    scene.planes.storm->supervisors.pop_back();
    EXPECT_EQ(scene.of("supervisor.not-listed").severity, Severity::Warning);
    taskOf(scene.planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-3")).changedAt =
        sceneTime().addSecs(-59);
    EXPECT_EQ(scene.of("supervisor.not-listed").severity, Severity::Notice);
    EXPECT_TRUE(scene.of("supervisor.not-listed").headline.contains(QStringLiteral("is starting")));
}

TEST(StormRules, measureThatMinuteByTheEnginesOwnClock)
{
    Judged scene;
    scene.planes.storm->supervisors.pop_back();
    docker::Task &task = taskOf(scene.planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-3"));
    for (SourceAge &age : scene.freshness.engines) {
        age.theirTime = sceneTime().addSecs(-3600);
    }
    task.changedAt = sceneTime().addSecs(-3600 - 59);
    EXPECT_EQ(scene.of("supervisor.not-listed").severity, Severity::Notice);
    task.changedAt = sceneTime().addSecs(-3600 - 61);
    EXPECT_EQ(scene.of("supervisor.not-listed").severity, Severity::Warning);
}

TEST(StormRules, noticeASupervisorWhoseTaskHasJustEndedAndCallItAGhostAfterAMinute)
{
    Judged scene;
    docker::Task &task = taskOf(scene.planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-3"));
    task.state = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
    task.desired = task.state;
    task.changedAt = sceneTime().addSecs(-59);
    EXPECT_EQ(scene.of("supervisor.still-listed").severity, Severity::Notice);
    EXPECT_EQ(scene.of("supervisor.still-listed").subject, QStringLiteral("node3"));
    EXPECT_FALSE(scene.has("supervisor.ghost"));
    task.changedAt = sceneTime().addSecs(-61);
    EXPECT_FALSE(scene.has("supervisor.still-listed"));
    EXPECT_EQ(scene.of("supervisor.ghost").severity, Severity::Warning);
}

TEST(StormRules, findGhostsSharedIdsAndVersionSkew)
{
    Judged scene;
    EXPECT_FALSE(scene.has("supervisor.ghost"));
    scene.planes.storm->supervisors.push_back({.id = {QStringLiteral("x")}, .host = QStringLiteral("gone")});
    EXPECT_TRUE(scene.has("supervisor.ghost"));
    EXPECT_FALSE(scene.has("supervisor.shared-id"));
    scene.planes.storm->supervisors.at(1).id = scene.planes.storm->supervisors.at(0).id;
    EXPECT_TRUE(scene.has("supervisor.shared-id"));
    EXPECT_FALSE(scene.has("storm.version-skew"));
    scene.planes.storm->cluster.stormVersion = QStringLiteral("1.2.4");
    EXPECT_TRUE(scene.has("storm.version-skew"));
}

TEST(StormRules, missALeader)
{
    Judged scene;
    EXPECT_FALSE(scene.has("storm.no-leader"));
    scene.planes.storm->nimbuses[0].status = {storm::NimbusStatus::NotLeader, QStringLiteral("Not a Leader")};
    EXPECT_EQ(scene.of("storm.no-leader").severity, Severity::Failure);
}

TEST(TopologyRules, sayWhyWorkersAreMissing)
{
    Judged scene;
    EXPECT_FALSE(scene.has("topology.workers-missing"));
    scene.planes.storm->pages.at(0).workersRequested = 5;
    scene.planes.storm->topologies.at(0).name = QStringLiteral("100%2");
    EXPECT_EQ(scene.of("topology.workers-missing").headline,
              QStringLiteral("100%2 has 3 of the 5 Storm workers it asks for."));
    EXPECT_TRUE(scene.of("topology.workers-missing").evidence.contains(QStringLiteral("3 of 6 slots are free")));
    for (storm::Supervisor &supervisor : scene.planes.storm->supervisors) {
        supervisor.slotsUsed = 2;
    }
    EXPECT_EQ(scene.of("topology.workers-missing").evidence, QStringLiteral("No slot is free: 6 of 6 are in use."));
}

TEST(TopologyRules, callAWorkerThatHasNotReportedStarting)
{
    Judged scene;
    EXPECT_FALSE(scene.has("topology.starting"));
    scene.planes.storm->pages.at(0).workers.at(0).uptimeSeconds = 0;
    EXPECT_EQ(scene.of("topology.starting").severity, Severity::Notice);
    EXPECT_EQ(scene.whole(), Health::Healthy);
}

TEST(TopologyRules, tellWhatATopologyThrewLately)
{
    Judged scene;
    EXPECT_FALSE(scene.has("topology.errors"));
    ASSERT_FALSE(scene.planes.storm->pages.empty());
    scene.planes.storm->pages.front().components = {{.id = QStringLiteral("count")}};
    storm::Component &component = scene.planes.storm->pages.front().components.front();
    component.lastError = QStringLiteral("java.lang.IllegalStateException: no more patience\n\tat a.B");
    component.errorLapsedSeconds = 8;
    const Finding finding = scene.of("topology.errors");
    EXPECT_EQ(finding.severity, Severity::Warning);
    EXPECT_TRUE(finding.evidence.contains(QStringLiteral("8 s ago: java.lang.IllegalStateException: no more patience")))
        << qPrintable(finding.evidence);
    EXPECT_FALSE(finding.evidence.contains(u'\n'));
    component.errorLapsedSeconds = 601;
    EXPECT_FALSE(scene.has("topology.errors"));
}

TEST(TaskRules, countARestartLoopOnceAndForgetOldFailures)
{
    Judged scene;
    const docker::Task task = taskOf(scene.planes, QStringLiteral("lab-ui"), QStringLiteral("storm-1"));
    for (const int ago : {700, 800, 900}) {
        scene.planes.swarm->tasks.push_back(failed(task, docker::TaskState::Failed, QStringLiteral("exit"), ago));
    }
    EXPECT_FALSE(scene.has("task.restart-loop"));
    for (const int ago : {30, 60, 90}) {
        scene.planes.swarm->tasks.push_back(
            failed(task, docker::TaskState::Failed, QStringLiteral("task: non-zero exit (137)"), ago));
    }
    const auto all = scene.all();
    EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto &one) { return one.code == u"task.restart-loop"; }),
              1);
    EXPECT_TRUE(scene.of("task.restart-loop").evidence.contains(QStringLiteral("3 swarm tasks failed")));
    EXPECT_TRUE(scene.of("task.restart-loop").evidence.contains(QStringLiteral("it was killed (exit code 137)")));
}

/// As when the ensemble loses its quorum for a while: each supervisor ends once, for one reason that is told already.
TEST(TaskRules, callOneFailureOnEachNodeNoLoop)
{
    Judged scene;
    for (const char *node : {"storm-1", "storm-2", "storm-3"}) {
        const docker::Task task = taskOf(scene.planes, QStringLiteral("lab-supervisor"), QLatin1String(node));
        scene.planes.swarm->tasks.push_back(failed(task, docker::TaskState::Failed, QStringLiteral("exit"), 30));
    }
    EXPECT_FALSE(scene.has("task.restart-loop"));
    const docker::Task again = taskOf(scene.planes, QStringLiteral("lab-supervisor"), QStringLiteral("storm-2"));
    for (const int ago : {60, 90}) {
        scene.planes.swarm->tasks.push_back(failed(again, docker::TaskState::Failed, QStringLiteral("exit"), ago));
    }
    EXPECT_TRUE(scene.has("task.restart-loop"));
}

TEST(TaskRules, tellARefusedTaskWithTheEnginesText)
{
    Judged scene;
    docker::Task &task = taskOf(scene.planes, QStringLiteral("lab-ui"), QStringLiteral("storm-1"));
    EXPECT_FALSE(scene.has("task.image-missing"));
    task = failed(task, docker::TaskState::Rejected, QStringLiteral("No such image: storm:9"), 5);
    EXPECT_TRUE(scene.of("task.image-missing").evidence.contains(QStringLiteral("No such image: storm:9")));
}
