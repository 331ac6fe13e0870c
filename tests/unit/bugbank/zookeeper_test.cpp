// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of ZooKeeper in a swarm must make the console say. Answers are made by hand after the reports.
#include "ops/services.h"
#include "support/fixtures.h"
#include "unit/bugbank/judged.h"
#include "unit/zookeeper/answers.h"
#include "unit/zookeeper/fakemember.h"
#include "zookeeper/client.h"
#include "zookeeper/decode.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const QString zk1 = QStringLiteral("zk1");
const QString zk2 = QStringLiteral("zk2");
const QString zk3 = QStringLiteral("zk3");

const zookeeper::MemberAnswer &answerOf(const Snapshot &picture, const QString &name)
{
    for (const NodeView &node : picture.nodes) {
        for (const MemberView &member : node.members) {
            if (member.name == name) {
                return *member.answer;
            }
        }
    }
    static const zookeeper::MemberAnswer none;
    return none;
}

zookeeper::MemberAnswer asked(FakeMember::Answers answers)
{
    const FakeMember member(std::move(answers));
    return zookeeper::askMember({.name = zk1, .client = member.endpoint()}, Deadline::in(5s), {}).value();
}

void setState(docker::Task &task, docker::TaskState state, const char *word)
{
    task.state = {state, QLatin1String(word)};
}

const QString threeServers =
    QStringLiteral("ZOO_SERVERS=server.1=zk1:2888:3888;2181 server.2=zk2:2888:3888;2181 server.3=zk3:2888:3888;2181");
} // namespace

// 31z4/zookeeper-docker#27: a member binds what its own name resolves to, which must not be a virtual address.
TEST(BugBank_ZooKeeper, b01_membersAreMadeToBindTheirOwnAddress)
{
    const ops::ClusterInputs inputs = threeMachines();
    for (int member = 0; member < 3; ++member) {
        const docker::ServiceSpec spec = ops::memberService(inputs, member).spec;
        EXPECT_EQ(spec.endpointMode, docker::EndpointMode::Dnsrr);
        EXPECT_EQ(spec.environment[0], QStringLiteral("ZOO_MY_ID=%1").arg(member + 1));
        EXPECT_TRUE(spec.environment.contains(threeServers)) << qPrintable(spec.environment.join(u'\n'));
    }
}

// 31z4/zookeeper-docker#108: from 3.5 a member opens port 8080 as well, which is the Storm UI's.
TEST(BugBank_ZooKeeper, b15_membersAreMadeWithoutTheirAdminServer)
{
    EXPECT_TRUE(ops::memberService(threeMachines(), 0)
                    .spec.environment.contains(QStringLiteral("ZOO_ADMINSERVER_ENABLED=false")));
}

// SigNoz/signoz#7132: members log that their peers' names do not resolve while the rest is still starting.
TEST(BugBank_ZooKeeper, b03_aNewEnsembleWaitsForItsMembersAndFailsOnlyAfterItsTime)
{
    Judged scene;
    for (const QString &name : {zk1, zk2, zk3}) {
        scene.service(QStringLiteral("lab-") + name).createdAt = sceneTime().addSecs(-50);
    }
    scene.says(zk1, notServing);
    for (const auto &[name, node] : {std::pair(zk2, "storm-2"), std::pair(zk3, "storm-3")}) {
        memberDown(scene.planes, name);
        setState(taskOf(scene.planes, QStringLiteral("lab-") + name, QLatin1String(node)), docker::TaskState::Preparing,
                 "preparing");
    }
    const Finding forming = scene.of("ensemble.forming");
    EXPECT_EQ(forming.severity, Severity::Notice);
    EXPECT_EQ(forming.evidence, QStringLiteral("1 of 3 run; it was made 50 s ago and has 70 s left to find itself."));
    EXPECT_FALSE(scene.has("ensemble.no-quorum"));
    EXPECT_NE(scene.whole(), Health::Healthy);
    EXPECT_NE(scene.whole(), Health::Failing);
    scene.service(QStringLiteral("lab-zk3")).createdAt = sceneTime().addSecs(-121);
    EXPECT_TRUE(scene.has("ensemble.forming")) << "counts from the last member that was made";
    for (const QString &name : {zk1, zk2, zk3}) {
        scene.service(QStringLiteral("lab-") + name).createdAt = sceneTime().addSecs(-121);
    }
    EXPECT_FALSE(scene.has("ensemble.forming"));
    EXPECT_EQ(scene.of("ensemble.no-quorum").severity, Severity::Failure);
    EXPECT_TRUE(
        scene.of("ensemble.no-quorum")
            .nextMove.contains(QStringLiteral("if a name does not resolve there, put all members in one network")));
}

