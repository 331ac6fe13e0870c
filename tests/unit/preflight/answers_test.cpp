// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/crossings.h"
#include "preflight/sockets.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::preflight;

namespace {
const auto tcp = PortProtocol::Tcp;
const auto udp = PortProtocol::Udp;

Listener read(const char *line, PortProtocol protocol = tcp)
{
    const auto listener = listenerOfSs(QString::fromLatin1(line), protocol);
    EXPECT_TRUE(listener) << line;
    return listener.value_or(Listener{});
}

MachineFacts machineWith(std::vector<Listener> listeners)
{
    MachineFacts machine;
    machine.machine.name = QStringLiteral("storm-2");
    machine.system = SystemFacts{};
    machine.system->listeners = std::move(listeners);
    return machine;
}
} // namespace

TEST(PreflightSockets, areReadFromSs)
{
    // As ss of iproute2 6.1 (Debian 12) writes them.
    const Listener docker =
        read(R"(LISTEN 0      4096               *:2377             *:*    users:(("dockerd",pid=412,fd=23)))");
    EXPECT_EQ(docker, (Listener{tcp, QStringLiteral("*"), 2377, QStringLiteral("dockerd"), 412}));
    const Listener resolver = read(
        R"(UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:(("systemd-resolve",pid=11,fd=13),("other",pid=12,fd=1)))", udp);
    EXPECT_EQ(resolver, (Listener{udp, QStringLiteral("127.0.0.53"), 53, QStringLiteral("systemd-resolve"), 11}));
    EXPECT_FALSE(isOpenToOthers(resolver));
    const Listener six = read("LISTEN 0 128 [::1]:8080 [::]:*");
    EXPECT_EQ(six, (Listener{tcp, QStringLiteral("::1"), 8080, {}, 0}));
    EXPECT_FALSE(isOpenToOthers(six));
    EXPECT_TRUE(isOpenToOthers(docker));
    EXPECT_FALSE(listenerOfSs(QStringLiteral("State Recv-Q Send-Q Local Address:Port"), tcp));
    EXPECT_FALSE(listenerOfSs(QString(), tcp));
}

TEST(PreflightSockets, areReadFromProcWhereThereIsNoSs)
{
    EXPECT_EQ(listenerOfProc(QStringLiteral("0100007F:1F90"), tcp),
              (Listener{tcp, QStringLiteral("127.0.0.1"), 8080, {}, 0}));
    EXPECT_EQ(listenerOfProc(QStringLiteral("00000000000000000000000001000000:0947"), tcp),
              (Listener{tcp, QStringLiteral("::1"), 2375, {}, 0}));
    EXPECT_EQ(listenerOfProc(QStringLiteral("00000000000000000000000000000000:1F0A"), udp),
              (Listener{udp, QStringLiteral("::"), 7946, {}, 0}));
    EXPECT_FALSE(listenerOfProc(QStringLiteral("local_address"), tcp));
}

TEST(PreflightRoutes, areReadWithoutTheDefault)
{
    EXPECT_EQ(routeOfIp(QStringLiteral("10.77.0.0/24 dev host0 proto kernel scope link src 10.77.0.11 ")),
              (Route{QStringLiteral("10.77.0.0/24"), QStringLiteral("host0")}));
    EXPECT_EQ(routeOfIp(QStringLiteral("169.254.169.254 via 10.0.0.1 dev ens3")),
              (Route{QStringLiteral("169.254.169.254/32"), QStringLiteral("ens3")}));
    EXPECT_FALSE(routeOfIp(QStringLiteral("default via 10.77.0.1 dev host0")));
    EXPECT_FALSE(routeOfIp(QStringLiteral("blackhole 10.1.0.0/16")));
    EXPECT_EQ(routeOfProc(QStringLiteral("eth0 00004D0A 00FFFFFF")),
              (Route{QStringLiteral("10.77.0.0/24"), QStringLiteral("eth0")}));
    EXPECT_FALSE(routeOfProc(QStringLiteral("eth0 00000000 00000000")));
}

