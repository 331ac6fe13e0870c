// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The checks of the machines within the window of a plan.
#include "actions/values.h"
#include "checks/checktree.h"
#include "tables/tree.h"
#include "ui/checks/samplereport.h"
#include "ui/checks/scriptedchecks.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "wizards/clusterpage.h"
#include "wizards/planwindow.h"

#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

namespace stormdeck::wizards {
namespace {

using test::becomes;
using test::button;
using test::canPress;
using test::press;
using test::tick;
using Page = PlanWindow::Page;

/// Inputs that need nothing entered, and machines that can be checked.
class ReadyInputs : public InputsPage
{
public:
    ReadyInputs(PlanMaker planner, test::ScriptedChecks &scripted) : m_planner(std::move(planner)), m_scripted(scripted)
    {
    }
    [[nodiscard]] QString title() const override { return QStringLiteral("Set up a cluster"); }
    [[nodiscard]] QString subtitle() const override { return {}; }
    [[nodiscard]] PlanMaker planMaker() override { return m_planner; }
    [[nodiscard]] ui::MachineChecks machineChecks() const override { return m_scripted.checks(); }

private:
    PlanMaker m_planner;
    test::ScriptedChecks &m_scripted;
};

/// The small plan, whose first step makes a swarm.
plan::Plan formingPlan()
{
    plan::Plan plan = test::smallPlan();
    plan.stages[0].steps[0].action = actions::encode(actions::InitSwarm{.machine = QStringLiteral("storm-1")});
    return plan;
}

Error unreachable(ErrorKind kind)
{
    return {.kind = kind, .attempted = QStringLiteral("look at the machines"), .reason = QStringLiteral("it hangs")};
}

class PlanChecks : public testing::Test
{
protected:
    void open(PlanMaker planner = [](const std::stop_token &) -> Result<plan::Plan> { return formingPlan(); })
    {
        window = std::make_unique<PlanWindow>(bench.services(), new ReadyInputs(std::move(planner), scripted));
        window->show();
        EXPECT_TRUE(press(window.get(), QStringLiteral("Continue")));
    }
    [[nodiscard]] bool isAt(Page page) const
    {
        return becomes([this, page] { return window->page() == page; });
    }
    [[nodiscard]] bool canStart() const
    {
        return becomes([this] { return canPress(window.get(), QStringLiteral("Set up")); });
    }
    [[nodiscard]] bool says(const QString &text) const
    {
        return becomes([&] { return test::saidIn(window.get()).contains(text); });
    }
    /// All that was to be looked at was looked at.
    [[nodiscard]] bool isQuiet() const
    {
        return becomes([this] { return bench.background.running() == 0; });
    }

    test::ScriptedChecks scripted{test::cleanReport()};
    test::Bench bench;
    std::unique_ptr<PlanWindow> window;
};

TEST_F(PlanChecks, costNoClickWhereAllIsWell)
{
    open();
    ASSERT_TRUE(isAt(Page::Review));
    ASSERT_TRUE(canStart());
    EXPECT_EQ(scripted.runs(), 1);
    EXPECT_TRUE(says(QStringLiteral("17 passed")));
    EXPECT_EQ(window->page(), Page::Review);
    ASSERT_TRUE(press(window.get(), QStringLiteral("Set up")));
    ASSERT_TRUE(isAt(Page::Report));
    EXPECT_FALSE(test::saidIn(window.get()).contains(QStringLiteral("17 passed"))) << "that was before";
}

TEST_F(PlanChecks, holdThePlanUpWhileTheyRunAndCanBeStopped)
{
    scripted.hold();
    open();
    ASSERT_TRUE(says(QStringLiteral("1 of 3 done")));
    EXPECT_TRUE(says(QStringLiteral("It can start once the machines are checked.")));
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Set up")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Stop checking")));
    ASSERT_TRUE(says(QStringLiteral("Not all was checked")));
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Set up")));
    ASSERT_TRUE(tick(window.get(), QStringLiteral("Go on though not all was checked")));
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Set up")));
}

