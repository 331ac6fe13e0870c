// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/systemfacts.h"

#include "preflight/lookscript.h"
#include "support/fixtures.h"
#include "support/sshserver.h"

#include <QProcess>

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::preflight;
using namespace std::chrono_literals;

namespace {
constexpr qint64 time = 1795892921183; // of time.first in the recordings

SystemFacts read(const QByteArray &answer, const Asked &asked = {time - 10, time + 300})
{
    const auto facts = systemFactsOf(answer, asked);
    EXPECT_TRUE(facts) << qPrintable(sentence(facts ? Error() : facts.error()));
    return facts ? *facts : SystemFacts();
}
} // namespace

TEST(PreflightSystem, isReadFromARecordedDebian)
{
    const SystemFacts facts = read(test::fixture(QStringLiteral("preflight/debian-12.txt")));
    EXPECT_EQ(facts.systemId, QStringLiteral("debian"));
    EXPECT_EQ(facts.systemVersion, QStringLiteral("12"));
    EXPECT_EQ(facts.systemName, QStringLiteral("Debian GNU/Linux 12 (bookworm)"));
    EXPECT_TRUE(facts.seesAsRoot);
    EXPECT_EQ(facts.processors, 2);
    EXPECT_EQ(facts.features.value(QStringLiteral("vxlan")), Feature::Present);
    EXPECT_EQ(facts.memoryKib, 24731708);
    EXPECT_EQ(facts.cgroups, QStringLiteral("tmpfs"));
    EXPECT_TRUE(facts.controllers.contains(QStringLiteral("memory")));
    EXPECT_TRUE(facts.dockerBinary.isEmpty());
    EXPECT_EQ(facts.iptables, QStringLiteral("iptables v1.8.9 (nf_tables)"));
    EXPECT_EQ(facts.legacyRules, 0);
    EXPECT_EQ(facts.sshAddress, QStringLiteral("10.0.0.5"));
    EXPECT_EQ(facts.codename, QStringLiteral("bookworm"));
    ASSERT_EQ(facts.hostKeys.size(), 1);
    EXPECT_TRUE(facts.hostKeys[0].startsWith(QStringLiteral("SHA256:")) && facts.hostKeys[0].size() == 50);
    ASSERT_FALSE(facts.disks.empty());
    EXPECT_EQ(facts.disks[0].path, QStringLiteral("/var/lib"));
    EXPECT_TRUE(facts.disks[0].inodes);
    EXPECT_EQ(facts.routes, (std::vector<Route>{{QStringLiteral("192.0.2.0/24"), QStringLiteral("eth0")}}));
    EXPECT_TRUE(facts.addresses.contains(QStringLiteral("192.0.2.2")));
    EXPECT_TRUE(facts.hasPerl);
}

// Made by hand, as no Ubuntu was at hand: a user who is not in the group docker, ufw installed and off (its package is
// there by default), a volume with a space in its name.
TEST(PreflightSystem, isReadFromAUbuntuWithASwarmAndAUserWithoutRights)
{
    const SystemFacts facts = read(test::fixture(QStringLiteral("preflight/ubuntu-24.04.txt")));
    EXPECT_EQ(facts.systemVersion, QStringLiteral("24.04"));
    EXPECT_FALSE(facts.seesAsRoot);
    EXPECT_EQ(facts.docker, (Unit{QStringLiteral("active"), QStringLiteral("enabled")}));
    EXPECT_EQ(facts.packages,
              (QMap<QString, QString>{{QStringLiteral("docker-ce"), QStringLiteral("5:28.1.1-1~ubuntu.24.04~noble")},
                                      {QStringLiteral("containerd.io"), QStringLiteral("1.7.27-1")}}));
    EXPECT_EQ(facts.packageArchitecture, QStringLiteral("amd64"));
    EXPECT_EQ(facts.dockerProgram, QStringLiteral("/usr/bin/docker"));
    EXPECT_EQ(facts.dockerSocketEnabled, QStringLiteral("enabled"));
    EXPECT_TRUE(facts.hasSystemd && facts.canSynchronise);
    EXPECT_TRUE(facts.socketThere);
    EXPECT_FALSE(facts.socketOpen);
    EXPECT_EQ(facts.firewalls, QStringList()) << "ufw runs and is told to filter nothing";
    EXPECT_EQ(facts.clockSynchronised, QStringLiteral("yes"));
    EXPECT_EQ(facts.features.value(QStringLiteral("veth")), Feature::Absent);
    EXPECT_EQ(facts.features.value(QStringLiteral("bridge"), Feature::Unknown), Feature::Unknown);
    EXPECT_FALSE(facts.disks[0].inodes) << "btrfs has no number of them";
    EXPECT_EQ(facts.zookeeperIds,
              (std::vector<StoredIdentity>{
                  {QStringLiteral("/var/lib/docker/volumes/my zk/_data/myid"), QStringLiteral("1")}}));
    const auto port = std::find_if(facts.listeners.begin(), facts.listeners.end(),
                                   [](const Listener &one) { return one.port == 7946 && one.process.isEmpty(); });
    EXPECT_NE(port, facts.listeners.end());
}

