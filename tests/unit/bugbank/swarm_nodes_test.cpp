// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of engines, nodes and networks must make the console say. Answers are made by hand after the
// reports, unless they are read from tests/fixtures.
#include "cluster/subnets.h"
#include "docker/decode.h"
#include "docker/errors.h"
#include "docker/version.h"
#include "support/fixtures.h"
#include "unit/bugbank/judged.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {
const QString storm2 = QStringLiteral("storm-2");

/// A manager refuses a question about the swarm with that status and message.
void swarmRefuses(Judged &scene, int status, const QByteArray &message)
{
    silence(scene.freshness.swarm, judgedAt, std::chrono::seconds(40));
    scene.freshness.swarm.error =
        docker::statusError({.status = status, .body = R"({"message":")" + message + "\"}"}, false);
}

void takeNodes(Judged &scene, const QByteArray &json)
{
    scene.planes.swarm->nodes = docker::decodeNodes(json).value();
}

QByteArray nodeJson(const QByteArray &id, const QByteArray &name, const QByteArray &role, const QByteArray &status,
                    const QByteArray &more = {})
{
    return R"({"ID":")" + id + R"(","Spec":{"Role":")" + role +
           R"(","Availability":"active"},"Description":{"Hostname":")" + name + R"("},"Status":{)" + status + "}" +
           more + "}";
}

NodeView viewOf(const Snapshot &picture, const QString &key)
{
    for (const NodeView &node : picture.nodes) {
        if (node.key == key) {
            return node;
        }
    }
    return {};
}

void takeInfo(Judged &scene, const QString &machine, const QByteArray &members)
{
    scene.planes.engines[machine].info = docker::decodeInfo(R"({"ID":"id-)" + machine.toLatin1() + R"(","Name":")" +
                                                            machine.toLatin1() + "\"," + members + '}')
                                             .value();
}

using Change = std::function<void(QJsonObject &, const QString &)>;

/// Changes one member after the other, at any depth, and hands the whole document to `use` each time.
void forEachMember(const QJsonValue &value, const Change &change, const std::function<void(const QJsonValue &)> &use)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype at = 0; at < array.size(); ++at) {
            forEachMember(array[at], change, [&](const QJsonValue &part) {
                QJsonArray copy = array;
                copy[at] = part;
                use(copy);
            });
        }
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        QJsonObject copy = object;
        change(copy, it.key());
        use(copy);
        forEachMember(it.value(), change, [&](const QJsonValue &part) {
            QJsonObject deeper = object;
            deeper[it.key()] = part;
            use(deeper);
        });
    }
}

QByteArray bytesOf(const QJsonValue &value)
{
    return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
}
} // namespace

// docker-archive/classicswarm#1467
TEST(BugBank_Swarm, b52_clonesThatCarryOneEngineIdAreNamed)
{
    Judged scene(emptyPlanes());
    for (const char *name : {"storm-1", "storm-2", "storm-3"}) {
        scene.planes.engines[QLatin1String(name)].info =
            docker::decodeInfo(R"({"ID":"QAXV:7X2J","Name":")" + QByteArray(name) + "\"}").value();
    }
    const Finding shared = scene.of("engine.shared-id");
    EXPECT_EQ(shared.headline, QStringLiteral("storm-1, storm-2 and storm-3 report one and the same engine."));
    EXPECT_TRUE(shared.nextMove.contains(QStringLiteral("an identity of their own")));
}

// moby/moby#30059: a machine that left and joined again stands in the list again under its name.
TEST(BugBank_Swarm, b54_aNodeThatJoinedAgainIsOneNodeWithStaleEntries)
{
    Judged scene;
    const QByteArray rest =
        QByteArray(",") + nodeJson("node1", "storm-1", "manager", R"("State":"ready")",
                                   R"(,"ManagerStatus":{"Leader":true,"Reachability":"reachable"})");
    takeNodes(scene, '[' + nodeJson("n3", "nb", "worker", R"("State":"down")") + ',' +
                         nodeJson("n2", "nb", "worker", R"("State":"ready")") + ',' +
                         nodeJson("n4", "nb", "worker", R"("State":"down")") + rest + ']');
    EXPECT_EQ(scene.count("node.stale-entry"), 2);
    EXPECT_FALSE(scene.has("node.down"));
    EXPECT_EQ(scene.of("node.stale-entry").subject, QStringLiteral("n3"));
    EXPECT_EQ(scene.of("node.stale-entry").headline, QStringLiteral("An old entry of nb is left in the swarm."));
    EXPECT_TRUE(scene.of("node.stale-entry").evidence.contains(QStringLiteral("again as n2")));
}

