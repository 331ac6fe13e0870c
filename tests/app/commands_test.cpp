// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandrun.h"

#include "actions/values.h"
#include "cluster/labels.h"
#include "plan/journal.h"
#include "support/fakeserver.h"
#include "util/files.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

class Commands : public testing::Test
{
protected:
    Commands()
    {
        qputenv("XDG_STATE_HOME", folder.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
        qunsetenv("STORMDECK_PROFILE");
    }
    /// A cluster file of one machine.
    QString fileWith(const QString &endpoint, const QByteArray &more = {})
    {
        const QString path = folder.filePath(QStringLiteral("lab.yaml"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("name: lab\nmachines:\n  - name: storm-1\n    endpoint: " + endpoint.toUtf8() + "\n" + more);
        return path;
    }
    /// Exit code; what was said is in `out` and `err`.
    int run(const QStringList &words)
    {
        const auto done = test::runWords(words);
        out = done.out;
        err = done.err;
        return done.code;
    }
    /// An interrupted operation that holds its claim on the cluster lab.
    void interruptAfterItsClaim(const Endpoint &engine)
    {
        const actions::TakeLease take{.manager = QStringLiteral("storm-1"), .what = QStringLiteral("set up lab")};
        plan::Plan plan{.operation = {QStringLiteral("op-1")},
                        .kind = QStringLiteral("apply"),
                        .cluster = QStringLiteral("lab"),
                        .title = QStringLiteral("Set up lab"),
                        .made = QDateTime::currentDateTimeUtc(),
                        .machines = {{QStringLiteral("storm-1"), engine}}};
        plan.stages = {{.id = {QStringLiteral("lease")},
                        .title = QStringLiteral("Claim the cluster"),
                        .steps = {{.id = {QStringLiteral("lease.take")},
                                   .title = QStringLiteral("Claim the cluster"),
                                   .action = actions::encode(take)}}}};
        const auto journal = plan::Journal::create(operationsFolder(), plan);
        ASSERT_TRUE(journal);
        ASSERT_TRUE((*journal)->intent({QStringLiteral("lease.take")}, {.facts = "{}"}));
    }

    QTemporaryDir folder;
    QString out;
    QString err;
};

const QString nowhere = QStringLiteral("tcp://127.0.0.1:1");

TEST_F(Commands, endWithThreeForInputThatCannotBeUsed)
{
    EXPECT_EQ(run({QStringLiteral("status")}), 3); // no profile is saved
    EXPECT_TRUE(err.contains(QStringLiteral("Name one with --profile.")));
    EXPECT_EQ(run({QStringLiteral("status"), QStringLiteral("--profile"), QStringLiteral("missing")}), 3);
    EXPECT_EQ(run({QStringLiteral("plan"), folder.filePath(QStringLiteral("missing.yaml"))}), 3);
    EXPECT_EQ(run({QStringLiteral("plan"), fileWith(nowhere, "colour: red\n")}), 3);
    EXPECT_TRUE(err.contains(QStringLiteral("colour")));
    EXPECT_EQ(run({QStringLiteral("resume")}), 3); // nothing is interrupted
    EXPECT_EQ(out, QString());
}

TEST_F(Commands, sayWhichJournalCannotBeReadWhereNothingElseIsInterrupted)
{
    ASSERT_TRUE(QDir().mkpath(operationsFolder()));
    QFile damaged(operationsFolder() + QStringLiteral("/torn.journal"));
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly) && damaged.write("{\"version\":9}\n") > 0);
    damaged.close();
    EXPECT_EQ(run({QStringLiteral("resume")}), 3);
    EXPECT_TRUE(err.contains(damaged.fileName())) << qPrintable(err);
    EXPECT_TRUE(err.contains(QStringLiteral("no operation that can be read is interrupted")));
}

TEST_F(Commands, endWithTwoWhereNoEngineIsReached)
{
    EXPECT_EQ(run({QStringLiteral("status"), QStringLiteral("--profile"), fileWith(nowhere)}), 2);
    EXPECT_TRUE(out.startsWith(QStringLiteral("lab: ")));
    EXPECT_EQ(run({QStringLiteral("plan"), fileWith(nowhere)}), 2);
    EXPECT_EQ(out, QString());
    EXPECT_TRUE(err.contains(QStringLiteral("storm-1")));
}

TEST_F(Commands, printTheStatusAsOneJsonDocument)
{
    EXPECT_EQ(run({QStringLiteral("status"), QStringLiteral("--json"), QStringLiteral("--profile"), fileWith(nowhere)}),
              2);
    const QJsonDocument document = QJsonDocument::fromJson(out.toUtf8());
    EXPECT_EQ(document[QStringLiteral("cluster")].toString(), QStringLiteral("lab"));
    const QJsonValue engine = document[QStringLiteral("planes")][QStringLiteral("engines")][QStringLiteral("storm-1")];
    EXPECT_EQ(engine[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("connect.refused"));
}

TEST_F(Commands, helpEndsWithZero)
{
    EXPECT_EQ(run({QStringLiteral("--help")}), 0);
    EXPECT_TRUE(out.contains(QStringLiteral("Exit codes")));
}

TEST_F(Commands, takeTheOnlySavedProfileAndThatOfTheEnvironment)
{
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("one")}));
    EXPECT_EQ(chosenProfile({})->name, QStringLiteral("one"));
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("two")}));
    EXPECT_EQ(chosenProfile({}).error().code, QStringLiteral("profile.missing"));
    qputenv("STORMDECK_PROFILE", "two");
    EXPECT_EQ(chosenProfile({})->name, QStringLiteral("two"));
    EXPECT_EQ(chosenProfile({.profile = QStringLiteral("one")})->name, QStringLiteral("one"));
}

