// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of Storm in containers must make the console say. Answers are made by hand after the reports.
#include "actions/submission.h"
#include "cluster/failureclocks.h"
#include "logs/logsources.h"
#include "ops/services.h"
#include "storm/client.h"
#include "storm/decode.h"
#include "support/fakeserver.h"
#include "unit/bugbank/judged.h"
#include "watch/store.h"

#include <gtest/gtest.h>

#include <atomic>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const QString storm2 = QStringLiteral("storm-2");
const QString supervisors = QStringLiteral("lab-supervisor");

/// The Storm UI answers with that status and body instead of the cluster's summary.
void stormRefuses(Judged &scene, const QByteArray &body)
{
    silence(scene.freshness.storm, judgedAt, 40s);
    scene.freshness.storm.error = storm::decodeRefusal(500, body);
}

void takeSupervisors(Judged &scene, const QByteArray &json)
{
    scene.planes.storm->supervisors = storm::decodeSupervisors(R"({"supervisors":)" + json + '}').value();
}

QByteArray supervisorJson(const QByteArray &host, int used, int total)
{
    return R"({"id":"id-)" + host + R"(","host":"lab-supervisor-)" + host + R"(","uptimeSeconds":900,"slotsTotal":)" +
           QByteArray::number(total) + R"(,"slotsUsed":)" + QByteArray::number(used) + R"(,"version":"2.8.3"})";
}

void takePage(Judged &scene, const QByteArray &members)
{
    const QByteArray id = scene.planes.storm->topologies[0].id.value.toLatin1();
    auto page = storm::decodeTopologyPage(R"({"id":")" + id + R"(","name":"wordcount",)" + members + '}').value();
    page.workers = scene.planes.storm->pages[0].workers;
    page.workersRequested = page.workersRequested.value_or(3);
    scene.planes.storm->pages = {page};
}

/// A clock that a test sets.
class SetClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return at; }
    [[nodiscard]] QDateTime wall() const override { return sceneTime(); }
    std::atomic<Instant> at = judgedAt;
};
} // namespace

// 31z4/storm-docker#12
TEST(BugBank_Storm, b22_aUiWithoutALeaderKeepsItsLastDataWithTheirAge)
{
    Judged scene;
    const int nodes = static_cast<int>(scene.picture().topologies.size());
    stormRefuses(
        scene,
        R"({"error":"500 Server Error","errorMessage":"org.apache.storm.utils.NimbusLeaderNotFoundException: Could not find leader nimbus from seed hosts [nimbus]. Did you specify a valid list of nimbus hosts for config nimbus.seeds?\n\tat org.apache.storm"})");
    const Finding lost = scene.of("storm.no-leader");
    EXPECT_EQ(lost.severity, Severity::Failure);
    EXPECT_EQ(lost.headline, QStringLiteral("Nimbus has no leader."));
    EXPECT_TRUE(lost.evidence.startsWith(QStringLiteral("The Storm UI itself answers."))) << qPrintable(lost.evidence);
    EXPECT_TRUE(lost.evidence.endsWith(QStringLiteral("What is shown is as of 11:59:20.")))
        << qPrintable(lost.evidence);
    EXPECT_FALSE(lost.evidence.contains(QStringLiteral("\tat"))) << "no stack trace";
    EXPECT_FALSE(scene.has("storm.ui-unreachable"));
    EXPECT_EQ(static_cast<int>(scene.picture().topologies.size()), nodes);
    EXPECT_EQ(ageState(scene.freshness.storm, judgedAt), AgeState::Stale);
}

TEST(BugBank_Storm, b22_aNimbusThatCallsItselfLocalhostIsNamed)
{
    Judged scene;
    scene.planes.storm->nimbuses =
        storm::decodeNimbuses(R"({"nimbuses":[{"host":"localhost","port":6627,"status":"Leader","version":"1.0.1"}]})")
            .value();
    const Finding found = scene.of("nimbus.private-host");
    EXPECT_EQ(found.severity, Severity::Warning);
    EXPECT_EQ(found.headline, QStringLiteral("Nimbus is registered as localhost."));
}

