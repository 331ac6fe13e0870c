// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sessions.h"
#include "support/sshfixture.h"

#include <future>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
/// Two servers: the first stands before the second.
class SshJump : public test::SshTest
{
protected:
    SshJump() { inner.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys"))); }

    [[nodiscard]] HostConfig behind() const
    {
        auto host = inner.host(key);
        host.label = QStringLiteral("inner");
        return host;
    }
    /// A configuration with both hosts; `lines` belong to "inner".
    [[nodiscard]] ConfigFiles configured(const QByteArray &lines) const
    {
        const auto entry = [this](const char *name, const test::SshServer &at) {
            return "Host " + QByteArray(name) + "\n HostName 127.0.0.1\n Port " + QByteArray::number(at.port()) +
                   "\n IdentityFile " + key.toUtf8() + "\n IdentitiesOnly yes\n UserKnownHostsFile " +
                   server.path(QStringLiteral("known_hosts")).toUtf8() + '\n';
        };
        server.write(QStringLiteral("config"), entry("inner", inner) + lines + "\n" + entry("outer", server));
        return {server.path(QStringLiteral("config")), {}, server.path(QStringLiteral("home")), {}};
    }

    test::SshServer inner;
};
using test::soon;
using test::StopWatch;
using namespace std::chrono_literals;
} // namespace

