// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthy.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::preflight;
using namespace std::chrono_literals;
using test::healthyFacts;
using test::resultOf;
using test::setReach;

namespace {
const QString first = QStringLiteral("storm-1");
const QString second = QStringLiteral("storm-2");
const QString third = QStringLiteral("storm-3");
const QString swarmPorts = QStringLiteral("reach.swarm");
const QString overlayPorts = QStringLiteral("reach.overlay");

QString textOf(const CheckResult &result)
{
    return result.sentence + u'\n' + result.evidence + u'\n' + result.remedy + u'\n' + result.lines.join(u'\n');
}
} // namespace

TEST(PreflightReach, namesThePortTheSendersAndTheRuleThatOpensIt)
{
    Facts facts = healthyFacts();
    setReach(facts, second, PortProtocol::Udp, 7946, Reach::Silent);
    const CheckResult result = resultOf(facts, swarmPorts, second);
    EXPECT_EQ(result.verdict, Verdict::Error);
    EXPECT_EQ(result.sentence, QStringLiteral("7946/udp cannot be reached from storm-1, storm-3."));
    EXPECT_EQ(result.lines,
              (QStringList{QStringLiteral("sudo iptables -I INPUT -p udp -s 10.77.0.11 --dport 7946 -j ACCEPT"),
                           QStringLiteral("sudo iptables -I INPUT -p udp -s 10.77.0.13 --dport 7946 -j ACCEPT")}));
    EXPECT_EQ(resultOf(facts, swarmPorts, third).verdict, Verdict::Pass);
}

TEST(PreflightReach, speaksToTheFirewallThatRuns)
{
    Facts facts = healthyFacts();
    setReach(facts, second, PortProtocol::Tcp, 7946, Reach::Refused);
    facts.machines[1].system->firewalls = {QStringLiteral("ufw")};
    EXPECT_TRUE(resultOf(facts, swarmPorts, second)
                    .lines.contains(QStringLiteral("sudo ufw allow proto tcp from 10.77.0.11 to any port 7946")));
    facts.machines[1].system->firewalls = {QStringLiteral("firewalld")};
    EXPECT_TRUE(resultOf(facts, swarmPorts, second).lines.first().startsWith(QStringLiteral("sudo firewall-cmd")));
}

TEST(PreflightReach, asksForTheManagementPortOnManagersOnly)
{
    Facts facts = healthyFacts();
    setReach(facts, second, PortProtocol::Tcp, 2377, Reach::Silent);
    EXPECT_EQ(resultOf(facts, swarmPorts, second).verdict, Verdict::Pass) << "a worker";
    setReach(facts, first, PortProtocol::Tcp, 2377, Reach::Silent);
    EXPECT_EQ(resultOf(facts, swarmPorts, first).verdict, Verdict::Error) << "the manager";
}

TEST(PreflightReach, blamesNobodyForPortsThatStayOnTheOverlay)
{
    Facts facts = healthyFacts();
    setReach(facts, second, PortProtocol::Tcp, 2181, Reach::Silent);
    const CheckResult result = resultOf(facts, overlayPorts, second);
    EXPECT_EQ(result.verdict, Verdict::Notice);
    EXPECT_TRUE(result.lines.isEmpty());
    setReach(facts, first, PortProtocol::Tcp, 8080, Reach::Silent);
    EXPECT_EQ(resultOf(facts, QStringLiteral("reach.published"), first).verdict, Verdict::Warning) << "it is published";
}

TEST(PreflightReach, saysWhatWasNotObserved)
{
    Facts facts = healthyFacts();
    setReach(facts, second, PortProtocol::Udp, 4789, Reach::NotObserved, QStringLiteral("held by the kernel"));
    const CheckResult result = resultOf(facts, swarmPorts, second);
    EXPECT_EQ(result.verdict, Verdict::NotObserved);
    EXPECT_TRUE(result.sentence.contains(QStringLiteral("4789/udp")));
    EXPECT_TRUE(result.evidence.contains(QStringLiteral("held by the kernel")));
}

TEST(PreflightReach, capsItsEvidence)
{
    Facts facts = healthyFacts();
    const Crossing one{.from = first, .to = second, .port = 7946, .reach = Reach::Silent};
    facts.crossings.assign(40, one);
    EXPECT_TRUE(resultOf(facts, swarmPorts, second).evidence.endsWith(QStringLiteral("and 28 more")));
}