// 31z4/storm-docker#22
TEST(BugBank_Storm, b23_aLeaderRegisteredByContainerIdIsNamedBeforeAnybodySubmits)
{
    Judged scene;
    const auto nimbuses = [](const QByteArray &host) {
        return storm::decodeNimbuses(R"({"nimbuses":[{"host":")" + host + R"(","port":6627,"status":"Leader"}]})")
            .value();
    };
    scene.planes.storm->nimbuses = nimbuses("6529caa5230d");
    const Finding found = scene.of("nimbus.private-host");
    EXPECT_EQ(found.headline, QStringLiteral("Nimbus is registered as 6529caa5230d."));
    EXPECT_TRUE(found.nextMove.contains(QStringLiteral("host name")));
    scene.planes.storm->nimbuses = nimbuses("nimbus");
    EXPECT_FALSE(scene.has("nimbus.private-host"));
}

// wurstmeister/storm-docker#23: thrift fields are missing, so Storm tells no version itself.
TEST(BugBank_Storm, b26_daemonsOfDifferentImagesAreToldWhereStormSaysNothing)
{
    Judged scene;
    scene.service(QStringLiteral("lab-ui")).image = QStringLiteral("storm:1.0.1@sha256:aa");
    scene.service(QStringLiteral("lab-nimbus")).image = QStringLiteral("storm:0.10.0@sha256:bb");
    stormRefuses(
        scene,
        R"({"error":"500 Server Error","errorMessage":"org.apache.thrift7.protocol.TProtocolException: Required field 'nimbus_uptime_secs' is unset!"})");
    EXPECT_TRUE(scene.has("storm.ui-fails"));
    EXPECT_FALSE(scene.has("storm.ui-unreachable")) << "it answers";
    EXPECT_EQ(scene.of("storm.image-skew").evidence,
              QStringLiteral("lab-nimbus on storm:0.10.0; lab-ui on storm:1.0.1."));
    scene.service(QStringLiteral("lab-nimbus")).image = QStringLiteral("storm:1.0.1@sha256:bb");
    EXPECT_FALSE(scene.has("storm.image-skew"));
}

// alibaba/jstorm#79: the row's host flips from poll to poll.
TEST(BugBank_Storm, b27_supervisorsThatShareAnIdAreFoundByTwoPolls)
{
    const SetClock clock;
    Judged scene;
    auto storm = *scene.planes.storm;
    storm.pages[0].workers.clear();
    const auto onlyOn = [&](const QByteArray &host) {
        storm.supervisors = storm::decodeSupervisors(R"({"supervisors":[{"id":"X","host":"lab-supervisor-)" + host +
                                                     R"(","uptimeSeconds":580,"slotsTotal":2}]})")
                                .value();
        return storm;
    };
    watch::Store store(QStringLiteral("lab"), scene.planes.machines, clock);
    store.putSwarm(*scene.planes.swarm);
    const auto told = [&] {
        for (const Finding &finding : store.joinedNow().findings) {
            if (finding.code == u"supervisor.shared-id") {
                return finding.headline;
            }
        }
        return QString();
    };
    store.putStorm(onlyOn("storm-1"));
    EXPECT_EQ(told(), QString());
    store.putStorm(onlyOn("storm-2"));
    EXPECT_EQ(told(),
              QStringLiteral("The supervisors on lab-supervisor-storm-1 and lab-supervisor-storm-2 share one id."));
    auto swarm = *scene.planes.swarm;
    std::erase_if(swarm.tasks, [](const docker::Task &task) {
        return task.service.value == u"s-lab-supervisor" && task.node.value == u"node1";
    });
    store.putSwarm(swarm);
    EXPECT_EQ(told(), QString()) << "one that got another host name shares nothing";
}

// apache/storm#4881
TEST(BugBank_Storm, b28_supervisorsThatKeepTheirStateInOneFolderAreTold)
{
    Judged scene;
    docker::Service &service = scene.service(supervisors);
    service.mounts = {
        {.type = QStringLiteral("bind"), .source = QStringLiteral("/var/storm"), .target = QStringLiteral("/data")}};
    EXPECT_FALSE(scene.has("supervisor.shared-folder")) << "one on each node";
    docker::Task fourth = taskOf(scene.planes, supervisors, storm2);
    fourth.id = {QStringLiteral("fourth")};
    fourth.slot = 4;
    scene.planes.swarm->tasks.push_back(fourth);
    const Finding shared = scene.of("supervisor.shared-folder");
    EXPECT_EQ(shared.headline, QStringLiteral("2 supervisors on storm-2 share /var/storm."));
    EXPECT_EQ(shared.severity, Severity::Warning);
    EXPECT_EQ(shared.subject, QStringLiteral("node2"));
    EXPECT_EQ(shared.about.size(), 2U);
    service.mounts[0].target = QStringLiteral("/etc/localtime");
    EXPECT_FALSE(scene.has("supervisor.shared-folder")) << "no state is there";
    service.mounts[0] = {.type = QStringLiteral("volume"),
                         .source = QStringLiteral("data-{{.Task.Slot}}"),
                         .target = QStringLiteral("/data")};
    EXPECT_FALSE(scene.has("supervisor.shared-folder")) << "a volume for each";
}

