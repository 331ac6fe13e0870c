// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/arguments.h"

#include <QFile>
#include <QRegularExpression>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

Result<Arguments> read(const char *line)
{
    return readArguments(QStringList{QStringLiteral("stormdeck")} +
                         QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts));
}

QString refusalOf(const char *line)
{
    const auto arguments = read(line);
    EXPECT_FALSE(arguments) << line;
    return arguments ? QString() : arguments.error().reason;
}

TEST(Arguments, withoutACommandMeanTheWindow)
{
    const auto arguments = read("--profile lab");
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->command, QString());
    EXPECT_EQ(arguments->profile, QStringLiteral("lab"));
}

TEST(Arguments, nameARecordingForTheWindow)
{
    EXPECT_EQ(read("--recording one.stormrec")->recording, QStringLiteral("one.stormrec"));
    EXPECT_EQ(read("--demo")->recording, QStringLiteral(":/demo.stormrec"));
    EXPECT_EQ(read("--profile lab")->recording, QString());
}

TEST(Arguments, sayHowLongToRecord)
{
    const auto arguments = read("record lab.stormrec --for 90");
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->subject, QStringLiteral("lab.stormrec"));
    EXPECT_EQ(arguments->seconds, 90);
    EXPECT_EQ(refusalOf("record lab.stormrec --for soon"), QStringLiteral("--for takes a number of seconds"));
    EXPECT_EQ(refusalOf("record"), QStringLiteral("record needs a FILE"));
}

TEST(Arguments, mayStandBeforeAndAfterTheCommand)
{
    const auto arguments = read("--json status --profile lab");
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->command, QStringLiteral("status"));
    EXPECT_EQ(arguments->profile, QStringLiteral("lab"));
    EXPECT_TRUE(arguments->json);
    EXPECT_FALSE(arguments->yes);
}

TEST(Arguments, afterTwoHyphensBelongToTheTopology)
{
    const auto arguments = read("submit words.jar --class org.example.Words --name words --yes -- words --json -c a=b");
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->subject, QStringLiteral("words.jar"));
    EXPECT_EQ(arguments->mainClass, QStringLiteral("org.example.Words"));
    EXPECT_EQ(arguments->name, QStringLiteral("words"));
    EXPECT_EQ(arguments->topologyArguments.join(u' '), QStringLiteral("words --json -c a=b"));
    EXPECT_TRUE(arguments->yes);
    EXPECT_FALSE(arguments->json);
}

TEST(Arguments, leaveTheWaitOpenUnlessItIsGiven)
{
    EXPECT_EQ(read("kill words")->waitSeconds, std::nullopt);
    EXPECT_EQ(read("kill words --wait 0")->waitSeconds, 0);
    EXPECT_EQ(read("kill words --wait 90")->waitSeconds, 90);
    EXPECT_EQ(refusalOf("kill words --wait soon"), QStringLiteral("--wait takes a number of seconds"));
    EXPECT_EQ(refusalOf("kill words --wait=-1"), QStringLiteral("--wait takes a number of seconds"));
}

TEST(Arguments, nameASubjectWhereTheCommandNeedsOne)
{
    EXPECT_EQ(refusalOf("apply"), QStringLiteral("apply needs a FILE"));
    EXPECT_EQ(refusalOf("kill"), QStringLiteral("kill needs a TOPOLOGY"));
    EXPECT_TRUE(read("resume"));
    EXPECT_EQ(read("resume 20261102-081500-aaaa")->subject, QStringLiteral("20261102-081500-aaaa"));
    EXPECT_TRUE(read("teardown --keep-swarm")->keepSwarm);
}

TEST(Arguments, nameMachinesAndWhatIsToBeDoneToThem)
{
    const auto arguments = read("prepare ops@a b --image x --image y --clean --power-off --source docker --yes");
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->machines.hosts.join(u' '), QStringLiteral("ops@a b"));
    EXPECT_EQ(arguments->machines.images.join(u' '), QStringLiteral("x y"));
    EXPECT_TRUE(arguments->machines.cleans && arguments->machines.powersOff && arguments->machines.vendor);
    EXPECT_FALSE(arguments->machines.removesKeys);
    EXPECT_EQ(refusalOf("prepare"), QStringLiteral("prepare needs a HOST..."));
    EXPECT_EQ(refusalOf("prepare a --source elsewhere"), QStringLiteral("--source takes distribution or docker"));
    EXPECT_EQ(read("first-boot lab.yaml --role worker")->machines.role, QStringLiteral("worker"));
    EXPECT_EQ(refusalOf("first-boot lab.yaml --cloud x"), QStringLiteral("--cloud takes openstack or aws"));
}

TEST(Arguments, sayWhatApplyDoesAboutItsChecks)
{
    const auto usual = read("apply lab.yaml --yes");
    ASSERT_TRUE(usual);
    EXPECT_FALSE(usual->despiteWarnings || usual->noPreflight);
    EXPECT_TRUE(read("apply lab.yaml --yes --despite-warnings")->despiteWarnings);
    EXPECT_TRUE(read("apply lab.yaml --no-preflight")->noPreflight);
}

TEST(Arguments, areRefusedWithTheWordThatIsWrong)
{
    EXPECT_EQ(refusalOf("statsu"), QStringLiteral("there is no command “statsu”"));
    EXPECT_EQ(refusalOf("status now"), QStringLiteral("“now” is one word too many"));
    EXPECT_TRUE(refusalOf("status --xml").contains(QStringLiteral("xml")));
    EXPECT_EQ(read("statsu").error().kind, ErrorKind::Rejected);
}

TEST(Arguments, explainEveryCommandInTheHelp)
{
    for (const char *word : {"--help", "-h", "status --help"}) {
        EXPECT_EQ(read(word)->command, QStringLiteral("help")) << word;
    }
    for (const char *command :
         {"status", "plan", "apply", "resume", "undo", "leave", "submit", "kill", "teardown", "--keep-swarm"}) {
        EXPECT_TRUE(read("--help")->help.contains(QLatin1String(command))) << command;
    }
    EXPECT_EQ(read("--version")->help, QStringLiteral("stormdeck " STORMDECK_VERSION "\n"));
}

TEST(Arguments, areAllInTheManPage)
{
    QFile file(QStringLiteral(STORMDECK_MAN_PAGE));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll()).replace(QStringLiteral("\\-"), QStringLiteral("-"));
    static const QRegularExpression word(QStringLiteral("(?:^  ([a-z]+) )|(--[a-z-]+)"),
                                         QRegularExpression::MultilineOption);
    int count = 0;
    for (auto match = word.globalMatch(read("--help")->help); match.hasNext(); ++count) {
        const QString found = match.next().captured().trimmed();
        EXPECT_TRUE(page.contains(found)) << qPrintable(found);
    }
    EXPECT_GE(count, 9 + 8);
}

} // namespace
} // namespace stormdeck::app
