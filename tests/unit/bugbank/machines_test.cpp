// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of preparing machines and of what stands between them must make the console say and do. What
// only a machine shows is in tests/unit/actions/hostactions_test.cpp.
#include "actions/performer.h"
#include "actions/values.h"
#include "docker/decode.h"
#include "ops/prepare.h"
#include "preflight/proxy.h"
#include "support/fakeserver.h"
#include "unit/preflight/healthy.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::preflight;
using namespace stormdeck::test;

namespace {
const QString fresh = QStringLiteral("fresh");

Machine bySsh()
{
    return {.name = fresh, .engine = Endpoint::ssh(QStringLiteral("ops"), fresh, 0, usualEngineSocket())};
}

MachineFacts hostOf(const char *system, const char *version, const char *codename, bool hasSystemd)
{
    MachineFacts facts{.machine = {.name = fresh}, .system = SystemFacts{}};
    facts.system->user = QStringLiteral("ops");
    facts.system->systemId = QLatin1String(system);
    facts.system->systemVersion = QLatin1String(version);
    facts.system->systemName = QStringLiteral("%1 %2").arg(QLatin1String(system), QLatin1String(version));
    facts.system->codename = QLatin1String(codename);
    facts.system->packageArchitecture = QStringLiteral("amd64");
    facts.system->hasSystemd = hasSystemd;
    facts.system->vendorRelease = true;
    return facts;
}

Result<plan::Plan> prepared(const MachineFacts &facts, ops::PrepareInputs::Source source)
{
    ops::PrepareInputs inputs;
    inputs.machines = {bySsh()};
    inputs.source = source;
    return ops::preparePlan(inputs, {facts}, {.operation = {QStringLiteral("o")}});
}

/// All that the plan would have a person type.
QString commandsOf(const plan::Plan &plan)
{
    const actions::Performer performer({bySsh()}, false);
    QStringList lines;
    for (const plan::Stage &stage : plan.stages) {
        for (const plan::Step &step : stage.steps) {
            lines << performer.commands(step.action);
        }
    }
    return lines.join(u'\n');
}

docker::EngineInfo proxied(const QByteArray &noProxy)
{
    return docker::decodeInfo(R"({"ID":"E","HttpProxy":"http://ops:sesame@proxy.example:3128","NoProxy":")" + noProxy +
                              R"("})")
        .value();
}
} // namespace

// moby/moby#20022: key server and repository of the old tutorials are gone.
TEST(BugBank_Machines, b128_onlyTodaysRepositoryIsTakenWithItsKeyInAFile)
{
    for (const auto &[version, codename] : {std::pair{"22.04", "jammy"}, std::pair{"24.04", "noble"}}) {
        const auto plan = prepared(hostOf("ubuntu", version, codename, true), ops::PrepareInputs::Source::Vendor);
        ASSERT_TRUE(plan) << qPrintable(sentence(plan.error()));
        const QString commands = commandsOf(*plan);
        EXPECT_TRUE(commands.contains(QStringLiteral("https://download.docker.com/linux/ubuntu"))) << version;
        EXPECT_TRUE(commands.contains(QStringLiteral("signed-by=/etc/apt/keyrings/"))) << version;
        EXPECT_TRUE(commands.contains(QLatin1String(codename))) << version;
        for (const char *gone : {"sks-keyservers", "dockerproject", "apt-key", "get.docker.com"}) {
            EXPECT_FALSE(commands.contains(QLatin1String(gone))) << gone;
        }
    }
}

// docker/docs#715
TEST(BugBank_Machines, b128_aSystemThatIsTooOldIsToldWithThoseThatAreNot)
{
    for (const auto source : {ops::PrepareInputs::Source::Vendor, ops::PrepareInputs::Source::Distribution}) {
        const auto plan = prepared(hostOf("ubuntu", "14.04", "trusty", false), source);
        ASSERT_FALSE(plan);
        EXPECT_EQ(plan.error().code, QStringLiteral("host.unsupported"));
        EXPECT_TRUE(sentence(plan.error()).contains(QStringLiteral("fresh runs ubuntu 14.04")));
        EXPECT_TRUE(plan.error().remedy.contains(QStringLiteral("Ubuntu 20.04 to 26.04")))
            << qPrintable(plan.error().remedy);
    }
}

// docker/for-linux#204: systemd does not read /etc/default/docker.
TEST(BugBank_Machines, b129_anEngineIsSetByItsFileAndOnlyWhereSystemdRunsIt)
{
    const auto plan = prepared(hostOf("ubuntu", "22.04", "jammy", true), ops::PrepareInputs::Source::Distribution);
    ASSERT_TRUE(plan) << qPrintable(sentence(plan.error()));
    const QString commands = commandsOf(*plan);
    EXPECT_TRUE(commands.contains(QStringLiteral("/etc/docker/daemon.json"))) << qPrintable(commands);
    EXPECT_FALSE(commands.contains(QStringLiteral("/etc/default/docker")));
    EXPECT_FALSE(commands.contains(QStringLiteral("tcp://"))) << "no port is opened: engines are reached by SSH";
    const auto upstart = prepared(hostOf("ubuntu", "22.04", "jammy", false), ops::PrepareInputs::Source::Distribution);
    ASSERT_FALSE(upstart);
    EXPECT_EQ(upstart.error().code, QStringLiteral("host.no-systemd"));
}

