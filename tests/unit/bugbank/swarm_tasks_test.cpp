// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of swarm tasks, services and their output must make the console say. Answers are made by hand
// after the reports.
#include "cluster/placement.h"
#include "docker/decode.h"
#include "docker/errors.h"
#include "docker/frames.h"
#include "logs/linesplitter.h"
#include "unit/bugbank/judged.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {
const QByteArray pending = R"j("State":"pending","Message":"pending task scheduling","Err":")j";

/// The swarm task of the UI is this one.
void uiIs(Judged &scene, const QByteArray &status, const QByteArray &desired = "running",
          const QByteArray &node = "node1", int secondsAgo = 20)
{
    scene.takeTasks('[' + taskJson("t1", "lab-ui", node, desired, status, secondsAgo) + ']');
}

void uiWaits(Judged &scene, const QByteArray &reason, int secondsAgo = 20)
{
    uiIs(scene, pending + reason + '"', "running", "", secondsAgo);
}

void uiFailed(Judged &scene, const QByteArray &state, const QByteArray &error)
{
    uiIs(scene, R"("State":")" + state + R"(","Err":")" + error + '"', "shutdown");
}

QByteArray frame(char stream, const QByteArray &payload)
{
    QByteArray head(8, '\0');
    head[0] = stream;
    head[7] = static_cast<char>(payload.size());
    return head + payload;
}

/// An output as it arrives in two pieces: what each stream said, as lines.
struct Output
{
    QByteArrayList lines;
    QByteArrayList errors;
    Result<void> end;
};

Output outputOf(const QByteArray &bytes, qsizetype cut)
{
    Output output;
    docker::FrameReader reader;
    logs::LineSplitter out(0, logs::LineSplitter::Stamp::OwnText);
    logs::LineSplitter err(1, logs::LineSplitter::Stamp::OwnText);
    const auto take = [&](const logs::LogLine &line) {
        (line.source == 0 ? output.lines : output.errors) << line.text;
    };
    const auto sink = [&](const docker::OutputChunk &chunk) {
        (chunk.stream == 2 ? err : out).feed(chunk.bytes, take);
        return true;
    };
    for (const QByteArray &piece : {bytes.left(cut), bytes.mid(cut)}) {
        EXPECT_TRUE(reader.feed(piece, sink)) << cut;
    }
    out.finish(take);
    err.finish(take);
    output.end = reader.finish();
    return output;
}
} // namespace

// moby/moby#42215: the whole reason, and the newest task of a slot decides.
TEST(BugBank_Swarm, b59_aWaitingTaskSaysWhyUntilANewerOneRuns)
{
    Judged scene;
    scene.service(QStringLiteral("lab-ui")).constraints = {QStringLiteral("node.labels.disk == ssd"),
                                                           QStringLiteral("node.role == manager")};
    uiWaits(
        scene,
        "no suitable node (scheduling constraints not satisfied on 4 nodes; host-mode port already in use on 2 nodes)");
    const Finding waits = scene.of("task.pending");
    EXPECT_EQ(waits.evidence, QStringLiteral("Swarm: 4 nodes are ruled out by the placement constraints; its port is "
                                             "already in use on 2 nodes. No node satisfies node.labels.disk == ssd."));
    scene.takeTasks('[' + taskJson("t1", "lab-ui", "", "shutdown", pending + "no suitable node\"", 500) + ',' +
                    taskJson("t2", "lab-ui", "node1", "running", R"("State":"running")", 300) + ']');
    EXPECT_FALSE(scene.has("task.pending"));
    EXPECT_FALSE(scene.has("service.incomplete"));
}

