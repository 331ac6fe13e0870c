// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/actions/hostactions.h"

#include <thread>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using State = plan::Observation::State;

/// What steps do to the packages of a machine.
class HostPackages : public test::HostActions
{
};

TEST_F(HostPackages, refuseAnotherSystemBeforeAnythingIsAsked)
{
    host.write(QStringLiteral("/etc/os-release"), "ID=fedora\nVERSION_ID=40\nPRETTY_NAME=\"Fedora 40\"\n");
    const auto seen = observe(actions::CheckHost{.machine = name, .system = QStringLiteral("debian 12")});
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Conflict);
    EXPECT_TRUE(seen->sentence.contains(QStringLiteral("Fedora 40"))) << qPrintable(seen->sentence);
    EXPECT_TRUE(host.calls().isEmpty()) << host.calls().constData();
}

TEST_F(HostPackages, installAPackageAndTakeItBack)
{
    const actions::InstallPackages install{.machine = name,
                                           .packages = {QStringLiteral("docker.io"), QStringLiteral("x")},
                                           .enabled = {QStringLiteral("docker.service")}};
    host.remember(QStringLiteral("package.x"), {});
    take(install);
    EXPECT_TRUE(host.calls().contains("install -- docker.io\n"))
        << "only what is missing: " << host.calls().constData();
    EXPECT_TRUE(notes.all.contains(QStringLiteral("fresh: Setting up docker.io")));
    takeBack(install);
    EXPECT_TRUE(host.calls().contains("remove -- docker.io\n")) << host.calls().constData();
}

TEST_F(HostPackages, takeBackAnInstallationThatNeverCameAbout)
{
    const actions::InstallPackages install{.machine = name, .packages = {QStringLiteral("docker.io")}};
    const auto before = observe(install);
    ASSERT_TRUE(before) << qPrintable(sentence(before.error()));
    facts = before->facts;
    host.remember(QStringLiteral("apt-fails"), "E: Unable to locate package docker.io\n");
    EXPECT_EQ(failed(install).code, QStringLiteral("packages.unknown"));
    takeBack(install);
}

// ansible/ansible#51663
TEST_F(HostPackages, b126_waitForWhoeverHoldsThePackageLock)
{
    host.remember(QStringLiteral("locked"), "once");
    take(actions::InstallPackages{.machine = name, .packages = {QStringLiteral("docker.io")}});
    EXPECT_TRUE(notes.all.join(u'\n').contains(QStringLiteral("unattended-upgr (process 4750) holds the package lock")))
        << qPrintable(notes.all.join(u'\n'));
}

// docker.machine#3522
TEST_F(HostPackages, b126_waitForTheFirstBootToEnd)
{
    host.program(QStringLiteral("cloud-init"), "#!/bin/sh\necho 'status: running'\n");
    const auto seen = observe(actions::AwaitPackageLock{.machine = name, .packages = {QStringLiteral("docker.io")}});
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Needed);
    EXPECT_TRUE(seen->sentence.startsWith(QStringLiteral("cloud-init "))) << qPrintable(seen->sentence);
}

TEST_F(HostPackages, stopWaitingForThePackageLockAtOnce)
{
    host.remember(QStringLiteral("locked"), "for ever");
    std::stop_source stop;
    std::jthread later([&] {
        std::this_thread::sleep_for(1500ms);
        stop.request_stop();
    });
    const actions::InstallPackages install{.machine = name, .packages = {QStringLiteral("docker.io")}};
    const auto made = performer.apply(actions::encode(install), attempt, notes, stop.get_token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::Cancelled) << qPrintable(sentence(made.error()));
}

TEST_F(HostPackages, sayWhyPackagesCouldNotBeInstalled)
{
    host.remember(QStringLiteral("apt-fails"), "E: You don't have enough free space in /var/cache/apt/archives/.\n");
    const Error full = failed(actions::InstallPackages{.machine = name, .packages = {QStringLiteral("docker.io")}});
    EXPECT_EQ(full.code, QStringLiteral("packages.disk-full")) << qPrintable(sentence(full));
}

TEST_F(HostPackages, seeARealLockAndItsHolder)
{
    host.write(QStringLiteral("/var/lib/dpkg/lock-frontend"), {});
    const actions::AwaitPackageLock await{.machine = name, .packages = {QStringLiteral("docker.io")}};
    const auto open = observe(await);
    ASSERT_TRUE(open) << qPrintable(sentence(open.error()));
    EXPECT_EQ(open->state, State::Satisfied) << qPrintable(open->sentence);
    access::Access access({host.machine()}, ways);
    std::stop_source stop;
    std::jthread holder([&] {
        auto there = access.host(name);
        const QString script = QStringLiteral("import fcntl, time; f = open('/var/lib/dpkg/lock-frontend', 'w'); "
                                              "fcntl.lockf(f, fcntl.LOCK_EX); time.sleep(60)");
        (void)there->run({.words = {QStringLiteral("python3"), QStringLiteral("-c"), script}}, Deadline::in(60s),
                         stop.get_token());
    });
    QString said;
    for (int i = 0; i < 100 && said.isEmpty(); ++i) {
        const auto seen = observe(await);
        ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
        said = seen->state == State::Needed ? seen->sentence : QString();
    }
    stop.request_stop();
    EXPECT_TRUE(said.startsWith(QStringLiteral("python3 (process "))) << qPrintable(said);
    host.remember(QStringLiteral("package.docker.io"), {});
    EXPECT_EQ(observe(await)->state, State::Satisfied) << "nothing is to be installed";
}
} // namespace