// moby/moby#36951: managers try to reach each other through the proxy.
TEST(BugBank_Machines, b138_aProxyThatStandsBetweenMachinesIsToldWithWhatNoProxyNeeds)
{
    const QString code = QStringLiteral("docker.proxy");
    const QString subject = QStringLiteral("storm-2");
    Facts facts = healthyFacts();
    EXPECT_EQ(resultOf(facts, code, subject).verdict, Verdict::Pass);
    const auto swarm = facts.machines[1].engine->info.swarm;
    facts.machines[1].engine->info = proxied("localhost,127.0.0.1");
    facts.machines[1].engine->info.swarm = swarm;
    const CheckResult found = resultOf(facts, code, subject);
    EXPECT_EQ(found.verdict, Verdict::Warning);
    EXPECT_TRUE(found.sentence.contains(QStringLiteral("10.77.0.11, 10.77.0.13"))) << qPrintable(found.sentence);
    EXPECT_TRUE(
        found.lines.contains(QStringLiteral("Environment=\"NO_PROXY=localhost,127.0.0.1,10.77.0.11,10.77.0.13\"")))
        << qPrintable(found.lines.join(u'\n'));
    EXPECT_TRUE(found.evidence.contains(QStringLiteral("proxy.example:3128")));
    EXPECT_FALSE(found.evidence.contains(QStringLiteral("sesame"))) << "the proxy's password stays out";
    EXPECT_EQ(resultOf(facts, code, QStringLiteral("storm-1")).verdict, Verdict::Pass);
    facts.machines[1].engine->info.noProxy = QStringLiteral("localhost, 10.77.0.0/24");
    EXPECT_EQ(resultOf(facts, code, subject).verdict, Verdict::Pass);
}

TEST(BugBank_Machines, b138_whatNoProxyNamesGoesPastTheProxy)
{
    const QStringList peers{QStringLiteral("10.28.0.2:2377"), QStringLiteral("[2001:db8::5]:2377"),
                            QStringLiteral("storm-3.example.org")};
    EXPECT_EQ(throughProxy({}, peers), QStringList()) << "there is none";
    EXPECT_EQ(throughProxy(proxied("localhost"), peers),
              QStringList(
                  {QStringLiteral("10.28.0.2"), QStringLiteral("2001:db8::5"), QStringLiteral("storm-3.example.org")}));
    EXPECT_EQ(throughProxy(proxied("10.28.0.2,2001:db8::/32,.example.org"), peers), QStringList());
    EXPECT_EQ(throughProxy(proxied("10.28.0.0/16,2001:db8::5,example.org"), peers), QStringList());
    EXPECT_EQ(throughProxy(proxied("*"), peers), QStringList());
    EXPECT_EQ(throughProxy(proxied("0.28.0.2,ample.org"), {peers[0], peers[2]}).size(), 2) << "no part of a name";
}

TEST(BugBank_Machines, b138_aJoinThatFailsBehindAProxyNamesIt)
{
    FakeServer engine;
    engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","HttpProxy":"http://proxy:3128","NoProxy":"localhost",)"
                                              R"("Swarm":{"LocalNodeState":"inactive"}})"});
    engine.answer("GET /v1.41/swarm", {.body = R"({"ID":"s","JoinTokens":{"Worker":"w","Manager":"m"}})"});
    engine.answer("POST /v1.41/swarm/join",
                  {.status = 503,
                   .body = R"({"message":"Timeout was reached before node joined. The attempt to join )"
                           R"(the swarm will continue in the background."})"});
    actions::Performer performer({{.name = fresh, .engine = engine.endpoint(), .address = QStringLiteral("10.28.0.3")}},
                                 false);
    const actions::JoinSwarm join{.machine = fresh,
                                  .manager = fresh,
                                  .join = {.advertiseAddress = QStringLiteral("10.28.0.3"),
                                           .remoteAddresses = {QStringLiteral("10.28.0.2:2377")}},
                                  .asManager = true};
    class Quiet final : public plan::StepProgress
    {
    public:
        void note(const QString & /*line*/) override {}
        void part(const plan::Part & /*part*/) override {}
    } quiet;
    const auto joined = performer.apply(
        actions::encode(join), {{QStringLiteral("op")}, QStringLiteral("lab"), {QStringLiteral("join")}}, quiet, {});
    ASSERT_FALSE(joined);
    EXPECT_TRUE(joined.error().remedy.contains(QStringLiteral("through the proxy http://proxy:3128")))
        << qPrintable(sentence(joined.error()));
    EXPECT_TRUE(joined.error().remedy.contains(QStringLiteral("NO_PROXY (“localhost”)")));
}