// moby/swarmkit#1070: engines refuse a host name that two nodes have.
TEST(BugBank_Swarm, b55_nodesOfOneNameAreTwoCardsWithTheirOwnIds)
{
    Judged scene;
    const QByteArray ready = R"("State":"ready","Addr":"10.0.0.)";
    takeNodes(scene, '[' + nodeJson("u1", "ubuntu", "worker", ready + "1\"") + ',' +
                         nodeJson("u2", "ubuntu", "worker", ready + "2\"") + ']');
    const Snapshot picture = scene.picture();
    EXPECT_EQ(viewOf(picture, QStringLiteral("u1")).address, QStringLiteral("10.0.0.1"));
    EXPECT_EQ(viewOf(picture, QStringLiteral("u2")).address, QStringLiteral("10.0.0.2"));
    EXPECT_EQ(viewOf(picture, QStringLiteral("u2")).name, QStringLiteral("ubuntu"));
    EXPECT_FALSE(scene.has("node.stale-entry")) << "both are there";
    EXPECT_NE(subjectOf(viewOf(picture, QStringLiteral("u1"))), subjectOf(viewOf(picture, QStringLiteral("u2"))));
}

TEST(BugBank_Swarm, b55_aNodeThatIsDownIsNoOldEntryOfAnotherMachineOfItsName)
{
    Judged scene;
    docker::Node &down = nodeOf(scene.planes, QStringLiteral("storm-3"));
    down.state = {docker::NodeState::Down, QStringLiteral("down")};
    down.updatedAt = sceneTime().addSecs(-6);
    docker::Node other = nodeOf(scene.planes, QStringLiteral("storm-2"));
    other.id = {QStringLiteral("clone")};
    other.hostname = down.hostname;
    other.address = QStringLiteral("10.77.0.99");
    other.createdAt = sceneTime().addDays(-3);
    scene.planes.swarm->nodes.push_back(other);
    EXPECT_FALSE(scene.has("node.stale-entry"));
    EXPECT_EQ(scene.of("node.down").subject, QStringLiteral("node3"));
    scene.planes.swarm->nodes.back().createdAt = sceneTime().addSecs(-20);
    EXPECT_TRUE(scene.has("node.stale-entry")) << "it came back with another address";
    EXPECT_FALSE(scene.has("node.down"));
}

// moby/moby#41250: first the question is not answered in time, then there is no leader; both are one state.
TEST(BugBank_Swarm, b57_aLostMajorityIsOneStateAndTheLastPictureStays)
{
    const std::pair<int, QByteArray> answers[] = {
        {500, "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers "
              "are online."},
        {503, "rpc error: code = Unknown desc = The swarm does not have a leader."},
        {500, "rpc error: code = DeadlineExceeded desc = context deadline exceeded"}};
    for (const auto &[status, message] : answers) {
        Judged scene;
        for (docker::Node &node : scene.planes.swarm->nodes) {
            node.role = {docker::NodeRole::Manager, QStringLiteral("manager")};
        }
        swarmRefuses(scene, status, message);
        const Finding lost = scene.of("swarm.no-majority");
        EXPECT_EQ(lost.severity, Severity::Failure) << message.constData();
        EXPECT_TRUE(lost.evidence.startsWith(QStringLiteral("Of its 3 managers 2 are needed.")))
            << qPrintable(lost.evidence);
        EXPECT_TRUE(lost.evidence.endsWith(QStringLiteral("What is shown is as of 11:59:20.")));
        EXPECT_EQ(scene.picture().nodes.size(), 3U);
        EXPECT_EQ(scene.statusOf(storm2), NodeStatus::Unknown) << "what is old is not current";
    }
}

