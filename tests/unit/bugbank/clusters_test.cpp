// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports must make the console ask and write where a cluster is made.
#include "actions/values.h"
#include "docker/encode.h"
#include "ops/builders.h"
#include "ops/firstboot.h"
#include "ops/services.h"
#include "ops/wanted.h"
#include "unit/bugbank/judged.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::ops;
using namespace stormdeck::test;

namespace {
/// Nothing is wrong with it.
ClusterInputs wanted()
{
    ClusterInputs inputs = threeMachines();
    inputs.acceptPlainTcp = true;
    return inputs;
}

QByteArray yamlFor(const char *image)
{
    ClusterInputs inputs = wanted();
    inputs.storm.image = QString::fromLatin1(image);
    return stormConfig(inputs).data;
}

/// The fields in which something is wrong.
QStringList wrongFields(const ClusterInputs &inputs)
{
    QStringList fields;
    for (const Problem &problem : problems(inputs)) {
        fields << problem.field;
    }
    return fields;
}

/// What storm jar is given on a cluster whose Nimbus has that image.
QStringList clientsWords(const char *image)
{
    Judged scene;
    scene.service(QStringLiteral("lab-nimbus")).image = QString::fromLatin1(image);
    const SubmitInputs inputs{.cluster = QStringLiteral("lab"),
                              .jar = QStringLiteral("/tmp/some.jar"),
                              .mainClass = QStringLiteral("org.example.Main"),
                              .topology = QStringLiteral("fresh")};
    const auto plan = submitPlan(inputs, scene.picture(), {.operation = {QStringLiteral("o")}});
    const plan::Step *step = plan ? plan->step({QStringLiteral("client.create")}) : nullptr;
    EXPECT_NE(step, nullptr) << (plan ? "no step" : qPrintable(sentence(plan.error())));
    const auto action = step ? actions::decode(step->action) : Result<actions::Action>(failure(Error{}));
    return action ? std::get<actions::CreateSubmitter>(*action).spec.command : QStringList();
}
} // namespace

// 31z4/storm-docker#9: Storm before 1.0 passes over nimbus.seeds and looks for Nimbus on its own host.
TEST(BugBank_Storm, b25_nimbusIsNamedAsItsVersionReadsIt)
{
    for (const char *image : {"storm:1.2.2", "storm:2.8", "storm:2.8.3-temurin", "host:5000/storm:2.8.3"}) {
        EXPECT_TRUE(yamlFor(image).contains("nimbus.seeds: [\"nimbus\"]")) << image;
        EXPECT_FALSE(yamlFor(image).contains("nimbus.host")) << image;
    }
    for (const char *image : {"storm:0.10.2", "storm:0.9.7", "tutorial/storm", "storm:latest", "host:5000/storm"}) {
        EXPECT_TRUE(yamlFor(image).contains("nimbus.seeds: [\"nimbus\"]")) << image;
        EXPECT_TRUE(yamlFor(image).contains("nimbus.host: nimbus\n")) << image;
    }
}

TEST(BugBank_Storm, b25_whoSubmitsNamesNimbusInTheSameWay)
{
    const QString seeds = QStringLiteral("nimbus.seeds=[\"nimbus\"]");
    const QString host = QStringLiteral("nimbus.host=nimbus");
    EXPECT_TRUE(clientsWords("storm:2.8.3").contains(seeds)) << "one word, whatever it holds";
    EXPECT_FALSE(clientsWords("storm:2.8.3").contains(host));
    EXPECT_TRUE(clientsWords("storm:0.10.2").contains(host));
    EXPECT_TRUE(clientsWords("storm:0.10.2").contains(seeds));
}

// wurstmeister/storm-docker#3: an address with a port was taken for the name of a host.
TEST(BugBank_Storm, b50_anAddressIsNotTakenForNimbusAndReachesNoConfiguration)
{
    for (const char *typed : {"192.0.2.10:49627", "[2001:db8::5]:6627", "2001:db8::5"}) {
        ClusterInputs inputs = wanted();
        ASSERT_TRUE(problems(inputs).empty());
        inputs.storm.nimbus = QString::fromLatin1(typed);
        EXPECT_EQ(wrongFields(inputs), QStringList{QStringLiteral("storm.nimbus")}) << typed;
        EXPECT_FALSE(stormConfig(inputs).data.contains(typed)) << "Nimbus is found by its name in the network";
        for (const char *member : {"nimbus.host", "nimbus.seeds"}) {
            ClusterInputs own = wanted();
            own.storm.config = {{QString::fromLatin1(member), QString::fromLatin1(typed)}};
            EXPECT_EQ(wrongFields(own), QStringList{QStringLiteral("storm.config")}) << member;
        }
    }
    ClusterInputs port = wanted();
    port.storm.config = {{QStringLiteral("nimbus.thrift.port"), QStringLiteral("49627")}};
    EXPECT_TRUE(problems(port).empty()) << "the port has a member of its own";
}