// moby/moby#41775: small packets pass, large ones do not.
TEST(PreflightPath, b100_findsPacketsThatVanish)
{
    Facts facts = healthyFacts();
    facts.pathSizes[0].largestBytes = 1400; // from storm-1 to storm-2
    const CheckResult result = resultOf(facts, QStringLiteral("path.size"), first);
    EXPECT_EQ(result.verdict, Verdict::Error);
    EXPECT_TRUE(result.sentence.contains(QStringLiteral("more than 1400 bytes are lost on the way to storm-2")));
    EXPECT_TRUE(textOf(result).contains(QStringLiteral("network.driver.mtu\": \"1350\"")));
}

TEST(PreflightPath, warnsOfLinksSmallerThanOverlaysSend)
{
    Facts facts = healthyFacts();
    for (PathSize &path : facts.pathSizes) {
        path.linkBytes = path.largestBytes = 1450;
    }
    EXPECT_EQ(resultOf(facts, QStringLiteral("path.size"), first).verdict, Verdict::Warning);
    facts.pathSizes.clear();
    EXPECT_EQ(resultOf(facts, QStringLiteral("path.size"), first).verdict, Verdict::NotObserved);
}

TEST(PreflightNames, findsTheNameThatIsMissingAndGivesTheLines)
{
    Facts facts = healthyFacts();
    facts.machines[0].lookups[2].addresses.clear(); // storm-3
    const CheckResult result = resultOf(facts, QStringLiteral("names"), first);
    EXPECT_EQ(result.verdict, Verdict::Warning);
    EXPECT_EQ(result.sentence, QStringLiteral("It does not know storm-3."));
    EXPECT_EQ(result.lines, (QStringList{QStringLiteral("10.77.0.11 storm-1"), QStringLiteral("10.77.0.12 storm-2"),
                                         QStringLiteral("10.77.0.13 storm-3")}));
}

TEST(PreflightNames, findsTheNameThatLeadsElsewhere)
{
    Facts facts = healthyFacts();
    facts.machines[0].lookups[1].addresses = {QStringLiteral("127.0.1.1")};
    const CheckResult result = resultOf(facts, QStringLiteral("names"), first);
    EXPECT_EQ(result.verdict, Verdict::Warning);
    EXPECT_TRUE(result.evidence.contains(QStringLiteral("storm-2 is 127.0.1.1 there")));
}

TEST(PreflightNames, askForTheTutorialsNamesOnlyWhereOneMachineUsesThem)
{
    Facts facts = healthyFacts();
    const Lookup member{QStringLiteral("zk2"), {QStringLiteral("10.77.0.12")}};
    facts.machines[0].lookups.push_back(member);
    EXPECT_EQ(resultOf(facts, QStringLiteral("names"), third).verdict, Verdict::Warning) << "the third has no zk2";
    EXPECT_TRUE(hostLines(facts).contains(QStringLiteral("10.77.0.12 storm-2 zk2")));
    EXPECT_TRUE(hostLines(healthyFacts()).contains(QStringLiteral("10.77.0.12 storm-2")));
}

TEST(PreflightNames, takeAnAddressOfTheClusterFileForAnError)
{
    Facts facts = healthyFacts();
    facts.machines[2].machine.engine = Endpoint::tls(QStringLiteral("third.example"), 2376, QStringLiteral("/certs"));
    facts.machines[2].machine.address = QStringLiteral("third.example");
    EXPECT_EQ(resultOf(facts, QStringLiteral("names"), first).verdict, Verdict::Error);
}

TEST(PreflightClocks, compareMachinesWithEachOther)
{
    Facts facts = healthyFacts();
    for (MachineFacts &machine : facts.machines) {
        machine.system->clock = ClockOffset{60000ms, 60020ms};
    }
    EXPECT_EQ(resultOf(facts, QStringLiteral("clocks")).verdict, Verdict::Pass)
        << "all differ from this computer alike";
    facts.machines[1].system->clock = ClockOffset{64000ms, 64020ms};
    const CheckResult result = resultOf(facts, QStringLiteral("clocks"));
    EXPECT_EQ(result.verdict, Verdict::Warning);
    EXPECT_EQ(result.sentence, QStringLiteral("The clock of storm-2 is at least 4.0 s ahead of that of storm-1."));
    facts.machines[1].system->clock = ClockOffset{160000ms, 160020ms};
    EXPECT_EQ(resultOf(facts, QStringLiteral("clocks")).verdict, Verdict::Error);
    facts.machines[1].system->clock = ClockOffset{50000ms, 70000ms};
    EXPECT_EQ(resultOf(facts, QStringLiteral("clocks")).verdict, Verdict::Pass) << "perhaps none, and at most 10 s";
    facts.machines[1].system->clock = ClockOffset{30000ms, 90000ms};
    EXPECT_EQ(resultOf(facts, QStringLiteral("clocks")).verdict, Verdict::NotObserved) << "nobody can tell";
}

