// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What machines tell over a real sshd, as root, of files of their own.
#include "preflight/look.h"

#include "preflight/obstacle.h"
#include "support/privatehost.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::preflight;

namespace {
class Survey : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!host.isPossible()) {
            GTEST_SKIP() << "mount namespaces are not allowed here";
        }
    }
    MachineFacts seen(const SurveyScope &scope = {})
    {
        auto facts = surveyAll({host.machine()}, ways->tunnels, scope, {}).front();
        EXPECT_FALSE(facts.systemError) << qPrintable(sentence(facts.systemError.value_or(Error())));
        return facts.system ? facts : MachineFacts{.machine = host.machine(), .system = SystemFacts()};
    }

    test::PrivateHost host;
    std::shared_ptr<access::Ways> ways = host.ways(std::make_shared<test::ScriptedAsker>());
};
} // namespace

TEST_F(Survey, learnsWhatTheMachineIs)
{
    host.haveEngine();
    host.remember(QStringLiteral("active.docker.service"), "inactive");
    const MachineFacts facts = seen();
    EXPECT_EQ(facts.machine, host.machine());
    EXPECT_EQ(facts.system->systemName, QStringLiteral("Debian GNU/Linux 12 (bookworm)"));
    EXPECT_EQ(facts.system->codename, QStringLiteral("bookworm"));
    EXPECT_EQ(facts.system->packageArchitecture, QStringLiteral("amd64"));
    EXPECT_TRUE(facts.system->hasSystemd && facts.system->seesAsRoot && facts.system->canSynchronise);
    EXPECT_EQ(facts.system->machineId, QStringLiteral("00112233445566778899aabbccddeeff"));
    ASSERT_EQ(facts.system->hostKeys.size(), 1);
    EXPECT_TRUE(facts.system->hostKeys.front().startsWith(QStringLiteral("SHA256:")));
    EXPECT_FALSE(facts.system->user.isEmpty());
    EXPECT_FALSE(facts.engine);
    EXPECT_FALSE(host.calls().contains("docker info")) << "it would start a stopped engine";
}

TEST_F(Survey, asksAnEngineThatRuns)
{
    host.haveEngine();
    host.remember(QStringLiteral("running"), "2");
    const MachineFacts facts = seen();
    ASSERT_TRUE(facts.engine);
    EXPECT_EQ(facts.engine->info.id.value, QStringLiteral("11111111-2222"));
    EXPECT_EQ(facts.engine->info.serverVersion, QStringLiteral("20.10.24"));
    EXPECT_EQ(facts.engine->info.containersRunning, 2);
    EXPECT_EQ(facts.system->dockerProgram.section(u'/', -1), QStringLiteral("docker"));
    EXPECT_EQ(obstacleTo(facts, true)->code, QStringLiteral("host.in-use"));
}

// ciao-project/ciao#508
TEST_F(Survey, b142_countsOnlyPackagesThatAreInstalled)
{
    host.program(QStringLiteral("dpkg-query"),
                 "#!/bin/sh\necho installed docker.io 26.1.3\necho config-files docker-ce 20.10\n");
    const MachineFacts facts = seen();
    EXPECT_EQ(enginePackage(*facts.system), QStringLiteral("docker.io"));
    EXPECT_EQ(facts.system->packages.value(QStringLiteral("docker.io")), QStringLiteral("26.1.3"));
    EXPECT_FALSE(facts.system->packages.contains(QStringLiteral("docker-ce"))) << "it was removed";
}

TEST_F(Survey, asksASystemThatCannotBePreparedForItsNameOnly)
{
    host.write(QStringLiteral("/etc/os-release"), "ID=fedora\nVERSION_ID=40\nPRETTY_NAME=\"Fedora 40\"");
    const MachineFacts facts = seen({.vendorRelease = true});
    EXPECT_EQ(facts.system->systemName, QStringLiteral("Fedora 40"));
    EXPECT_EQ(facts.system->vendorRelease, std::nullopt);
    EXPECT_TRUE(host.calls().isEmpty()) << host.calls().constData();
}

TEST_F(Survey, saysWhichMachineDidNotAnswer)
{
    host.goDown();
    const auto all = lookAtAll({host.machine()}, ways->tunnels, {});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.front().machine, host.machine());
    ASSERT_TRUE(all.front().systemError);
    EXPECT_EQ(all.front().systemError->kind, ErrorKind::Unreachable);
}
