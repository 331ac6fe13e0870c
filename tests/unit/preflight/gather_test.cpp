// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two "machines" that are this one, each behind a real sshd of its own and with a scripted engine.
#include "preflight/gather.h"

#include "preflight/checks.h"
#include "support/fakeserver.h"
#include "support/sshfixture.h"

#include <QStandardPaths>

#include <algorithm>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::preflight;
using namespace std::chrono_literals;

namespace {
/// A TCP port that is free now.
quint16 freePort()
{
    const int number = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(number, reinterpret_cast<sockaddr *>(&address), size);
    getsockname(number, reinterpret_cast<sockaddr *>(&address), &size);
    close(number);
    return ntohs(address.sin_port);
}

/// Whether something takes connections on that port of this machine.
bool isTaken(quint16 port)
{
    const int number = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const bool isTaken = connect(number, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    close(number);
    return isTaken;
}

/// A machine of the test. `programs`: a folder whose programs it takes before all others.
struct Box
{
    explicit Box(const QString &programs)
        : server("SetEnv PATH=" + programs.toUtf8() + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin")
    {
        key = server.makeKey(QStringLiteral("key"), QStringLiteral("ed25519"));
        const QByteArray version = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";
        engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        engine.answer("GET /version", {.body = version});
        engine.answer("GET /v1.41/version", {.body = version});
        engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","Name":"here","LiveRestoreEnabled":true})"});
        engine.answer("GET /v1.41/networks", {.body = "[]"});
    }
    test::SshServer server;
    test::FakeServer engine;
    QString key;
};

class Gather : public testing::Test
{
protected:
    Gather()
    {
        wanted.cluster = QStringLiteral("lab");
        QByteArray config;
        for (const auto &[name, box] : {std::pair("one", &one), std::pair("two", &two)}) {
            config += "Host " + QByteArray(name) + "\n  HostName 127.0.0.1\n  Port " +
                      QByteArray::number(box->server.port()) + "\n  IdentityFile " + box->key.toUtf8() +
                      "\n  IdentitiesOnly yes\n  UserKnownHostsFile " +
                      box->server.path(QStringLiteral("known_hosts")).toUtf8() + "\n  GlobalKnownHostsFile /dev/null\n";
            wanted.machines.push_back(
                {.name = QString::fromLatin1(name),
                 .engine = Endpoint::ssh({}, QString::fromLatin1(name), 0, box->engine.endpoint().path),
                 .address = QStringLiteral("127.0.0.1")});
        }
        one.server.write(QStringLiteral("config"), config);
        wanted.ports = {{PortProtocol::Tcp, freePort(), Need::Swarm, {}, {}},
                        {PortProtocol::Udp, freePort(), Need::Swarm, {}, {}}};
    }
    Facts look(const std::stop_token &stop = {})
    {
        return gather(
            wanted, tunnels, [this](const MachineProgress &step) { progress.push_back(step); }, stop);
    }
    [[nodiscard]] ssh::ConfigFiles files() const
    {
        return {.user = one.server.path(QStringLiteral("config")), .system = {}, .home = {}, .agentSocket = {}};
    }
    [[nodiscard]] static bool hasPerl() { return !QStandardPaths::findExecutable(QStringLiteral("perl")).isEmpty(); }

    QTemporaryDir programs;
    Box one{programs.path()};
    Box two{programs.path()};
    Wanted wanted;
    std::shared_ptr<test::ScriptedAsker> asker = std::make_shared<test::ScriptedAsker>();
    access::Tunnels tunnels{asker, files()};
    std::vector<MachineProgress> progress;
};
} // namespace

TEST_F(Gather, seesSystemsEnginesAndTheWaysBetween)
{
    const Facts facts = look();
    ASSERT_EQ(facts.machines.size(), 2U);
    for (const MachineFacts &machine : facts.machines) {
        ASSERT_TRUE(machine.system) << qPrintable(sentence(machine.systemError.value_or(Error())));
        ASSERT_TRUE(machine.engine) << qPrintable(sentence(machine.engineError.value_or(Error())));
        EXPECT_TRUE(machine.engine->info.liveRestore);
        EXPECT_EQ(machine.address, QStringLiteral("127.0.0.1"));
        ASSERT_TRUE(machine.system->clock);
        EXPECT_LE(machine.system->clock->least, 0ms);
        EXPECT_GE(machine.system->clock->most, 0ms) << "it is this computer's own clock";
        EXPECT_FALSE(machine.lookups.empty() && hasPerl());
    }
    EXPECT_EQ(one.server.connections(), 1);
    EXPECT_FALSE(facts.stopped);
    EXPECT_EQ(facts.crossings.size(), 4U) << "two ports each way";
    for (const Crossing &crossing : facts.crossings) {
        // Both machines are this one, so the second listener finds the ports held by the first.
        EXPECT_TRUE(!hasPerl() || isThrough(crossing.reach) || crossing.protocol == PortProtocol::Udp)
            << qPrintable(word(crossing.reach) + u' ' + crossing.note);
    }
    EXPECT_EQ(std::count_if(progress.begin(), progress.end(),
                            [](const MachineProgress &step) { return step.stage == Stage::Done; }),
              2);
}