// HariSekhon/Nagios-Plugins#434
TEST(BugBank_Swarm, b64_theVersionIsNegotiatedAndItsNumbersAreCompared)
{
    const auto version = docker::decodeVersion(R"({"ApiVersion":"1.52","MinAPIVersion":"1.44"})").value();
    EXPECT_EQ(docker::negotiate(version), docker::ApiVersion(1, 52));
    EXPECT_LT(docker::parseApiVersion(u"1.9"), docker::parseApiVersion(u"1.44"));
    const auto refused = docker::negotiate({.api = {1, 99}, .minimumApi = {1, 90}});
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().reason.contains(QStringLiteral("1.90"))) << qPrintable(refused.error().reason);
    EXPECT_TRUE(docker::complainsOfVersion(
        QStringLiteral("client version 1.41 is too old. Minimum supported API version is 1.44")));
}

// mohsenasm/swarm-dashboard#12
TEST(BugBank_Swarm, b66_aNodeWithoutAnAddressIsShownBesideTheOthers)
{
    Judged scene;
    takeNodes(scene, '[' + nodeJson("a", "one", "worker", R"("State":"ready")") + ',' +
                         nodeJson("b", "two", "worker", R"("State":"ready","Addr":"10.0.0.2")") + ']');
    const Snapshot picture = scene.picture();
    EXPECT_EQ(viewOf(picture, QStringLiteral("a")).address, QString());
    EXPECT_EQ(viewOf(picture, QStringLiteral("b")).address, QStringLiteral("10.0.0.2"));
}

// spotify/docker-client#793
TEST(BugBank_Swarm, b67_managersAreWhatTheirStatusSaysAndAPromotedOneHasNoneYet)
{
    Judged scene;
    const QByteArray ready = R"("State":"ready","Addr":"10.0.0.9")";
    takeNodes(scene,
              '[' +
                  nodeJson("n1", "a", "manager", R"("State":"ready","Addr":"0.0.0.0")",
                           R"(,"ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"10.0.0.1:2377"})") +
                  ',' + nodeJson("n2", "b", "manager", ready, R"(,"ManagerStatus":{"Reachability":"reachable"})") +
                  ',' + nodeJson("n3", "c", "worker", ready) + ',' +
                  nodeJson("n4", "d", "manager", ready, R"(,"ManagerStatus":{"Reachability":"unreachable"})") + ',' +
                  nodeJson("n5", "e", "manager", ready) + ']');
    const Snapshot picture = scene.picture();
    EXPECT_TRUE(viewOf(picture, QStringLiteral("n1")).leader);
    EXPECT_EQ(viewOf(picture, QStringLiteral("n1")).address, QStringLiteral("10.0.0.1"));
    EXPECT_FALSE(viewOf(picture, QStringLiteral("n2")).leader);
    EXPECT_EQ(viewOf(picture, QStringLiteral("n4")).reachability, docker::Reachability::Unreachable);
    ASSERT_EQ(scene.count("node.promoting"), 1);
    EXPECT_EQ(scene.of("node.promoting").subject, QStringLiteral("n5"));
    EXPECT_EQ(scene.of("swarm.no-manager-margin").evidence,
              QStringLiteral("2 of 3 managers can be reached; losing one more stops every change."));
}

