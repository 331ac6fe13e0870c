// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sshfixture.h"

#include <QRandomGenerator>

#include <future>

#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshCommand : public test::SshTest
{
};
using test::soon;
using test::StopWatch;
using namespace std::chrono_literals;

/// Not compressible, not of one line length, so that a lost or doubled piece shows.
QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(7);
    random.generate(reinterpret_cast<quint32 *>(bytes.data()), reinterpret_cast<quint32 *>(bytes.data()) + size / 4);
    return bytes;
}
} // namespace

TEST_F(SshCommand, bringsArgumentsAsTheyAre)
{
    const QStringList arguments{QString(),
                                QStringLiteral("it's"),
                                QStringLiteral("a\nb\n"),
                                QStringLiteral("$HOME `id` $(id)"),
                                QStringLiteral("\"\\"),
                                QStringLiteral("Größe 日本 🦆"),
                                QStringLiteral("* ? ~ ; & | > <")};
    const auto end =
        session->run({.words = QStringList{QStringLiteral("printf"), QStringLiteral("%s\\0")} + arguments}, soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    const auto words = end->output.split('\0');
    ASSERT_EQ(words.size(), arguments.size() + 1);
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        EXPECT_EQ(QString::fromUtf8(words[i]), arguments[i]);
    }
}

TEST_F(SshCommand, keepsOutputAndErrorsApart)
{
    const auto end = session->run(shell("echo out; echo err >&2; echo out2"), soon(), {});
    ASSERT_TRUE(end);
    EXPECT_EQ(end->output, "out\nout2\n");
    EXPECT_EQ(end->errors, "err\n");
    EXPECT_TRUE(end->succeeded());
}

TEST_F(SshCommand, givesTheExitCode)
{
    for (const int code : {0, 1, 126, 255}) {
        const auto end = session->run(shell(qPrintable(QStringLiteral("exit %1").arg(code))), soon(), {});
        ASSERT_TRUE(end);
        EXPECT_EQ(end->exitCode, code);
        EXPECT_TRUE(end->signal.isEmpty());
    }
}

TEST_F(SshCommand, givesTheSignalThatEndedIt)
{
    const auto end = session->run(shell("kill -KILL $$"), soon(), {});
    ASSERT_TRUE(end);
    EXPECT_EQ(end->signal, QStringLiteral("KILL"));
    EXPECT_FALSE(end->exitCode);
    EXPECT_FALSE(end->succeeded());
}

TEST_F(SshCommand, givesTheExitCodeThatComesAfterTheEndOfOutput)
{
    const auto end = session->run(shell("echo x; exec >&- 2>&-; sleep 0.3; exit 7"), soon(), {});
    ASSERT_TRUE(end);
    EXPECT_EQ(end->exitCode, 7);
    EXPECT_EQ(end->output, "x\n");
}

TEST_F(SshCommand, closesTheInput)
{
    const auto end = session->run({.words = {QStringLiteral("cat")}}, soon(), {});
    ASSERT_TRUE(end);
    EXPECT_TRUE(end->output.isEmpty());
    EXPECT_EQ(end->exitCode, 0);
}

