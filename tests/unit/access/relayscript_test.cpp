// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relayscript.h"

#include "echo.h"
#include "support/firstprocess.h"

#include <QProcess>
#include <QStandardPaths>

#include <gtest/gtest.h>

#include <sys/socket.h>

using namespace stormdeck;
using namespace stormdeck::access;
using namespace stormdeck::test;

namespace {
/// Each way that this machine has.
class RelayScript : public testing::TestWithParam<const char *>
{
protected:
    void SetUp() override
    {
        if (QStandardPaths::findExecutable(QLatin1String(GetParam())).isEmpty()) {
            GTEST_SKIP() << "this machine has no " << GetParam();
        }
    }
    void start(quint16 port)
    {
        QStringList command = relayCommandBy(QLatin1String(GetParam()), QStringLiteral("127.0.0.1"), port);
        const QString program = command.takeFirst();
        process.start(program, command);
    }
    [[nodiscard]] bool isMarked()
    {
        process.setReadChannel(QProcess::StandardError);
        while (process.bytesAvailable() == 0 && process.waitForReadyRead(5000)) {
        }
        const bool marked = process.read(1) == QByteArray(1, connectedMark);
        process.setReadChannel(QProcess::StandardOutput);
        return marked;
    }
    [[nodiscard]] QByteArray output(qsizetype size)
    {
        while (process.bytesAvailable() < size && process.waitForReadyRead(5000)) {
        }
        return process.read(size);
    }

    QProcess process;
};

INSTANTIATE_TEST_SUITE_P(ByEachWay, RelayScript, testing::Values("bash", "perl", "python3", "busybox"),
                         [](const auto &way) { return std::string(way.param); });

/// Those that do not wait for one side while the other has something to say, as busybox does.
class RelayScriptOfTwoCopiers : public RelayScript
{
};

INSTANTIATE_TEST_SUITE_P(ByEachWay, RelayScriptOfTwoCopiers, testing::Values("bash", "perl", "python3"),
                         [](const auto &way) { return std::string(way.param); });
} // namespace

TEST_P(RelayScript, passesBytesBothWaysAndEndsWithItsInput)
{
    const TcpServer server(TcpServer::echo);
    start(server.port());
    ASSERT_TRUE(isMarked());
    process.write("hello");
    EXPECT_EQ(output(5), "hello");
    process.closeWriteChannel();
    EXPECT_TRUE(process.waitForFinished(5000));
}

TEST_P(RelayScript, endsWithTheOtherSideThoughItsInputStaysOpen)
{
    const TcpServer server([](int socket) { (void)sendAll(socket, "bye"); });
    start(server.port());
    ASSERT_TRUE(isMarked());
    EXPECT_EQ(output(3), "bye");
    EXPECT_TRUE(process.waitForFinished(5000));
}

TEST_P(RelayScript, leavesNoProcessBehindWhicheverSideEnds)
{
    const FirstProcess first;
    const TcpServer server([](int socket) { (void)sendAll(socket, "bye"); });
    start(server.port());
    ASSERT_TRUE(isMarked());
    EXPECT_TRUE(process.waitForFinished(5000));
    EXPECT_FALSE(first.hasChildren()) << "the other side ended";
    const TcpServer echoing(TcpServer::echo);
    start(echoing.port());
    ASSERT_TRUE(isMarked());
    process.closeWriteChannel();
    EXPECT_TRUE(process.waitForFinished(5000));
    EXPECT_FALSE(first.hasChildren()) << "its input ended";
    start(1);
    EXPECT_TRUE(process.waitForFinished(5000));
    EXPECT_FALSE(first.hasChildren()) << "it was refused";
}

TEST_P(RelayScriptOfTwoCopiers, passesOnWhatTheOtherSideSaysThoughThatTakesNothingMeanwhile)
{
    const QByteArray said(64 * 1024 * 1024, 'x');
    const TcpServer server([&](int socket) {
        (void)sendAll(socket, said);
        TcpServer::echo(socket);
    });
    start(server.port());
    ASSERT_TRUE(isMarked());
    process.write(said);
    EXPECT_EQ(output(said.size()).size(), said.size());
    process.closeWriteChannel();
    EXPECT_TRUE(process.waitForFinished(5000));
}

TEST(RelayCommand, saysWhatIsMissing)
{
    QProcess process;
    QStringList command = relayCommand(QStringLiteral("127.0.0.1"), 1);
    command.removeFirst();
    const QString shell = QStandardPaths::findExecutable(QStringLiteral("sh"));
    QProcessEnvironment bare;
    bare.insert(QStringLiteral("PATH"), QStringLiteral("/nonexistent"));
    process.setProcessEnvironment(bare);
    process.start(shell, command);
    ASSERT_TRUE(process.waitForFinished(5000));
    EXPECT_EQ(process.exitCode(), 127);
    EXPECT_TRUE(process.readAllStandardError().startsWith("no bash"));
}

TEST(RelayCommand, givesUpWhereNobodyWaitsForTheConnection)
{
    QProcess process;
    QStringList command = relayCommandBy(QStringLiteral("bash"), QStringLiteral("240.0.0.1"), 9);
    const QString program = command.takeFirst();
    process.start(program, command);
    ASSERT_TRUE(process.waitForStarted());
    process.closeWriteChannel();
    EXPECT_TRUE(process.waitForFinished(5000));
}
