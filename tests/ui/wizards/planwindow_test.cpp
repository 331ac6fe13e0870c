// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/planwindow.h"

#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "util/deadline.h"
#include "wizards/killpage.h"
#include "wizards/teardownpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <gmock/gmock.h>

namespace stormdeck::wizards {
namespace {

using test::becomes;
using test::button;
using test::canPress;
using test::press;
using test::saidIn;
using Page = PlanWindow::Page;

Error refused()
{
    return {.kind = ErrorKind::Unreachable,
            .attempted = QStringLiteral("look at the machines"),
            .target = QStringLiteral("storm-3"),
            .reason = QStringLiteral("the connection was refused"),
            .remedy = QStringLiteral("Start its engine.")};
}

class Window : public testing::Test
{
protected:
    void review(const QString &kind = QStringLiteral("apply"))
    {
        window = std::make_unique<PlanWindow>(bench.services(), test::smallPlan(kind));
        window->show();
    }
    void ask(KillPlanner planner)
    {
        window = std::make_unique<PlanWindow>(
            bench.services(),
            new KillPage({{QStringLiteral("wc-1")}, QStringLiteral("wc"), QStringLiteral("lab")}, std::move(planner)));
        window->show();
    }
    [[nodiscard]] bool isAt(Page page) const
    {
        return becomes([this, page] { return window->page() == page; });
    }
    [[nodiscard]] bool start(const QString &label)
    {
        return becomes([&] { return canPress(window.get(), label); }) && press(window.get(), label);
    }
    [[nodiscard]] bool isHeldAt(const QString &step) const
    {
        return becomes([&] { return bench.world.isApplying(step); });
    }
    [[nodiscard]] bool says(const QString &text) const { return saidIn(window.get()).contains(text); }