TEST_F(SshCommand, carriesTwentyMegabytesThereAndBack)
{
    const QByteArray input = noise(20 * 1024 * 1024);
    const auto end = session->run({.words = {QStringLiteral("cat")}, .input = input}, soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_EQ(end->output.size(), input.size());
    EXPECT_TRUE(end->output == input);
}

TEST_F(SshCommand, endsThoughTheInputIsNotRead)
{
    const auto end = session->run({.words = {QStringLiteral("true")}, .input = noise(8 * 1024 * 1024)}, soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_EQ(end->exitCode, 0);
}

TEST_F(SshCommand, slowsTheSenderWhereTheSinkIsSlow)
{
    qsizetype taken = 0;
    const Sink slow = [&](Output, const QByteArray &piece) {
        taken += piece.size();
        pause(5ms, {});
        return taken < 1024 * 1024;
    };
    const auto end =
        session->stream(shell("echo $$ >&2; head -c 200M /dev/zero; echo all written > /dev/null"), slow, soon(), {});
    ASSERT_TRUE(end);
    EXPECT_FALSE(end->exitCode) << "it was ended, so it has no code";
    EXPECT_LT(taken, 2 * 1024 * 1024);
}

TEST_F(SshCommand, streamsWhileTheCommandRuns)
{
    std::vector<double> times;
    const StopWatch watch;
    const Sink note = [&](Output, const QByteArray &) {
        times.push_back(watch.milliseconds());
        return true;
    };
    ASSERT_TRUE(session->open(soon(), {}));
    ASSERT_TRUE(session->stream(shell("echo a; sleep 0.4; echo b"), note, soon(), {}));
    ASSERT_GE(times.size(), 2U);
    EXPECT_GE(times.back() - times.front(), 300);
}

TEST_F(SshCommand, endsWithinFiftyMillisecondsOfAStop)
{
    ASSERT_TRUE(session->open(soon(), {}));
    for (int i = 0; i < 5; ++i) {
        std::stop_source stop;
        auto running =
            std::async(std::launch::async, [&] { return session->run(shell("sleep 20"), soon(), stop.get_token()); });
        pause(100ms, {});
        const StopWatch watch;
        stop.request_stop();
        const auto end = running.get();
        const double took = watch.milliseconds();
        EXPECT_LT(took, 50);
        RecordProperty("milliseconds", std::to_string(took));
        ASSERT_FALSE(end);
        EXPECT_EQ(end.error().kind, ErrorKind::Cancelled);
    }
}

TEST_F(SshCommand, endsTheCommandThereWhenStopped)
{
    const QString mark = server.path(QStringLiteral("ended"));
    const QByteArray script = QStringLiteral("trap 'echo ended > %1; exit' TERM; sleep 20 & wait").arg(mark).toUtf8();
    const auto end = session->run(shell(script.constData(), false), Deadline::in(1s), {});
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().kind, ErrorKind::OutcomeUnknown) << "it may have done something";
    EXPECT_EQ(codeOf(end.error()), QStringLiteral("command.no-end"));
    // An sshd does not pass signals on to a login of root; that it was asked to shows in its log.
    const auto isDone = [&] {
        return server.read(QStringLiteral("ended")) == "ended\n" ||
               (getuid() == 0 && server.log().contains("session signalling requires privilege separation"));
    };
    const StopWatch watch;
    while (!isDone() && watch.milliseconds() < 5000) {
        pause(20ms, {});
    }
    EXPECT_TRUE(isDone()) << server.log().constData();
}

TEST_F(SshCommand, endsAtItsDeadlineEvenWhereOutputNeverEnds)
{
    ASSERT_TRUE(session->open(soon(), {}));
    const StopWatch watch;
    const auto end =
        session->stream(shell("yes"), [](Output, const QByteArray &) { return true; }, Deadline::in(300ms), {});
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().kind, ErrorKind::Deadline);
    EXPECT_EQ(end.error().layer, Layer::Channel);
    EXPECT_GE(watch.milliseconds(), 290);
    EXPECT_LT(watch.milliseconds(), 400);
}

TEST_F(SshCommand, saysThatTheOutcomeIsUnknownWhereTheServerDiesInTheMiddle)
{
    ASSERT_TRUE(session->open(soon(), {}));
    for (const bool changesNothing : {false, true}) {
        auto running =
            std::async(std::launch::async, [&] { return session->run(shell("sleep 20", changesNothing), soon(), {}); });
        pause(300ms, {});
        server.killAll();
        const auto end = running.get();
        ASSERT_FALSE(end);
        EXPECT_EQ(end.error().kind, changesNothing ? ErrorKind::Unreachable : ErrorKind::OutcomeUnknown);
        EXPECT_EQ(end.error().layer, Layer::Ssh);
    }
}

TEST_F(SshCommand, connectsAnewAfterALoss)
{
    ASSERT_TRUE(session->run(shell("true"), soon(), {}));
    server.killAll();
    const auto end = session->run(shell("echo again"), soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_EQ(end->output, "again\n");
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(SshCommand, refusesWhatCannotBeAnArgument)
{
    const auto end = session->run({.words = {QStringLiteral("echo"), QString(QChar(u'\0'))}}, soon(), {});
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().kind, ErrorKind::Rejected);
    EXPECT_FALSE(session->run({}, soon(), {}));
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(SshCommand, runsEightAtOnceOverOneConnectionAndTheNinthWaits)
{
    ASSERT_TRUE(session->open(soon(), {}));
    std::vector<std::future<Result<CommandEnd>>> eight;
    for (int i = 0; i < 8; ++i) {
        eight.push_back(
            std::async(std::launch::async, [&] { return session->run(shell("sleep 2; date +%s%N"), soon(), {}); }));
    }
    pause(700ms, {});
    const auto ninth = session->run(shell("true"), Deadline::in(300ms), {});
    ASSERT_FALSE(ninth);
    EXPECT_EQ(codeOf(ninth.error()), QStringLiteral("channel.no-answer"));
    const auto patient = session->run(shell("date +%s%N"), soon(), {});
    ASSERT_TRUE(patient);
    qint64 first = std::numeric_limits<qint64>::max();
    for (auto &one : eight) {
        const auto end = one.get();
        ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
        first = std::min(first, end->output.trimmed().toLongLong());
    }
    EXPECT_GE(patient->output.trimmed().toLongLong(), first) << "it ran before one of the eight had ended";
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(SshCommand, servesFortyCallsOneAfterTheOther)
{
    std::vector<std::future<Result<CommandEnd>>> all;
    for (int i = 0; i < 40; ++i) {
        all.push_back(std::async(std::launch::async, [&, i] {
            return session->run({.words = {QStringLiteral("echo"), QString::number(i)}}, soon(), {});
        }));
    }
    for (int i = 0; i < 40; ++i) {
        const auto end = all[size_t(i)].get();
        ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
        EXPECT_EQ(end->output, QByteArray::number(i) + '\n');
    }
    EXPECT_EQ(server.connections(), 1);
}
