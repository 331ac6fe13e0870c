// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "closingsignals.h"

#include "recording/recordingfile.h"
#include "sessions.h"
#include "support/fakeserver.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"

#include <QApplication>
#include <QProcess>
#include <QSettings>
#include <QSlider>

#include <gtest/gtest.h>

#include <array>
#include <csignal>

namespace stormdeck::app {
namespace {

using test::becomes;

constexpr std::array kinds{SIGTERM, SIGINT, SIGHUP};

auto handlerOf(int number)
{
    struct sigaction now = {};
    sigaction(number, nullptr, &now);
    return now.sa_handler;
}

/// A shell starts what is in its background with SIGINT ignored.
class ClosingSignal : public testing::Test
{
protected:
    ClosingSignal()
    {
        for (const int number : kinds) {
            std::signal(number, SIG_DFL);
        }
    }
};

TEST_F(ClosingSignal, isToldOnceAndTheNextEndsAtOnce)
{
    for (const int number : kinds) {
        int received = 0;
        {
            const ClosingSignals endings;
            QObject::connect(&endings, &ClosingSignals::received, [&] { ++received; });
            std::raise(number);
            EXPECT_EQ(received, 0) << "a handler of a signal may do next to nothing";
            EXPECT_TRUE(becomes([&] { return received == 1; })) << number;
            for (const int next : kinds) {
                EXPECT_EQ(handlerOf(next), SIG_DFL) << next << " after " << number;
            }
        }
        EXPECT_EQ(received, 1);
    }
}

TEST_F(ClosingSignal, leavesThingsAsTheyWere)
{
    {
        const ClosingSignals endings;
        EXPECT_NE(handlerOf(SIGTERM), SIG_DFL);
    }
    EXPECT_EQ(handlerOf(SIGTERM), SIG_DFL);
}

TEST_F(ClosingSignal, isNotTakenWhereItIsIgnored)
{
    std::signal(SIGHUP, SIG_IGN);
    {
        const ClosingSignals endings;
        EXPECT_EQ(handlerOf(SIGHUP), SIG_IGN);
    }
    EXPECT_EQ(handlerOf(SIGHUP), SIG_IGN);
    std::signal(SIGHUP, SIG_DFL);
}

/// The program itself, with a window on an engine that fails.
class Closing : public ClosingSignal
{
protected:
    Closing()
    {
        engine.answer("GET /_ping", {.status = 500});
        QFile file(folder.filePath(QStringLiteral("lab.yaml")));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(settings::formatProfile(
            {.name = QStringLiteral("lab"), .machines = {{QStringLiteral("storm-1"), engine.endpoint(), {}, true}}}));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "HOME"}) {
            environment.insert(QString::fromLatin1(name), folder.path());
        }
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }

    test::FakeServer engine;
    QTemporaryDir folder;
    QProcess program;
};

TEST_F(Closing, ofTheWindowIsInOrder)
{
    for (const int number : kinds) {
        const size_t before = engine.requests().size();
        program.start(QStringLiteral(STORMDECK_PROGRAM),
                      {QStringLiteral("--profile"), folder.filePath(QStringLiteral("lab.yaml"))});
        ASSERT_TRUE(becomes([&] { return engine.requests().size() > before; })) << "it watches";
        ASSERT_EQ(kill(pid_t(program.processId()), number), 0);
        ASSERT_TRUE(program.waitForFinished(20'000)) << number;
        EXPECT_EQ(program.exitStatus(), QProcess::NormalExit) << number;
        EXPECT_EQ(program.exitCode(), 0) << number;
    }
}

TEST_F(Closing, ofACommandIsInOrderToo)
{
    const QString file = folder.filePath(QStringLiteral("made.stormrec"));
    for (const int number : kinds) {
        const size_t before = engine.requests().size();
        program.start(QStringLiteral(STORMDECK_PROGRAM), {QStringLiteral("record"), file, QStringLiteral("--profile"),
                                                          folder.filePath(QStringLiteral("lab.yaml"))});
        ASSERT_TRUE(becomes([&] { return engine.requests().size() > before; })) << "it watches";
        ASSERT_EQ(kill(pid_t(program.processId()), number), 0);
        if (number == SIGHUP) {
            kill(pid_t(program.processId()), SIGHUP); // as the shell does beside the terminal that is closed
        }
        ASSERT_TRUE(program.waitForFinished(20'000)) << number;
        EXPECT_EQ(program.exitStatus(), QProcess::NormalExit) << number;
        EXPECT_EQ(program.exitCode(), 0) << number;
    }
}

/// The recording that comes with the program, without any cluster.
TEST_F(Closing, ofTheDemoIsInOrderToo)
{
    program.start(QStringLiteral(STORMDECK_PROGRAM), {QStringLiteral("--demo")});
    ASSERT_TRUE(program.waitForStarted());
    EXPECT_FALSE(program.waitForFinished(3000)) << "it plays until somebody ends it";
    ASSERT_EQ(kill(pid_t(program.processId()), SIGTERM), 0);
    ASSERT_TRUE(program.waitForFinished(20'000));
    EXPECT_EQ(program.exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(program.exitCode(), 0);
}

TEST(Sessions, openTheDemoInAWindowThatPlays)
{
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    const auto demo = recording::openRecording(QStringLiteral(":/demo.stormrec"));
    ASSERT_TRUE(demo) << qPrintable(sentence(demo.error()));
    Sessions sessions;
    sessions.openRecording(*demo);
    const auto windows = QApplication::topLevelWidgets();
    const auto found = std::find_if(windows.begin(), windows.end(), [](const QWidget *one) {
        return qobject_cast<const ui::MainWindow *>(one) && one->isVisible();
    });
    ASSERT_NE(found, windows.end());
    const QWidget *window = *found;
    const auto *slider = window->findChild<QSlider *>();
    ASSERT_TRUE(slider);
    EXPECT_TRUE(becomes([&] { return slider->value() > 0; })) << "it plays";
    EXPECT_TRUE(becomes([&] { return window->windowTitle().startsWith(demo->cluster); }));
    sessions.end();
}

TEST(Sessions, endWithoutAQuestion)
{
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    Sessions sessions;
    sessions.openUnconnected();
    sessions.openUnconnected();
    std::vector<ui::MainWindow *> windows;
    for (QWidget *one : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<ui::MainWindow *>(one); window && window->isVisible()) {
            windows.push_back(window);
        }
    }
    ASSERT_EQ(windows.size(), 2U);
    windows.front()->showOperation(QStringLiteral("a"), QStringLiteral("Set up lab · Step 1 of 3"));
    sessions.end();
    for (const ui::MainWindow *window : windows) {
        EXPECT_FALSE(window->isVisible());
    }
}

} // namespace
} // namespace stormdeck::app