// apache/storm#7580: Nimbus started before the ensemble had a quorum and stays without leader.
TEST(BugBank_Storm, b30_aLeaderlessNimbusOverAServingEnsembleIsStartedAnewAndNoDataIsWiped)
{
    Judged scene;
    scene.planes.storm->nimbuses =
        storm::decodeNimbuses(R"({"nimbuses":[{"host":"nimbus","port":6627,"status":"Not a Leader"}]})").value();
    EXPECT_EQ(scene.of("storm.no-leader").nextMove,
              QStringLiteral("The ensemble serves: start Nimbus' swarm task anew. Keep ZooKeeper's data."));
    memberDown(scene.planes, QStringLiteral("zk2"));
    memberDown(scene.planes, QStringLiteral("zk3"));
    EXPECT_EQ(scene.of("storm.no-leader").nextMove, QStringLiteral("Look at Nimbus' swarm task and at the ensemble."));
}

// apache/storm#5594: Storm's own log links lead to the host name of a container.
TEST(BugBank_Storm, b32_logsOfAHostThatOnlyContainersKnowAreReadInTheContainer)
{
    Judged scene;
    docker::Task &task = taskOf(scene.planes, supervisors, storm2);
    task.container = {QStringLiteral("a1b2c3d4e5f6") + QString(52, u'0')};
    takeSupervisors(scene, R"([{"id":"x","host":"a1b2c3d4e5f6","slotsTotal":2,
        "logLink":"http://a1b2c3d4e5f6:8000/api/v1/daemonlog?file=supervisor.log"}])");
    const auto sources = logs::logsOfNode(scene.picture(), QStringLiteral("node2"));
    const auto log = std::find_if(sources.begin(), sources.end(),
                                  [](const logs::LogSource &one) { return one.file == u"/logs/supervisor.log"; });
    ASSERT_NE(log, sources.end());
    EXPECT_EQ(log->container, task.container);
    EXPECT_TRUE(scene.picture().nodes[1].daemons.back().listed);
    EXPECT_FALSE(scene.has("supervisor.ghost"));
}

// apache/storm#6227: an address inside the id was taken for the host.
TEST(BugBank_Storm, b33_aSupervisorIsFoundByItsHostAndNeverByItsId)
{
    Judged scene;
    taskOf(scene.planes, supervisors, QStringLiteral("storm-1")).addresses = {QStringLiteral("172.18.0.3")};
    takeSupervisors(scene, R"([{"id":"52c1dd09-711a-4e41-8f66-068c59512154-172.18.0.3",
        "host":"lab-supervisor-storm-2","uptimeSeconds":10,"slotsTotal":2}])");
    const Snapshot picture = scene.picture();
    EXPECT_TRUE(picture.nodes[1].daemons.back().listed);
    EXPECT_FALSE(picture.nodes[0].daemons.back().listed);
}

// apache/storm#4302 and apache/storm#4590
TEST(BugBank_Storm, b34_aKillIsPostedOnceAndARefusalIsTold)
{
    FakeServer server;
    server.answer("POST /api/v1/topology/wc-1-1/kill/30",
                  {.status = 403, .body = R"({"error":"Forbidden","errorMessage":"Invalid anti-forgery token"})"});
    storm::Client ui(server.endpoint(), QStringLiteral("Storm UI"));
    const auto killed = ui.kill({QStringLiteral("wc-1-1")}, 30s, {});
    ASSERT_FALSE(killed);
    EXPECT_EQ(killed.error().kind, ErrorKind::Denied);
    EXPECT_TRUE(sentence(killed.error()).contains(QStringLiteral("anti-forgery")))
        << qPrintable(sentence(killed.error()));
    ASSERT_EQ(server.requests().size(), 1U);
    EXPECT_EQ(server.requests().front().method, "POST");
}