// Where no name server answers, that may take as long as the listeners live.
TEST_F(Gather, asksForNamesBeforeAnythingWaitsOnPorts)
{
    QFile getent(programs.filePath(QStringLiteral("getent")));
    ASSERT_TRUE(getent.open(QIODevice::WriteOnly));
    const QByteArray port = QByteArray::number(wanted.ports[0].port, 16).toUpper().rightJustified(4, '0');
    getent.write("#!/bin/sh\ncd \"${0%/*}\"\necho $2 >>asked\ngrep ':" + port +
                 " 00000000:0000 0A' /proc/net/tcp >>listening\n");
    getent.close();
    getent.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    (void)look();
    QFile asked(programs.filePath(QStringLiteral("asked")));
    ASSERT_TRUE(asked.open(QIODevice::ReadOnly));
    EXPECT_TRUE(asked.readAll().contains("two\n"));
    QFile listening(programs.filePath(QStringLiteral("listening")));
    ASSERT_TRUE(listening.open(QIODevice::ReadOnly));
    EXPECT_EQ(listening.readAll(), QByteArray());
}

TEST_F(Gather, leavesItsPortsFreeForWhoSetsSomethingUpAtOnce)
{
    for (int i = 0; i < 20; ++i) { // enough that one is busy were they only let go of
        wanted.ports.push_back({PortProtocol::Tcp, freePort(), Need::Swarm, {}, {}});
    }
    (void)look();
    for (const PortUse &use : wanted.ports) {
        EXPECT_FALSE(use.protocol == PortProtocol::Tcp && isTaken(use.port)) << use.port;
    }
}

TEST_F(Gather, findsThatTwoMachinesAreOne)
{
    const Facts facts = look();
    const Results results = checkIdentities(facts);
    ASSERT_FALSE(results.empty());
    EXPECT_EQ(results.front().verdict, Verdict::Error) << "both engines say E1";
}

TEST_F(Gather, goesOnWithoutAMachineThatLetsNobodyIn)
{
    two.server.write(QStringLiteral("authorized_keys"), {});
    const Facts facts = look();
    EXPECT_TRUE(facts.machines[0].system && facts.machines[0].engine);
    ASSERT_TRUE(facts.machines[1].systemError);
    EXPECT_EQ(facts.machines[1].systemError->layer, Layer::Login);
    EXPECT_FALSE(facts.machines[1].system || facts.machines[1].engine);
    for (const Crossing &crossing : facts.crossings) {
        EXPECT_FALSE(isBlocked(crossing.reach)) << "nothing waited there, so nothing is called closed";
    }
}

TEST_F(Gather, findsAnEngineThatIsTooOld)
{
    two.engine.answer("GET /version", {.body = R"({"Version":"18.09","ApiVersion":"1.39","MinAPIVersion":"1.12"})"});
    const Results results = checkAll(look());
    const auto found = std::find_if(results.begin(), results.end(), [](const CheckResult &result) {
        return result.code == QStringLiteral("docker.api") && result.subject == QStringLiteral("two");
    });
    ASSERT_NE(found, results.end());
    EXPECT_EQ(found->verdict, Verdict::Error) << qPrintable(found->sentence);
}

TEST_F(Gather, looksAtTheEngineAloneWhereThereIsNoSsh)
{
    wanted.machines[1].engine = two.engine.endpoint();
    const Facts facts = look();
    EXPECT_TRUE(facts.machines[1].engine);
    EXPECT_FALSE(facts.machines[1].system || facts.machines[1].systemError);
    EXPECT_EQ(two.server.connections(), 0);
}

TEST_F(Gather, endsSoonAfterAStop)
{
    asker->waits = true; // as a person who does not answer
    std::stop_source source;
    test::StopWatch watch;
    std::jthread stopping([&] {
        std::this_thread::sleep_for(300ms);
        watch = {};
        source.request_stop();
    });
    const Facts facts = look(source.get_token());
    stopping.join();
    EXPECT_LT(watch.milliseconds(), 1000.0) << "generous: tests share the machine";
    EXPECT_TRUE(facts.stopped);
    EXPECT_FALSE(facts.machines[0].system);
}