TEST(PreflightSystem, boundsTheClockByWhenItWasAsked)
{
    const QByteArray answer = "time.first=1000.5\ntime.last=1000.9\nend=yes\n";
    const SystemFacts facts = read(answer, {999400, 999900});
    ASSERT_TRUE(facts.clock);
    EXPECT_EQ(facts.clock->least, 1000ms);
    EXPECT_EQ(facts.clock->most, 1100ms);
    EXPECT_EQ(read("time.first=1000.%N\ntime.last=1001.%N\nend=yes\n", {1000000, 1001000}).clock,
              (ClockOffset{0ms, 0ms}))
        << "a date without parts of a second";
    EXPECT_FALSE(read("end=yes\n").clock);
}

TEST(PreflightSystem, takesNoLoopbackForTheMachinesAddress)
{
    EXPECT_EQ(read("ssh=10.0.0.1 50000 10.0.0.5 22\nend=yes\n").sshAddress, QStringLiteral("10.0.0.5"));
    EXPECT_EQ(read("ssh=127.0.0.1 50000 127.0.0.1 22\nend=yes\n").sshAddress, QString()) << "a tunnel ends there";
}

TEST(PreflightSystem, doesNotTakeAHalfAnswerForOne)
{
    const auto half = systemFactsOf("user=root\nmemory=MemTotal: 1 kB\n", {});
    ASSERT_FALSE(half);
    EXPECT_EQ(half.error().kind, ErrorKind::Undecodable);
}

TEST(PreflightSystem, isToldByTheScriptOnThisMachine)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-s")});
    shell.write(lookScript());
    shell.closeWriteChannel();
    ASSERT_TRUE(shell.waitForFinished(20000));
    EXPECT_TRUE(shell.readAllStandardError().isEmpty());
    const SystemFacts facts = read(shell.readAllStandardOutput());
    EXPECT_FALSE(facts.user.isEmpty() || facts.kernel.isEmpty() || facts.hostName.isEmpty());
    EXPECT_TRUE(facts.memoryKib.value_or(0) > 0 && facts.clock && !facts.disks.empty());
    EXPECT_GT(facts.processors, 0);
}

TEST(PreflightLookup, tellsWhatNamesMean)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-s"), QStringLiteral("localhost"), QStringLiteral("no-such-name.invalid")});
    shell.write(lookupScript());
    shell.closeWriteChannel();
    ASSERT_TRUE(shell.waitForFinished(20000));
    const std::vector<Lookup> lookups = lookupsOf(shell.readAllStandardOutput());
    ASSERT_EQ(lookups.size(), 2U);
    EXPECT_TRUE(lookups[0].addresses.contains(QStringLiteral("127.0.0.1")) ||
                lookups[0].addresses.contains(QStringLiteral("::1")));
    EXPECT_EQ(lookups[1].name, QStringLiteral("no-such-name.invalid"));
    EXPECT_TRUE(lookups[1].addresses.isEmpty());
}