TEST_F(Commands, leaveFreesTheClusterForOthers)
{
    test::FakeServer server;
    server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    server.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    server.answer("GET /v1.41/configs", {.body = R"([{"ID":"c1","Spec":{"Name":"stormdeck-lease-lab","Labels":{")" +
                                                 cluster::labels::cluster.toUtf8() + R"(":"lab",")" +
                                                 cluster::labels::operation.toUtf8() + R"(":"op-1"}}}])"});
    server.answer("DELETE /v1.41/configs/c1", {.status = 204});
    interruptAfterItsClaim(server.endpoint());
    EXPECT_EQ(run({QStringLiteral("leave")}), 0);
    EXPECT_EQ(server.count("DELETE /v1.41/configs/c1"), 1);
    EXPECT_TRUE(plan::interruptedOperations(operationsFolder())->operations.empty());
}

TEST_F(Commands, takeNothingUpThatTheClustersProfileOnlyReads)
{
    test::FakeServer server;
    server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    server.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    server.answer("GET /v1.41/configs", {.body = "[]"});
    interruptAfterItsClaim(server.endpoint());
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("lab"), .readOnly = true}));
    for (const char *command : {"resume", "undo", "leave"}) {
        EXPECT_NE(run({QString::fromLatin1(command)}), 0) << command;
        EXPECT_TRUE((out + err).contains(QStringLiteral("this connection is read-only"))) << qPrintable(out + err);
    }
    for (const test::Received &request : server.requests()) {
        EXPECT_EQ(request.method, QByteArray("GET")) << request.path.constData();
    }
}

TEST_F(Commands, takeNothingUpOverPlainTcpThatTheProfileDoesNotAccept)
{
    interruptAfterItsClaim(Endpoint::tcp(QStringLiteral("192.0.2.1"), 2375));
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("lab")}));
    EXPECT_EQ(run({QStringLiteral("resume")}), 1);
    EXPECT_TRUE(err.contains(QStringLiteral("accept_plain_tcp"))) << qPrintable(err);
}

TEST_F(Commands, leaveSaysWhatStaysWhereTheClusterDoesNotAnswer)
{
    interruptAfterItsClaim(Endpoint::unixSocket(QStringLiteral("/nowhere/docker.sock")));
    EXPECT_EQ(run({QStringLiteral("leave"), QStringLiteral("op-1")}), 2);
    EXPECT_TRUE(err.contains(QStringLiteral("remove the swarm config stormdeck-lease-lab")));
    EXPECT_TRUE(plan::interruptedOperations(operationsFolder())->operations.empty());
}

TEST(ExitCodes, tellInputFromReachFromTheRest)
{
    EXPECT_EQ(exitCodeOf({.kind = ErrorKind::Rejected}), 3);
    EXPECT_EQ(exitCodeOf({.kind = ErrorKind::Unreachable}), 2);
    EXPECT_EQ(exitCodeOf({.kind = ErrorKind::Deadline}), 2);
    EXPECT_EQ(exitCodeOf({.kind = ErrorKind::Conflict}), 1);
    EXPECT_EQ(exitCodeOf({.kind = ErrorKind::Internal}), 1);
}

} // namespace
} // namespace stormdeck::app
