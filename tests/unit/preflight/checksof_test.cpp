// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/version.h"
#include "healthy.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::preflight;
using test::healthyFacts;
using test::resultOf;

namespace {
/// One thing that is wrong with storm-2, and what is to come of it.
struct Fault
{
    const char *name;
    const char *code;
    void (*spoil)(MachineFacts &);
    Verdict verdict;
    const char *sentence; ///< part of it
    const char *line;     ///< part of the lines that mend it; "" where there are none
};

void PrintTo(const Fault &fault, std::ostream *out)
{
    *out << fault.name;
}

class FaultOfAMachine : public testing::TestWithParam<Fault>
{
};

Error refusal()
{
    return {.kind = ErrorKind::Unreachable, .layer = Layer::Connect, .reason = QStringLiteral("nobody answers")};
}

void loseEngine(MachineFacts &machine)
{
    machine.engine.reset();
    machine.engineError = refusal();
}

/// As a client does it, which asks no further then.
void refuseVersion(MachineFacts &machine, docker::ApiVersion newest, docker::ApiVersion oldest)
{
    machine.engine.reset();
    machine.engineError = docker::negotiate({.api = newest, .minimumApi = oldest}).error();
}

const QString subject = QStringLiteral("storm-2");

const std::vector<Fault> faults{
    {"unreachable", "machine.access",
     [](MachineFacts &m) {
         m.system.reset();
         m.systemError = refusal();
     },
     Verdict::Error, "nobody answers", ""},
    {"noShell", "machine.access",
     [](MachineFacts &m) {
         m.system.reset();
         m.machine.engine = Endpoint::tcp(QStringLiteral("10.77.0.12"), 2375);
     },
     Verdict::NotObserved, "was not looked at", ""},
    {"otherSystem", "system.release", [](MachineFacts &m) { m.system->systemId = QStringLiteral("alpine"); },
     Verdict::Warning, "not among the supported", ""},
    {"oldUbuntu", "system.release",
     [](MachineFacts &m) {
         m.system->systemId = QStringLiteral("ubuntu");
         m.system->systemVersion = QStringLiteral("18.04");
     },
     Verdict::Warning, "not among the supported", ""},
    {"noVxlan", "kernel.features",
     [](MachineFacts &m) { m.system->features[QStringLiteral("vxlan")] = Feature::Absent; }, Verdict::Error,
     "lacks vxlan", "modprobe --all vxlan"},
    {"silentKernel", "kernel.features", [](MachineFacts &m) { m.system->features.clear(); }, Verdict::NotObserved,
     "does not tell", ""},
    {"fullDisk", "disk.space", [](MachineFacts &m) { m.system->disks[0].freeKib = 1 << 20; }, Verdict::Error,
     "Only 1.0 GiB", "docker image prune"},
    {"littleDisk", "disk.space", [](MachineFacts &m) { m.system->disks[0].freeKib = 3 << 20; }, Verdict::Warning,
     "Only 3.0 GiB", "docker image prune"},
    {"noInodes", "disk.inodes", [](MachineFacts &m) { m.system->disks[0].freeInodes = 100; }, Verdict::Error,
     "hardly any left", "docker image prune"},
    {"littleMemory", "memory", [](MachineFacts &m) { m.system->memoryKib = 1 << 20; }, Verdict::Warning, "little", ""},
    {"scarceMemory", "memory", [](MachineFacts &m) { m.system->memoryKib = 1 << 19; }, Verdict::Error, "little", ""},
    {"noMemoryController", "control-groups",
     [](MachineFacts &m) { m.system->controllers.removeAll(QStringLiteral("memory")); }, Verdict::Warning, "memory",
     "cgroup_enable=memory"},
    {"noDocker", "docker.engine",
     [](MachineFacts &m) {
         loseEngine(m);
         m.system->dockerBinary.clear();
         m.system->docker = {};
         m.system->socketThere = false;
     },
     Verdict::Error, "not installed", "apt-get install --yes docker.io"},
    {"stoppedDocker", "docker.engine",
     [](MachineFacts &m) {
         loseEngine(m);
         m.system->docker.active = QStringLiteral("inactive");
     },
     Verdict::Error, "does not run", "systemctl enable --now docker"},
    {"closedSocket", "docker.engine",
     [](MachineFacts &m) {
         loseEngine(m);
         m.system->user = QStringLiteral("ops");
         m.system->socketOpen = false;
     },
     Verdict::Error, "ops may not use", "usermod -aG docker ops"},
    {"silentDocker", "docker.engine", loseEngine, Verdict::Error, "nobody answers", ""},
    {"notAtBoot", "docker.boot", [](MachineFacts &m) { m.system->docker.enabled = QStringLiteral("disabled"); },
     Verdict::Warning, "does not start", "systemctl enable docker"},
    {"oldEngine", "docker.api",
     [](MachineFacts &m) {
         refuseVersion(m, {1, 38}, {1, 12});
     },
     Verdict::Error, "cannot be used: its Docker engine is too old", ""},
    {"newEngine", "docker.api",
     [](MachineFacts &m) {
         refuseVersion(m, {9, 2}, {9, 1});
     },
     Verdict::Error, "cannot be used: this Stormdeck is too old", ""},
    {"liveRestore", "docker.live-restore", [](MachineFacts &m) { m.engine->info.liveRestore = true; }, Verdict::Error,
     "cannot be in a swarm", "\"live-restore\": false"},
    {"openPort", "docker.open",
     [](MachineFacts &m) {
         m.system->listeners.push_back(
             {PortProtocol::Tcp, QStringLiteral("0.0.0.0"), 2375, QStringLiteral("socat"), 7});
     },
     Verdict::Warning, "port 2375", ""},
    {"plainEndpoint", "docker.open",
     [](MachineFacts &m) { m.machine.engine = Endpoint::tcp(QStringLiteral("10.77.0.12"), 2375); }, Verdict::Warning,
     "without TLS", "endpoint: ssh://10.77.0.12"},
    {"noIptables", "firewall",
     [](MachineFacts &m) {
         loseEngine(m);
         m.system->iptables.clear();
     },
     Verdict::Error, "iptables is missing", "apt-get install --yes iptables"},
    {"twoBackEnds", "firewall", [](MachineFacts &m) { m.system->legacyRules = 3; }, Verdict::Warning, "both back-ends",
     "update-alternatives --config iptables"},
    {"ufw", "firewall", [](MachineFacts &m) { m.system->firewalls = {QStringLiteral("ufw")}; }, Verdict::Notice,
     "ufw is active", ""},
    {"hiddenRules", "firewall",
     [](MachineFacts &m) {
         m.system->seesAsRoot = false;
         m.system->legacyRules.reset();
         m.system->nftRules.reset();
     },
     Verdict::NotObserved, "not visible", ""},
    {"leftOverGossip", "ports.taken",
     [](MachineFacts &m) {
         m.system->listeners.push_back({PortProtocol::Tcp, QStringLiteral("::"), 7946, QStringLiteral("dockerd"), 9});
     },
     Verdict::Error, "though it is in none", "systemctl restart docker"},
    {"foreignVxlan", "ports.taken",
     [](MachineFacts &m) {
         m.system->listeners.push_back({PortProtocol::Udp, QStringLiteral("0.0.0.0"), 4789, {}, 0});
     },
     Verdict::Error, "0.0.0.0:4789/udp", "ss -lntup"},
    {"foreignZooKeeper", "ports.taken",
     [](MachineFacts &m) {
         m.system->listeners.push_back({PortProtocol::Tcp, QStringLiteral("::"), 2181, QStringLiteral("java"), 9});
     },
     Verdict::Notice, "on the machine itself", ""}};
} // namespace