// confluentinc/cp-docker-images#241
TEST(BugBank_ZooKeeper, b03_membersWithoutACommonNetworkAreNamed)
{
    Judged scene;
    for (const QString &name : {zk1, zk2, zk3}) {
        scene.service(QStringLiteral("lab-") + name).networks = {QStringLiteral("net-a")};
        scene.says(name, notServing);
    }
    EXPECT_FALSE(scene.has("ensemble.no-shared-network"));
    scene.service(QStringLiteral("lab-zk3")).networks = {QStringLiteral("net-b")};
    EXPECT_EQ(scene.of("ensemble.no-shared-network").evidence,
              QStringLiteral("zk1 and zk3 have no network in common, so their names do not resolve."));
}

// 31z4/zookeeper-docker#115: without ZOO_MY_ID the image takes 1, and the output tells of refused connections only.
TEST(BugBank_ZooKeeper, b04_membersThatShareAServerIdAreNamedAndNoNetworkIsBlamed)
{
    Judged scene;
    for (const QString &name : {zk1, zk2, zk3}) {
        docker::Service &service = scene.service(QStringLiteral("lab-") + name);
        service.environment = {threeServers};
        service.networks = {QStringLiteral("net-of-") + name};
        scene.says(name, notServing);
    }
    const Finding shared = scene.of("ensemble.shared-id");
    EXPECT_EQ(shared.headline, QStringLiteral("The server id 1 is given 3 times: to zk1, zk2 and zk3."));
    EXPECT_TRUE(shared.nextMove.contains(QStringLiteral("ZOO_MY_ID")));
    EXPECT_FALSE(scene.has("ensemble.no-shared-network"));
    EXPECT_FALSE(scene.has("ensemble.nodes-apart"));
    scene.service(QStringLiteral("lab-zk3")).environment << QStringLiteral("ZOO_MY_ID=3");
    EXPECT_EQ(scene.of("ensemble.shared-id").headline,
              QStringLiteral("The server id 1 is given twice: to zk1 and zk2."));
    int id = 0;
    for (const QString &name : {zk1, zk2, zk3}) {
        scene.service(QStringLiteral("lab-") + name).environment << QStringLiteral("ZOO_MY_ID=%1").arg(++id);
    }
    EXPECT_FALSE(scene.has("ensemble.shared-id"));
}

// 31z4/zookeeper-docker#1: "/data/myid: Permission denied" again and again.
TEST(BugBank_ZooKeeper, b07_aLoopOverABindMountIsOneFindingThatNamesTheFolder)
{
    Judged scene;
    scene.service(QStringLiteral("lab-zk2")).mounts = {
        {.type = QStringLiteral("bind"), .source = QStringLiteral("/srv/zk"), .target = QStringLiteral("/data")}};
    QByteArrayList tasks;
    for (int time = 0; time < 20; ++time) {
        tasks << taskJson("t" + QByteArray::number(time), "lab-zk2", "node2", "shutdown",
                          R"j("State":"failed","Err":"task: non-zero exit (1)","ContainerStatus":{"ExitCode":1})j",
                          10 + time * 10);
    }
    scene.takeTasks('[' + tasks.join(',') + ']');
    ASSERT_EQ(scene.count("task.restart-loop"), 1);
    const Finding loop = scene.of("task.restart-loop");
    EXPECT_TRUE(loop.evidence.contains(QStringLiteral("20 swarm tasks failed"))) << qPrintable(loop.evidence);
    EXPECT_TRUE(loop.nextMove.contains(QStringLiteral("give the folder /srv/zk on storm-2 to the image's user")))
        << qPrintable(loop.nextMove);
}