// apache/storm#5304 and alibaba/jstorm#230: Thrift's own words, from either end.
TEST(BugBank_Storm, b36_aTopologyBeyondThriftsBufferIsToldWithTheBytesItNeeds)
{
    for (const char *said : {"Read a frame size of 17302738, which is bigger than the maximum allowable buffer size",
                             "Exception: Frame size (17302738) larger than max length (16384000)!"}) {
        const Error error = actions::submissionError(QStringLiteral("wc"), 1, QLatin1String(said));
        EXPECT_EQ(error.code, QStringLiteral("submit.too-large"));
        EXPECT_TRUE(error.reason.contains(QStringLiteral("nimbus.thrift.max_buffer_size: it needs 17302738 bytes")));
        EXPECT_TRUE(error.remedy.contains(QStringLiteral("Nimbus")) && error.remedy.contains(QStringLiteral("client")));
    }
}

// apache/storm#4536
TEST(BugBank_Storm, b38_aClientThatFailedWithExitCodeZeroHasFailed)
{
    const QString taken =
        QStringLiteral("java.lang.RuntimeException: Topology with name `wc` already exists on cluster");
    EXPECT_TRUE(actions::tellsOfFailure(taken));
    EXPECT_EQ(actions::submissionError(QStringLiteral("wc"), 0, taken).code, QStringLiteral("submit.name-taken"));
    EXPECT_TRUE(
        actions::tellsOfFailure(QStringLiteral("Exception in thread \"main\" NotAliveException(msg:wc is not alive)")));
}

// apache/storm#4035: the name stays taken for the waiting time.
TEST(BugBank_Storm, b39_aKilledTopologyStaysInSightAndIsNotCalledShortOfWorkers)
{
    Judged scene;
    scene.planes.storm->topologies =
        storm::decodeTopologies(R"({"topologies":[{"id":"wordcount-1-1795591592","name":"wordcount","status":"KILLED",
            "uptimeSeconds":600,"workersTotal":0}]})")
            .value();
    const Snapshot picture = scene.picture();
    ASSERT_EQ(picture.topologies.size(), 1U);
    EXPECT_EQ(picture.topologies[0].summary.status, storm::TopologyStatus::Killed);
    EXPECT_FALSE(scene.has("topology.workers-missing"));
    EXPECT_FALSE(scene.has("topology.unknown-status"));
}

// apache/storm#3247
TEST(BugBank_Storm, b41_namesThatStormRefusesAreRefusedBefore)
{
    const auto refused = [](const QString &name) {
        return !ops::problems(ops::SubmitInputs{
                                  .jar = QStringLiteral("a.jar"), .mainClass = QStringLiteral("a.B"), .topology = name})
                    .empty();
    };
    for (const char *bad : {"a.b", "a/b", "a:b", "x\\y", "", "  "}) {
        EXPECT_TRUE(refused(QString::fromUtf8(bad))) << bad;
    }
    for (const char *good : {"My Topo", "Zähler"}) {
        EXPECT_FALSE(refused(QString::fromUtf8(good))) << good;
    }
}

// apache/storm#7589: a fresh topology lacks figures or has NaN in their place.
TEST(BugBank_Storm, b42_missingFiguresAreNeitherZeroNorNotANumber)
{
    Judged scene;
    takePage(scene, R"("topologyStats":[{"window":"600","emitted":null,"completeLatency":NaN}],
        "bolts":[{"boltId":"count","capacity":NaN},{"boltId":"split","capacity":"0.250"},{"boltId":"sink"}])");
    const TopologyView view = scene.picture().topologies[0];
    EXPECT_EQ(view.acked, std::nullopt);
    EXPECT_EQ(view.completeLatencyMs, std::nullopt);
    EXPECT_EQ(view.busiestBolt, QStringLiteral("split"));
    EXPECT_EQ(view.busiestCapacity, 0.25);
    takePage(scene, R"("topologyStats":[{"window":"600","acked":0,"completeLatency":"0.000"}])");
    EXPECT_EQ(scene.picture().topologies[0].acked, 0);
    EXPECT_EQ(scene.picture().topologies[0].completeLatencyMs, std::nullopt) << "nothing acked has no latency";
}