// moby/swarmkit#2392
TEST(BugBank_Swarm, b60_rareAndUnknownReasonsAreShownWithWhatHelps)
{
    const auto told = [](const QByteArray &reason) {
        Judged scene;
        uiWaits(scene, reason);
        return scene.of("task.pending");
    };
    EXPECT_EQ(told("no suitable node (missing plugin on 3 nodes)").evidence,
              QStringLiteral("Swarm: a plugin is missing on 3 nodes."));
    EXPECT_TRUE(
        told("no suitable node (missing plugin on 3 nodes)").nextMove.startsWith(QStringLiteral("Install the plugin")));
    EXPECT_EQ(told("no suitable node (insufficient resources on 1 node)").evidence,
              QStringLiteral("Swarm: 1 node has too little CPU or memory left to reserve."));
    EXPECT_TRUE(
        told("no suitable node (unsupported platform on 2 nodes)").nextMove.contains(QStringLiteral("platform")));
    EXPECT_EQ(told("no suitable node (max replicas per node limit exceed)").evidence,
              QStringLiteral("Swarm: every node already carries as many of it as it may."));
    EXPECT_EQ(told("no suitable node").evidence, QStringLiteral("Swarm: no suitable node."));
    EXPECT_EQ(told("no suitable node (moon in the wrong phase on 2 nodes)").evidence,
              QStringLiteral("Swarm: moon in the wrong phase on 2 nodes."));
}