namespace {
struct Clone
{
    const char *code;
    void (*make)(MachineFacts &);
    Verdict verdict;
    const char *line;
};

void PrintTo(const Clone &clone, std::ostream *out)
{
    *out << clone.code;
}

class ClonedMachines : public testing::TestWithParam<Clone>
{
};
} // namespace

// chef/bento#1062: a machine id that was copied with the disk.
TEST_P(ClonedMachines, b131_areFoundByWhatTheyShare)
{
    const Clone &clone = GetParam();
    Facts facts = healthyFacts();
    clone.make(facts.machines[0]);
    clone.make(facts.machines[2]);
    const CheckResult result = resultOf(facts, QString::fromLatin1(clone.code));
    EXPECT_EQ(result.verdict, clone.verdict);
    EXPECT_TRUE(result.sentence.contains(QStringLiteral(" on storm-1, storm-3."))) << qPrintable(result.sentence);
    EXPECT_TRUE(result.lines.join(u'\n').contains(QLatin1String(clone.line)));
}

INSTANTIATE_TEST_SUITE_P(
    Preflight, ClonedMachines,
    testing::Values(Clone{"identity.engine", [](MachineFacts &m) { m.engine->info.id.value = QStringLiteral("same"); },
                          Verdict::Error, "engine-id"},
                    Clone{"identity.node",
                          [](MachineFacts &m) { m.engine->info.swarm.node.value = QStringLiteral("same"); },
                          Verdict::Error, "swarm leave"},
                    Clone{"identity.machine", [](MachineFacts &m) { m.system->machineId = QStringLiteral("same"); },
                          Verdict::Error, "/etc/machine-id"},
                    Clone{"identity.host-key", [](MachineFacts &m) { m.system->hostKeys[1] = QStringLiteral("same"); },
                          Verdict::Error, "ssh-keygen -A"},
                    Clone{"identity.host-name", [](MachineFacts &m) { m.system->hostName = QStringLiteral("same"); },
                          Verdict::Error, "hostnamectl"},
                    Clone{"identity.address", [](MachineFacts &m) { m.address = QStringLiteral("10.77.0.19"); },
                          Verdict::Error, "/etc/machine-id"},
                    Clone{"identity.zookeeper",
                          [](MachineFacts &m) {
                              m.system->zookeeperIds = {{QStringLiteral("/data/myid"), QStringLiteral("same")}};
                          },
                          Verdict::Warning, "volume rm"},
                    Clone{"identity.supervisor",
                          [](MachineFacts &m) {
                              m.system->supervisorIds = {{QStringLiteral("/data/x"), QStringLiteral("same")}};
                          },
                          Verdict::Error, "volume rm"}),
    [](const auto &one) { return QString::fromLatin1(one.param.code).section(u'.', 1).remove(u'-').toStdString(); });

TEST(PreflightIdentity, isNotCalledUniqueWhereItWasNotSeen)
{
    Facts facts = healthyFacts();
    facts.machines[1].engine.reset();
    const CheckResult one = resultOf(facts, QStringLiteral("identity.engine"));
    EXPECT_EQ(one.verdict, Verdict::NotObserved);
    EXPECT_EQ(one.sentence, QStringLiteral("Not told by storm-2; those of the others differ."));
    facts.machines[2].engine.reset();
    EXPECT_EQ(resultOf(facts, QStringLiteral("identity.engine")).sentence,
              QStringLiteral("Not told by storm-2, storm-3, so that there is nothing to compare."));
}

TEST(PreflightIdentity, severalKeysOfTheSameMachinesAreOneFinding)
{
    Facts facts = healthyFacts();
    facts.machines[2].system->hostKeys = facts.machines[0].system->hostKeys;
    EXPECT_EQ(resultOf(facts, QStringLiteral("identity.host-key")).sentence,
              QStringLiteral("Machines share one: SHA256:key1, SHA256:rsa1 on storm-1, storm-3."));
}

