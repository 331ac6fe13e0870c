// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/preflightpage.h"

#include "checks/checktree.h"
#include "checks/reachmatrix.h"
#include "checks/resultpanel.h"
#include "checks/samplereport.h"
#include "support/qtlogguard.h"
#include "tables/tree.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace stormdeck;
using preflight::Verdict;
using ui::CheckTree;
using ui::PreflightPage;
using ui::ReachMatrix;

namespace {
class PreflightPageTest : public testing::Test
{
protected:
    PreflightPageTest()
    {
        page.resize(1000, 700);
        page.setMachines({QStringLiteral("storm-1"), QStringLiteral("storm-2"), QStringLiteral("storm-3")}, {});
        page.QWidget::show();
        page.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&page));
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *one : page.findChildren<QPushButton *>()) {
            if (QString(one->text()).remove(u'&') == text) {
                return one;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QAbstractItemModel *checks() const { return page.findChild<tables::Tree *>()->model(); }

    test::QtLogGuard guard;
    PreflightPage page;
};

QString textAt(const QAbstractItemModel &model, const QModelIndex &parent, int row, int column)
{
    return model.index(row, column, parent).data().toString();
}
} // namespace

TEST(CheckTreeTest, listsMachinesAndTheirChecksWorstFirst)
{
    CheckTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tree.show(test::troubledReport());
    ASSERT_EQ(tree.rowCount(), 4);
    EXPECT_EQ(textAt(tree, {}, 1, CheckTree::Check), QStringLiteral("storm-2"));
    EXPECT_EQ(textAt(tree, {}, 3, CheckTree::Check), QStringLiteral("All machines"));
    const QModelIndex second = tree.index(1, 0);
    EXPECT_EQ(tree.rowCount(second), 5);
    EXPECT_EQ(tree.resultAt(tree.index(0, 0, second))->verdict, Verdict::Error);
    EXPECT_EQ(tree.resultAt(tree.index(1, 0, second))->verdict, Verdict::Warning);
    EXPECT_EQ(textAt(tree, {}, 1, CheckTree::Result), QStringLiteral("error"));
    EXPECT_EQ(tree.worstIndex(), tree.index(0, 0, second));
    EXPECT_EQ(textAt(tree, {}, 0, CheckTree::Result), QStringLiteral("not observed")) << "unseen is not green";
    EXPECT_EQ(textAt(tree, {}, 2, CheckTree::Result), QStringLiteral("passed"));
}

TEST(CheckTreeTest, leavesOutWhatPassedAndStillSaysHowTheMachineIs)
{
    CheckTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tree.show(test::troubledReport());
    tree.setOnlyFindings(true);
    EXPECT_EQ(tree.rowCount(tree.index(1, 0)), 2);
    EXPECT_EQ(tree.rowCount(tree.index(2, 0)), 0);
    EXPECT_EQ(textAt(tree, {}, 2, CheckTree::Result), QStringLiteral("passed"));
}

TEST(CheckTreeTest, showsHowFarEachMachineIs)
{
    CheckTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tree.begin({QStringLiteral("storm-1"), QStringLiteral("storm-2")});
    tree.setProgress({QStringLiteral("storm-2"), preflight::Stage::Failed, QStringLiteral("nobody answers")});
    EXPECT_EQ(textAt(tree, {}, 0, CheckTree::Result), QStringLiteral("running"));
    EXPECT_EQ(textAt(tree, {}, 0, CheckTree::Found), QStringLiteral("waiting"));
    EXPECT_EQ(textAt(tree, {}, 1, CheckTree::Result), QStringLiteral("error"));
    EXPECT_EQ(textAt(tree, {}, 1, CheckTree::Found), QStringLiteral("nobody answers"));
}