// spotify/docker-client#821: whatever an engine leaves out or writes as null, the rest is shown.
TEST(BugBank_Swarm, b69_anyMemberMayBeNullOrMissing)
{
    const Change toNull = [](QJsonObject &object, const QString &key) { object[key] = QJsonValue::Null; };
    const Change away = [](QJsonObject &object, const QString &key) { object.remove(key); };
    int tried = 0;
    const auto decodes = [&](const QByteArray &json, size_t count, auto decode) {
        for (const Change &change : {toNull, away}) {
            size_t refused = 0;
            forEachMember(QJsonDocument::fromJson(json).array(), change, [&](const QJsonValue &value) {
                const auto decoded = decode(bytesOf(value));
                ++tried;
                refused += decoded ? 0 : 1;
                EXPECT_EQ(decoded ? decoded->size() : count, count);
            });
            EXPECT_EQ(refused, count) << "only an entry without its own id";
        }
    };
    const auto whole = [&](const char *file, auto decode) {
        const QByteArray json = fixture(QStringLiteral("docker-1.41/") + QLatin1String(file));
        decodes(json, decode(json).value().size(), decode);
    };
    whole("nodes.json", docker::decodeNodes);
    whole("services.json", docker::decodeServices);
    whole("networks-swarm.json", docker::decodeNetworks);
    Judged scene;
    const QByteArray service = R"([{"ID":"s-lab-ui","Endpoint":null,"Spec":{"Name":"lab-ui","Labels":null,
        "Mode":{"Global":{}},"TaskTemplate":{"Networks":null,"ContainerSpec":{"Image":"storm:2","Args":["ui"],"Env":null}}}}])";
    scene.service(QStringLiteral("lab-ui")) = docker::decodeServices(service).value()[0];
    for (const Finding &finding : scene.all()) {
        EXPECT_FALSE(finding.evidence.contains(QStringLiteral("null"))) << qPrintable(finding.evidence);
    }
    EXPECT_GT(tried, 500);
}

// moby/moby#29925
TEST(BugBank_Swarm, b71_aNetworkThatWasNeverAllocatedIsToldWithoutAYear1)
{
    Judged scene;
    scene.planes.swarm->networks = docker::decodeNetworks(R"([
        {"Name":"testnet1","Id":"a","Created":"2017-01-05T10:00:00Z","Scope":"swarm","Driver":"overlay",
         "IPAM":{"Config":[{"Subnet":"192.168.1.0/24"}]},"Containers":null},
        {"Name":"testnet2","Id":"b","Created":"0001-01-01T00:00:00Z","Scope":"swarm","Driver":"",
         "IPAM":{"Driver":"","Options":null,"Config":[{"Subnet":"192.168.1.0/24"}]},"Containers":null,"Options":null,
         "Labels":null}])")
                                       .value();
    EXPECT_FALSE(scene.planes.swarm->networks[1].createdAt.isValid());
    EXPECT_EQ(scene.of("network.not-allocated").headline, QStringLiteral("The network testnet2 is not allocated."));
    EXPECT_EQ(scene.of("network.overlap").headline, QStringLiteral("The networks testnet1 and testnet2 overlap."));
    EXPECT_TRUE(scene.of("network.overlap").evidence.contains(QStringLiteral("192.168.1.0/24")));
}

// moby/moby#7670
TEST(BugBank_Swarm, b73_aTimeIsTheSameAsANumberAndAsAText)
{
    const auto created = [](const QByteArray &value) {
        return docker::decodeContainers(R"([{"Id":"a","Created":)" + value + "}]").value()[0].createdAt;
    };
    EXPECT_EQ(created("1405979233"), created("\"2014-07-21T21:47:13Z\""));
    EXPECT_EQ(created("1405979233").toSecsSinceEpoch(),
              created("\"2014-07-21T21:47:13.032415435Z\"").toSecsSinceEpoch());
}

// moby/moby#27064
TEST(BugBank_Swarm, b86_aNetworkThatTakesNoContainersIsToldWithWhatToDo)
{
    const auto networks = docker::decodeNetworks(
        R"([{"Name":"stormnet","Id":"n","Driver":"overlay","Scope":"swarm","Attachable":false}])");
    EXPECT_FALSE(networks.value()[0].attachable);
    for (const int status : {403, 500}) {
        const Error error = docker::statusError(
            {.status = status, .body = R"({"message":"network stormnet not manually attachable"})"}, true);
        EXPECT_EQ(error.code, QStringLiteral("docker.not-attachable")) << status;
        EXPECT_EQ(error.reason, QStringLiteral("network stormnet not manually attachable"));
        EXPECT_TRUE(error.remedy.contains(QStringLiteral("attachable")));
    }
}