TEST(PreflightPost, isReadWhileItIsStillComing)
{
    EXPECT_FALSE(postOf("bound tcp 2377\nheld tcp 79").isReady);
    const Post post = postOf("pid 412\nbound tcp 2377\nheld tcp 7946 Address already in use\nbound udp 4789\nready\n");
    EXPECT_TRUE(post.isReady);
    EXPECT_EQ(post.pid, 412);
    EXPECT_TRUE(post.has({tcp, 2377}) && post.has({udp, 4789}) && post.isHeld({tcp, 7946}));
    EXPECT_FALSE(post.has({udp, 2377}));
}

TEST(PreflightProbes, areReadLineByLine)
{
    const ProbeAnswer answer =
        probeAnswerOf("probe 1 tcp 2377 answered 3 \nprobe 2 udp 4789 refused 0 Connection refused\n"
                      "probe 2 tcp 9 odd 0 \nnonsense\nsize 1 4789 1500 1400\nsize 2 ping 9000 9000\n");
    ASSERT_EQ(answer.probed.size(), 3U);
    EXPECT_EQ(answer.probed[0].reach, Reach::Answered);
    EXPECT_EQ(answer.probed[0].milliseconds, 3);
    EXPECT_EQ(answer.probed[1].note, QStringLiteral("Connection refused"));
    EXPECT_EQ(answer.probed[2].reach, Reach::NotObserved) << "a word nobody knows";
    ASSERT_EQ(answer.measured.size(), 2U);
    EXPECT_EQ(answer.measured[0].way, QStringLiteral("UDP 4789"));
    EXPECT_EQ(answer.measured[1].largestBytes, 9000);
}

TEST(PreflightCrossings, takeNoForAnAnswerOnlyWhereSomethingWaited)
{
    const Probed refused{.number = 1, .port = {tcp, 8080}, .reach = Reach::Refused};
    const Probed through{.number = 1, .port = {tcp, 8080}, .reach = Reach::Held};
    const auto reach = [&](const std::vector<Listener> &listeners, const QByteArray &said, const Probed &probed) {
        return crossingOf(QStringLiteral("storm-1"), machineWith(listeners), {tcp, 8080}, postOf(said), &probed).reach;
    };
    EXPECT_EQ(reach({}, "bound tcp 8080\nready\n", refused), Reach::Refused) << "ours waited";
    EXPECT_EQ(reach({}, "", refused), Reach::NotObserved) << "nothing waited";
    EXPECT_EQ(reach({}, "", through), Reach::Held) << "something took it";
    EXPECT_EQ(reach({{tcp, QStringLiteral("127.0.0.1"), 8080, {}, 0}}, "held tcp 8080 x\n", refused),
              Reach::NotObserved)
        << "its holder waits for this machine only";
    EXPECT_EQ(reach({{tcp, QStringLiteral("0.0.0.0"), 8080, {}, 0}}, "held tcp 8080 x\n", refused), Reach::Refused)
        << "its holder waits for all";
}

TEST(PreflightCrossings, observeNoDatagramThatNobodyWouldAnswer)
{
    const Post held = postOf("held udp 7946 x\nready\n");
    EXPECT_FALSE(isWorthTrying({udp, 7946}, held));
    EXPECT_TRUE(isWorthTrying({tcp, 7946}, held));
    const Crossing crossing = crossingOf(QStringLiteral("storm-1"),
                                         machineWith({{udp, QStringLiteral("::"), 7946, QStringLiteral("dockerd"), 9}}),
                                         {udp, 7946}, held, nullptr);
    EXPECT_EQ(crossing.reach, Reach::NotObserved);
    EXPECT_TRUE(crossing.note.contains(QStringLiteral("dockerd"))) << qPrintable(crossing.note);
}