// HariSekhon/Nagios-Plugins#332
TEST(BugBank_ZooKeeper, b09_mntrAveragesAreDecimals)
{
    Judged scene;
    scene.says(zk1, srvrNotAllowed,
               "zk_version\t3.4.14-4c25d480, built on 03/06/2019 16:18 GMT\n"
               "zk_avg_latency\t0\nzk_server_state\tleader\n");
    scene.says(zk2, srvrNotAllowed, mntr36);
    scene.says(zk3, srvrNotAllowed,
               "zk_version\t3.7.0-e3704b390a6697bfdf4b0bef79e3da7a4f6bac4b, built on 2021-03-17 09:46 "
               "UTC\nzk_avg_latency\t0.3918\nzk_server_state\tfollower\n");
    const Snapshot picture = scene.picture();
    EXPECT_EQ(answerOf(picture, zk1).srvr->latencyAverageMs, 0);
    EXPECT_EQ(answerOf(picture, zk2).srvr->latencyAverageMs, 2.2262);
    EXPECT_EQ(answerOf(picture, zk2).srvr->znodes, 9) << "what follows the decimal is kept";
    EXPECT_EQ(answerOf(picture, zk2).srvr->version, QStringLiteral("3.6.1"));
    EXPECT_EQ(answerOf(picture, zk3).srvr->version, QStringLiteral("3.7.0"));
    EXPECT_EQ(picture.verdict.state, zookeeper::EnsembleState::Serving);
    EXPECT_EQ(scene.of("ensemble.version-skew").evidence, QStringLiteral("3.4.14 on zk1; 3.6.1 on zk2; 3.7.0 on zk3."));
}

// netdata/netdata#9852: several hundred lines, the role behind them.
TEST(BugBank_ZooKeeper, b11_aLongAnswerInThreePiecesIsReadToItsEnd)
{
    QByteArray lines;
    for (int line = 0; line < 900; ++line) {
        lines += line == 880 ? QByteArray("zk_server_state\tleader\n") : "zk_x" + QByteArray::number(line) + "\t1\n";
    }
    const qsizetype third = lines.size() / 3;
    const auto answer = asked(
        {{"srvr", {srvrNotAllowed}}, {"mntr", {lines.left(third), lines.mid(third, third), lines.mid(2 * third)}}});
    ASSERT_TRUE(answer.srvr);
    EXPECT_EQ(answer.srvr->role, zookeeper::Role::Leader);
    EXPECT_EQ(answer.monitor.value(QStringLiteral("zk_x899")), QStringLiteral("1"));
    EXPECT_EQ(answer.monitor.size(), 900);
}

// confluentinc/cp-docker-images#827: a sentence that was taken for a figure called "is".
TEST(BugBank_ZooKeeper, b12_aWordThatIsNotAllowedIsANoteAndNoFault)
{
    Judged scene;
    scene.says(zk1, srvr("leader"), mntrNotAllowed);
    const Snapshot picture = scene.picture();
    EXPECT_TRUE(answerOf(picture, zk1).monitor.isEmpty());
    EXPECT_EQ(picture.verdict.leader, zk1);
    EXPECT_EQ(scene.whole(), Health::Healthy);
    const Finding note = scene.of("ensemble.words-limited");
    EXPECT_EQ(note.severity, Severity::Notice);
    EXPECT_TRUE(note.evidence.contains(QStringLiteral("mntr")) &&
                note.evidence.contains(QStringLiteral("ZOO_4LW_COMMANDS_WHITELIST")))
        << qPrintable(note.evidence);
}

// signalfx/collectd-zookeeper#7: "imok" was taken for health.
TEST(BugBank_ZooKeeper, b14_processesThatRunWithoutQuorumAreNotHealthy)
{
    Judged scene;
    const QList<QByteArray> refusal{notServing};
    auto answer = asked({{"ruok", {"imok"}}, {"srvr", refusal}, {"mntr", refusal}});
    scene.planes.ensemble->members[0] = answer;
    scene.says(zk2, notServing);
    memberDown(scene.planes, zk3);
    const Finding lost = scene.of("ensemble.no-quorum");
    EXPECT_EQ(lost.severity, Severity::Failure);
    EXPECT_TRUE(lost.evidence.contains(QStringLiteral("zk1 and zk2 run, but serve nothing without quorum.")))
        << qPrintable(lost.evidence);
    EXPECT_EQ(scene.whole(), Health::Failing);
}

