// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/quoting.h"

#include <QProcess>

#include <gtest/gtest.h>

using namespace stormdeck::ssh;

namespace {
const QStringList nasty{QStringLiteral("plain"),       QString(),
                        QStringLiteral("two words"),   QStringLiteral("it's"),
                        QStringLiteral("''"),          QStringLiteral("a\nb\n"),
                        QStringLiteral("$HOME"),       QStringLiteral("$(reboot)`reboot`"),
                        QStringLiteral("\"\\\""),      QStringLiteral("Größe 日本 🦆"),
                        QStringLiteral("*?[a]{b,c}~"), QStringLiteral("a;b|c&d<e>f#g!h"),
                        QStringLiteral("--flag=x"),    QStringLiteral("\t\x01\x7f")};
} // namespace

TEST(SshQuoting, comesBackFromAShellAsItWas)
{
    for (const char *shell : {"sh", "bash"}) {
        QProcess process;
        const QByteArray line =
            remoteCommandLine(QStringList{QStringLiteral("printf"), QStringLiteral("%s\\0")} + nasty);
        process.start(QString::fromLatin1(shell), {QStringLiteral("-c"), QString::fromUtf8(line)});
        ASSERT_TRUE(process.waitForFinished());
        const auto words = process.readAllStandardOutput().split('\0');
        ASSERT_EQ(words.size(), nasty.size() + 1) << line.constData();
        for (qsizetype i = 0; i < nasty.size(); ++i) {
            EXPECT_EQ(QString::fromUtf8(words[i]), nasty[i]) << shell;
        }
    }
}

TEST(SshQuoting, keepsAnAssignmentFromBeingOne)
{
    EXPECT_EQ(remoteCommandLine({QStringLiteral("A=b"), QStringLiteral("env")}), "'A=b' env");
}