TEST_F(SshJump, goesThroughTheHostBefore)
{
    const auto through = sessionTo(behind(), session);
    const auto end = through->run(shell("echo $SSH_CONNECTION"), soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_TRUE(end->output.trimmed().endsWith(QByteArray::number(inner.port())));
    EXPECT_EQ(server.connections(), 1);
    EXPECT_EQ(inner.connections(), 1);
    const auto questions = asker->hostKeyQuestions();
    ASSERT_EQ(questions.size(), 2U) << "each hop's key is checked";
    EXPECT_TRUE(questions[0].host.contains(QStringLiteral("box")));
    EXPECT_TRUE(questions[1].host.contains(QStringLiteral("inner")));
}

TEST_F(SshJump, carriesTwentyMegabytesAndATunnelThrough)
{
    const auto through = sessionTo(behind(), session);
    const QByteArray input(20 * 1024 * 1024, 'x');
    const auto end = through->run({.words = {QStringLiteral("cat")}, .input = input}, soon(), {});
    ASSERT_TRUE(end);
    EXPECT_TRUE(end->output == input);
}

TEST_F(SshJump, namesTheHopThatFails)
{
    const auto noWay = sessionTo(behind(), session);
    auto wrong = server.host(server.makeKey(QStringLiteral("wrong"), QStringLiteral("ed25519"), {}, false));
    wrong.label = QStringLiteral("outer");
    const auto denied = sessionTo(behind(), sessionTo(wrong))->open(soon(), {});
    ASSERT_FALSE(denied);
    EXPECT_EQ(denied.error().layer, Layer::Login);
    EXPECT_TRUE(denied.error().target.contains(QStringLiteral("outer"))) << qPrintable(sentence(denied.error()));

    inner.refuse(true);
    const auto closed = noWay->open(soon(), {});
    ASSERT_FALSE(closed);
    EXPECT_TRUE(closed.error().target.contains(QStringLiteral("inner"))) << qPrintable(sentence(closed.error()));
}

TEST_F(SshJump, endsWithinFiftyMillisecondsOfAStopWhileTheHostBeforeAsks)
{
    asker->waits = true;
    const auto through = sessionTo(behind(), session);
    const auto late = through->open(Deadline::in(300ms), {});
    ASSERT_FALSE(late);
    EXPECT_EQ(codeOf(late.error()), QStringLiteral("ssh.question-open"));
    EXPECT_TRUE(late.error().target.contains(QStringLiteral("box"))) << qPrintable(sentence(late.error()));
    EXPECT_EQ(asker->hostKeyQuestions().size(), 1U);
    std::stop_source stop;
    auto opening = std::async(std::launch::async, [&] { return through->open(soon(), stop.get_token()); });
    pause(100ms, {});
    const StopWatch watch;
    stop.request_stop();
    EXPECT_EQ(opening.get().error().kind, ErrorKind::Cancelled);
    EXPECT_LT(watch.milliseconds(), 50);
}

TEST_F(SshJump, keepsTheRefusalOfTheHostBeforeForAllHostsBehindIt)
{
    asker->accepts = false;
    const auto one = sessionTo(behind(), session);
    const auto other = sessionTo(behind(), session);
    EXPECT_FALSE(one->run(shell("true"), soon(), {}));
    const auto refused = other->run(shell("true"), soon(), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().layer, Layer::HostKey);
    EXPECT_EQ(asker->hostKeyQuestions().size(), 1U) << "nobody is asked once more for each host behind it";
    asker->accepts = true;
    const auto opened = other->open(soon(), {});
    EXPECT_TRUE(opened) << qPrintable(sentence(opened.error()));
    one->askAgain();
    EXPECT_TRUE(one->run(shell("true"), soon(), {}));
    EXPECT_EQ(asker->hostKeyQuestions().size(), 3U) << "the host before once more, and the one behind it";
}

TEST_F(SshJump, logsInOnceToAHostBeforeThatLetsNobodyIn)
{
    const QString wrong = server.makeKey(QStringLiteral("wrong"), QStringLiteral("ed25519"), {}, false);
    const auto before = sessionTo(server.host(wrong));
    for (int i = 0; i < 3; ++i) {
        EXPECT_FALSE(sessionTo(behind(), before)->run(shell("true"), soon(), {}));
    }
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(SshJump, connectsAnewWhenTheHostBeforeWasLost)
{
    const auto through = sessionTo(behind(), session);
    ASSERT_TRUE(through->run(shell("true"), soon(), {}));
    server.killAll();
    const auto end = through->run(shell("echo again"), soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_EQ(end->output, "again\n");
}

TEST_F(SshJump, isReadFromTheConfigurationAndSharedAmongSessions)
{
    Sessions sessions(asker, configured(" ProxyJump outer\n"));
    const auto through = sessions.to({.host = QStringLiteral("inner")});
    ASSERT_TRUE(through) << qPrintable(sentence(through.error()));
    const auto end = (*through)->run(shell("true"), soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    const auto outer = sessions.to({.host = QStringLiteral("outer")});
    ASSERT_TRUE(outer);
    ASSERT_TRUE((*outer)->run(shell("true"), soon(), {}));
    EXPECT_EQ(server.connections(), 1) << "the host before is the same session";
    EXPECT_EQ(*sessions.to({.host = QStringLiteral("inner")}), *through);
}

TEST_F(SshJump, staysLoggedInOnlyWhereItIsUsed)
{
    Sessions sessions(asker, configured(" ProxyJump outer\n"));
    const auto logIn = [&] {
        const auto through = sessions.to({.host = QStringLiteral("inner")});
        return through && (*through)->run(shell("true"), soon(), {});
    };
    auto held = sessions.to({.host = QStringLiteral("inner")});
    ASSERT_TRUE(held && logIn());
    sessions.endUnused(0s);
    EXPECT_TRUE((*held)->isUp()) << "somebody holds it, and it the host before";
    held = failure(Error());
    sessions.endUnused();
    ASSERT_TRUE(logIn());
    EXPECT_EQ(inner.connections(), 1) << "it was used a moment ago";
    sessions.endUnused(0s);
    ASSERT_TRUE(logIn());
    EXPECT_EQ(inner.connections(), 2);
    EXPECT_EQ(server.connections(), 1) << "the host before was held until then";
    sessions.endUnused(0s);
    sessions.endUnused(0s);
    ASSERT_TRUE(logIn());
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(SshJump, readsTheConfigurationAnewForEachConnection)
{
    const ConfigFiles files = configured({});
    const QByteArray right = server.read(QStringLiteral("config"));
    server.write(QStringLiteral("config"), QByteArray(right).replace(key.toUtf8(), "/nowhere/key"));
    Sessions sessions(asker, files);
    const auto outer = sessions.to({.host = QStringLiteral("outer")});
    ASSERT_TRUE(outer);
    EXPECT_EQ((*outer)->open(soon(), {}).error().layer, Layer::Login);
    server.write(QStringLiteral("config"), right);
    const auto opened = (*outer)->open(soon(), {});
    ASSERT_TRUE(opened) << qPrintable(sentence(opened.error()));
    EXPECT_EQ((*outer)->host().identityFiles, QStringList{key});
    server.write(QStringLiteral("config"), "Port none\n");
    (*outer)->askAgain();
    const auto refused = (*outer)->open(soon(), {});
    ASSERT_FALSE(refused);
    EXPECT_TRUE(sentence(refused.error()).contains(QStringLiteral("config, line 1")))
        << qPrintable(sentence(refused.error()));
}

TEST_F(SshJump, saysThatTheConfigurationNamesAnotherWayByNow)
{
    const ConfigFiles files = configured({});
    inner.refuse(true);
    Sessions sessions(asker, files);
    const auto direct = sessions.to({.host = QStringLiteral("inner")});
    ASSERT_TRUE(direct);
    EXPECT_FALSE((*direct)->open(soon(), {}).error().remedy.contains(QStringLiteral("ProxyJump")));
    (void)configured(" ProxyJump outer\n");
    const auto opened = (*direct)->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().remedy.contains(QStringLiteral("ProxyJump"))) << qPrintable(sentence(opened.error()));
}

TEST_F(SshJump, passesSeveralHopsInTheirOrder)
{
    test::SshServer middle;
    middle.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    const QByteArray more = "Host middle\n HostName 127.0.0.1\n Port " + QByteArray::number(middle.port()) +
                            "\n IdentityFile " + key.toUtf8() + "\n IdentitiesOnly yes\n UserKnownHostsFile " +
                            server.path(QStringLiteral("known_hosts")).toUtf8() + '\n';
    Sessions sessions(asker, configured(" ProxyJump outer,middle\n" + more));
    const auto through = sessions.to({.host = QStringLiteral("inner")});
    ASSERT_TRUE(through) << qPrintable(sentence(through.error()));
    ASSERT_TRUE((*through)->run(shell("true"), soon(), {}));
    const auto questions = asker->hostKeyQuestions();
    ASSERT_EQ(questions.size(), 3U);
    EXPECT_TRUE(questions[0].host.contains(QStringLiteral("outer")));
    EXPECT_TRUE(questions[1].host.contains(QStringLiteral("middle")));
    EXPECT_TRUE(questions[2].host.contains(QStringLiteral("inner")));
}

TEST_F(SshJump, goesTheWayThatIsAskedForWhateverTheConfigurationNames)
{
    for (const char *lines : {" ProxyJump nobody\n", " ProxyCommand nc %h %p\n", ""}) {
        Sessions sessions(asker, configured(lines));
        const Target outer{.user = {}, .host = QStringLiteral("outer")};
        const auto through = sessions.to({.user = {}, .host = QStringLiteral("inner")}, {outer});
        ASSERT_TRUE(through) << qPrintable(sentence(through.error()));
        const auto end = (*through)->run(shell("true"), soon(), {});
        ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
        ASSERT_TRUE((*through)->before());
        EXPECT_EQ((*through)->before(), *sessions.to(outer)) << "the host before is the same session";
        EXPECT_FALSE((*through)->before()->before());
    }
    EXPECT_EQ(server.connections(), 3) << "one of each Sessions";
}

TEST_F(SshJump, refusesACircle)
{
    server.write(QStringLiteral("config"), "Host a\n ProxyJump b\nHost b\n ProxyJump a\nHost c\n ProxyJump c\n");
    Sessions sessions(asker, {server.path(QStringLiteral("config")), {}, server.path(QStringLiteral("home")), {}});
    const auto circle = sessions.to({.host = QStringLiteral("a")});
    ASSERT_FALSE(circle);
    EXPECT_EQ(codeOf(circle.error()), QStringLiteral("ssh.jump-circle"));
    EXPECT_TRUE(sessions.to({.host = QStringLiteral("c")})) << "a host is not its own jump";
}