// 31z4/storm-docker#18
TEST(BugBank_Storm, b44_heapsBeyondTheMemoryOfTheirNodeAreTold)
{
    Judged scene;
    takePage(scene, R"("configuration":{"worker.heap.memory.mb":65536,"worker.childopts":"-Xmx%HEAP-MEM%m"})");
    EXPECT_EQ(scene.count("node.heaps-too-large"), 3);
    EXPECT_EQ(scene.of("node.heaps-too-large").evidence,
              QStringLiteral("Their heaps may grow to 64.0 GiB; it has 8.0 GiB."));
    takePage(scene, R"("configuration":{"worker.heap.memory.mb":1048576,"worker.childopts":"-Xmx%HEAP-MEM%m"})");
    EXPECT_FALSE(scene.of("node.heaps-too-large").evidence.contains(QStringLiteral("e+")));
    takePage(scene, R"("configuration":{"worker.heap.memory.mb":65536,"topology.worker.childopts":"-Xmx128m"})");
    EXPECT_FALSE(scene.has("node.heaps-too-large")) << "its workers do not start with that setting";
    takePage(scene, R"("configuration":{"worker.heap.memory.mb":65536})");
    for (docker::Node &node : scene.planes.swarm->nodes) {
        node.memoryBytes = 0;
        scene.planes.engines[node.hostname].info.memoryBytes = 0;
    }
    EXPECT_FALSE(scene.has("node.heaps-too-large")) << "unknown memory is not too little";
}

// 31z4/storm-docker#37: the supervisors' own port is not reached, so nothing is assigned. Storm 1 has no such port.
TEST(BugBank_Storm, b45_unassignedWorkersPointAtTheSupervisorsPortOfStorm2Only)
{
    Judged scene;
    scene.planes.storm->topologies[0].workersTotal = 0;
    EXPECT_TRUE(scene.of("topology.workers-missing").nextMove.contains(QStringLiteral("port 6628")));
    scene.planes.storm->cluster.stormVersion = QStringLiteral("1.2.4");
    EXPECT_EQ(scene.of("topology.workers-missing").nextMove, QStringLiteral("Look at Nimbus' output."));
}

// apache/storm#8984: nobody reads nimbus.supervisor.timeout.secs; a supervisor lives as long as its session.
TEST(BugBank_Storm, b46_aSupervisorIsListedForAsLongAsItsSessionLasts)
{
    Judged scene;
    takePage(scene, R"("configuration":{"storm.zookeeper.session.timeout":30000,"nimbus.supervisor.timeout.secs":60})");
    docker::Task &task = taskOf(scene.planes, supervisors, storm2);
    task.state = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
    task.changedAt = sceneTime().addSecs(-5);
    const Finding window = scene.of("supervisor.still-listed");
    EXPECT_EQ(window.severity, Severity::Notice);
    EXPECT_EQ(window.evidence,
              QStringLiteral("Its swarm task has been shutdown for 5 s. Storm notices when its ZooKeeper "
                             "session ends, after about 30 s."));
    task.changedAt = sceneTime().addSecs(-60);
    EXPECT_EQ(scene.of("supervisor.still-listed").severity, Severity::Warning);
}

// apache/storm#8590
TEST(BugBank_Storm, b48_aSupervisorThatCameBackIdleIsASuggestionToRebalance)
{
    Judged scene;
    const auto load = [&](int onThird) {
        takeSupervisors(scene, '[' + supervisorJson("storm-1", 3, 4) + ',' + supervisorJson("storm-2", 3, 4) + ',' +
                                   supervisorJson("storm-3", onThird, 4) + ']');
    };
    load(0);
    const Finding idle = scene.of("supervisor.idle");
    EXPECT_EQ(idle.severity, Severity::Notice);
    EXPECT_EQ(idle.headline, QStringLiteral("No Storm worker runs on lab-supervisor-storm-3."));
    EXPECT_TRUE(idle.nextMove.startsWith(QStringLiteral("Rebalance")));
    scene.planes.storm->topologies[0].workersTotal = 2;
    EXPECT_FALSE(scene.has("supervisor.idle")) << "Nimbus has yet to place workers";
    scene.planes.storm->topologies[0].workersTotal = 3;
    load(1);
    EXPECT_FALSE(scene.has("supervisor.idle"));
}

// miguno/wirbelsturm#35: Storm workers find each other by the hosts of their supervisors.
TEST(BugBank_Storm, b51_eachSupervisorIsMadeWithAHostOfItsOwnAndFoundByIt)
{
    const ops::ClusterInputs inputs = threeMachines();
    const docker::ServiceSpec spec = ops::supervisorService(inputs).spec;
    EXPECT_TRUE(spec.global);
    EXPECT_EQ(spec.hostname, QStringLiteral("{{.Service.Name}}-{{.Node.Hostname}}"));
    EXPECT_FALSE(ops::stormConfig(inputs).data.contains("storm.local.hostname")) << "it would be one for all";
    Judged scene;
    scene.service(supervisors).hostname = spec.hostname;
    takeSupervisors(scene, '[' + supervisorJson("storm-2", 0, 2) + ']');
    EXPECT_FALSE(scene.picture().nodes[0].daemons.back().listed);
    EXPECT_TRUE(scene.picture().nodes[1].daemons.back().listed);
}