// moby/moby#39089: a published port 22 cut SSH to every node.
TEST(BugBank_Swarm, b83_aPortThatMachinesAreReachedByIsNotPublished)
{
    for (const quint16 port : {quint16(22), quint16(2377), quint16(7946), quint16(4789)}) {
        ClusterInputs inputs = wanted();
        inputs.storm.uiPort = port;
        EXPECT_EQ(wrongFields(inputs), QStringList{QStringLiteral("storm.ui_port")}) << port;
        EXPECT_TRUE(problems(inputs).front().sentence.contains(QStringLiteral("on every machine"))) << port;
        inputs.storm.uiPort.reset();
        inputs.zookeeper.publishPort = port;
        EXPECT_EQ(wrongFields(inputs), QStringList{QStringLiteral("zookeeper.publish_port")}) << port;
        EXPECT_FALSE(applyPlan(inputs, {}, {.operation = {QStringLiteral("o")}})) << "nothing is planned with it";
    }
    for (const quint16 port : {quint16(8080), quint16(6627)}) {
        ClusterInputs inputs = wanted();
        inputs.storm.uiPort = port;
        EXPECT_TRUE(problems(inputs).empty()) << port << " is looked at by the preflight";
    }
}

TEST(BugBank_Swarm, b83_thePortOfAnEngineOrOfItsSshIsNotPublishedThere)
{
    ClusterInputs inputs = wanted();
    const auto uiMachine = [&]() -> Machine & {
        return *std::find_if(inputs.machines.begin(), inputs.machines.end(),
                             [&](const Machine &machine) { return machine.name == inputs.storm.ui; });
    };
    const QString host = uiMachine().address;
    for (const Endpoint &way : {Endpoint::tcp(host, 2376), Endpoint::tls(host, 2376, QStringLiteral("/certificates")),
                                Endpoint::ssh({}, host, 2222, usualEngineSocket())}) {
        uiMachine().engine = way;
        inputs.storm.uiPort = way.port;
        EXPECT_EQ(wrongFields(inputs), QStringList{QStringLiteral("storm.ui_port")}) << qPrintable(way.text());
        EXPECT_TRUE(problems(inputs).front().sentence.startsWith(inputs.storm.ui)) << qPrintable(way.text());
        inputs.storm.uiPort = 8080;
        EXPECT_TRUE(problems(inputs).empty()) << qPrintable(way.text());
    }
}

// classicswarm#2687: the network of the machines has port 4789 for itself.
TEST(BugBank_Swarm, b101_aSwarmIsMadeWithTheDataPortThatIsChosen)
{
    ClusterInputs inputs = wanted();
    inputs.dataPathPort = 4791;
    EXPECT_EQ(parseClusterFile(formatClusterFile(inputs), QStringLiteral("cluster.yaml")).value().dataPathPort, 4791);
    const auto plan = applyPlan(inputs, {}, {.operation = {QStringLiteral("o")}});
    ASSERT_TRUE(plan) << qPrintable(sentence(plan.error()));
    const plan::Step *step = plan->step({QStringLiteral("swarm.init")});
    ASSERT_NE(step, nullptr);
    const auto init = std::get<actions::InitSwarm>(actions::decode(step->action).value()).init;
    EXPECT_TRUE(docker::encodeSwarmInit(init).contains(R"("DataPathPort":4791)"));
    EXPECT_FALSE(docker::encodeSwarmInit({}).contains("DataPathPort")) << "the engine has its own";
    const auto script = userData({.role = BootRole::FirstManager, .dataPathPort = inputs.dataPathPort});
    ASSERT_TRUE(script) << qPrintable(sentence(script.error()));
    EXPECT_TRUE(script->contains("--data-path-port 4791"));
}

TEST(BugBank_Swarm, b101_checksAndRulesOfFirewallsFollowTheDataPort)
{
    const auto isAsked = [](const ClusterInputs &inputs, quint16 port) {
        const auto ports = wantedBy(inputs).ports;
        return std::any_of(ports.begin(), ports.end(), [&](const preflight::PortUse &use) {
            return use.protocol == preflight::PortProtocol::Udp && use.port == port;
        });
    };
    ClusterInputs inputs = wanted();
    EXPECT_TRUE(isAsked(inputs, 4789));
    inputs.dataPathPort = 4791;
    EXPECT_TRUE(isAsked(inputs, 4791));
    EXPECT_FALSE(isAsked(inputs, 4789));
    EXPECT_TRUE(surroundings(inputs).contains(QStringLiteral("4791")));
    EXPECT_FALSE(surroundings(inputs).contains(QStringLiteral("4789")));
    for (const quint16 port : {quint16(1023), quint16(49152), quint16(7946)}) {
        inputs.dataPathPort = port;
        EXPECT_EQ(wrongFields(inputs), QStringList{QStringLiteral("data_path_port")}) << port;
    }
}
