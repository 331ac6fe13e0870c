// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthy.h"

#include "ops/wanted.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stormdeck::test {

using namespace preflight;

namespace {
SystemFacts systemNumber(int number)
{
    const QString address = QStringLiteral("10.77.0.1%1").arg(number);
    SystemFacts system;
    system.user = QStringLiteral("root");
    system.seesAsRoot = true;
    system.systemId = QStringLiteral("debian");
    system.systemVersion = QStringLiteral("12");
    system.systemName = QStringLiteral("Debian GNU/Linux 12 (bookworm)");
    system.kernel = QStringLiteral("6.1.0-25-amd64");
    system.architecture = QStringLiteral("x86_64");
    system.processors = 2;
    for (const char *name : {"vxlan", "overlay", "bridge", "veth"}) {
        system.features.insert(QString::fromLatin1(name), Feature::Present);
    }
    system.clock = ClockOffset{std::chrono::milliseconds(-20), std::chrono::milliseconds(20)};
    system.disks = {{QStringLiteral("/var/lib/docker"), 16 << 20, 12 << 20, 1000000, 900000}};
    system.memoryKib = 4 << 20;
    system.memoryAvailableKib = 3 << 20;
    system.cgroups = QStringLiteral("cgroup2fs");
    system.controllers = {QStringLiteral("cpu"), QStringLiteral("memory"), QStringLiteral("pids")};
    system.dockerBinary = QStringLiteral("/usr/sbin/dockerd");
    system.packages = {{QStringLiteral("docker.io"), QStringLiteral("20.10.24")}};
    system.docker = {QStringLiteral("active"), QStringLiteral("enabled")};
    system.dockerSocketEnabled = QStringLiteral("enabled");
    system.socketThere = true;
    system.socketOpen = true;
    system.iptables = QStringLiteral("iptables v1.8.9 (nf_tables)");
    system.legacyRules = 0;
    system.nftRules = 20;
    system.hostName = QStringLiteral("storm-%1").arg(number);
    system.machineId = QStringLiteral("machine%1").arg(number);
    system.hostKeys = {QStringLiteral("SHA256:key%1").arg(number), QStringLiteral("SHA256:rsa%1").arg(number)};
    system.sshAddress = address;
    system.addresses = {QStringLiteral("127.0.0.1"), address};
    system.listeners = {{PortProtocol::Tcp, QStringLiteral("0.0.0.0"), 22, QStringLiteral("sshd"), 100}};
    system.routes = {{QStringLiteral("10.77.0.0/24"), QStringLiteral("eth0")},
                     {QStringLiteral("172.17.0.0/16"), QStringLiteral("docker0")}};
    system.hasPerl = true;
    return system;
}

EngineFacts engineNumber(int number)
{
    EngineFacts engine;
    engine.version = {.api = {1, 41}, .minimumApi = {1, 12}, .version = QStringLiteral("20.10.24")};
    engine.info.id = {QStringLiteral("ENGINE%1").arg(number)};
    engine.info.name = QStringLiteral("storm-%1").arg(number);
    engine.info.swarm.state = {docker::LocalNodeState::Inactive, QStringLiteral("inactive")};
    engine.networks = {{.name = QStringLiteral("bridge"), .subnets = {QStringLiteral("172.17.0.0/16")}}};
    return engine;
}

MachineFacts machineNumber(int number)
{
    const QString name = QStringLiteral("storm-%1").arg(number);
    MachineFacts machine;
    machine.machine = {.name = name, .engine = Endpoint::ssh({}, name, 0, {}), .address = name, .manager = number == 1};
    machine.address = QStringLiteral("10.77.0.1%1").arg(number);
    machine.system = systemNumber(number);
    machine.engine = engineNumber(number);
    for (int i = 1; i <= 3; ++i) {
        machine.lookups.push_back({QStringLiteral("storm-%1").arg(i), {QStringLiteral("10.77.0.1%1").arg(i)}});
    }
    return machine;
}

void connectAll(Facts &facts)
{
    for (const MachineFacts &from : facts.machines) {
        for (const MachineFacts &to : facts.machines) {
            if (&from == &to) {
                continue;
            }
            for (const PortUse &use : facts.wanted.ports) {
                facts.crossings.push_back(
                    {from.machine.name, to.machine.name, use.protocol, use.port, Reach::Answered, 1, {}});
            }
            facts.pathSizes.push_back({from.machine.name, to.machine.name, 1500, 1500, QStringLiteral("UDP 4789")});
        }
    }
}
} // namespace

Facts healthyFacts()
{
    Facts facts;
    for (int i = 1; i <= 3; ++i) {
        facts.machines.push_back(machineNumber(i));
    }
    ops::ClusterInputs inputs;
    for (const MachineFacts &machine : facts.machines) {
        inputs.machines.push_back(machine.machine);
    }
    inputs.storm.uiPort = 8080;
    inputs.addressPools = {QStringLiteral("10.201.0.0/16")};
    facts.wanted = ops::wantedBy(ops::withDefaults(inputs));
    connectAll(facts);
    return facts;
}

CheckResult resultOf(const Facts &facts, const QString &code, const QString &subject)
{
    for (const CheckResult &result : checkAll(facts)) {
        if (result.code == code && result.subject == subject) {
            return result;
        }
    }
    ADD_FAILURE() << "no result " << qPrintable(code) << " of " << qPrintable(subject);
    return {};
}

void setReach(Facts &facts, const QString &to, PortProtocol protocol, quint16 port, Reach reach, const QString &note)
{
    for (Crossing &crossing : facts.crossings) {
        if (crossing.to == to && crossing.protocol == protocol && crossing.port == port) {
            crossing.reach = reach;
            crossing.note = note;
            crossing.milliseconds.reset();
        }
    }
}

} // namespace stormdeck::test