// Not of a report: Nimbus lists no supervisor at all.
TEST(BugBank_Storm, aStormWithoutSupervisorsIsTold)
{
    Judged scene;
    scene.planes.storm->supervisors.clear();
    EXPECT_EQ(scene.of("storm.no-supervisors").severity, Severity::Warning);
    EXPECT_TRUE(scene.of("storm.no-supervisors").nextMove.contains(QStringLiteral("output of a supervisor")));
    std::erase_if(scene.planes.swarm->services, [](const auto &one) { return one.name == supervisors; });
    EXPECT_TRUE(scene.of("storm.no-supervisors").nextMove.startsWith(QStringLiteral("Deploy supervisors")));
    taskOf(scene.planes, QStringLiteral("lab-nimbus"), QStringLiteral("storm-1")).changedAt = sceneTime().addSecs(-20);
    EXPECT_EQ(scene.of("storm.no-supervisors").severity, Severity::Notice);
}

// Not of a report: the uptime of a Storm worker falls from poll to poll.
TEST(BugBank_Storm, workersThatStartAgainAndAgainAreCountedAndForgotten)
{
    SetClock clock;
    Judged scene;
    watch::Store store(QStringLiteral("lab"), scene.planes.machines, clock);
    const auto told = [&] {
        const auto findings = store.joinedNow().findings;
        const auto found = std::find_if(findings.begin(), findings.end(),
                                        [](const Finding &one) { return one.code == u"topology.workers-restart"; });
        return found == findings.end() ? QString() : found->evidence;
    };
    const auto look = [&](std::initializer_list<int> uptimes) {
        for (const int uptime : uptimes) {
            clock.at = clock.at.load() + 60s;
            const auto passed = std::chrono::duration_cast<std::chrono::seconds>(clock.at.load() - judgedAt).count();
            for (storm::Worker &worker : scene.planes.storm->pages[0].workers) {
                worker.uptimeSeconds = worker.host.endsWith(storm2) ? uptime : 500 + passed;
            }
            store.putStorm(*scene.planes.storm);
        }
    };
    look({500, 560, 0, 680}); // another Nimbus leads: it has forgotten all uptimes, and nothing started
    EXPECT_EQ(told(), QString());
    look({20, 0, 30});
    EXPECT_EQ(told(), QString()) << "two starts";
    look({0, 10});
    EXPECT_EQ(told(),
              QStringLiteral("The one on lab-supervisor-storm-2, port 6700 started 3 times in the last 10 min."));
    clock.at = clock.at.load() + 10min;
    scene.planes.storm->pages[0].workers[1].uptimeSeconds = 670;
    store.putStorm(*scene.planes.storm);
    EXPECT_EQ(told(), QString());
}

// Not of a report: an uptime stands still from heartbeat to heartbeat, 60 s, and looks may be further apart than usual.
TEST(BugBank_Storm, anUptimeBetweenTwoHeartbeatsIsNoStart)
{
    const Judged scene;
    StormFacts storm = *scene.planes.storm;
    const storm::TopologyId topology = storm.pages[0].summary.id;
    const auto startsIn = [&](std::initializer_list<std::pair<int, int>> looks) {
        Sightings sightings;
        for (const auto &[second, uptime] : looks) {
            storm.pages[0].workers = {{.host = QStringLiteral("a"), .port = 6700, .uptimeSeconds = uptime}};
            sightings.note(storm, judgedAt + std::chrono::seconds(second));
        }
        return sightings.seen().restarts.value(topology).size();
    };
    EXPECT_EQ(startsIn({{0, 61}, {50, 61}, {61, 121}, {110, 121}, {122, 182}, {170, 182}, {300, 361}}), 0U);
    EXPECT_EQ(startsIn({{0, 61}, {0, 0}, {70, 0}, {80, 5}}), 1U) << "it fell";
    EXPECT_EQ(startsIn({{0, 1}, {90, 1}, {180, 1}, {270, 1}}), 3U) << "one dies after each first word";
}