// moby/moby#17217: the status differs from engine to engine.
TEST(BugBank_Swarm, b90_aNetworkThatIsStillInUseIsAConflictOfOneKind)
{
    for (const int status : {400, 403, 409, 500}) {
        for (const char *user : {"is in use by service s1", "is in use by task t1", "has active endpoints"}) {
            const QByteArray said = QByteArray("error while removing network: network stormnet ") + user;
            const Error error = docker::statusError({.status = status, .body = R"({"message":")" + said + "\"}"}, true);
            EXPECT_EQ(error.code, QStringLiteral("docker.in-use")) << status << user;
            EXPECT_EQ(error.kind, ErrorKind::Conflict);
            EXPECT_TRUE(error.reason.endsWith(QLatin1String(user))) << "its user stays named";
        }
    }
}

// moby/moby#30584
TEST(BugBank_Swarm, b95_aTokenOfAnotherSwarmIsToldFromOneThatWasRotated)
{
    const auto code = [](const QByteArray &message) {
        const Error error = docker::statusError({.status = 500, .body = R"({"message":")" + message + "\"}"}, true);
        EXPECT_FALSE(error.remedy.isEmpty());
        return error.code;
    };
    EXPECT_EQ(
        code("error while validating Root CA Certificate: remote CA does not match fingerprint. Expected: 1 got: 2"),
        QStringLiteral("docker.token-of-other-swarm"));
    EXPECT_EQ(code("rpc error: code = InvalidArgument desc = A valid join token is necessary to join this cluster"),
              QStringLiteral("docker.token-refused"));
}

// moby/moby#36197: a worker sees an overlay network once something there uses it.
TEST(BugBank_Swarm, b87_networksAreJudgedByWhatAManagerSays)
{
    Judged scene;
    scene.planes.swarm->networks =
        docker::decodeNetworks(fixture(QStringLiteral("docker-1.41/networks-swarm.json"))).value();
    for (const Finding &finding : scene.all()) {
        EXPECT_FALSE(finding.code.startsWith(u"network.")) << qPrintable(finding.headline);
    }
}

// moby/moby#42660
TEST(BugBank_Swarm, b92_anExpiredSwarmCertificateIsSaidAndNotTakenForNoSwarm)
{
    Judged scene;
    const QByteArray swarm =
        R"("Swarm":{"NodeID":"","LocalNodeState":"error","ControlAvailable":false,"Error":"error while loading TLS certificate in /var/lib/docker/swarm/certificates/swarm-node.crt: certificate (1 - abc) not valid after Wed, 21 Jul 2021 20:43:00 UTC, and it is currently Fri, 23 Jul 2021 07:03:55 UTC: x509: certificate has expired or is not yet valid"})";
    std::erase_if(scene.planes.swarm->nodes, [](const auto &node) { return node.hostname == storm2; });
    takeInfo(scene, storm2, swarm);
    const Finding expired = scene.of("engine.swarm-certificate-expired");
    EXPECT_EQ(expired.headline, QStringLiteral("The swarm certificate of storm-2 has expired."));
    EXPECT_TRUE(expired.evidence.contains(QStringLiteral("not valid after Wed, 21 Jul 2021")));
    EXPECT_EQ(expired.nextMove, QStringLiteral("Let it leave the swarm and join again."));
    EXPECT_EQ(scene.statusOf(storm2), NodeStatus::Unknown);
    EXPECT_FALSE(scene.has("engine.swarm-error"));
    Judged alone;
    takeInfo(alone, QStringLiteral("storm-1"), swarm);
    EXPECT_TRUE(alone.of("engine.swarm-certificate-expired").nextMove.contains(QStringLiteral("--force-new-cluster")))
        << "the only manager";
}

// docker/docs#694
TEST(BugBank_Swarm, b94_aLockedManagerIsNotALostMajority)
{
    Judged scene;
    takeInfo(scene, QStringLiteral("storm-1"), R"("Swarm":{"NodeID":"","LocalNodeState":"locked"})");
    swarmRefuses(scene, 503,
                 "Swarm is encrypted and needs to be unlocked before it can be used. Please use \\\"docker swarm "
                 "unlock\\\" to unlock it.");
    EXPECT_EQ(scene.of("swarm.locked").severity, Severity::Failure);
    EXPECT_TRUE(scene.of("swarm.locked").nextMove.contains(QStringLiteral("docker swarm unlock")));
    EXPECT_EQ(scene.of("engine.locked").headline, QStringLiteral("The manager on storm-1 is locked."));
    EXPECT_FALSE(scene.has("swarm.no-majority"));
    EXPECT_FALSE(scene.has("swarm.stale"));
}