    test::Bench bench;
    std::unique_ptr<PlanWindow> window;
};

TEST_F(Window, marksAPlanForAProductionClusterInWords)
{
    review();
    EXPECT_FALSE(says(QStringLiteral("Production")));
    PlanServices services = bench.services();
    services.production = true;
    window = std::make_unique<PlanWindow>(services, test::smallPlan(QStringLiteral("apply")));
    window->show();
    EXPECT_TRUE(says(QStringLiteral("Production")));
}

TEST_F(Window, goesFromInputsThroughReviewAndRunToTheReport)
{
    std::chrono::seconds asked{0};
    ask([&](const storm::TopologyId &, std::chrono::seconds wait, const std::stop_token &) {
        asked = wait;
        return test::smallPlan(QStringLiteral("kill"));
    });
    EXPECT_EQ(window->page(), Page::Inputs);
    ASSERT_TRUE(press(window.get(), QStringLiteral("Continue")));
    ASSERT_TRUE(isAt(Page::Review));
    EXPECT_EQ(asked, std::chrono::seconds(30));
    EXPECT_FALSE(bench.world.has(QStringLiteral("one")));
    ASSERT_TRUE(start(QStringLiteral("Kill")));
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_TRUE(bench.world.has(QStringLiteral("three")));
    EXPECT_TRUE(says(QStringLiteral("The topology is gone")));
    EXPECT_TRUE(says(QStringLiteral("Three was seen.")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Close")));
    EXPECT_FALSE(window->isVisible());
}

TEST_F(Window, keepsWhatWasEnteredWhenThePlanCannotBeMade)
{
    ask([](const storm::TopologyId &, std::chrono::seconds, const std::stop_token &) -> Result<plan::Plan> {
        return failure(refused());
    });
    test::type(window->findChild<QLineEdit *>(QStringLiteral("qt_spinbox_lineedit")), QStringLiteral("7"));
    const QWidget *focusBefore = window->focusWidget();
    ASSERT_TRUE(focusBefore && focusBefore != button(window.get(), QStringLiteral("Continue")));
    QTest::keyClick(window.get(), Qt::Key_Return);
    ASSERT_TRUE(becomes([&] { return says(QStringLiteral("Could not look at the machines on storm-3.")); }));
    EXPECT_TRUE(says(QStringLiteral("Start its engine.")));
    EXPECT_EQ(window->page(), Page::Inputs);
    EXPECT_TRUE(window->findChild<QLineEdit *>(QStringLiteral("qt_spinbox_lineedit"))->text().startsWith(u'7'));
    EXPECT_EQ(window->focusWidget(), focusBefore) << "and the keyboard is where it was";
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Continue")));
}

TEST_F(Window, goesBackFromTheReviewToTheInputs)
{
    ask([](const auto &, std::chrono::seconds, const std::stop_token &) { return test::smallPlan(); });
    ASSERT_TRUE(press(window.get(), QStringLiteral("Continue")));
    ASSERT_TRUE(isAt(Page::Review));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Back")));
    EXPECT_EQ(window->page(), Page::Inputs);
    QTest::keyClick(window.get(), Qt::Key_Return); // the default button is the page's again
    EXPECT_TRUE(isAt(Page::Review));
}

TEST_F(Window, stopsThePlannerWhenItIsClosedMeanwhile)
{
    ask([](const auto &, std::chrono::seconds, const std::stop_token &stop) -> Result<plan::Plan> {
        (void)stormdeck::pause(std::chrono::seconds(60), stop);
        return failure(refused());
    });
    ASSERT_TRUE(press(window.get(), QStringLiteral("Continue")));
    EXPECT_TRUE(says(QStringLiteral("Looking at the machines…")));
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Continue")));
    QTest::keyClick(window.get(), Qt::Key_Escape);
    EXPECT_FALSE(window->isVisible());
    EXPECT_TRUE(becomes([&] { return bench.background.running() == 0; }));
}

TEST_F(Window, saysWhatAPreparedMachineIsReadyFor)
{
    plan::Plan plan = test::smallPlan(QStringLiteral("prepare"));
    const std::pair<const char *, QString> ends[]{{"images", QStringLiteral("All that was wanted is there.")},
                                                  {"off", QStringLiteral("the snapshot can be taken now")}};
    for (const auto &[last, words] : ends) {
        plan.stages.back().id = {QString::fromLatin1(last)};
        plan.operation = {QString::fromLatin1(last)};
        window = std::make_unique<PlanWindow>(bench.services(), plan);
        window->show();
        ASSERT_TRUE(start(QStringLiteral("Prepare")));
        ASSERT_TRUE(isAt(Page::Report));
        EXPECT_TRUE(says(words)) << qPrintable(saidIn(window.get()));
    }
}

TEST_F(Window, reportsWithoutScrollingSideways)
{
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isAt(Page::Report));
    int seen = 0;
    for (const auto *table : window->findChildren<QTableView *>()) {
        seen += table->isVisible() ? 1 : 0;
        EXPECT_TRUE(!table->isVisible() || becomes([&] { return table->horizontalScrollBar()->maximum() == 0; }));
    }
    EXPECT_GT(seen, 0);
}

TEST_F(Window, saysWhereNothingIsLeftToDo)
{
    for (const char *step : {"one", "two-a", "two-b", "three"}) {
        bench.world.put(QString::fromLatin1(step));
    }
    review();
    EXPECT_TRUE(becomes([&] { return says(QStringLiteral("All steps are done already: nothing is left to do.")); }));
}

TEST_F(Window, showsWhatIsThereAlreadyAndTheCommandsOfTheSelectedStep)
{
    bench.world.put(QStringLiteral("one"));
    review();
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Set up"))); // before the check has ended
    ASSERT_TRUE(becomes([&] { return says(QStringLiteral("3 steps, about 10 s, 1 already done")); }));
    EXPECT_TRUE(says(QStringLiteral("one is there")));
    EXPECT_TRUE(says(QStringLiteral("• pulled images")));
    ASSERT_TRUE(becomes([&] { return canPress(window.get(), QStringLiteral("Copy commands")); }));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Copy commands")));
    EXPECT_EQ(QGuiApplication::clipboard()->text(),
              QStringLiteral("docker make one\ndocker make two-a\ndocker make two-b\ndocker make three"));
}

TEST_F(Window, startsOnEnterOnlyWhereNothingIsDestroyed)
{
    review();
    ASSERT_TRUE(becomes([&] { return canPress(window.get(), QStringLiteral("Set up")); }));
    EXPECT_TRUE(button(window.get(), QStringLiteral("Set up"))->isDefault());
    QTest::keyClick(window.get(), Qt::Key_Return);
    EXPECT_TRUE(isAt(Page::Report));

    review(QStringLiteral("kill"));
    ASSERT_TRUE(becomes([&] { return canPress(window.get(), QStringLiteral("Kill")); }));
    QTest::keyClick(window.get(), Qt::Key_Return);
    EXPECT_EQ(window->page(), Page::Review);
    EXPECT_FALSE(window->session());
}

TEST_F(Window, refusesToStartOverAConflictAndChecksAgain)
{
    bench.world.block(QStringLiteral("two-a"));
    review();
    ASSERT_TRUE(becomes([&] { return says(QStringLiteral("1 in conflict: it cannot start")); }));
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Set up")));
    EXPECT_TRUE(says(QStringLiteral("storm-2 belongs to another swarm")));
    bench.world.mend(QStringLiteral("two-a"));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Check again")));
    EXPECT_TRUE(becomes([&] { return canPress(window.get(), QStringLiteral("Set up")); }));
}

TEST_F(Window, saysWhichStepCouldNotBeCheckedAndWhy)
{
    bench.world.hide(QStringLiteral("three"));
    review();
    ASSERT_TRUE(becomes([&] { return says(QStringLiteral("1 could not be checked")); }));
    EXPECT_TRUE(says(QStringLiteral("Could not look at the machine on storm-1.")));
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Set up")));
}

TEST_F(Window, tearsDownOnlyAfterTheNameWasTypedAndNamesAllThatGoes)
{
    review(QStringLiteral("teardown"));
    ASSERT_TRUE(becomes([&] { return bench.background.running() == 0; }));
    EXPECT_TRUE(says(QStringLiteral("Make two-b")));
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Tear down")));
    QLineEdit *confirm = test::field(window.get(), QStringLiteral("Type lab to confirm"));
    ASSERT_TRUE(confirm);
    test::type(confirm, QStringLiteral("la"));
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Tear down")));
    QTest::keyClicks(confirm, QStringLiteral("b"));
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Tear down")));
    QTest::keyClick(confirm, Qt::Key_Return);
    EXPECT_EQ(window->page(), Page::Review); // not by the way
    ASSERT_TRUE(press(window.get(), QStringLiteral("Tear down")));
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_TRUE(says(QStringLiteral("The cluster lab is gone")));
}

TEST_F(Window, stopsAfterAQuestionAndOffersWhatCanBeDoneNext)
{
    bench.world.hold(QStringLiteral("three"));
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isHeldAt(QStringLiteral("three")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Stop…")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Stop")));
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_TRUE(says(QStringLiteral("Stopped as you asked")));
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Undo")));
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Leave as it is")));
    bench.world.release(QStringLiteral("three"));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Resume")));
    ASSERT_TRUE(becomes([&] { return says(QStringLiteral("The cluster lab is up")); }));
    EXPECT_EQ(bench.world.applied(QStringLiteral("one")), 1);
}

TEST_F(Window, goesOnWhenTheQuestionIsDismissed)
{
    bench.world.hold(QStringLiteral("three"));
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isHeldAt(QStringLiteral("three")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Stop…")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Keep running")));
    EXPECT_FALSE(window->session()->isStopping());
    bench.world.release(QStringLiteral("three"));
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_TRUE(says(QStringLiteral("The cluster lab is up")));
}

