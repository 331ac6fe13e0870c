// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/samplereport.h"
#include "commandrun.h"
#include "support/fakeserver.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

QString refusalOf(const preflight::Report &report, bool asks, bool despiteWarnings)
{
    const auto allowed = mayGoOn(report, asks, despiteWarnings);
    return allowed ? QString() : allowed.error().code;
}

TEST(ApplyAfterChecks, goesOnWhereNothingIsWrong)
{
    EXPECT_EQ(refusalOf(test::cleanReport(), false, false), QString());
    EXPECT_EQ(refusalOf(test::unseenReport(), false, false), QString()) << "what nobody saw keeps nobody from it";
}

TEST(ApplyAfterChecks, goesOnInSpiteOfWarningsOnlyWhereAPersonSaysSo)
{
    EXPECT_EQ(refusalOf(test::warningReport(), false, false), QStringLiteral("preflight.warnings"));
    EXPECT_EQ(refusalOf(test::warningReport(), false, true), QString());
    EXPECT_EQ(refusalOf(test::warningReport(), true, false), QString()) << "the question will name them";
    EXPECT_TRUE(
        mayGoOn(test::warningReport(), false, false).error().remedy.contains(QStringLiteral("--despite-warnings")));
}

TEST(ApplyAfterChecks, goesOnInSpiteOfNoErrorAndNotAfterAStop)
{
    EXPECT_EQ(refusalOf(test::troubledReport(), true, true), QStringLiteral("preflight.errors"));
    preflight::Report report = test::cleanReport();
    report.stopped = true;
    EXPECT_EQ(refusalOf(report, true, true), QStringLiteral("preflight.stopped"));
    EXPECT_EQ(exitCodeOf(mayGoOn(report, true, true).error()), Findings);
}

class Apply : public testing::Test
{
protected:
    Apply()
    {
        qputenv("XDG_STATE_HOME", folder.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
        const QByteArray version = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";
        engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        engine.answer("GET /version", {.body = version});
        engine.answer("GET /v1.41/version", {.body = version});
        engine.answer("GET /v1.41/networks", {.body = "[]"});
        engine.answer("GET /v1.41/containers/json", {.body = "[]"});
        engine.answer("GET /v1.41/system/df", {.body = "{}"});
        tell(false);
    }
    void tell(bool liveRestore)
    {
        const QByteArray info = R"({"ID":"E1","Name":"storm-1","Swarm":{"LocalNodeState":"inactive"},)"
                                R"("LiveRestoreEnabled":)" +
                                QByteArray(liveRestore ? "true}" : "false}");
        engine.answer("GET /info", {.body = info});
        engine.answer("GET /v1.41/info", {.body = info});
    }
    int run(const QStringList &more)
    {
        const QString path = folder.filePath(QStringLiteral("lab.yaml"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("name: lab\nmachines:\n  - name: storm-1\n    address: 127.0.0.1\n    endpoint: " +
                   engine.endpoint().text().toUtf8() + "\n");
        file.close();
        const auto done = test::runWords(QStringList{QStringLiteral("apply"), path, QStringLiteral("--yes")} + more);
        out = done.out;
        err = done.err;
        return done.code;
    }
    /// Whether a step was begun; this engine lets none come to its end.
    [[nodiscard]] bool hasBegun() const { return out.contains(QStringLiteral("▸ Create the swarm")); }

    QTemporaryDir folder;
    test::FakeServer engine;
    QString out;
    QString err;
};

TEST_F(Apply, changesNothingWhereTheChecksFindAnError)
{
    tell(true);
    EXPECT_EQ(run({}), Findings);
    EXPECT_FALSE(hasBegun());
    EXPECT_TRUE(out.contains(QStringLiteral("✕ storm-1, Live restore: It is on"))) << qPrintable(out + err);
    EXPECT_TRUE(out.contains(QStringLiteral("\"live-restore\": false")));
    EXPECT_TRUE(err.contains(QStringLiteral("found 1 error")) || err.contains(QStringLiteral("found 1 error(s)")));
    EXPECT_EQ(run({QStringLiteral("--despite-warnings")}), Findings);
    EXPECT_FALSE(hasBegun());
}

TEST_F(Apply, checksBeforeItBegins)
{
    (void)run({});
    EXPECT_TRUE(out.contains(QStringLiteral("Checked: "))) << qPrintable(out + err);
    EXPECT_LT(out.indexOf(QStringLiteral("Checked: ")), out.indexOf(QStringLiteral("Set up lab:")));
    EXPECT_TRUE(hasBegun()) << qPrintable(out + err);
}

TEST_F(Apply, leavesTheChecksOutWhereThatIsSaid)
{
    tell(true);
    (void)run({QStringLiteral("--no-preflight")});
    EXPECT_FALSE(out.contains(QStringLiteral("Checked")) || out.contains(QStringLiteral("Live restore")));
    EXPECT_TRUE(hasBegun()) << qPrintable(out + err);
}

} // namespace
} // namespace stormdeck::app
