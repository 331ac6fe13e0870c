// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/commandline.h"

#include <gtest/gtest.h>

using namespace stormdeck;

TEST(CommandLine, quotesOnlyWhatAShellWouldChange)
{
    EXPECT_EQ(commandLine({QStringLiteral("docker"), QStringLiteral("$MANAGER_TOKEN"), QStringLiteral("a b"), {}}),
              QStringLiteral("docker $MANAGER_TOKEN 'a b' ''"));
    EXPECT_EQ(shellQuoted(QStringLiteral("it's")), QStringLiteral("'it'\\''s'"));
}

TEST(CommandLine, takesNoLineEndForTheEndOfAHarmlessWord)
{
    EXPECT_EQ(shellQuoted(QStringLiteral("plain\n")), QStringLiteral("'plain\n'"));
    EXPECT_EQ(shellQuoted(QStringLiteral("$TOKEN\n")), QStringLiteral("'$TOKEN\n'"));
}
