// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planwindows.h"

#include "main/mainwindow.h"
#include "plan/journal.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "wizards/planwindow.h"

#include <QPointer>
#include <QSettings>

#include <gtest/gtest.h>

#include <optional>

namespace stormdeck::app {
namespace {

using test::becomes;
using test::canPress;
using test::press;
using wizards::PlanWindow;

class Windows : public testing::Test
{
protected:
    Windows()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, bench.folder.path());
        main = std::make_unique<ui::MainWindow>(bench.clock);
        main->show();
        windows = std::make_unique<PlanWindows>(*main);
    }
    void open()
    {
        window = new PlanWindow(bench.services(), test::smallPlan(), main.get());
        windows->show(window);
    }
    /// Begins the operation, which waits in its last step.
    [[nodiscard]] bool runsHeld()
    {
        bench.world.hold(QStringLiteral("three"));
        open();
        return becomes([&] { return canPress(window, QStringLiteral("Set up")); }) &&
               press(window, QStringLiteral("Set up")) &&
               becomes([&] { return bench.world.isApplying(QStringLiteral("three")); });
    }

    test::Bench bench;
    std::unique_ptr<ui::MainWindow> main;
    std::unique_ptr<PlanWindows> windows;
    QPointer<PlanWindow> window;
};

TEST_F(Windows, areGoneOnceClosedForGood)
{
    int ended = 0;
    QObject::connect(windows.get(), &PlanWindows::ended, [&] { ++ended; });
    open();
    window->close();
    EXPECT_TRUE(becomes([&] { return window.isNull(); }));
    EXPECT_EQ(ended, 1);
}

TEST_F(Windows, sayThatTheyEndedWhenTheirInterruptedOperationCanBeFound)
{
    bench.world.breakStep(QStringLiteral("three"));
    open();
    ASSERT_TRUE(becomes([&] { return canPress(window, QStringLiteral("Set up")); }));
    ASSERT_TRUE(press(window, QStringLiteral("Set up")));
    ASSERT_TRUE(becomes([&] { return canPress(window, QStringLiteral("Close")); }));
    const QString journals = bench.services().journals;
    std::optional<size_t> found;
    QObject::connect(windows.get(), &PlanWindows::ended, [&] {
        const auto list = plan::interruptedOperations(journals);
        found = list ? list->operations.size() : 0;
    });
    ASSERT_TRUE(press(window, QStringLiteral("Close")));
    EXPECT_TRUE(becomes([&] { return window.isNull(); }));
    EXPECT_EQ(found, 1U);
}

TEST_F(Windows, ofARunAreKeptWhenHiddenAndCalledBackFromTheStatusBar)
{
    ASSERT_TRUE(runsHeld());
    window->close();
    ASSERT_TRUE(becomes([&] { return test::saidIn(main.get()).contains(QStringLiteral("Set up lab · Step 3 of 3")); }));
    ASSERT_TRUE(window);
    EXPECT_FALSE(window->isVisible());
    ASSERT_TRUE(press(main.get(), QStringLiteral("Show")));
    EXPECT_TRUE(window->isVisible());
}

TEST_F(Windows, leaveTheStatusBarWhenTheirOperationEnds)
{
    ASSERT_TRUE(runsHeld());
    window->close();
    ASSERT_TRUE(becomes([&] { return canPress(main.get(), QStringLiteral("Show")); }));
    bench.world.release(QStringLiteral("three"));
    ASSERT_TRUE(becomes([&] { return window->isVisible(); })); // with its report
    EXPECT_FALSE(canPress(main.get(), QStringLiteral("Show")));
    EXPECT_TRUE(test::saidIn(main.get()).contains(QStringLiteral("No operation running")));
    window->close();
    EXPECT_TRUE(becomes([&] { return window.isNull(); }));
}

} // namespace
} // namespace stormdeck::app