TEST_P(FaultOfAMachine, isFoundOnThatMachineWithItsRemedy)
{
    const Fault &fault = GetParam();
    const QString code = QString::fromLatin1(fault.code);
    Facts facts = healthyFacts();
    EXPECT_EQ(resultOf(facts, code, subject).verdict, Verdict::Pass);
    fault.spoil(facts.machines[1]);
    const CheckResult found = resultOf(facts, code, subject);
    EXPECT_EQ(found.verdict, fault.verdict) << qPrintable(found.sentence);
    EXPECT_TRUE(found.sentence.contains(QLatin1String(fault.sentence))) << qPrintable(found.sentence);
    EXPECT_TRUE(found.lines.join(u'\n').contains(QLatin1String(fault.line))) << qPrintable(found.lines.join(u'\n'));
    EXPECT_EQ(found.lines.isEmpty(), *fault.line == '\0');
    EXPECT_EQ(found.verdict != Verdict::NotObserved && found.verdict != Verdict::Pass && found.remedy.isEmpty() &&
                  found.lines.isEmpty(),
              found.sentence.contains(QStringLiteral("nobody answers")))
        << "what is wrong has a remedy, unless its error has none";
    EXPECT_EQ(resultOf(facts, code, QStringLiteral("storm-1")).verdict, Verdict::Pass) << "the others are as they were";
}

INSTANTIATE_TEST_SUITE_P(Preflight, FaultOfAMachine, testing::ValuesIn(faults),
                         [](const auto &one) { return std::string(one.param.name); });

TEST(PreflightChecks, blameOnlyItsVersionsWhereAnEngineIsTooOld)
{
    Facts facts = healthyFacts();
    refuseVersion(facts.machines[1], {1, 38}, {1, 12});
    EXPECT_TRUE(resultOf(facts, QStringLiteral("docker.api"), subject).remedy.contains(QStringLiteral("20.10")));
    const CheckResult engine = resultOf(facts, QStringLiteral("docker.engine"), subject);
    EXPECT_EQ(engine.verdict, Verdict::Pass) << qPrintable(engine.sentence);
}

TEST(PreflightChecks, findNothingWhereAllIsWell)
{
    for (const CheckResult &result : checkAll(healthyFacts())) {
        EXPECT_EQ(result.verdict, Verdict::Pass) << qPrintable(result.key() + u' ' + result.sentence);
        EXPECT_FALSE(result.sentence.isEmpty() || result.title.isEmpty()) << qPrintable(result.key());
        EXPECT_TRUE(result.remedy.isEmpty() && result.lines.isEmpty()) << qPrintable(result.key());
    }
}

