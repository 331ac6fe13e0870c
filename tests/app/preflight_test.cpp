// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/preflighttext.h"

#include "checks/samplereport.h"
#include "commandrun.h"
#include "support/fakeserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

QJsonObject jsonOf(const preflight::Report &report)
{
    return QJsonDocument::fromJson(preflightJson(report)).object();
}

QString linesOf(const preflight::Report &report)
{
    return preflightLines(report).join(u'\n');
}

TEST(PreflightText, putsTheRemedyBelowWhatIsWrong)
{
    const QString text = linesOf(test::troubledReport());
    EXPECT_TRUE(text.startsWith(QStringLiteral("production: 1 errors, 1 warnings, 14 passed, 1 not observed")));
    EXPECT_TRUE(text.contains(QStringLiteral("  ✕ Ports of the swarm, from the others: 4789/udp cannot be reached")));
    EXPECT_TRUE(text.contains(QStringLiteral("        sudo ufw allow proto udp from 10.77.0.11 to any port 4789")));
    EXPECT_TRUE(text.contains(QStringLiteral("All machines\n  ✓ Clocks:")));
    EXPECT_FALSE(linesOf(test::cleanReport()).contains(u'✕'));
}

TEST(PreflightText, saysInOneLineThatNothingKeepsFromAChange)
{
    EXPECT_EQ(checkedLines(test::cleanReport()), QStringList{QStringLiteral("Checked: 17 passed, 0 not observed")});
    EXPECT_EQ(checkedLines(test::unseenReport()), QStringList{QStringLiteral("Checked: 3 passed, 14 not observed")});
}

TEST(PreflightText, saysWhatKeepsFromAChangeAndNothingElse)
{
    const QString text = checkedLines(test::troubledReport()).join(u'\n');
    EXPECT_TRUE(text.contains(QStringLiteral("✕ storm-2, Ports of the swarm, from the others: 4789/udp cannot")));
    EXPECT_TRUE(text.contains(QStringLiteral("        sudo ufw allow proto udp from 10.77.0.11 to any port 4789")));
    EXPECT_TRUE(text.contains(QStringLiteral("▲ storm-2, Names of the other machines: It does not know storm-3.")));
    EXPECT_FALSE(text.contains(u'✓') || text.contains(u'?'));
    preflight::Report report = test::cleanReport();
    report.stopped = true;
    EXPECT_TRUE(checkedLines(report).first().contains(QStringLiteral("stopped"))) << "a part is not the whole";
}

TEST(PreflightText, drawsPortsThatDoNotGetThroughEverywhere)
{
    const QStringList lines = matrixLines(test::troubledReport());
    ASSERT_EQ(lines.size(), 8) << "4789/udp and 7946/tcp, a line each and one a machine";
    EXPECT_EQ(lines[0].simplified(), QStringLiteral("4789/udp to: storm-1 storm-2 storm-3"));
    EXPECT_EQ(lines[1].simplified(), QStringLiteral("storm-1 - ✕ ✓"));
    EXPECT_EQ(lines[5].simplified(), QStringLiteral("storm-1 - ✓ ?"));
    EXPECT_TRUE(matrixLines(test::cleanReport()).isEmpty());
}

TEST(PreflightJson, tellsWhatBlocks)
{
    const QJsonObject json = jsonOf(test::troubledReport());
    EXPECT_EQ(json[QStringLiteral("verdict")].toString(), QStringLiteral("error"));
    EXPECT_TRUE(json[QStringLiteral("blocks")].toBool());
    EXPECT_FALSE(jsonOf(test::cleanReport())[QStringLiteral("blocks")].toBool());
    EXPECT_EQ(json[QStringLiteral("crossings")].toArray().size(), 30);
}

TEST(PreflightJson, hasNoMemberThatItsDocumentDoesNotName)
{
    QFile file(QStringLiteral(STORMDECK_DOCS "/preflight.md"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString document = QString::fromUtf8(file.readAll());
    const QJsonObject json = jsonOf(test::troubledReport());
    QStringList names = json.keys();
    for (const QString &list : {QStringLiteral("results"), QStringLiteral("crossings")}) {
        for (const QJsonValue &one : json[list].toArray()) {
            names << one.toObject().keys();
        }
    }
    EXPECT_GE(names.removeDuplicates(), 20);
    for (const QString &name : names) {
        EXPECT_TRUE(document.contains(u'`' + name + u'`')) << qPrintable(name);
    }
    for (int i = 0; i <= int(preflight::Verdict::Error); ++i) {
        EXPECT_TRUE(document.contains(u'`' + word(preflight::Verdict(i)) + u'`'));
    }
}

TEST(PreflightExit, isZeroOnlyWithoutWarningsAndErrors)
{
    preflight::Report report = test::cleanReport();
    EXPECT_EQ(exitCodeOf(report), Done);
    report.results[0].verdict = preflight::Verdict::NotObserved;
    EXPECT_EQ(exitCodeOf(report), Done);
    report.results[1].verdict = preflight::Verdict::Warning;
    EXPECT_EQ(exitCodeOf(report), Findings);
    report.anyMachineAnswered = false;
    EXPECT_EQ(exitCodeOf(report), Unreachable);
    report = test::cleanReport();
    report.stopped = true;
    EXPECT_EQ(exitCodeOf(report), Findings);
}

class PreflightCommand : public testing::Test
{
protected:
    int run(const QByteArray &content)
    {
        const QString path = folder.filePath(QStringLiteral("lab.yaml"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto done = test::runWords({QStringLiteral("preflight"), path, QStringLiteral("--json")});
        out = done.out.toUtf8();
        return done.code;
    }
    QTemporaryDir folder;
    QByteArray out;
};

TEST_F(PreflightCommand, judgesAnEngineWithoutAShell)
{
    test::FakeServer engine;
    const QByteArray version = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";
    engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    engine.answer("GET /version", {.body = version});
    engine.answer("GET /v1.41/version", {.body = version});
    engine.answer("GET /v1.41/info", {.body = R"({"ID":"E1","LiveRestoreEnabled":true})"});
    engine.answer("GET /v1.41/networks", {.body = "[]"});
    const QByteArray machine = "name: lab\nmachines:\n  - name: storm-1\n    endpoint: ";
    EXPECT_EQ(run(machine + engine.endpoint().text().toUtf8() + "\n"), Findings);
    const QJsonObject json = QJsonDocument::fromJson(out).object();
    QMap<QString, QString> verdicts;
    for (const QJsonValue &one : json[QStringLiteral("results")].toArray()) {
        verdicts.insert(one[QStringLiteral("code")].toString(), one[QStringLiteral("verdict")].toString());
    }
    EXPECT_EQ(verdicts.value(QStringLiteral("docker.live-restore")), QStringLiteral("error"));
    EXPECT_EQ(verdicts.value(QStringLiteral("machine.access")), QStringLiteral("not-observed"));
}

TEST_F(PreflightCommand, endsWithTwoWhereNoMachineAnswersAndWithThreeForAFileThatIsNone)
{
    EXPECT_EQ(run("name: lab\nmachines:\n  - name: storm-1\n    endpoint: tcp://127.0.0.1:1\n"), Unreachable);
    EXPECT_EQ(run("nonsense"), BadInput);
    EXPECT_EQ(run("name: lab\nmachines:\n  - name: storm-1\n    endpoint: tcp://192.0.2.1:1\n"),
              exitCodeOf(Error{.kind = ErrorKind::Denied}))
        << "plain TCP that nobody took upon themselves is not tried";
}

} // namespace
} // namespace stormdeck::app
