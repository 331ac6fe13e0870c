// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/encode.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
/// Compares as JSON, so that neither order nor spaces matter, but every member does.
void expectJson(const QByteArray &actual, const QByteArray &expected)
{
    const auto wanted = QJsonDocument::fromJson(expected);
    ASSERT_FALSE(wanted.isNull()) << "the expectation is not JSON";
    EXPECT_EQ(QJsonDocument::fromJson(actual), wanted) << actual.constData();
}

const Labels labels{{QStringLiteral("stormdeck.cluster"), QStringLiteral("words")}};

ServiceSpec zooKeeperMember()
{
    ServiceSpec spec;
    spec.name = QStringLiteral("words-zk1");
    spec.labels = labels;
    spec.image = QStringLiteral("h:5000/zookeeper:3.8.0");
    spec.environment = {QStringLiteral("ZOO_MY_ID=1")};
    spec.hostname = QStringLiteral("zk1");
    spec.constraints = {QStringLiteral("node.id==abc")};
    spec.mounts = {{.type = QStringLiteral("volume"),
                    .source = QStringLiteral("words-zk1-data"),
                    .target = QStringLiteral("/data"),
                    .volumeLabels = labels}};
    spec.ports = {{.protocol = QStringLiteral("tcp"),
                   .target = 2181,
                   .published = 2181,
                   .mode = {PublishMode::Host, QStringLiteral("host")}}};
    spec.networks = {{QStringLiteral("net"), {QStringLiteral("zk1")}}};
    spec.reservations = {250'000'000, 536'870'912};
    spec.limits.memoryBytes = 9'007'199'254'740'993;
    return spec;
}
} // namespace

TEST(Encode, createsASwarm)
{
    expectJson(encodeSwarmInit({.advertiseAddress = QStringLiteral("10.0.0.1"), .labels = labels}),
               R"({"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"10.0.0.1",
                   "Spec":{"Name":"default","Labels":{"stormdeck.cluster":"words"}}})");
}

TEST(Encode, createsASwarmWithPoolsAndADataPath)
{
    expectJson(encodeSwarmInit({.listenAddress = QStringLiteral("10.0.0.1:2377"),
                                .advertiseAddress = QStringLiteral("10.0.0.1"),
                                .dataPathAddress = QStringLiteral("10.1.0.1"),
                                .defaultAddressPools = {QStringLiteral("10.20.0.0/16")},
                                .subnetSize = 26}),
               R"({"ListenAddr":"10.0.0.1:2377","AdvertiseAddr":"10.0.0.1","DataPathAddr":"10.1.0.1",
                   "DefaultAddrPool":["10.20.0.0/16"],"SubnetSize":26,"Spec":{"Name":"default"}})");
}

TEST(Encode, joinsASwarm)
{
    expectJson(encodeSwarmJoin({.advertiseAddress = QStringLiteral("10.0.0.2"),
                                .remoteAddresses = {QStringLiteral("10.0.0.1:2377")}},
                               Secret(QStringLiteral("SWMTKN-1-x"))),
               R"({"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"10.0.0.2","RemoteAddrs":["10.0.0.1:2377"],
                   "JoinToken":"SWMTKN-1-x"})");
}

TEST(Encode, createsANetwork)
{
    expectJson(encodeNetwork({.name = QStringLiteral("net"), .labels = labels}),
               R"({"Name":"net","CheckDuplicate":true,"Driver":"overlay","Attachable":true,
                   "Labels":{"stormdeck.cluster":"words"}})");
    expectJson(
        encodeNetwork({.name = QStringLiteral("net"), .attachable = false, .subnet = QStringLiteral("10.9.0.0/24")}),
        R"({"Name":"net","CheckDuplicate":true,"Driver":"overlay","Attachable":false,
                   "IPAM":{"Driver":"default","Config":[{"Subnet":"10.9.0.0/24"}]}})");
}

TEST(Encode, createsAConfig)
{
    expectJson(encodeConfig({.name = QStringLiteral("c"), .data = QByteArray("a\0b\xff", 4), .labels = labels}),
               R"({"Name":"c","Data":"YQBi/w==","Labels":{"stormdeck.cluster":"words"}})");
}