TEST_F(Window, tellsWhereItFailedAndWhyAndTakesItBack)
{
    bench.world.breakStep(QStringLiteral("three"));
    bench.world.say(QStringLiteral("three"), {QStringLiteral("no space left")}, {});
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_TRUE(says(QStringLiteral("Failed: Make three")));
    EXPECT_TRUE(says(QStringLiteral("Could not make three on storm-1.")));
    EXPECT_TRUE(says(QStringLiteral("Free some space and resume.")));
    EXPECT_TRUE(says(QStringLiteral("Output")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Undo")));
    ASSERT_TRUE(becomes([&] { return says(QStringLiteral("What this operation changed was taken back.")); }));
    EXPECT_FALSE(bench.world.has(QStringLiteral("one")));
    EXPECT_FALSE(button(window.get(), QStringLiteral("Resume")));
}

TEST_F(Window, offersNoUndoForWhatGoesForwardOnly)
{
    bench.world.breakStep(QStringLiteral("three"));
    review(QStringLiteral("kill"));
    ASSERT_TRUE(start(QStringLiteral("Kill")));
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_FALSE(button(window.get(), QStringLiteral("Undo")));
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Resume")));
}

TEST_F(Window, offersOnlyToGoOnWithAnUndoThatDidNotEnd)
{
    bench.world.breakStep(QStringLiteral("three"));
    bench.world.breakRevert(QStringLiteral("one"));
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isAt(Page::Report));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Undo")));
    ASSERT_TRUE(becomes([&] { return says(QStringLiteral("The undo is not complete")); }));
    EXPECT_FALSE(button(window.get(), QStringLiteral("Resume")));
    bench.world.mend(QStringLiteral("one"));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Go on undoing")));
    EXPECT_TRUE(becomes([&] { return !bench.world.has(QStringLiteral("one")); }));
}

TEST_F(Window, goesOnInTheBackgroundWhenItIsClosedWhileItRuns)
{
    bench.world.hold(QStringLiteral("three"));
    review();
    int hidden = 0;
    QStringList progress;
    QObject::connect(window.get(), &PlanWindow::movedToBackground, [&] { ++hidden; });
    QObject::connect(window.get(), &PlanWindow::progressText, [&](const QString &text) { progress.append(text); });
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isHeldAt(QStringLiteral("three")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Run in background")));
    EXPECT_FALSE(window->isVisible());
    window->show();
    QTest::keyClick(window.get(), Qt::Key_Escape);
    EXPECT_FALSE(window->isVisible());
    window->show();
    EXPECT_TRUE(window->close());
    EXPECT_EQ(hidden, 3);
    EXPECT_TRUE(window->isRunning());
    const QString third = QStringLiteral("Set up lab · Step 3 of 3");
    ASSERT_TRUE(becomes([&] { return !progress.isEmpty() && progress.back().startsWith(third); }));
    bench.world.release(QStringLiteral("three"));
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_TRUE(bench.world.has(QStringLiteral("three")));
    EXPECT_TRUE(window->isVisible());
    int closed = 0;
    QObject::connect(window.get(), &QDialog::finished, [&] { ++closed; });
    EXPECT_TRUE(window->close());
    EXPECT_EQ(closed, 1);
}

TEST_F(Window, leavesNothingRunningWhenItIsDestroyed)
{
    bench.world.hold(QStringLiteral("three"));
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isHeldAt(QStringLiteral("three")));
    window.reset();
    EXPECT_TRUE(becomes([&] { return bench.background.running() == 0; }));
    EXPECT_FALSE(bench.world.isApplying(QStringLiteral("three")));
    const auto open = plan::interruptedOperations(bench.folder.path());
    ASSERT_TRUE(open);
    EXPECT_EQ(open->operations.size(), 1U);
}

TEST_F(Window, takesUpAnInterruptedOperationByItsJournal)
{
    bench.world.breakStep(QStringLiteral("three"));
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isAt(Page::Report));
    window.reset();
    bench.world.mend(QStringLiteral("three"));
    const QString journal = bench.journal();
    window = std::make_unique<PlanWindow>(bench.services(), journal, PlanWindow::Then::Resume);
    window->show();
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_TRUE(says(QStringLiteral("The cluster lab is up")));
}

