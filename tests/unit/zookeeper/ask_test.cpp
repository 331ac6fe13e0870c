// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/client.h"

#include "answers.h"
#include "fakemember.h"
#include "support/authority.h"
#include "support/firstprocess.h"
#include "support/fixtures.h"
#include "support/tlsdoor.h"
#include "util/files.h"
#include "zookeeper/decode.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::zookeeper;
using namespace stormdeck::test;
using namespace std::chrono_literals;
using State = MemberAnswer::State;

namespace {
const QString name = QStringLiteral("zk1");

Endpoint closedPort()
{
    const FakeMember gone({});
    return gone.endpoint();
}

/// Runs bash as an exec in a member's container does; what it prints. (QProcess forks, and the thread sanitizer starts
/// no thread after a fork.)
QByteArray runBash(const QString &script, const QStringList &arguments)
{
    const QTemporaryDir folder;
    const QByteArray out = QFile::encodeName(folder.filePath(QStringLiteral("out")));
    QList<QByteArray> words{"bash", "-c", script.toUtf8(), "probe"};
    for (const QString &argument : arguments) {
        words << argument.toUtf8();
    }
    std::vector<char *> pointers;
    for (QByteArray &word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, out.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2); // a complaint would spoil the output, and the test
    pid_t child = 0;
    EXPECT_EQ(posix_spawnp(&child, "bash", &actions, nullptr, pointers.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    return readFile(QFile::decodeName(out), 1024 * 1024).value_or(QByteArray());
}

MemberPorts portsOf(const Endpoint &client, const QString &member = name)
{
    return {.name = member, .client = client};
}

/// The script with other limits, since its own are too long for tests.
QString hurried(QString script, const QString &limits = QStringLiteral("LONG=0.2 SHORT=0.2 WHOLE=3"))
{
    const QString usual = QStringLiteral("LONG=2 SHORT=0.7 WHOLE=3");
    EXPECT_TRUE(script.contains(usual));
    return script.replace(usual, limits);
}

/// A port for TLS only, as of a member that has no other.
struct TlsMember
{
    Authority authority;
    FakeMember behind{{}};
    TlsDoor door{authority.issue(QStringLiteral("zk1"), "DNS:zk1"), behind.endpoint()};

    [[nodiscard]] Endpoint endpoint() const { return Endpoint::tcp(QStringLiteral("127.0.0.1"), door.port()); }
};

/// An AdminServer of version 3.8.0, as recorded; it answers the beginning of a request and closes.
FakeMember adminServer(const char *srvrSaid)
{
    return FakeMember({{"GET ", {fixture(QStringLiteral("zookeeper-3.8.0/") + QLatin1String(srvrSaid))}}}, "\r\n\r\n");
}
} // namespace

TEST(ZooKeeperAsk, asksBothWordsAndReadsThemPieceByPiece)
{
    QList<QByteArray> pieces;
    for (int i = 0; i < 600; ++i) {
        pieces << "zk_metric_" + QByteArray::number(i) << "\t1\n";
    }
    const FakeMember member({{"srvr", {srvr("follower")}}, {"mntr", pieces}});
    const auto answer = askMember(portsOf(member.endpoint()), Deadline::in(3s), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->srvr->role, Role::Follower);
    EXPECT_EQ(answer->monitor.size(), 600);
}

TEST(ZooKeeperAsk, asksForTheSettingsOfAMemberThatMayTell)
{
    const FakeMember member({{"srvr", {srvr("follower")}}, {"mntr", {mntr36}}, {"conf", {confOf3}}});
    const auto answer = askMember(portsOf(member.endpoint()), Deadline::in(3s), {});
    ASSERT_TRUE(answer);
    ASSERT_TRUE(answer->conf);
    EXPECT_EQ(answer->conf->serverId, 2);
    EXPECT_EQ(decodeMember(name, answer->raw), *answer) << "a recording tells the same";
}

TEST(ZooKeeperAsk, asksAMemberThatRefusesMntrForNoMore)
{
    const FakeMember member({{"srvr", {srvr("follower")}}, {"mntr", {mntrNotAllowed}}, {"conf", {confOf3}}});
    const auto answer = askMember(portsOf(member.endpoint()), Deadline::in(3s), {});
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->conf);
}

TEST(ZooKeeperAsk, takesAnUnreachableMemberAsAnAnswer)
{
    const auto answer = askMember(portsOf(closedPort()), Deadline::in(3s), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->name, name);
    EXPECT_EQ(answer->state, State::NoAnswer);
    EXPECT_TRUE(answer->note.contains(QStringLiteral("refused")));
}

TEST(ZooKeeperAsk, takesASilentMemberAsAnAnswerAtTheDeadline)
{
    const FakeMember member({});
    const auto answer = askMember(portsOf(member.endpoint()), Deadline::in(20ms), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, State::NoAnswer);
    EXPECT_FALSE(answer->note.isEmpty());
}

TEST(ZooKeeperAsk, keepsWhatSrvrSaidWhereMntrIsNotAnswered)
{
    const FakeMember member({{"srvr", {srvr("leader")}}});
    const auto answer = askMember(portsOf(member.endpoint()), Deadline::in(50ms), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, State::Serving);
}

TEST(ZooKeeperAsk, isCancelledByAStop)
{
    const FakeMember member({});
    std::stop_source source;
    source.request_stop();
    const auto answer = askMember(portsOf(member.endpoint()), Deadline::in(3s), source.get_token());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Cancelled);
}

