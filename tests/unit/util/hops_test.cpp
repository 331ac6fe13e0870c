// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/hops.h"

#include <gtest/gtest.h>

using namespace stormdeck;

namespace {
Machine machine(const QString &name, const QString &through = {})
{
    return {.name = name, .engine = Endpoint::ssh({}, name, 0, usualEngineSocket()), .through = through};
}

/// The only fault, which is that of the first machine.
QString faultOf(std::vector<Machine> machines)
{
    const auto faults = findHops(machines);
    EXPECT_FALSE(faults.empty());
    EXPECT_TRUE(faults.empty() || faults.front().machine == 0);
    EXPECT_TRUE(machines.front().engine.hops.isEmpty());
    return faults.empty() ? QString() : faults.front().reason;
}
} // namespace

TEST(Hops, areThoseOfTheMachinesOnTheWayTheNearestFirst)
{
    std::vector<Machine> machines{
        machine(QStringLiteral("c"), QStringLiteral("b")), machine(QStringLiteral("b"), QStringLiteral("a")),
        machine(QStringLiteral("a"), QStringLiteral("ssh://ops@bastion:2222")), machine(QStringLiteral("direct"))};
    machines[1].engine.user = QStringLiteral("root");
    machines[1].engine.path = QStringLiteral("/run/user/1000/docker.sock");
    EXPECT_TRUE(findHops(machines).empty());
    const QString bastion = QStringLiteral("ssh://ops@bastion:2222");
    EXPECT_EQ(machines[0].engine.hops,
              (QStringList{bastion, QStringLiteral("ssh://a"), QStringLiteral("ssh://root@b")}));
    EXPECT_EQ(machines[1].engine.hops, (QStringList{bastion, QStringLiteral("ssh://a")}));
    EXPECT_EQ(machines[2].engine.hops, QStringList{bastion});
    EXPECT_TRUE(machines[3].engine.hops.isEmpty());
}

TEST(Hops, goWithWhatAMachineNamedBefore)
{
    std::vector<Machine> machines{machine(QStringLiteral("a"), QStringLiteral("ssh://bastion"))};
    EXPECT_TRUE(findHops(machines).empty());
    machines.front().through.clear();
    EXPECT_TRUE(findHops(machines).empty());
    EXPECT_TRUE(machines.front().engine.hops.isEmpty());
}

TEST(Hops, refuseANameThatNoMachineHas)
{
    const QString reason = faultOf({machine(QStringLiteral("a"), QStringLiteral("bastion"))});
    EXPECT_TRUE(reason.contains(QStringLiteral("“bastion”")) && reason.contains(QStringLiteral("ssh://user@host")))
        << qPrintable(reason);
}

TEST(Hops, refuseTheMachineItself)
{
    for (const char *through : {"a", "ssh://a", "ssh://a/"}) {
        const QString reason = faultOf({machine(QStringLiteral("a"), QString::fromLatin1(through))});
        EXPECT_TRUE(reason.contains(QStringLiteral("itself"))) << qPrintable(reason);
    }
}

TEST(Hops, refuseACircleAndNameIt)
{
    const QString reason =
        faultOf({machine(QStringLiteral("a"), QStringLiteral("b")), machine(QStringLiteral("b"), QStringLiteral("c")),
                 machine(QStringLiteral("c"), QStringLiteral("b"))});
    EXPECT_TRUE(reason.contains(QStringLiteral("a → b → c → b"))) << qPrintable(reason);
}

TEST(Hops, refuseMachinesThatAreNotReachedBySsh)
{
    Machine plain = machine(QStringLiteral("b"));
    plain.engine = Endpoint::tcp(QStringLiteral("10.0.0.2"), 2375);
    EXPECT_TRUE(faultOf({machine(QStringLiteral("a"), QStringLiteral("b")), plain})
                    .contains(QStringLiteral("tcp://10.0.0.2:2375")));
    plain.through = QStringLiteral("a");
    EXPECT_TRUE(faultOf({plain, machine(QStringLiteral("a"))}).contains(QStringLiteral("ssh:// endpoint")));
}

TEST(Hops, refuseWhatCannotBeReadWithoutShowingAPassword)
{
    const QString reason = faultOf({machine(QStringLiteral("a"), QStringLiteral("ssh://ops:hidden@b"))});
    EXPECT_TRUE(reason.contains(QStringLiteral("password")) && !reason.contains(QStringLiteral("hidden")))
        << qPrintable(reason);
    EXPECT_FALSE(faultOf({machine(QStringLiteral("a"), QStringLiteral("ssh://b/run/docker.sock"))}).isEmpty());
}

TEST(Hops, areNotMoreThanEight)
{
    std::vector<Machine> machines;
    for (int i = 0; i <= mostHops; ++i) {
        machines.push_back(machine(QStringLiteral("m%1").arg(i), QStringLiteral("m%1").arg(i + 1)));
    }
    machines.back().through.clear();
    EXPECT_TRUE(findHops(machines).empty());
    machines.back().through = QStringLiteral("ssh://one-more");
    const auto faults = findHops(machines);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults.front().machine, 0U);
}