TEST_F(Window, closesAnInterruptedOperationAsItIs)
{
    bench.world.breakStep(QStringLiteral("three"));
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isAt(Page::Report));
    window.reset();
    window = std::make_unique<PlanWindow>(bench.services(), bench.journal(), PlanWindow::Then::Leave);
    window->show();
    ASSERT_TRUE(becomes([&] { return !window->isVisible(); }));
    EXPECT_TRUE(plan::interruptedOperations(bench.folder.path())->operations.empty());
}

TEST_F(Window, freesTheClusterWhenAnOperationIsClosedAsItIs)
{
    bench.world.breakStep(QStringLiteral("two-a"));
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isAt(Page::Report));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Leave as it is")));
    ASSERT_TRUE(becomes([&] { return !window->isVisible(); }));
    EXPECT_TRUE(bench.world.isFree(QStringLiteral("one")));
    EXPECT_TRUE(bench.world.has(QStringLiteral("one")));
    EXPECT_FALSE(bench.world.isFree(QStringLiteral("three"))); // it never began
}

TEST_F(Window, closesAnOperationThoughItsClaimStaysAndSaysSo)
{
    bench.world.breakStep(QStringLiteral("three"));
    bench.world.clutch(QStringLiteral("one"));
    review();
    ASSERT_TRUE(start(QStringLiteral("Set up")));
    ASSERT_TRUE(isAt(Page::Report));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Leave as it is")));
    ASSERT_TRUE(becomes([&] { return says(QStringLiteral("Could not free one on storm-1.")); }));
    EXPECT_FALSE(button(window.get(), QStringLiteral("Leave as it is")));
    EXPECT_FALSE(button(window.get(), QStringLiteral("Resume")));
    EXPECT_TRUE(plan::interruptedOperations(bench.folder.path())->operations.empty());
    EXPECT_TRUE(press(window.get(), QStringLiteral("Close")));
    EXPECT_FALSE(window->isVisible());
}

TEST_F(Window, saysWhyAJournalCannotBeTakenUp)
{
    window = std::make_unique<PlanWindow>(bench.services(), bench.folder.filePath(QStringLiteral("none.journal")),
                                          PlanWindow::Then::Resume);
    window->show();
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_TRUE(says(QStringLiteral("Could not")));
    EXPECT_FALSE(button(window.get(), QStringLiteral("Resume")));
    EXPECT_TRUE(press(window.get(), QStringLiteral("Close")));
}

TEST_F(Window, givesTheTickOfATearDownToItsPlanner)
{
    bool keeps = false;
    window = std::make_unique<PlanWindow>(
        bench.services(), new TearDownPage(QStringLiteral("lab"), [&](const ops::TearDownInputs &inputs, const auto &) {
            keeps = inputs.keepSwarm;
            return test::smallPlan(QStringLiteral("teardown"));
        }));
    window->show();
    ASSERT_TRUE(test::tick(window.get(), QStringLiteral("Keep the swarm")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Continue")));
    ASSERT_TRUE(isAt(Page::Review));
    EXPECT_TRUE(keeps);
}

} // namespace
} // namespace stormdeck::wizards
