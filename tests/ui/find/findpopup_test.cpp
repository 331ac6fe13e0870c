// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "find/findpopup.h"

#include "find/findresults.h"
#include "main/pages.h"
#include "main/windowtest.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace stormdeck;
using cluster::SubjectKind;

namespace {

class FindPopupTest : public test::WindowTest
{
protected:
    FindPopupTest()
    {
        m_picture = test::downPicture(m_clock);
        settings::Profile profile;
        profile.name = QStringLiteral("production");
        m_window->setConnection(profile);
        m_window->showPicture(m_picture, {});
        for (QAction *action : m_window->actions()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_K)) {
                action->trigger();
            }
        }
        m_popup = m_window->findChild<ui::FindPopup *>();
        m_field = m_popup->findChild<QLineEdit *>();
        m_list = m_popup->findChild<QListView *>();
    }

    [[nodiscard]] QStringList found() const
    {
        QStringList names;
        for (int row = 0; row < m_list->model()->rowCount(); ++row) {
            names << m_list->model()->index(row, 0).data().toString();
        }
        return names;
    }
    void type(const char *text) const { QTest::keyClicks(m_field, QString::fromUtf8(text)); }
    [[nodiscard]] QString selectedInDetails() const
    {
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->parentWidget()->accessibleName() == QStringLiteral("Details")) {
                return label->text();
            }
        }
        return {};
    }

    watch::Picture m_picture;
    ui::FindPopup *m_popup = nullptr;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
};

TEST_F(FindPopupTest, opensWithTheKeyboardInItsField)
{
    EXPECT_TRUE(m_popup->isVisible());
    EXPECT_EQ(QApplication::focusWidget(), m_field);
    EXPECT_FALSE(m_field->accessibleName().isEmpty());
}

TEST_F(FindPopupTest, findsEveryKindOfThing)
{
    for (const char *name : {"storm-2", "wordcount", "production-zk1", "zk3", "split", "production-supervisor.storm-2",
                             "storm-3 is down.", "Submit topology…", "Nodes"}) {
        m_field->setText(QString::fromUtf8(name));
        EXPECT_TRUE(found().contains(QString::fromUtf8(name))) << name;
    }
}

TEST_F(FindPopupTest, findsANodeByItsIdItsLabelsItsDaemonsAndItsSlots)
{
    m_window->showPicture(
        test::changed(m_picture,
                      [](cluster::Snapshot &snapshot) {
                          snapshot.nodes[0].daemons.clear();
                          cluster::NodeView &node = snapshot.nodes[1];
                          node.node.value = QStringLiteral("x7k2mwq9");
                          node.labels = {{QStringLiteral("rack"), QStringLiteral("r7")}};
                          node.daemons = {{.role = cluster::StormRole::Nimbus, .leader = true},
                                          {.role = cluster::StormRole::Supervisor, .host = QStringLiteral("worker-b")}};
                          node.slotViews = {{.port = 6789}};
                      }),
        {});
    for (const char *query : {"x7k2mwq9", "rack=r7", "nimbus leader", "supervisor worker-b", "worker-b:6789"}) {
        for (QAction *action : m_window->actions()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_K)) {
                action->trigger();
            }
        }
        m_field->setText(QString::fromUtf8(query));
        ASSERT_FALSE(found().isEmpty()) << query;
        QTest::keyClick(m_field, Qt::Key_Return);
        EXPECT_EQ(selectedInDetails(), QStringLiteral("storm-2")) << query;
        m_window->select({});
    }
}

TEST_F(FindPopupTest, returnGoesToWhatIsFoundAndCloses)
{
    type("storm-2");
    QTest::keyClick(m_field, Qt::Key_Return);
    EXPECT_FALSE(m_popup->isVisible());
    EXPECT_EQ(selectedInDetails(), QStringLiteral("storm-2"));
}

TEST_F(FindPopupTest, theArrowsMoveAndStayInTheList)
{
    type("zk");
    QTest::keyClick(m_field, Qt::Key_Down);
    EXPECT_EQ(m_list->currentIndex().row(), 1);
    QTest::keyClick(m_field, Qt::Key_Up);
    QTest::keyClick(m_field, Qt::Key_Up);
    EXPECT_EQ(m_list->currentIndex().row(), 0);
    QTest::keyClick(m_field, Qt::Key_PageDown);
    QTest::keyClick(m_field, Qt::Key_PageDown);
    EXPECT_EQ(m_list->currentIndex().row(), m_list->model()->rowCount() - 1);
    QTest::keyClick(m_field, Qt::Key_Up);
    const QString chosen = m_list->currentIndex().data().toString();
    QTest::keyClick(m_field, Qt::Key_Return);
    EXPECT_EQ(selectedInDetails(), chosen);
}

TEST_F(FindPopupTest, theArrowsMoveNothingWhereNothingIsFound)
{
    type("nothing is called so");
    ASSERT_EQ(found(), QStringList());
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_PageDown, Qt::Key_Return}) {
        QTest::keyClick(m_field, key);
    }
    EXPECT_TRUE(m_popup->isVisible());
}

TEST_F(FindPopupTest, runsACommand)
{
    const QSignalSpy asked(m_window.get(), &ui::MainWindow::submitRequested);
    type("submit");
    QTest::keyClick(m_field, Qt::Key_Return);
    EXPECT_EQ(asked.count(), 1);
}

TEST_F(FindPopupTest, doesNotOfferACommandThatCannotBeUsed)
{
    type("kill");
    EXPECT_FALSE(found().contains(QStringLiteral("Kill the selected topology…")));
}

TEST_F(FindPopupTest, escapeClosesItAndKeepsTheSelection)
{
    m_window->select(subjectOf(m_picture.snapshot->nodes[0]));
    QTest::keyClick(m_field, Qt::Key_Escape);
    EXPECT_FALSE(m_popup->isVisible());
    EXPECT_EQ(selectedInDetails(), QStringLiteral("storm-1"));
}

TEST_F(FindPopupTest, whatHasGoneMeanwhileSelectsNothing)
{
    type("storm-2");
    m_window->showPicture(test::emptyPicture(m_clock), {});
    QTest::keyClick(m_field, Qt::Key_Return);
    EXPECT_EQ(selectedInDetails(), QStringLiteral("production"));
}

TEST(FindResults, areCappedAndKeepTheModelSound)
{
    ui::FindResults results;
    const QAbstractItemModelTester tester(&results, QAbstractItemModelTester::FailureReportingMode::Warning);
    ui::FindIndex index;
    for (int i = 0; i < 10'000; ++i) {
        index.add(QStringLiteral("task-%1").arg(i), {}, {SubjectKind::SwarmTask, QString::number(i), {}});
    }
    results.setIndex(std::move(index), {});
    results.setQuery(QStringLiteral("task"));
    EXPECT_EQ(results.rowCount(), static_cast<int>(ui::FindResults::most));
    results.setQuery(QStringLiteral("9999"));
    ASSERT_EQ(results.rowCount(), 1);
    EXPECT_EQ(results.found(0).subject.key, QStringLiteral("9999"));
    EXPECT_TRUE(results.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Swarm task")));
}

} // namespace
