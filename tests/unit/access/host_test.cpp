// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/host.h"

#include "access/tunnels.h"
#include "support/sshfixture.h"

#include <QDir>

#include <sys/stat.h>

using namespace stormdeck;
using namespace stormdeck::access;

namespace {
/// In sudo's words: wants "v3rbena" on its input.
constexpr auto fakeSudo = R"sh(#!/bin/sh
D=$(dirname "$0")/..
echo "$*" >>"$D/args"
n= v=
while [ $# -gt 0 ]; do
    case "$1" in -n) n=1 ;; -v) v=1 ;; -p) shift ;; --) shift; break ;; esac
    shift
done
[ -n "$n" ] && { echo "sudo: a password is required" >&2; exit 1; }
IFS= read -r given
[ "$given" = v3rbena ] || { echo "sudo: 1 incorrect password attempt" >&2; exit 1; }
[ -n "$v" ] && exit 0
exec "$@"
)sh";

class HostTest : public test::SshTest
{
protected:
    HostTest()
    {
        QDir().mkpath(server.path(QStringLiteral("bin")));
        server.write(QStringLiteral("bin/sudo"), fakeSudo);
        chmod(server.path(QStringLiteral("bin/sudo")).toUtf8().constData(), 0755);
        behind = std::make_unique<test::SshServer>("SetEnv PATH=" + server.path(QStringLiteral("bin")).toUtf8() +
                                                   ":/usr/bin:/bin");
        behind->write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
        session = sessionTo(behind->host(key));
    }
    [[nodiscard]] Host host(bool isRoot) const { return Host({session, asker, passwords, isRoot}); }
    [[nodiscard]] static ssh::Command asRoot()
    {
        ssh::Command command = shell("ps -eo args; echo done");
        command.asRoot = true;
        return command;
    }

    std::unique_ptr<test::SshServer> behind;
    std::shared_ptr<ssh::Answers> passwords = std::make_shared<ssh::Answers>();
};
} // namespace

TEST_F(HostTest, asksOnceForThePasswordOfSudo)
{
    asker->answer = QStringLiteral("v3rbena");
    for (int i = 0; i < 2; ++i) {
        const auto end = host(false).run(asRoot(), test::soon(), {});
        ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
        EXPECT_TRUE(end->output.endsWith("done\n"));
        EXPECT_FALSE(end->output.contains("v3rbena")) << "in the list of processes";
    }
    ASSERT_EQ(asker->secretQuestions().size(), 1U);
    EXPECT_EQ(asker->secretQuestions().front().what, ssh::SecretQuestion::What::SudoPassword);
    EXPECT_FALSE(server.read(QStringLiteral("args")).contains("v3rbena"));
}

TEST_F(HostTest, forgetsAPasswordThatWasRefused)
{
    asker->answer = QStringLiteral("guess");
    EXPECT_EQ(codeOf(host(false).run(asRoot(), test::soon(), {}).error()), QStringLiteral("sudo.password-refused"));
    asker->answer = QStringLiteral("v3rbena");
    EXPECT_TRUE(host(false).run(asRoot(), test::soon(), {}));
    EXPECT_EQ(asker->secretQuestions().size(), 2U);
}

TEST_F(HostTest, asksAnewWhereOneThatWasKeptIsRefused)
{
    const auto saved = std::make_shared<secrets::SavedSecrets>();
    saved->keep({secrets::SecretName::Kind::Sudo, host(false).target()}, Secret(QStringLiteral("old")));
    passwords = std::make_shared<ssh::Answers>(saved);
    asker->answer = QStringLiteral("v3rbena");
    EXPECT_TRUE(host(false).run(asRoot(), test::soon(), {}));
    ASSERT_EQ(asker->secretQuestions().size(), 1U);
    EXPECT_FALSE(asker->secretQuestions().front().note.isEmpty()) << "why it is asked";
}

TEST_F(HostTest, saysThatAPasswordIsNeededWhereNobodyGivesOne)
{
    EXPECT_EQ(codeOf(host(false).run(asRoot(), test::soon(), {}).error()), QStringLiteral("sudo.password-needed"));
}

TEST_F(HostTest, needsNoSudoWhereRootLogsIn)
{
    const auto end = host(true).run(asRoot(), test::soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_TRUE(end->succeeded());
    EXPECT_TRUE(server.read(QStringLiteral("args")).isEmpty());
}

TEST_F(HostTest, isThereForMachinesBehindSshOnlyAndSoIsTheirSession)
{
    Tunnels tunnels;
    const Machine machine{.name = QStringLiteral("m"), .engine = Endpoint::tcp(QStringLiteral("m"), 2375)};
    const auto host = tunnels.host(machine);
    ASSERT_FALSE(host);
    EXPECT_EQ(host.error().code, QStringLiteral("machine.no-ssh"));
    const auto session = tunnels.session(machine);
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error(), host.error());
}