TEST_F(PlanChecks, letWarningsBeOverriddenByATick)
{
    scripted.find(test::warningReport());
    open();
    ASSERT_TRUE(says(QStringLiteral("2 warnings: mend that, or tick to go on.")));
    EXPECT_EQ(window->page(), Page::Review);
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Set up")));
    ASSERT_TRUE(tick(window.get(), QStringLiteral("Go on despite 2 warnings")));
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Set up")));
    ASSERT_TRUE(tick(window.get(), QStringLiteral("Go on despite 2 warnings")));
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Set up")));
    ASSERT_TRUE(tick(window.get(), QStringLiteral("Go on despite 2 warnings")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Run again")));
    ASSERT_TRUE(becomes([&] { return scripted.runs() == 2; }));
    ASSERT_TRUE(says(QStringLiteral("2 warnings: mend that, or tick to go on.")));
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Set up"))) << "the tick was for what the first run found";
}

TEST_F(PlanChecks, showWhatHasToBeMendedAndRunAgain)
{
    scripted.find(test::troubledReport());
    open();
    ASSERT_TRUE(isAt(Page::Checks));
    EXPECT_TRUE(says(QStringLiteral("It cannot start: 1 error to mend first.")));
    EXPECT_TRUE(says(QStringLiteral("4789/udp from storm-1: no answer"))) << "the evidence";
    EXPECT_TRUE(says(QStringLiteral("Let the other machines through"))) << "the remedy";
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Copy these lines")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Show the plan")));
    EXPECT_EQ(window->page(), Page::Review);
    EXPECT_FALSE(canPress(window.get(), QStringLiteral("Set up")));
    EXPECT_TRUE(says(QStringLiteral("It cannot start: 1 error to mend first.")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Details")));
    EXPECT_EQ(window->page(), Page::Checks);
    scripted.find(test::cleanReport());
    ASSERT_TRUE(press(window.get(), QStringLiteral("Run again")));
    ASSERT_TRUE(says(QStringLiteral("17 passed")));
    QTest::keyClick(window.get(), Qt::Key_Return);
    EXPECT_EQ(window->page(), Page::Review) << "the way back is the default";
    EXPECT_TRUE(canPress(window.get(), QStringLiteral("Set up")));
    EXPECT_TRUE(button(window.get(), QStringLiteral("Set up"))->isDefault());
}

TEST_F(PlanChecks, showHowFarEachMachineIs)
{
    scripted.hold();
    open();
    ASSERT_TRUE(says(QStringLiteral("1 of 3 done")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Details")));
    const QAbstractItemModel *tree = window->findChild<tables::Tree *>()->model();
    ASSERT_EQ(tree->rowCount(), 3);
    EXPECT_EQ(tree->index(1, ui::CheckTree::Found).data().toString(), QStringLiteral("trying ports of the others"));
    EXPECT_FALSE(button(window.get(), QStringLiteral("Run again")));
    scripted.release();
    EXPECT_TRUE(becomes([&] { return canPress(window.get(), QStringLiteral("Run again")); }));
}

TEST_F(PlanChecks, areLeftOutWhereNothingIsFormedOrDeployed)
{
    bench.world.put(QStringLiteral("one"));
    open();
    ASSERT_TRUE(isAt(Page::Review));
    ASSERT_TRUE(canStart());
    EXPECT_EQ(scripted.runs(), 0);
    EXPECT_FALSE(button(window.get(), QStringLiteral("Details")));
}

TEST_F(PlanChecks, tellWhyNoPlanCouldBeMade)
{
    bool isMended = false;
    scripted.find(test::troubledReport());
    open([&](const std::stop_token &) -> Result<plan::Plan> {
        return isMended ? Result<plan::Plan>(formingPlan()) : failure(unreachable(ErrorKind::Unreachable));
    });
    ASSERT_TRUE(says(QStringLiteral("storm-2: 4789/udp cannot be reached")));
    EXPECT_EQ(window->page(), Page::Inputs) << "where something may be typed just now";
    EXPECT_TRUE(says(QStringLiteral("It hangs")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Details")));
    EXPECT_TRUE(says(QStringLiteral("Let the other machines through")));
    EXPECT_FALSE(button(window.get(), QStringLiteral("Show the plan")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Run again")));
    ASSERT_TRUE(becomes([&] { return scripted.runs() == 2; }));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Back")));
    isMended = true;
    scripted.find(test::cleanReport());
    ASSERT_TRUE(isQuiet());
    ASSERT_TRUE(press(window.get(), QStringLiteral("Continue")));
    ASSERT_TRUE(isAt(Page::Review));
    EXPECT_TRUE(canStart());
    EXPECT_EQ(scripted.runs(), 3) << "what was found before the machines were mended is not current";
}

TEST_F(PlanChecks, doNotRunForWhatWasRefusedBeforeAnyMachineWasAsked)
{
    open([](const std::stop_token &) -> Result<plan::Plan> { return failure(unreachable(ErrorKind::Rejected)); });
    ASSERT_TRUE(says(QStringLiteral("It hangs")));
    ASSERT_TRUE(isQuiet());
    EXPECT_EQ(scripted.runs(), 0);
}

TEST_F(PlanChecks, doNotAskAgainWhoHasJustRefusedALogin)
{
    open([](const std::stop_token &) -> Result<plan::Plan> {
        Error refused = unreachable(ErrorKind::Denied);
        refused.layer = Layer::Login;
        return failure(refused);
    });
    ASSERT_TRUE(says(QStringLiteral("It hangs")));
    ASSERT_TRUE(isQuiet());
    EXPECT_EQ(scripted.runs(), 0);
}

TEST_F(PlanChecks, areForgottenOnTheWayBackToTheInputs)
{
    scripted.hold();
    open();
    ASSERT_TRUE(says(QStringLiteral("1 of 3 done")));
    ASSERT_TRUE(press(window.get(), QStringLiteral("Back")));
    EXPECT_EQ(window->page(), Page::Inputs);
    EXPECT_FALSE(button(window.get(), QStringLiteral("Stop checking")));
    EXPECT_TRUE(isQuiet()) << "they were stopped";
    EXPECT_EQ(window->page(), Page::Inputs);
}

TEST_F(PlanChecks, endWithTheWindow)
{
    scripted.hold();
    open();
    ASSERT_TRUE(says(QStringLiteral("1 of 3 done")));
    QTest::keyClick(window.get(), Qt::Key_Escape);
    EXPECT_FALSE(window->isVisible());
    EXPECT_TRUE(isQuiet());
}

TEST_F(PlanChecks, areOfTheMachinesAndInputsThatWereEntered)
{
    ops::ClusterInputs checked;
    std::mutex mutex;
    auto *page = new ClusterPage(
        bench.background, [](const Endpoint &, const std::stop_token &) { return dialogs::EngineReport{QString()}; },
        [](const auto &, const auto &) -> Result<plan::Plan> { return formingPlan(); },
        [&](const ops::ClusterInputs &inputs, const preflight::ProgressSink &, const std::stop_token &) {
            const std::scoped_lock lock(mutex);
            checked = inputs;
            return test::cleanReport();
        });
    ops::ClusterInputs given{.name = QStringLiteral("prod")};
    given.machines = {{QStringLiteral("m1"), Endpoint::unixSocket(QStringLiteral("/run/docker.sock")),
                       QStringLiteral("10.0.0.1"), true}};
    given.storm.uiPort = 8081;
    page->setInputs(given);
    window = std::make_unique<PlanWindow>(bench.services(), page);
    window->show();
    ASSERT_TRUE(press(window.get(), QStringLiteral("Continue")));
    ASSERT_TRUE(canStart());
    EXPECT_TRUE(says(QStringLiteral("17 passed")));
    const std::scoped_lock lock(mutex);
    EXPECT_EQ(checked, ops::withDefaults(given));
}

} // namespace
} // namespace stormdeck::wizards
