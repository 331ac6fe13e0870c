// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/packagefailures.h"

#include <gtest/gtest.h>

namespace stormdeck::actions {
namespace {

// cilium/packer-ci-build#315
TEST(PackageLocks, b127_areToldFromRealFailures)
{
    // As docker.machine#3522, packer-ci-build#315 and docker.machine#970 have them.
    const auto named = refusedByLock(
        "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4750 (unattended-upgr)\n");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->text(), QStringLiteral("unattended-upgr (process 4750)"));
    EXPECT_EQ(
        refusedByLock("E: Could not get lock /var/lib/apt/lists/lock. It is held by process 8859 (apt-get)")->program,
        QStringLiteral("apt-get"));
    const auto old = refusedByLock(
        "E: Could not get lock /var/lib/dpkg/lock - open (11: Resource temporarily unavailable)\n"
        "E: Unable to lock the administration directory (/var/lib/dpkg/), is another process using it?\n");
    ASSERT_TRUE(old);
    EXPECT_EQ(old->text(), QStringLiteral("another program"));
    EXPECT_FALSE(refusedByLock("Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend. It is held by "
                               "process 1 (apt)\nE: Unmet dependencies."))
        << "that was waited for, and is over";
    EXPECT_FALSE(refusedByLock("E: Sub-process /usr/bin/dpkg returned an error code (1)"));
    EXPECT_FALSE(
        refusedByLock("E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\n"
                      "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?"))
        << "no waiting helps";
}

TEST(PackageLocks, areReadFromTheListOfTheMachine)
{
    EXPECT_EQ(heldLock(""), std::nullopt);
    const auto held = heldLock("/var/lib/dpkg/lock-frontend 812 apt-get\n/var/lib/dpkg/lock 812 apt-get\n");
    ASSERT_TRUE(held);
    EXPECT_EQ(*held, (PackageLock{.program = QStringLiteral("apt-get"), .process = QStringLiteral("812")}));
    EXPECT_EQ(heldLock("/var/lib/dpkg/lock 812 \n")->text(), QStringLiteral("process 812"));
    EXPECT_EQ(heldLock("first-boot - cloud-init\n")->text(), QStringLiteral("cloud-init"));
}

TEST(PackageFailures, sayWhatToDo)
{
    const auto codeOfFailure = [](const char *errors) {
        return packageFailure(QStringLiteral("m"), QStringLiteral("x"), {}, errors).code;
    };
    EXPECT_EQ(codeOfFailure("E: Unable to locate package docker.io"), QStringLiteral("packages.unknown"));
    EXPECT_EQ(codeOfFailure("dpkg: error processing archive: cannot copy extracted data: No space left on device"),
              QStringLiteral("packages.disk-full"));
    EXPECT_EQ(codeOfFailure("W: Temporary failure resolving 'deb.debian.org'\nE: Failed to fetch x"),
              QStringLiteral("packages.unreachable"));
    const Error full = packageFailure(QStringLiteral("m"), QStringLiteral("install x"),
                                      "dpkg: error processing archive x.deb (--unpack):\n cannot copy extracted data: "
                                      "failed to write (No space left on device)\n",
                                      "E: Sub-process /usr/bin/dpkg returned an error code (1)\n");
    EXPECT_TRUE(full.reason.startsWith(QStringLiteral("its disk is full; Sub-process"))) << qPrintable(full.reason);
    const Error broken =
        packageFailure(QStringLiteral("m"), QStringLiteral("install x"), {}, "W: noise\nE: Unmet dependencies.\n");
    EXPECT_EQ(broken.code, QStringLiteral("packages.failed"));
    EXPECT_EQ(broken.reason, QStringLiteral("Unmet dependencies."));
}

} // namespace
} // namespace stormdeck::actions