TEST(PreflightChecks, findNothingInPortsThatTheClusterItselfHolds)
{
    Facts facts = healthyFacts();
    MachineFacts &machine = facts.machines[0];
    machine.engine->info.swarm.state = {docker::LocalNodeState::Active, QStringLiteral("active")};
    machine.system->listeners.push_back({PortProtocol::Tcp, QStringLiteral("::"), 2377, QStringLiteral("dockerd"), 9});
    machine.system->listeners.push_back({PortProtocol::Udp, QStringLiteral("0.0.0.0"), 4789, {}, 0});
    machine.system->listeners.push_back(
        {PortProtocol::Tcp, QStringLiteral("0.0.0.0"), 8080, QStringLiteral("docker-proxy"), 10});
    const CheckResult result = resultOf(facts, QStringLiteral("ports.taken"), QStringLiteral("storm-1"));
    EXPECT_EQ(result.verdict, Verdict::Pass) << qPrintable(result.sentence);
    EXPECT_TRUE(result.evidence.contains(QStringLiteral("docker-proxy")));
}

TEST(PreflightChecks, claimNothingOfAMachineThatWasNotLookedAt)
{
    Facts facts = healthyFacts();
    facts.machines[1].system.reset();
    facts.machines[1].engine.reset();
    facts.machines[1].systemError = refusal();
    facts.machines[1].engineError = refusal();
    facts.machines[1].lookups.clear();
    for (Crossing &crossing : facts.crossings) {
        crossing.reach = crossing.from == subject || crossing.to == subject ? Reach::NotObserved : crossing.reach;
    }
    for (const CheckResult &result : checkAll(facts)) {
        if (result.subject == subject && result.code != QStringLiteral("path.size")) {
            EXPECT_NE(result.verdict, Verdict::Pass) << qPrintable(result.key() + u' ' + result.sentence);
        }
    }
}

namespace {
/// Something waits for others on storm-2's port 2375, and the others have tried it.
Facts openDoor(Reach fromFirst, Reach fromThird)
{
    Facts facts = healthyFacts();
    facts.machines[1].system->listeners.push_back(
        {PortProtocol::Tcp, QStringLiteral("0.0.0.0"), 2375, QStringLiteral("socat"), 7});
    facts.doors = {{QStringLiteral("storm-1"), subject, PortProtocol::Tcp, 2375, fromFirst, {}, {}},
                   {QStringLiteral("storm-3"), subject, PortProtocol::Tcp, 2375, fromThird, {}, {}}};
    return facts;
}
} // namespace

TEST(OpenEnginePort, warnsWhereAnyOtherMachineGetsThroughToIt)
{
    const CheckResult found = resultOf(openDoor(Reach::Silent, Reach::Held), QStringLiteral("docker.open"), subject);
    EXPECT_EQ(found.verdict, Verdict::Warning);
    EXPECT_TRUE(found.evidence.contains(QStringLiteral("reached from storm-3"))) << qPrintable(found.evidence);
}

TEST(OpenEnginePort, isWorthKnowingWhereAFirewallKeepsTheOthersFromIt)
{
    const CheckResult found = resultOf(openDoor(Reach::Refused, Reach::Silent), QStringLiteral("docker.open"), subject);
    EXPECT_EQ(found.verdict, Verdict::Notice);
    EXPECT_TRUE(found.sentence.contains(QStringLiteral("none of the other machines gets through")));
    EXPECT_TRUE(found.evidence.contains(QStringLiteral("tried from storm-1, storm-3"))) << qPrintable(found.evidence);
}

TEST(OpenEnginePort, warnsWhereNobodyTried)
{
    Facts facts = openDoor(Reach::NotObserved, Reach::NotObserved);
    EXPECT_EQ(resultOf(facts, QStringLiteral("docker.open"), subject).verdict, Verdict::Warning);
    facts.doors.clear();
    EXPECT_EQ(resultOf(facts, QStringLiteral("docker.open"), subject).verdict, Verdict::Warning);
}

TEST(OpenEnginePort, isWorthKnowingWhereTheOperatorTookPlainTcpUponThemselves)
{
    Facts facts = healthyFacts();
    facts.machines[1].machine.engine = Endpoint::tcp(QStringLiteral("10.77.0.12"), 2375);
    EXPECT_EQ(resultOf(facts, QStringLiteral("docker.open"), subject).verdict, Verdict::Warning);
    facts.wanted.acceptsPlainTcp = true;
    EXPECT_EQ(resultOf(facts, QStringLiteral("docker.open"), subject).verdict, Verdict::Notice);
    EXPECT_EQ(resultOf(openDoor(Reach::Held, Reach::Held), QStringLiteral("docker.open"), subject).verdict,
              Verdict::Warning)
        << "of a port that no endpoint names nobody said that they know it";
}