// moby/moby#32999
TEST(BugBank_Swarm, b61_aTaskThatWaitsThoughThereIsRoomIsToldWithTheNudge)
{
    Judged scene;
    uiWaits(scene, "no suitable node (insufficient resources on 3 nodes)", 600);
    docker::Task &task = scene.planes.swarm->tasks.back();
    task.reservations = {.nanoCpus = 1'000'000'000, .memoryBytes = 1LL << 30};
    const Finding waits = scene.of("task.not-retried");
    EXPECT_EQ(waits.headline, QStringLiteral("A swarm task of lab-ui waits though there is room now."));
    EXPECT_TRUE(waits.nextMove.contains(QStringLiteral("docker service update --force lab-ui")));
    EXPECT_FALSE(scene.has("task.pending"));
    task.reservations.nanoCpus = 3'000'000'000;
    EXPECT_FALSE(scene.has("task.not-retried"));
    EXPECT_TRUE(scene.has("task.pending"));
    task.reservations.nanoCpus = 1'000'000'000;
    task.changedAt = sceneTime().addSecs(-60);
    EXPECT_FALSE(scene.has("task.not-retried")) << "swarm has not had the time yet";
}

// moby/moby#45922: the last word of a node that is gone stays "running".
TEST(BugBank_Swarm, b62_tasksOfADeadNodeDoNotCount)
{
    Judged scene;
    docker::Service &ui = scene.service(QStringLiteral("lab-ui"));
    ui.replicas = 3;
    nodeOf(scene.planes, QStringLiteral("storm-3")).state = {docker::NodeState::Down, QStringLiteral("down")};
    const auto task = [](const QByteArray &id, int slot, const QByteArray &node, const QByteArray &desired,
                         const QByteArray &state, int secondsAgo) {
        return taskJson(id, "lab-ui", node, desired, R"("State":")" + state + '"', secondsAgo)
            .replace(R"("Slot":1)", R"("Slot":)" + QByteArray::number(slot));
    };
    const auto counted = [&] { return replicasOf(ui, newestTasks(scene.planes.swarm->tasks), scene.planes.swarm->nodes); };
    const QByteArray living =
        task("a", 1, "node1", "running", "running", 900) + ',' + task("b", 2, "node2", "running", "running", 900) + ',';
    scene.takeTasks('[' + living + task("c", 3, "node3", "running", "running", 900) + ']');
    EXPECT_EQ(counted(), (Replicas{2, 3})) << "before there is a replacement";
    EXPECT_EQ(scene.of("service.incomplete").headline, QStringLiteral("2 of 3 swarm tasks of lab-ui run."));
    const QByteArray replacement = task("d", 3, "node1", "running", "running", 10);
    scene.takeTasks('[' + living + task("c", 3, "node3", "shutdown", "running", 900) + ',' + replacement + ']');
    EXPECT_EQ(counted(), (Replicas{3, 3}));
    scene.takeTasks('[' + living + task("c", 3, "node3", "remove", "orphaned", 900) + ',' + replacement + ']');
    EXPECT_EQ(counted(), (Replicas{3, 3}));
    EXPECT_FALSE(scene.has("service.incomplete"));
    ui.global = true;
    ui.replicas.reset();
    EXPECT_EQ(counted()->wanted, 2) << "one for each node where it may run";
}

// docker-archive/for-aws#61: nothing set is no limit, not none at all.
TEST(BugBank_Swarm, b70_absentResourcesReserveNothing)
{
    Judged scene;
    const qint64 before = scene.picture().nodes[0].reserved.memoryBytes;
    const QByteArray running = R"("State":"running")";
    QByteArray task = taskJson("t1", "lab-ui", "node1", "running", running, 600);
    const auto with = [&](const QByteArray &resources) {
        QByteArray made = task;
        made.insert(1, R"("Spec":{"Resources":)" + resources + "},");
        scene.takeTasks('[' + made + ']');
        return scene.picture().nodes[0].reserved;
    };
    EXPECT_EQ(with("{}").memoryBytes, before);
    EXPECT_EQ(with(R"({"Limits":{"NanoCPUs":500000000}})").nanoCpus, 0);
    EXPECT_EQ(with(R"({"Reservations":{"NanoCPUs":500000000,"MemoryBytes":9007199254740993}})").memoryBytes,
              before + 9'007'199'254'740'993);
}

// moby/moby#14201: frames without a terminal, bare text with one, cut anywhere.
TEST(BugBank_Swarm, b74_outputIsReadWithFramesAndWithoutByWhatItIs)
{
    const QByteArray framed = frame(1, "hello\n") + frame(2, "err\n");
    for (qsizetype cut = 0; cut <= framed.size(); ++cut) {
        const Output output = outputOf(framed, cut);
        EXPECT_EQ(output.lines, QByteArrayList{"hello"}) << cut;
        EXPECT_EQ(output.errors, QByteArrayList{"err"}) << cut;
    }
    const QByteArray raw = "INFO[0000] up\n";
    for (qsizetype cut = 0; cut <= raw.size(); ++cut) {
        EXPECT_EQ(outputOf(raw, cut).lines, QByteArrayList{"INFO[0000] up"}) << cut;
    }
    EXPECT_EQ(outputOf("hi\n", 1).lines, QByteArrayList{"hi"}) << "shorter than a frame's head";
}

// moby/moby#37336
TEST(BugBank_Swarm, b77_anErrorOfTheEngineInsideTheOutputIsNoLine)
{
    const Output output =
        outputOf(frame(1, "one\n") + frame(1, "two\n") +
                     frame(3, "error from daemon in stream: incomplete log stream: node n9 is not available"),
                 11);
    EXPECT_EQ(output.lines, (QByteArrayList{"one", "two"}));
    ASSERT_FALSE(output.end);
    EXPECT_EQ(output.end.error().code, QStringLiteral("docker.output-broken"));
    EXPECT_TRUE(output.end.error().reason.contains(QStringLiteral("node n9 is not available")));
}

// moby/moby#13517
TEST(BugBank_Swarm, b78_outputThatIsNoTextIsKeptByteByByte)
{
    const QByteArray bytes("\xfe\xff\x00\x41\x0a\xed\xab\xee\xdb\x1b[31mB", 15);
    const Output output = outputOf(frame(1, bytes), 9);
    ASSERT_EQ(output.lines.size(), 2);
    EXPECT_EQ(output.lines[0], QByteArray("\xfe\xff\x00\x41", 4)) << "not cut at the zero";
    EXPECT_EQ(output.lines[1], bytes.mid(5));
}

// moby/moby#34824
TEST(BugBank_Swarm, b84_aPortTakenByAnotherContainerIsToldAtTheFirstFailure)
{
    Judged scene;
    uiIs(
        scene,
        R"j("State":"failed","Err":"starting container failed: driver failed programming external connectivity: Bind for 0.0.0.0:8080 failed: port is already allocated","ContainerStatus":{"ExitCode":128})j",
        "shutdown", "node2");
    const Finding taken = scene.of("task.port-taken");
    EXPECT_EQ(taken.headline, QStringLiteral("lab-ui cannot start on storm-2."));
    EXPECT_EQ(taken.evidence,
              QStringLiteral("1 swarm task failed in the last 5 min; the last one: port 8080 is already "
                             "taken there by another container."));
    EXPECT_EQ(taken.subject, QStringLiteral("node2"));
    EXPECT_FALSE(taken.evidence.contains(QStringLiteral("128")));
}

// moby/moby#31249
TEST(BugBank_Swarm, b85_aPortOfAnotherServiceIsToldWithThatServicesName)
{
    const Error error = docker::statusError(
        {.status = 400,
         .body =
             R"({"message":"rpc error: code = InvalidArgument desc = port '8080' is already in use by service 'old-ui' (x1) as an ingress port"})"},
        true);
    EXPECT_EQ(error.code, QStringLiteral("docker.port-taken"));
    EXPECT_EQ(error.reason,
              QStringLiteral("port '8080' is already in use by service 'old-ui' (x1) as an ingress port"));
}

// moby/moby#48069
TEST(BugBank_Swarm, b88_aSubnetThatIsTakenNamesBothNetworksAndAFreeOne)
{
    Judged scene;
    scene.planes.swarm->networks =
        docker::decodeNetworks(
            R"([{"Name":"hello","Id":"a","Scope":"swarm","Driver":"overlay","Created":"2024-06-24T10:00:00Z",
            "IPAM":{"Config":[{"Subnet":"10.0.0.0/24"}]}},
            {"Name":"hello2","Id":"b","Scope":"swarm","Driver":"overlay","Created":"2024-06-24T10:00:00Z",
            "IPAM":{"Config":[{"Subnet":"10.0.0.0/24"}]}}])")
            .value();
    uiFailed(scene, "rejected", "invalid pool request: Pool overlaps with other one on this address space");
    EXPECT_EQ(scene.of("task.subnet-taken").nextMove,
              QStringLiteral("Make its network again with a subnet of its own."));
    EXPECT_EQ(scene.of("network.overlap").headline, QStringLiteral("The networks hello and hello2 overlap."));
    EXPECT_TRUE(scene.of("network.overlap").nextMove.contains(QStringLiteral("10.0.1.0/24 is free")));
    scene.planes.swarm->nodes[0].address = QStringLiteral("10.0.1.7");
    EXPECT_TRUE(scene.of("network.overlap").nextMove.contains(QStringLiteral("10.0.2.0/24 is free")))
        << "the nodes' own network is not";
    scene.planes.swarm->networks[1].subnets = {QStringLiteral("10.0.0.0/8")};
    EXPECT_TRUE(scene.of("network.overlap").nextMove.endsWith(QStringLiteral("with another subnet.")))
        << "none is free";
}