// apache/zookeeper#1661
TEST(BugBank_ZooKeeper, b16_anEvenEnsembleIsNoBetterThanOneLess)
{
    const QList<std::pair<int, int>> quorumAndMargin{{1, 0}, {2, 0}, {2, 1}, {3, 1}, {3, 2}, {4, 2}, {4, 3}};
    for (int size = 1; size <= 7; ++size) {
        Judged scene;
        scene.resizeEnsemble(size);
        if (size == 1) {
            scene.says(zk1, srvr("standalone"));
        }
        const auto verdict = scene.picture().verdict;
        EXPECT_EQ(std::pair(verdict.quorum, verdict.margin), quorumAndMargin[size - 1]) << size;
        EXPECT_EQ(scene.has("ensemble.even"), size % 2 == 0) << size;
        EXPECT_EQ(scene.whole(), Health::Healthy) << size;
    }
    Judged four;
    four.resizeEnsemble(4);
    EXPECT_EQ(four.of("ensemble.even").evidence, QStringLiteral("4 members can lose no more of them than 3 can."));
}

// deric/puppet-zookeeper#28: observers stand among the servers, marked, and have no vote.
TEST(BugBank_ZooKeeper, b17_observersAreNoVoters)
{
    Judged scene;
    scene.resizeEnsemble(5);
    for (int number = 1; number <= 5; ++number) {
        scene.service(QStringLiteral("lab-zk%1").arg(number)).environment = {
            QStringLiteral("ZOO_MY_ID=%1").arg(number),
            threeServers +
                QStringLiteral(" server.4=zk4:2888:3888:observer;2181 server.5=zk5:2888:3888:observer;2181")};
    }
    scene.says(QStringLiteral("zk4"), srvr("observer"));
    for (const char *name : {"zk3", "zk5"}) {
        memberDown(scene.planes, QLatin1String(name));
    }
    EXPECT_TRUE(scene.picture().nodes[0].members[1].observer) << "zk4, by its own word";
    EXPECT_EQ(answerOf(scene.picture(), QStringLiteral("zk4")).srvr->role.word, QStringLiteral("observer"));
    EXPECT_EQ(scene.of("ensemble.observers-silent").headline, QStringLiteral("An observer does not serve: zk5."));
    memberDown(scene.planes, QStringLiteral("zk4"));
    const auto verdict = scene.picture().verdict;
    EXPECT_EQ(verdict.voters, 3);
    EXPECT_EQ(verdict.quorum, 2);
    EXPECT_EQ(verdict.state, zookeeper::EnsembleState::NoMargin);
    EXPECT_FALSE(scene.has("ensemble.no-quorum"));
    EXPECT_EQ(scene.of("ensemble.observers-silent").headline, QStringLiteral("2 observers do not serve."));
    EXPECT_EQ(scene.whole(), Health::Degraded);
}

// 31z4/zookeeper-docker#58: names resolve everywhere, yet packets do not pass between the nodes.
TEST(BugBank_ZooKeeper, b18_aMemberCutOffOnAnotherNodePointsAtTheOverlaysPorts)
{
    Judged scene;
    taskOf(scene.planes, QStringLiteral("lab-zk2"), QStringLiteral("storm-2")).node = {QStringLiteral("node1")};
    for (const bool published : {false, true}) {
        memberDown(scene.planes, zk3);
        EXPECT_FALSE(scene.has("ensemble.nodes-apart")) << "refused, so packets pass";
        // Asked from the other node nothing comes back; asked at its own node's port it says that it does not serve.
        auto &third = scene.planes.ensemble->members[2];
        third = published ? zookeeper::decodeMember(zk3, notServing, notServing)
                          : zookeeper::decodeProbe({zk3}, "srvr 124 0 zk3\n\n")[0];
        const Finding apart = scene.of("ensemble.nodes-apart");
        EXPECT_EQ(apart.headline, QStringLiteral("zk3 on storm-3 takes no part beside the members on storm-1."));
        EXPECT_TRUE(apart.nextMove.contains(QStringLiteral("7946 (TCP and UDP) and 4789 (UDP)")));
        for (const Finding &finding : scene.all()) {
            EXPECT_FALSE(finding.nextMove.contains(QStringLiteral("ZOO_SERVERS"))) << qPrintable(finding.code);
        }
    }
}

// rgs1/zk_shell#99: stat lists 5000 clients and is cut before its mode.
TEST(BugBank_ZooKeeper, b19_theRoleIsNotReadOutOfStat)
{
    const auto answer = asked({{"stat", {QByteArray(" /10.0.1.9:4242[1](queued=0)\n").repeated(5000)}},
                               {"srvr", {srvr("follower")}},
                               {"mntr", {mntrNotAllowed}}});
    ASSERT_TRUE(answer.srvr);
    EXPECT_EQ(answer.srvr->role, zookeeper::Role::Follower);
    EXPECT_EQ(answer.srvr->zxid, QStringLiteral("0x10000002a"));
}

