// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/terminal.h"

#include <gtest/gtest.h>

#include <future>

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

namespace stormdeck::app {
namespace {

/// While it lives, stdout is a terminal that a test reads.
class Screen
{
public:
    Screen() : m_person(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)), m_before(dup(STDOUT_FILENO))
    {
        grantpt(m_person);
        unlockpt(m_person);
        fflush(stdout);
        const int terminal = open(ptsname(m_person), O_RDWR | O_NOCTTY | O_CLOEXEC);
        dup2(terminal, STDOUT_FILENO);
        close(terminal);
    }
    ~Screen()
    {
        fflush(stdout);
        dup2(m_before, STDOUT_FILENO);
        close(m_before);
        close(m_person);
    }
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;

    /// Reads until these words have come so often.
    QByteArray awaits(const QByteArray &words, int times)
    {
        QByteArray seen;
        pollfd polled{m_person, POLLIN, 0};
        while (seen.count(words) < times && poll(&polled, 1, 5000) == 1) {
            char piece[256];
            seen.append(piece, std::max<qsizetype>(read(m_person, piece, sizeof piece), 0));
        }
        return seen;
    }

private:
    int m_person;
    int m_before;
};

/// While it lives, stdin is a terminal on which a test types.
class Keyboard
{
public:
    Keyboard() : m_person(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)), m_before(dup(STDIN_FILENO))
    {
        grantpt(m_person);
        unlockpt(m_person);
        const int terminal = open(ptsname(m_person), O_RDWR | O_NOCTTY | O_CLOEXEC);
        dup2(terminal, STDIN_FILENO);
        close(terminal);
    }
    ~Keyboard()
    {
        dup2(m_before, STDIN_FILENO);
        close(m_before);
        close(m_person);
    }
    Keyboard(const Keyboard &) = delete;
    Keyboard &operator=(const Keyboard &) = delete;

    void type(const QByteArray &keys) const
    {
        EXPECT_EQ(write(m_person, keys.constData(), size_t(keys.size())), keys.size());
    }

private:
    int m_person;
    int m_before;
};

/// A question under way, by another thread.
std::future<std::optional<QString>> asked(const std::stop_token &stop)
{
    return std::async(std::launch::async, [stop] { return ask(QStringLiteral("Do this?"), stop); });
}

TEST(TerminalQuestion, waitsForALine)
{
    const Keyboard keyboard;
    testing::internal::CaptureStdout();
    auto answer = asked({});
    EXPECT_EQ(answer.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
    keyboard.type("y\n");
    EXPECT_EQ(answer.get(), std::optional(QStringLiteral("y")));
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "Do this? ");
}

TEST(TerminalQuestion, endsWithTheStopAndIsNotAnswered)
{
    const Keyboard keyboard;
    testing::internal::CaptureStdout();
    std::stop_source stop;
    auto answer = asked(stop.get_token());
    EXPECT_EQ(answer.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
    stop.request_stop();
    const bool hasEnded = answer.wait_for(std::chrono::seconds(1)) == std::future_status::ready;
    EXPECT_TRUE(hasEnded);
    if (!hasEnded) {
        keyboard.type("\n");
    }
    EXPECT_EQ(answer.get(), std::optional(QString()));
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "Do this? \n");
}

plan::Plan twoSteps()
{
    plan::Plan plan{.operation = {QStringLiteral("op")}, .kind = QStringLiteral("apply")};
    plan.stages.push_back({.id = {QStringLiteral("s")},
                           .steps = {{.id = {QStringLiteral("a")}, .title = QStringLiteral("Wait for Nimbus")},
                                     {.id = {QStringLiteral("b")}, .title = QStringLiteral("Pull")}}});
    return plan;
}

TEST(TerminalListenerTest, itsTimerMovesWhileNothingIsHeard)
{
    const plan::Plan plan = twoSteps();
    QByteArray seen;
    {
        Screen screen;
        TerminalListener listener(plan);
        listener.stepStarted({QStringLiteral("a")});
        seen = screen.awaits("Wait for Nimbus", 3);
    }
    EXPECT_EQ(seen.count("Wait for Nimbus"), 3) << seen.constData();
    EXPECT_EQ(seen.count('\n'), 0) << "one line, written over";
    EXPECT_TRUE(seen.contains("1.0 s") || seen.contains("1.1 s")) << seen.constData();
}

TEST(TerminalListenerTest, whatStillRunsIsShownAgainWhenAnotherStepEnds)
{
    const plan::Plan plan = twoSteps();
    QByteArray seen;
    {
        Screen screen;
        TerminalListener listener(plan);
        listener.stepStarted({QStringLiteral("a")});
        listener.stepStarted({QStringLiteral("b")});
        listener.stepFinished({.step = {QStringLiteral("b")}, .state = plan::StepReport::State::Done});
        seen = screen.awaits("Wait for Nimbus", 2);
    }
    EXPECT_TRUE(seen.contains("Pull (and 1 more)")) << seen.constData();
    EXPECT_TRUE(seen.contains("\xe2\x9c\x93 Pull")) << seen.constData();
    EXPECT_EQ(seen.count("Wait for Nimbus"), 2) << seen.constData();
}

TEST(TerminalListenerTest, elsewhereEachEventIsALineOfItsOwn)
{
    const plan::Plan plan = twoSteps();
    testing::internal::CaptureStdout();
    {
        TerminalListener listener(plan);
        listener.stepStarted({QStringLiteral("b")});
        listener.stepPart({QStringLiteral("b")},
                          {.name = QStringLiteral("storm-1"), .state = QStringLiteral("pulling")});
        listener.stepFinished({.step = {QStringLiteral("b")}, .state = plan::StepReport::State::Done});
    }
    const QByteArray seen = QByteArray::fromStdString(testing::internal::GetCapturedStdout());
    EXPECT_EQ(seen.count('\n'), 2) << seen.constData();
    EXPECT_FALSE(seen.contains('\r') || seen.contains('\033')) << "nothing is written over";
    EXPECT_TRUE(seen.contains("\xe2\x96\xb8 Pull\n")) << seen.constData();
    EXPECT_TRUE(seen.contains("\xe2\x9c\x93 Pull (")) << seen.constData();
}

} // namespace
} // namespace stormdeck::app