// moby/moby#34640
TEST(BugBank_Swarm, b102_anImageThatOnlyTheManagerHasIsToldFromOtherFailedPulls)
{
    const auto code = [](const QByteArray &error) {
        Judged scene;
        uiFailed(scene, "rejected", error);
        for (const Finding &finding : scene.all()) {
            if (finding.code.startsWith(u"task.")) {
                return finding.code;
            }
        }
        return QString();
    };
    Judged scene;
    uiFailed(scene, "rejected", "No such image: my/storm:dev");
    EXPECT_EQ(scene.of("task.image-missing").nextMove,
              QStringLiteral("Push my/storm:dev to a registry that the nodes reach, or load it on each node."));
    EXPECT_EQ(code("pull access denied for my/storm, repository does not exist or may require 'docker login'"),
              QStringLiteral("task.image-denied"));
    EXPECT_EQ(code("manifest for storm:9.9 not found: manifest unknown"), QStringLiteral("task.image-unknown"));
    EXPECT_EQ(code("bind source path does not exist: /srv/storm"), QStringLiteral("task.folder-missing"));
    EXPECT_EQ(code("something new"), QStringLiteral("task.rejected"));
}

// moby/swarmkit#1380
TEST(BugBank_Swarm, b104_anUpdateIsShownByItsOwnWordAndARollbackIsNotSuccess)
{
    const auto told = [](const QByteArray &update) {
        Judged scene;
        scene.service(QStringLiteral("lab-ui")) =
            docker::decodeServices(R"([{"ID":"s-lab-ui","Spec":{"Name":"lab-ui","Labels":{"stormdeck.cluster":"lab",
                "stormdeck.role":"ui"}})" +
                                   update + "}]")
                .value()[0];
        for (const Finding &finding : scene.all()) {
            if (finding.code.startsWith(u"service.")) {
                return finding;
            }
        }
        return Finding{};
    };
    const auto state = [&](const QByteArray &word) {
        const Finding finding =
            told(R"(,"UpdateStatus":{"State":")" + word + R"(","CompletedAt":"0001-01-01T00:00:00Z"})");
        return std::pair(finding.code, finding.severity);
    };
    EXPECT_EQ(told("").code, QString());
    EXPECT_EQ(told(R"(,"UpdateStatus":null)").code, QString());
    EXPECT_EQ(state("completed").first, QString());
    EXPECT_EQ(state("updating"), std::pair(QStringLiteral("service.updating"), Severity::Notice));
    EXPECT_EQ(state("paused"), std::pair(QStringLiteral("service.update-paused"), Severity::Failure));
    EXPECT_EQ(state("rollback_started"), std::pair(QStringLiteral("service.rolling-back"), Severity::Warning));
    EXPECT_EQ(state("rollback_paused"), std::pair(QStringLiteral("service.rollback-paused"), Severity::Failure));
    EXPECT_EQ(state("rollback_completed"), std::pair(QStringLiteral("service.rolled-back"), Severity::Warning));
    EXPECT_EQ(state("humming"), std::pair(QStringLiteral("service.update-unknown"), Severity::Warning));
    EXPECT_TRUE(told(R"(,"UpdateStatus":{"State":"rollback_completed"})")
                    .headline.endsWith(QStringLiteral("was not applied.")));
    EXPECT_TRUE(
        told(
            R"(,"UpdateStatus":{"State":"paused","Message":"update paused due to failure or early termination of task x"})")
            .evidence.contains(QStringLiteral("early termination of task x")));
}