// moby/moby#31208: a virtual address forgets a connection that is quiet for 900 s.
TEST(BugBank_ZooKeeper, b20_membersBehindAVirtualAddressAreNoticed)
{
    Judged scene;
    EXPECT_FALSE(scene.has("ensemble.virtual-address"));
    scene.service(QStringLiteral("lab-zk2")).endpointMode = {docker::EndpointMode::Vip, QStringLiteral("vip")};
    const Finding found = scene.of("ensemble.virtual-address");
    EXPECT_EQ(found.severity, Severity::Notice);
    EXPECT_EQ(found.headline, QStringLiteral("Members are reached by a virtual address: zk2."));
    EXPECT_EQ(found.nextMove, QStringLiteral("Set their endpoint mode to dnsrr."));
}

// Not of a report: the same kind of fault, as the official image makes it.
TEST(BugBank_ZooKeeper, membersWhoseDataIsNotKeptAreNoticed)
{
    Judged scene;
    docker::Service &member = scene.service(QStringLiteral("lab-zk2"));
    member.environment = {threeServers, QStringLiteral("ZOO_MY_ID=2")};
    EXPECT_EQ(scene.of("ensemble.no-volume").headline, QStringLiteral("No named volume keeps the data of zk2."));
    member.mounts = {
        {.type = QStringLiteral("volume"), .source = QStringLiteral("zk2-data"), .target = QStringLiteral("/data")}};
    EXPECT_FALSE(scene.has("ensemble.no-volume"));
    EXPECT_FALSE(scene.has("ensemble.not-pinned"));
    member.constraints.clear();
    EXPECT_EQ(scene.of("ensemble.not-pinned").headline, QStringLiteral("zk2 may be moved away from its data."));
}

// Not of a report: a constraint keeps a member at its data only where it leaves one node.
TEST(BugBank_ZooKeeper, aMemberThatSeveralNodesMayCarryIsNotPinned)
{
    Judged scene;
    docker::Service &member = scene.service(QStringLiteral("lab-zk2"));
    member.environment = {threeServers, QStringLiteral("ZOO_MY_ID=2")};
    member.mounts = {
        {.type = QStringLiteral("volume"), .source = QStringLiteral("zk2-data"), .target = QStringLiteral("/data")}};
    member.constraints = {QStringLiteral("node.role == manager")};
    EXPECT_FALSE(scene.has("ensemble.not-pinned")) << "one node is";
    nodeOf(scene.planes, QStringLiteral("storm-3")).role = nodeOf(scene.planes, QStringLiteral("storm-1")).role;
    EXPECT_TRUE(scene.has("ensemble.not-pinned"));
    for (const char *only : {"node.hostname == storm-3", "node.id!=node1", "engine.labels.disk==ssd"}) {
        member.constraints = {QStringLiteral("node.role == manager"), QLatin1String(only)};
        EXPECT_FALSE(scene.has("ensemble.not-pinned")) << only;
    }
}

// Not of a report: plain words are refused, yet Storm works.
TEST(BugBank_ZooKeeper, anEnsembleThatTakesTlsOnlyIsSaidToPerhapsWork)
{
    Judged scene;
    for (const QString &name : {zk1, zk2, zk3}) {
        memberDown(scene.planes, name);
    }
    EXPECT_TRUE(scene.of("ensemble.no-quorum").evidence.contains(QStringLiteral("a client port for TLS only")));
    scene.planes.storm->nimbuses.clear();
    EXPECT_FALSE(scene.of("ensemble.no-quorum").evidence.contains(QStringLiteral("TLS")));
}