TEST(BugBank_Swarm, b94_whatASilentEngineOnceSaidOfTheSwarmIsNotToldAsItsStateNow)
{
    Judged scene;
    takeInfo(scene, storm2, R"("Swarm":{"NodeID":"node2","LocalNodeState":"locked","Error":"rpc error"})");
    ASSERT_TRUE(scene.has("engine.locked"));
    silence(scene.freshness.engines[storm2], judgedAt, std::chrono::seconds(60));
    EXPECT_FALSE(scene.has("engine.locked"));
    EXPECT_TRUE(scene.has("node.suspect"));
}

// moby/moby#25117
TEST(BugBank_Swarm, b97_aMachineWithSeveralAddressesIsToldToSayItsOwn)
{
    for (const char *interfaces :
         {"multiple addresses on different interfaces (10.0.2.15 on eth0 and 192.168.56.101 on "
          "eth1)",
          "multiple addresses on interface eth0 (10.0.2.15 and fd00::5)"}) {
        const QByteArray said =
            QByteArray("could not choose an IP address to advertise since this system has ") + interfaces;
        const Error error = docker::statusError({.status = 400, .body = R"({"message":")" + said + "\"}"}, true);
        EXPECT_EQ(error.code, QStringLiteral("docker.several-addresses"));
        EXPECT_TRUE(error.reason.contains(QLatin1String(interfaces))) << "the addresses to choose from";
        EXPECT_TRUE(error.remedy.contains(QStringLiteral("the address")));
    }
}

// docker/docs#5800
TEST(BugBank_Swarm, b99_containersThatSwarmDidNotStartAreCountedOnADrainedNode)
{
    Judged scene;
    takeInfo(scene, storm2, R"("ContainersRunning":2,"Swarm":{"NodeID":"node2","LocalNodeState":"active"})");
    nodeOf(scene.planes, storm2).availability = {docker::Availability::Drain, QStringLiteral("drain")};
    EXPECT_FALSE(scene.has("node.drained-with-containers")) << "its swarm tasks are still there";
    std::erase_if(scene.planes.swarm->tasks, [](const docker::Task &task) { return task.node.value == u"node2"; });
    EXPECT_EQ(scene.of("node.drained-with-containers").headline,
              QStringLiteral("2 containers of its own still run on storm-2."));
    silence(scene.freshness.engines[storm2], judgedAt, std::chrono::seconds(40));
    EXPECT_FALSE(scene.has("node.drained-with-containers"));
}

// Not of a report: what the overlap of networks rests on.
TEST(BugBank_Swarm, subnetsOverlapByTheirShorterPrefix)
{
    EXPECT_TRUE(subnetsOverlap(QStringLiteral("10.0.0.0/8"), QStringLiteral("10.7.0.0/24")));
    EXPECT_FALSE(subnetsOverlap(QStringLiteral("10.0.0.0/24"), QStringLiteral("10.0.1.0/24")));
    EXPECT_TRUE(subnetsOverlap(QStringLiteral("0.0.0.0/0"), QStringLiteral("10.0.1.0/24")));
    EXPECT_FALSE(subnetsOverlap(QStringLiteral("fd00::/64"), QStringLiteral("fd00::/64"))) << "not IPv4";
    EXPECT_EQ(freeSubnet({QStringLiteral("10.0.0.0/24"), QStringLiteral("10.0.1.0/25")}),
              QStringLiteral("10.0.2.0/24"));
    EXPECT_EQ(freeSubnet({QStringLiteral("10.0.0.0/16")}), QStringLiteral("10.1.0.0/24"));
    EXPECT_EQ(freeSubnet({QStringLiteral("10.0.0.0/8")}), QString());
}
