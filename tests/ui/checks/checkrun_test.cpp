// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/checkrun.h"

#include "checks/checkstrip.h"
#include "checks/samplereport.h"
#include "checks/scriptedchecks.h"
#include "style/widgets.h"
#include "support/qtlogguard.h"
#include "ui/wizards/hands.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace stormdeck;
using ui::CheckRun;

namespace {
class CheckRunTest : public testing::Test
{
protected:
    void start() { run->start(scripted.checks()); }
    [[nodiscard]] bool ends() const
    {
        return QTest::qWaitFor([this] { return run->state() == CheckRun::State::Done; });
    }
    [[nodiscard]] bool runs() const
    {
        return QTest::qWaitFor([this] { return run->progress().size() == 3; });
    }
    [[nodiscard]] QString said() const { return test::saidIn(strip.get()); }

    test::QtLogGuard guard;
    test::ScriptedChecks scripted{test::cleanReport()};
    wizards::Background background; // waits for what runs, which uses what is above
    std::unique_ptr<CheckRun> run = std::make_unique<CheckRun>(background);
    std::unique_ptr<ui::CheckStrip> strip = std::make_unique<ui::CheckStrip>(*run);
};
} // namespace

TEST_F(CheckRunTest, standsInTheWayUntilItHasEndedWell)
{
    EXPECT_TRUE(run->obstacle().isEmpty());
    scripted.hold();
    start();
    EXPECT_EQ(run->obstacle(), QStringLiteral("It can start once the machines are checked."));
    scripted.release();
    ASSERT_TRUE(ends());
    EXPECT_TRUE(run->obstacle().isEmpty());
    EXPECT_FALSE(run->isOverridable());
}

TEST_F(CheckRunTest, letsWarningsBeOverriddenForThisRunAlone)
{
    scripted.find(test::warningReport());
    start();
    ASSERT_TRUE(ends());
    EXPECT_FALSE(run->obstacle().isEmpty());
    run->setGoesOnAnyway(true);
    EXPECT_TRUE(run->obstacle().isEmpty());
    run->again();
    ASSERT_TRUE(ends());
    EXPECT_FALSE(run->goesOnAnyway());
    EXPECT_FALSE(run->obstacle().isEmpty());
}

TEST_F(CheckRunTest, letsNobodyOverrideAnError)
{
    scripted.find(test::troubledReport());
    start();
    ASSERT_TRUE(ends());
    EXPECT_FALSE(run->isOverridable());
    run->setGoesOnAnyway(true);
    EXPECT_FALSE(run->obstacle().isEmpty());
}

TEST_F(CheckRunTest, isStoppedWithoutWaitingForIt)
{
    scripted.hold();
    start();
    ASSERT_TRUE(runs());
    QElapsedTimer time;
    time.start();
    run->stop();
    EXPECT_LT(time.elapsed(), 50) << "it only asks";
    EXPECT_TRUE(run->isStopping());
    ASSERT_TRUE(ends());
    EXPECT_TRUE(run->report().stopped);
    EXPECT_TRUE(run->isOverridable()) << "whoever stops it may go on without";
    EXPECT_FALSE(run->obstacle().isEmpty());
}

TEST_F(CheckRunTest, takesNothingFromARunThatAnotherReplaced)
{
    scripted.hold();
    scripted.find(test::troubledReport());
    start();
    ASSERT_TRUE(runs());
    scripted.find(test::cleanReport());
    QSignalSpy ended(run.get(), &CheckRun::ended);
    run->again();
    scripted.release();
    ASSERT_TRUE(ends());
    ASSERT_TRUE(QTest::qWaitFor([this] { return background.running() == 0; }));
    EXPECT_EQ(ended.size(), 1);
    EXPECT_FALSE(run->hasErrors());
}

TEST_F(CheckRunTest, mayGoWhileItRuns)
{
    scripted.hold();
    start();
    ASSERT_TRUE(QTest::qWaitFor([this] { return scripted.runs() == 1; }));
    strip.reset();
    run.reset(); // its thread may still tell how far it is
    EXPECT_TRUE(QTest::qWaitFor([this] { return background.running() == 0; }));
}

TEST_F(CheckRunTest, showsNothingWhereNothingIsChecked)
{
    EXPECT_TRUE(strip->isHidden());
    start();
    EXPECT_FALSE(strip->isHidden());
    ASSERT_TRUE(ends());
    run->forget();
    EXPECT_TRUE(strip->isHidden());
}

TEST_F(CheckRunTest, saysHowFarItIsAndCanBeStopped)
{
    scripted.hold();
    start();
    strip->show();
    ASSERT_TRUE(runs());
    EXPECT_TRUE(said().contains(QStringLiteral("1 of 3 done"))) << qPrintable(said());
    EXPECT_TRUE(said().contains(QStringLiteral("trying ports of the others")));
    ASSERT_TRUE(test::press(strip.get(), QStringLiteral("Stop checking")));
    ASSERT_TRUE(ends());
    EXPECT_TRUE(said().contains(QStringLiteral("Not all was checked")));
    ASSERT_TRUE(test::tick(strip.get(), QStringLiteral("Go on though not all was checked")));
    EXPECT_TRUE(run->obstacle().isEmpty());
}

TEST_F(CheckRunTest, isOneLineWhereAllIsWell)
{
    start();
    ASSERT_TRUE(ends());
    EXPECT_EQ(said(), QStringLiteral("17 passed"));
    EXPECT_FALSE(test::button(strip.get(), QStringLiteral("Run again")));
    QSignalSpy details(strip.get(), &ui::CheckStrip::detailsRequested);
    EXPECT_TRUE(test::press(strip.get(), QStringLiteral("Details")));
    EXPECT_EQ(details.size(), 1);
}

TEST_F(CheckRunTest, doesNotCallWellWhatNobodySaw)
{
    scripted.find(test::unseenReport());
    start();
    ASSERT_TRUE(ends());
    EXPECT_EQ(said(), QStringLiteral("3 passed, 14 not observed"));
    EXPECT_TRUE(run->obstacle().isEmpty());
    EXPECT_EQ(strip->findChild<style::StateLabel *>()->tone(), style::Tone::Unknown);
}

TEST_F(CheckRunTest, saysTheWorstOfWhatItFound)
{
    scripted.find(test::warningReport());
    start();
    ASSERT_TRUE(ends());
    EXPECT_TRUE(said().contains(QStringLiteral("storm-2: Docker does not start with the machine. And 1 more.")))
        << qPrintable(said());
    ASSERT_TRUE(test::tick(strip.get(), QStringLiteral("Go on despite 2 warnings")));
    EXPECT_TRUE(run->goesOnAnyway());
    scripted.find(test::troubledReport());
    run->again();
    ASSERT_TRUE(ends());
    EXPECT_TRUE(said().contains(QStringLiteral("storm-2: 4789/udp cannot be reached from storm-1, storm-3.")));
}