// Not of a report: the client port answers a TLS greeting, so the member runs.
TEST(BugBank_ZooKeeper, membersThatTakeTlsOnlyAreNeverCalledDown)
{
    Judged scene;
    for (const QString &name : {zk1, zk2, zk3}) {
        for (auto &answer : scene.planes.ensemble->members) {
            if (answer.name == name) {
                answer = zookeeper::decodeMember(name, {}, {}, {.hello = "\x16\x03\x03"});
            }
        }
    }
    EXPECT_EQ(scene.count("ensemble.tls-only"), 3);
    const Finding found = scene.of("ensemble.tls-only");
    EXPECT_EQ(found.severity, Severity::Notice);
    EXPECT_EQ(found.headline, QStringLiteral("zk1 takes TLS only."));
    EXPECT_TRUE(found.evidence.contains(QStringLiteral("so it runs"))) << qPrintable(found.evidence);
    for (const char *code : {"ensemble.no-quorum", "ensemble.member-silent", "ensemble.word-not-allowed"}) {
        EXPECT_FALSE(scene.has(code)) << code;
    }
    EXPECT_EQ(scene.picture().verdict.state, zookeeper::EnsembleState::Unknown);
    EXPECT_NE(scene.whole(), Health::Failing);
}

// apache/zookeeper#1608: what the words may not tell the AdminServer tells, and then nothing is missing.
TEST(BugBank_ZooKeeper, b12_aMemberToldByItsAdminServerIsNotLimited)
{
    Judged scene;
    auto &first = scene.planes.ensemble->members[0];
    first = zookeeper::decodeMember(zk1, srvrNotAllowed, mntrNotAllowed,
                                    {.adminSrvr = fixture(QStringLiteral("zookeeper-3.8.0/srvr-leader.http"))});
    EXPECT_EQ(scene.picture().verdict.leader, zk1);
    EXPECT_FALSE(scene.has("ensemble.words-limited"));
    EXPECT_FALSE(scene.has("ensemble.word-not-allowed"));
}

namespace {
/// The leader's own count of voting members, as mntr tells it from 3.6 on.
void leaderCounts(Judged &scene, int voters)
{
    scene.says(zk1, srvr("leader"),
               "zk_server_state\tleader\nzk_quorum_size\t" + QByteArray::number(voters) +
                   "\nzk_synced_non_voting_followers\t" + (voters == 3 ? "1" : "0") + '\n');
}
} // namespace

// bitnami/bitnami-docker-zookeeper#87: a member that is on nobody's list follows, and has no vote.
TEST(BugBank_ZooKeeper, b17_aMemberMissingFromTheEnsembleListIsNamed)
{
    Judged scene;
    scene.resizeEnsemble(4);
    for (int number = 1; number <= 4; ++number) {
        scene.service(QStringLiteral("lab-zk%1").arg(number)).environment = {
            QStringLiteral("ZOO_MY_ID=%1").arg(number),
            number < 4 ? threeServers : threeServers + QStringLiteral(" server.4=zk4:2888:3888;2181")};
    }
    EXPECT_EQ(scene.of("ensemble.not-listed").severity, Severity::Notice)
        << "the leader does not say how many it counts";
    leaderCounts(scene, 3);
    const Finding found = scene.of("ensemble.not-listed");
    EXPECT_EQ(found.severity, Severity::Warning);
    EXPECT_EQ(found.headline, QStringLiteral("zk4 is missing from the ensemble list of zk1, zk2 and zk3."));
    EXPECT_FALSE(scene.has("ensemble.size-differs"));
    EXPECT_EQ(scene.picture().verdict.voters, 3);
    memberDown(scene.planes, zk3);
    EXPECT_EQ(scene.picture().verdict.state, zookeeper::EnsembleState::NoMargin) << "zk4 stands in for nobody";
    leaderCounts(scene, 4); // told while it ran: what the settings say is old, and it works
    EXPECT_FALSE(scene.has("ensemble.not-listed"));
}

// Not of a report: the configuration was changed while the ensemble ran (dynamic configuration).
TEST(BugBank_ZooKeeper, quorumIsReckonedFromTheEnsemblesOwnNumber)
{
    Judged scene;
    leaderCounts(scene, 5);
    const Finding found = scene.of("ensemble.size-differs");
    EXPECT_EQ(found.headline, QStringLiteral("The ensemble counts 5 voting members, the swarm is to run 3."));
    const auto verdict = scene.picture().verdict;
    EXPECT_EQ(verdict.quorum, 3);
    EXPECT_EQ(verdict.margin, 0);
    EXPECT_EQ(verdict.state, zookeeper::EnsembleState::NoMargin);
    scene.says(zk1, srvr("leader"), "zk_server_state\tleader\nzk_quorum_size\t3\n");
    EXPECT_FALSE(scene.has("ensemble.size-differs"));
    EXPECT_EQ(scene.picture().verdict.state, zookeeper::EnsembleState::Serving);
}