// Not of a report: the kernel ends a process for want of memory.
TEST(BugBank_Swarm, aLoopOfKilledTasksPointsAtTheMemory)
{
    Judged scene;
    QByteArrayList tasks;
    for (int time = 0; time < 3; ++time) {
        tasks << taskJson("t" + QByteArray::number(time), "lab-ui", "node1", "shutdown",
                          R"j("State":"failed","Err":"task: non-zero exit (137)")j", 10 + time * 10);
    }
    scene.takeTasks('[' + tasks.join(',') + ']');
    EXPECT_TRUE(scene.of("task.restart-loop").nextMove.contains(QStringLiteral("memory of its node")));
}

// Not of a report: a service whose restarts are used up has no swarm task that says why it is short.
TEST(BugBank_Swarm, aServiceThatSwarmLeavesShortIsAWarningOnceNothingHasHappenedForAMinute)
{
    Judged scene;
    scene.service(QStringLiteral("lab-ui")).replicas = 1;
    uiIs(scene, R"("State":"complete")", "shutdown", "node1", 30);
    EXPECT_EQ(scene.of("service.incomplete").severity, Severity::Notice) << "swarm is about to make another";
    uiIs(scene, R"("State":"complete")", "shutdown", "node1", 60);
    EXPECT_EQ(scene.of("service.incomplete").severity, Severity::Warning);
    EXPECT_EQ(scene.of("service.incomplete").evidence, QStringLiteral("Swarm has made no other yet."));
    nodeOf(scene.planes, QStringLiteral("storm-3")).updatedAt = sceneTime().addSecs(-30);
    EXPECT_EQ(scene.of("service.incomplete").severity, Severity::Notice) << "a node has just come or gone";
}