TEST(ZooKeeperAsk, knowsAPortForTlsByItsAnswerToAGreeting)
{
    const TlsMember member;
    const auto answer = askMember(portsOf(member.endpoint()), Deadline::in(600ms), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, State::Encrypted) << qPrintable(answer->note);
    EXPECT_FALSE(answer->late);
    EXPECT_TRUE(answer->note.contains(QStringLiteral("takes TLS only"))) << qPrintable(answer->note);
    EXPECT_EQ(decodeMember(name, answer->raw), *answer) << "a recording tells the same";
}

TEST(ZooKeeperAsk, looksForTlsAtTheSecurePortWhereThePlainOneIsClosed)
{
    const TlsMember member;
    MemberPorts ports = portsOf(closedPort());
    EXPECT_EQ(askMember(ports, Deadline::in(3s), {})->state, State::NoAnswer);
    ports.secure = member.endpoint();
    EXPECT_EQ(askMember(ports, Deadline::in(3s), {})->state, State::Encrypted);
}

TEST(ZooKeeperAsk, takesAPortThatClosesAtOnceForNoneOfTls)
{
    const FakeMember closing({{"srvr", {}}});
    const auto answer = askMember(portsOf(closing.endpoint()), Deadline::in(300ms), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, State::NoAnswer);
    EXPECT_FALSE(answer->note.isEmpty());
}

TEST(ZooKeeperAsk, asksTheAdminServerForWhatTheWordsMayNotTell)
{
    const FakeMember member({{"srvr", {srvrNotAllowed}}, {"mntr", {mntrNotAllowed}}});
    const FakeMember admin = adminServer("srvr-leader.http");
    MemberPorts ports = portsOf(member.endpoint());
    EXPECT_EQ(askMember(ports, Deadline::in(3s), {})->state, State::NotAllowed);
    ports.admin = admin.endpoint();
    const auto answer = askMember(ports, Deadline::in(3s), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, State::Serving);
    EXPECT_EQ(answer->srvr->role, Role::Leader);
    EXPECT_TRUE(answer->byAdminServer);
    EXPECT_EQ(decodeMember(name, answer->raw), *answer);
}