TEST(PreflightIdentity, aHostNameIsTakenFromTheEngineWhereNobodyLoggedIn)
{
    Facts facts = healthyFacts();
    facts.machines[1].system.reset();
    EXPECT_EQ(resultOf(facts, QStringLiteral("identity.host-name")).verdict, Verdict::Pass);
    facts.machines[1].engine->info.name = first;
    EXPECT_EQ(resultOf(facts, QStringLiteral("identity.host-name")).verdict, Verdict::Error);
}

TEST(PreflightIdentity, whatIsInVolumesIsNotCalledUniqueWhereTheyWereNotRead)
{
    Facts facts = healthyFacts();
    facts.machines[0].system->supervisorIds = {{QStringLiteral("/data/x"), QStringLiteral("one")}};
    facts.machines[1].system->seesAsRoot = false;
    for (const char *code : {"identity.zookeeper", "identity.supervisor"}) {
        const CheckResult result = resultOf(facts, QString::fromLatin1(code));
        EXPECT_EQ(result.verdict, Verdict::NotObserved) << code;
        EXPECT_TRUE(result.sentence.contains(facts.machines[1].machine.name)) << qPrintable(result.sentence);
    }
}

TEST(PreflightPools, findTheirOverlaps)
{
    const QString code = QStringLiteral("address-pools");
    Facts facts = healthyFacts();
    facts.wanted.addressPools = {QStringLiteral("10.77.0.0/16")};
    const CheckResult ofPool = resultOf(facts, code);
    EXPECT_EQ(ofPool.verdict, Verdict::Error);
    EXPECT_TRUE(ofPool.lines.contains(QStringLiteral("address_pools: [10.201.0.0/16]"))) << qPrintable(textOf(ofPool));

    facts = healthyFacts();
    facts.machines[2].system->routes.push_back({QStringLiteral("172.17.8.0/24"), QStringLiteral("tun0")});
    const CheckResult ofBridge = resultOf(facts, code);
    EXPECT_EQ(ofBridge.verdict, Verdict::Error);
    EXPECT_TRUE(ofBridge.evidence.contains(QStringLiteral("tun0 of storm-3"))) << qPrintable(ofBridge.evidence);
}

TEST(PreflightPools, overlapNetworksThatDockerHasBeforeThereIsASwarm)
{
    const QString code = QStringLiteral("address-pools");
    Facts facts = healthyFacts();
    facts.wanted.addressPools = {QStringLiteral("172.16.0.0/12")};
    const CheckResult found = resultOf(facts, code);
    EXPECT_EQ(found.verdict, Verdict::Error);
    EXPECT_TRUE(found.evidence.contains(QStringLiteral("Docker's network bridge on storm-1")))
        << qPrintable(found.evidence);
    facts.machines[0].engine->info.swarm.state = {docker::LocalNodeState::Active, QStringLiteral("active")};
    EXPECT_EQ(resultOf(facts, code).verdict, Verdict::Pass) << "it took its networks out of that pool";
}

TEST(PreflightPools, overlapEachOther)
{
    Facts facts = healthyFacts();
    facts.wanted.addressPools = {QStringLiteral("10.201.0.0/16"), QStringLiteral("10.202.0.0/16")};
    EXPECT_EQ(resultOf(facts, QStringLiteral("address-pools")).verdict, Verdict::Pass);
    facts.wanted.addressPools << QStringLiteral("10.201.128.0/20");
    const CheckResult found = resultOf(facts, QStringLiteral("address-pools"));
    EXPECT_EQ(found.verdict, Verdict::Error);
    EXPECT_TRUE(found.sentence.contains(QStringLiteral("overlap each other"))) << qPrintable(found.sentence);
}

TEST(PreflightPools, warnOfDockersUsualOneBeforeThereIsASwarm)
{
    const QString code = QStringLiteral("address-pools");
    Facts facts = healthyFacts();
    facts.wanted.addressPools.clear();
    EXPECT_EQ(resultOf(facts, code).verdict, Verdict::Pass) << "10.77.0.0/24 is far from its beginning";
    facts.machines[0].system->routes.push_back({QStringLiteral("10.0.0.0/24"), QStringLiteral("eth1")});
    EXPECT_EQ(resultOf(facts, code).verdict, Verdict::Warning);
    facts.machines[0].engine->info.swarm.state = {docker::LocalNodeState::Active, QStringLiteral("active")};
    EXPECT_EQ(resultOf(facts, code).verdict, Verdict::Pass) << "its networks are there already";
}