TEST(Encode, createsAPinnedServiceWithItsVolume)
{
    expectJson(encodeService(zooKeeperMember()), R"({"Name":"words-zk1","Labels":{"stormdeck.cluster":"words"},
        "Mode":{"Replicated":{"Replicas":1}},
        "EndpointSpec":{"Mode":"dnsrr",
            "Ports":[{"Protocol":"tcp","TargetPort":2181,"PublishedPort":2181,"PublishMode":"host"}]},
        "TaskTemplate":{
            "ContainerSpec":{"Image":"h:5000/zookeeper:3.8.0","Env":["ZOO_MY_ID=1"],"Hostname":"zk1",
                "Labels":{"stormdeck.cluster":"words"},
                "Mounts":[{"Type":"volume","Source":"words-zk1-data","Target":"/data",
                    "VolumeOptions":{"Labels":{"stormdeck.cluster":"words"}}}]},
            "RestartPolicy":{"Condition":"any","Delay":5000000000},
            "Resources":{"Limits":{"MemoryBytes":9007199254740993},
                "Reservations":{"NanoCPUs":250000000,"MemoryBytes":536870912}},
            "Placement":{"Constraints":["node.id==abc"]},
            "Networks":[{"Target":"net","Aliases":["zk1"]}]}})");
}

TEST(Encode, createsAGlobalServiceWithAConfig)
{
    ServiceSpec spec;
    spec.name = QStringLiteral("words-supervisor");
    spec.global = true;
    spec.image = QStringLiteral("storm:2.8.3");
    spec.arguments = {QStringLiteral("storm"), QStringLiteral("supervisor")};
    spec.hostname = QStringLiteral("{{.Service.Name}}-{{.Node.Hostname}}");
    spec.user = QStringLiteral("1000:1000");
    spec.configs = {
        {.config = {QStringLiteral("id")}, .name = QStringLiteral("conf"), .path = QStringLiteral("/conf/storm.yaml")}};
    spec.endpointMode = EndpointMode::Vip;
    spec.restartDelay = std::chrono::milliseconds(1500);
    expectJson(encodeService(spec), R"({"Name":"words-supervisor","Mode":{"Global":{}},"EndpointSpec":{"Mode":"vip"},
        "TaskTemplate":{
            "ContainerSpec":{"Image":"storm:2.8.3","Args":["storm","supervisor"],
                "Hostname":"{{.Service.Name}}-{{.Node.Hostname}}","User":"1000:1000",
                "Configs":[{"File":{"Name":"/conf/storm.yaml","UID":"0","GID":"0","Mode":292},
                    "ConfigID":"id","ConfigName":"conf"}]},
            "RestartPolicy":{"Condition":"any","Delay":1500000000}}})");
}

TEST(Encode, marksAMountThatIsOnlyRead)
{
    ServiceSpec spec = zooKeeperMember();
    spec.mounts = {{.type = QStringLiteral("bind"),
                    .source = QStringLiteral("/a"),
                    .target = QStringLiteral("/b"),
                    .readOnly = true}};
    EXPECT_TRUE(encodeService(spec).contains("\"ReadOnly\":true"));
}

TEST(Encode, createsAContainer)
{
    expectJson(encodeContainer({.name = QStringLiteral("goes into the query"),
                                .image = QStringLiteral("storm"),
                                .command = {QStringLiteral("storm"), QStringLiteral("list")},
                                .environment = {QStringLiteral("A=b")},
                                .user = QStringLiteral("storm"),
                                .network = QStringLiteral("net"),
                                .labels = labels,
                                .memoryLimitBytes = 1'073'741'824}),
               R"({"Image":"storm","Cmd":["storm","list"],"Env":["A=b"],"User":"storm",
                   "Labels":{"stormdeck.cluster":"words"},"HostConfig":{"NetworkMode":"net","Memory":1073741824}})");
    expectJson(encodeContainer({.image = QStringLiteral("storm")}), R"({"Image":"storm"})");
}

TEST(Encode, runsACommand)
{
    expectJson(encodeExec({QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("echo \"$1\"")}, {}, Stdin::Closed),
               R"({"AttachStdout":true,"AttachStderr":true,"Cmd":["sh","-c","echo \"$1\""]})");
    expectJson(encodeExec({QStringLiteral("id")}, QStringLiteral("root"), Stdin::Closed),
               R"({"AttachStdout":true,"AttachStderr":true,"Cmd":["id"],"User":"root"})");
    expectJson(encodeExecStart(), R"({"Detach":false,"Tty":false})");
}

TEST(Encode, filters)
{
    expectJson(encodeFilters({{QStringLiteral("label"), {QStringLiteral("a"), QStringLiteral("b=c")}},
                              {QStringLiteral("type"), {QStringLiteral("node")}}}),
               R"({"label":["a","b=c"],"type":["node"]})");
}