TEST(ZooKeeperAsk, leavesTheAdminServerAloneWhereTheWordsTellAll)
{
    const FakeMember member({{"srvr", {srvr("leader")}}, {"mntr", {mntr36}}});
    const FakeMember admin = adminServer("srvr-alone.http");
    MemberPorts ports = portsOf(member.endpoint());
    ports.admin = admin.endpoint();
    const auto answer = askMember(ports, Deadline::in(3s), {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, State::Serving);
    EXPECT_FALSE(answer->byAdminServer);
}

TEST(ZooKeeperProbe, takesTheSameSecondWaysAsFromOutside)
{
    const TlsMember tls;
    const FakeMember refusing({{"srvr", {srvrNotAllowed}}, {"mntr", {mntrNotAllowed}}});
    const FakeMember half({{"srvr", {srvr("follower")}}, {"mntr", {mntrNotAllowed}}});
    const FakeMember admin = adminServer("srvr-leader.http");
    const FakeMember alone = adminServer("srvr-alone.http");
    const QStringList names{QStringLiteral("tls"),    QStringLiteral("tls+admin"), QStringLiteral("secure"),
                            QStringLiteral("refuse"), QStringLiteral("alone"),     QStringLiteral("half")};
    std::vector<MemberPorts> members{portsOf(tls.endpoint(), names[0]),      portsOf(tls.endpoint(), names[1]),
                                     portsOf(closedPort(), names[2]),        portsOf(refusing.endpoint(), names[3]),
                                     portsOf(refusing.endpoint(), names[4]), portsOf(half.endpoint(), names[5])};
    members[1].admin = admin.endpoint();
    members[2].secure = tls.endpoint();
    members[3].admin = admin.endpoint();
    members[4].admin = alone.endpoint();
    members[5].admin = closedPort();
    const QString script = hurried(probeScript(), QStringLiteral("LONG=0.5 SHORT=1 WHOLE=3"));
    const auto answers = decodeProbe(names, runBash(script, probeArguments(members)));
    ASSERT_EQ(answers.size(), 6U);
    EXPECT_EQ(answers[0].state, State::Encrypted) << qPrintable(answers[0].note);
    EXPECT_EQ(answers[1].state, State::Serving) << qPrintable(answers[1].note);
    EXPECT_TRUE(answers[1].byAdminServer && answers[1].note.contains(QStringLiteral("TLS")));
    EXPECT_EQ(answers[2].state, State::Encrypted) << qPrintable(answers[2].note);
    EXPECT_EQ(answers[3].srvr->role, Role::Leader);
    EXPECT_EQ(answers[4].state, State::NotServing);
    EXPECT_EQ(answers[5].state, State::Serving);
    EXPECT_FALSE(answers[5].byAdminServer);
    EXPECT_TRUE(answers[5].note.contains(QStringLiteral("ZOO_4LW_COMMANDS_WHITELIST")));
}

TEST(ZooKeeperProbe, bringsBackWhatEachMemberSaid)
{
    const FakeMember leader({{"srvr", {srvr("leader")}}, {"mntr", {mntr36}}, {"conf", {confOf3}}});
    const FakeMember lost({{"srvr", {notServing}}, {"mntr", {notServing}}});
    const QByteArray odd("\0\n\n' \"$(x) srvr 0 zk1\n\xff", 23);
    const FakeMember broken({{"srvr", {odd}}, {"mntr", {odd}}});
    const QStringList names{QStringLiteral("zk1"), QStringLiteral("zk2"), QStringLiteral("my zk3"),
                            QStringLiteral("zk4"), QStringLiteral("zk5"), QStringLiteral("zk6")};
    const auto arguments = probeArguments({portsOf(leader.endpoint(), names[0]), portsOf(lost.endpoint(), names[1]),
                                           portsOf(broken.endpoint(), names[2]), portsOf(closedPort(), names[3]),
                                           portsOf(Endpoint::tcp(QStringLiteral("no..such.host"), 2181), names[4])});
    const auto answers = decodeProbe(names, runBash(probeScript(), arguments));
    ASSERT_EQ(answers.size(), 6U);
    EXPECT_EQ(answers[0].srvr->role, Role::Leader);
    EXPECT_EQ(answers[0].monitor.value(QStringLiteral("zk_znode_count")), QStringLiteral("9"));
    ASSERT_TRUE(answers[0].conf);
    EXPECT_EQ(answers[0].conf->servers.size(), 3);
    EXPECT_EQ(answers[1].state, State::NotServing);
    EXPECT_EQ(answers[2].name, names[2]);
    EXPECT_EQ(answers[2].state, State::NoAnswer);
    EXPECT_TRUE(answers[2].note.contains(QStringLiteral("$(x)")));
    EXPECT_TRUE(answers[3].note.contains(QStringLiteral("refused"))) << qPrintable(answers[3].note);
    EXPECT_TRUE(answers[4].note.contains(QStringLiteral("name is not known"))) << qPrintable(answers[4].note);
    EXPECT_EQ(answers[5].state, State::NoAnswer);
    EXPECT_FALSE(answers[5].note.isEmpty());
}

TEST(ZooKeeperProbe, limitsTheTimeOfAMemberThatHangsWithoutDelayingTheOthers)
{
    const FakeMember good({{"srvr", {srvr("leader")}}, {"mntr", {mntr36}}});
    const FakeMember hanging({});
    const QString script = hurried(probeScript());
    std::vector<MemberPorts> members;
    QStringList names;
    for (int i = 0; i < 6; ++i) {
        names << QStringLiteral("zk%1").arg(i);
        members.push_back(portsOf(i == 0 ? good.endpoint() : hanging.endpoint(), names.last()));
    }
    const Instant start = BootClock::now();
    const auto answers = decodeProbe(names, runBash(script, probeArguments(members)));
    EXPECT_LT(BootClock::now() - start, 2s); // one after the other: ten times 0.2 s and more
    EXPECT_EQ(answers[0].state, State::Serving);
    EXPECT_EQ(answers[5].state, State::NoAnswer);
    EXPECT_TRUE(answers[5].note.contains(QStringLiteral("in time")));
}

TEST(ZooKeeperProbe, leavesNoProcessBehind)
{
    const FakeMember good({{"srvr", {srvr("leader")}}, {"mntr", {mntr36}}, {"conf", {confOf3}}});
    const FakeMember hanging({});
    const auto arguments = probeArguments({portsOf(good.endpoint(), QStringLiteral("zk1")),
                                           portsOf(hanging.endpoint(), QStringLiteral("zk2")),
                                           portsOf(closedPort(), QStringLiteral("zk3"))});
    const FirstProcess first;
    EXPECT_FALSE(runBash(hurried(probeScript(), QStringLiteral("LONG=9 SHORT=0.2 WHOLE=0.5")), arguments).isEmpty());
    EXPECT_FALSE(first.hasChildren());
}

/// Where each shell that has the token is lost with it.
QString losingTheToken(QString script, const QString &lost)
{
    const QString givenBack = QStringLiteral("printf . >&\"$token\"\n  } &");
    EXPECT_TRUE(script.contains(givenBack) && script.contains(QStringLiteral("TOKEN=9")));
    script.replace(givenBack, lost + QStringLiteral("\n  } &"));
    return script.replace(QStringLiteral("TOKEN=9"), QStringLiteral("TOKEN=0.3"));
}

TEST(ZooKeeperProbe, endsThoughAShellThatHeldTheOutputWasKilled)
{
    const FakeMember first({{"srvr", {srvr("leader")}}, {"mntr", {mntr36}}});
    const FakeMember second({{"srvr", {srvr("follower")}}, {"mntr", {mntr36}}});
    const QString script = losingTheToken(hurried(probeScript()), QStringLiteral("kill -9 \"$BASHPID\""));
    const QStringList names{QStringLiteral("zk1"), QStringLiteral("zk2")};
    const auto arguments =
        probeArguments({portsOf(first.endpoint(), names[0]), portsOf(second.endpoint(), names[1])});
    for (const MemberAnswer &answer : decodeProbe(names, runBash(script, arguments))) {
        EXPECT_EQ(answer.state, State::Serving) << qPrintable(answer.note);
    }
}

TEST(ZooKeeperProbe, endsThoughAllSawTheTokenThatOneWasLostWith)
{
    QString script = losingTheToken(hurried(probeScript()), QStringLiteral(":"));
    const QString token = QStringLiteral("printf . >&\"$token\"\n");
    ASSERT_TRUE(script.contains(token + QStringLiteral("while")) && script.contains(QStringLiteral("done\nwait")));
    script.remove(token);
    script.replace(QStringLiteral("done\nwait"), QStringLiteral("done\nsleep 0.4\n") + token + QStringLiteral("wait"));
    script.replace(QStringLiteral("TOKEN=0.3"), QStringLiteral("TOKEN=1"));
    const std::vector<MemberPorts> members(30, portsOf(closedPort()));
    const Instant start = BootClock::now();
    EXPECT_FALSE(runBash(script, probeArguments(members)).isEmpty());
    EXPECT_LT(BootClock::now() - start, 20s);
}

TEST(ZooKeeperProbe, readsNothingIntoOutputOfAnotherKind)
{
    const QStringList names{name};
    for (const QByteArray output :
         {"", "OCI runtime exec failed", "srvr 0 %%% zk1", "srvr x 4 zk1\nAAAA\n", "srvr 0 4 zk2\nAAAA\n",
          "srvr 0 -4 zk1\nAAAA\n", "srvr 0 9999 zk1\nAAAA\n"}) {
        const auto answers = decodeProbe(names, output);
        ASSERT_EQ(answers.size(), 1U);
        EXPECT_EQ(answers[0].state, State::NoAnswer);
        EXPECT_FALSE(answers[0].note.isEmpty());
    }
}