TEST(ReachMatrixTest, tellsOpenClosedAndUnseenApart)
{
    ReachMatrix matrix;
    const QAbstractItemModelTester tester(&matrix, QAbstractItemModelTester::FailureReportingMode::Fatal);
    matrix.show(test::troubledReport());
    const auto at = [&](int from, int to) { return matrix.index(from, to + 1).data().toString(); };
    EXPECT_EQ(at(0, 0), QStringLiteral("–"));
    EXPECT_EQ(at(1, 0), QStringLiteral("all open"));
    EXPECT_EQ(at(0, 1), QStringLiteral("1 closed, 4 open"));
    EXPECT_EQ(at(0, 2), QStringLiteral("4 open, 1 not observed"));
    EXPECT_TRUE(matrix.index(0, 2).data(Qt::ToolTipRole).toString().contains(QStringLiteral("4789/udp no answer")));
    EXPECT_EQ(matrix.ports().first(), QStringLiteral("2181/tcp"));
    matrix.setPort(QStringLiteral("4789/udp"));
    EXPECT_EQ(at(0, 1), QStringLiteral("closed"));
    EXPECT_EQ(at(0, 2), QStringLiteral("open"));
    matrix.setPort(QStringLiteral("7946/tcp"));
    EXPECT_EQ(at(0, 2), QStringLiteral("not observed"));
    matrix.setPort({});
    EXPECT_EQ(at(0, 1), QStringLiteral("1 closed, 4 open"));
}

TEST_F(PreflightPageTest, asksToRunAndToStop)
{
    QSignalSpy run(&page, &PreflightPage::runRequested);
    QSignalSpy stop(&page, &PreflightPage::stopRequested);
    button(QStringLiteral("Check the machines"))->click();
    EXPECT_EQ(run.size(), 1);
    page.begin();
    EXPECT_TRUE(button(QStringLiteral("Stop"))->isVisible());
    EXPECT_FALSE(button(QStringLiteral("Run again"))->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    EXPECT_EQ(stop.size(), 1) << "the keyboard is on Stop";
    page.show(test::troubledReport());
    EXPECT_FALSE(button(QStringLiteral("Stop"))->isVisible());
    button(QStringLiteral("Run again"))->click();
    EXPECT_EQ(run.size(), 2);
}

TEST_F(PreflightPageTest, selectsTheWorstAndCopiesWhatMendsIt)
{
    page.begin();
    page.show(test::troubledReport());
    ASSERT_TRUE(page.findChild<ui::ResultPanel *>()->isVisible());
    button(QStringLiteral("Copy these lines"))->click();
    EXPECT_TRUE(
        QApplication::clipboard()->text().startsWith(QStringLiteral("sudo ufw allow proto udp from 10.77.0.11")));
    QTest::keySequence(page.findChild<tables::Tree *>(), QKeySequence::Copy);
    EXPECT_TRUE(QApplication::clipboard()->text().startsWith(QStringLiteral("storm-2: Ports of the swarm")));
    button(QStringLiteral("Copy the hosts list"))->click();
    EXPECT_EQ(QApplication::clipboard()->text().split(u'\n').first(), QStringLiteral("10.77.0.11 storm-1"));
}

TEST_F(PreflightPageTest, forgetsWhatItFoundOnOtherMachines)
{
    page.show(test::troubledReport());
    EXPECT_GT(checks()->rowCount(), 0);
    page.setMachines({QStringLiteral("other")}, {});
    EXPECT_EQ(checks()->rowCount(), 0);
    EXPECT_TRUE(button(QStringLiteral("Check the machines"))->isVisible());
    page.setMachines({}, QStringLiteral("Nothing is connected."));
    EXPECT_FALSE(button(QStringLiteral("Check the machines"))->isVisible());
}

TEST_F(PreflightPageTest, offersTheMatrixByPort)
{
    page.show(test::troubledReport());
    button(QStringLiteral("Ports between them"))->click();
    auto *port = page.findChild<QComboBox *>();
    ASSERT_TRUE(port->isVisible());
    EXPECT_EQ(port->count(), 6) << "all, and the five that were tried";
    EXPECT_FALSE(page.findChild<QCheckBox *>()->isVisible());
    port->setCurrentIndex(port->findData(QStringLiteral("4789/udp")));
    EXPECT_EQ(page.findChild<ReachMatrix *>()->index(0, 2).data().toString(), QStringLiteral("closed"));
}

TEST_F(PreflightPageTest, staysQuietWithNamesAsLongAsTheyGet)
{
    page.show(test::oddReport());
    page.resize(640, 480);
    QApplication::processEvents();
    EXPECT_TRUE(page.findChild<ui::ResultPanel *>()->isVisible());
}
