// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sshfixture.h"

#include <QFile>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshSudo : public test::SudoTest
{
protected:
    [[nodiscard]] Result<CommandEnd> run(const char *script, const std::optional<Secret> &password,
                                         const QByteArray &input = {}) const
    {
        Command command = shell(script, false);
        command.asRoot = true;
        command.sudoPassword = password;
        command.input = input;
        return session->run(command, test::soon(), {});
    }
    [[nodiscard]] QByteArray given() const { return server.read(QStringLiteral("given")); }

    Secret right{QStringLiteral("v3rbena")};
};
} // namespace

TEST_F(SshSudo, needsNoPasswordWhereNoneIsAsked)
{
    policy("free");
    for (const auto &password : {std::optional<Secret>(), std::optional(right)}) {
        const auto end = run("cat; echo err >&2; exit 3", password, "input");
        ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
        EXPECT_EQ(end->output, "input") << "and no password before it";
        EXPECT_EQ(end->errors, "err\n");
        EXPECT_EQ(end->exitCode, 3);
    }
}

// amoffat/sh#371
TEST_F(SshSudo, b134_givesThePasswordOnItsInputOnly)
{
    for (const char *word : {"password", "lecture", "rs"}) {
        policy(word);
        const auto end = run("cat; ps -eo args; echo err >&2", right, "two\nlines\n");
        ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
        EXPECT_TRUE(end->output.startsWith("two\nlines\n")) << end->output.left(100).constData();
        EXPECT_FALSE(end->output.contains("v3rbena"));
        EXPECT_FALSE(end->errors.contains("v3rbena"));
        EXPECT_TRUE(end->errors.endsWith("err\n"));
        EXPECT_EQ(end->exitCode, 0);
    }
    EXPECT_FALSE(server.read(QStringLiteral("args")).contains("v3rbena"));
    EXPECT_TRUE(server.read(QStringLiteral("args")).contains("-k -S -p  -- sh -c"));
}

// mscdex/ssh2#32
TEST_F(SshSudo, b134_triesAWrongPasswordOnce)
{
    for (const char *word : {"password", "rs"}) {
        policy(word);
        server.write(QStringLiteral("given"), {});
        const auto end = run("touch never", Secret(QStringLiteral("guess")), "a\nb\nc\n");
        ASSERT_FALSE(end);
        EXPECT_EQ(codeOf(end.error()), QStringLiteral("sudo.password-refused"));
        EXPECT_EQ(end.error().kind, ErrorKind::Denied);
        EXPECT_EQ(given(), "guess\n");
        EXPECT_FALSE(sentence(end.error()).contains(QStringLiteral("guess")));
    }
}

TEST_F(SshSudo, saysWhySudoRefuses)
{
    const std::array cases{std::pair{"password", "sudo.password-needed"}, std::pair{"no-tty", "sudo.needs-terminal"},
                           std::pair{"forbidden", "sudo.not-allowed"}, std::pair{"rs", "sudo.password-needed"},
                           std::pair{"rs-forbidden", "sudo.not-allowed"}};
    for (const auto &[word, code] : cases) {
        policy(word);
        const auto end = run("true", std::nullopt);
        ASSERT_FALSE(end) << word;
        EXPECT_EQ(codeOf(end.error()), QString::fromLatin1(code));
        EXPECT_EQ(end.error().layer, Layer::Login);
    }
    QFile::remove(server.path(QStringLiteral("bin/sudo")));
    if (!QFile::exists(QStringLiteral("/usr/bin/sudo"))) {
        EXPECT_EQ(codeOf(run("true", std::nullopt).error()), QStringLiteral("sudo.missing"));
    }
}

// clustershell/clustershell#313: "sorry, you must have a tty to run sudo"
TEST_F(SshSudo, b135_givesSudoTheTerminalThatItWants)
{
    policy("tty");
    const auto end = run("cat; printf 'a\\nb\\n'; echo err >&2; exit 3", right, "two\nlines\n");
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_EQ(end->output, "two\nlines\na\nb\n") << "no echo, and lines end as they did";
    EXPECT_EQ(end->errors, "err\n");
    EXPECT_EQ(end->exitCode, 3);
    EXPECT_EQ(given(), "v3rbena\nv3rbena\n") << "tried by itself, then for the command";
    EXPECT_FALSE(server.read(QStringLiteral("args")).contains("v3rbena"));
}

TEST_F(SshSudo, b135_triesAWrongPasswordOnceInATerminalToo)
{
    policy("tty");
    const auto end = run("touch never", Secret(QStringLiteral("guess")));
    ASSERT_FALSE(end);
    EXPECT_EQ(codeOf(end.error()), QStringLiteral("sudo.password-refused"));
    EXPECT_EQ(given(), "guess\n");
    EXPECT_EQ(codeOf(run("true", std::nullopt).error()), QStringLiteral("sudo.password-needed"));
}

TEST_F(SshSudo, keepsAFailureOfTheCommandApartFromSudosOwn)
{
    policy("free");
    const auto end = run("echo output; echo 'sudo: a password is required' >&2; exit 1", right);
    ASSERT_TRUE(end);
    EXPECT_EQ(end->exitCode, 1);
    EXPECT_EQ(end->output, "output\n");
    EXPECT_EQ(end->errors, "sudo: a password is required\n");
    EXPECT_TRUE(given().isEmpty());
}
