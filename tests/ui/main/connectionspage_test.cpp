// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/connectionspage.h"

#include "find/findpopup.h"
#include "main/listpage.h"
#include "main/profiletable.h"
#include "main/sourcetable.h"
#include "main/windowtest.h"
#include "ui/wizards/hands.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <gtest/gtest.h>

using namespace stormdeck;
using test::canPress;
using test::press;
using test::saidIn;
using ui::ConnectionsPage;
using ui::ProfileTable;
using ui::SourceTable;

namespace {

class ConnectionsTest : public test::WindowTest
{
protected:
    ConnectionsTest() : WindowTest(QSize(1440, 900))
    {
        m_page = m_window->connectionsPage();
    }

    void trigger(const QKeySequence &keys) const
    {
        for (QAction *action : m_window->actions()) {
            if (action->shortcut() == keys) {
                action->trigger();
            }
        }
    }
    void openPage() const { trigger(QKeySequence(Qt::CTRL | Qt::Key_7)); }
    void showSaved(const QString &current = QStringLiteral("production")) const
    {
        settings::Profile staging{.name = QStringLiteral("staging"), .readOnly = true, .production = true};
        staging.machines = {{QStringLiteral("far-1"), Endpoint::tcp(QStringLiteral("10.9.9.9"), 2375), {}, true}};
        const auto unreadable =
            failure(Error{.kind = ErrorKind::Rejected, .reason = QStringLiteral("line 3 is no list")});
        m_window->setProfiles({{QStringLiteral("odd"), unreadable},
                               {QStringLiteral("production"), settings::Profile{QStringLiteral("production")}},
                               {QStringLiteral("staging"), staging}},
                              current);
    }
    void watch(const watch::Picture &picture) const
    {
        m_window->setConnection({.name = QStringLiteral("production"), .machines = picture.snapshot->machines});
        m_window->showPicture(picture, {});
    }
    [[nodiscard]] static QTableView *tableOf(const ui::ListPage *list)
    {
        return qobject_cast<QTableView *>(list->view());
    }
    void selectProfile(const QString &name) const
    {
        QTableView *table = tableOf(m_page->profiles());
        const auto found = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, name);
        ASSERT_FALSE(found.isEmpty());
        table->selectRow(found.front().row());
        table->setFocus();
    }
    /// What a column says in the row of a source.
    [[nodiscard]] QString source(const QString &name, int column) const
    {
        const QAbstractItemModel *model = tableOf(m_page->sources())->model();
        const auto found = model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
        return found.isEmpty() ? QString() : found.front().siblingAtColumn(column).data().toString();
    }

    ConnectionsPage *m_page = nullptr;
};

} // namespace

TEST_F(ConnectionsTest, opensByItsKeysThoughNothingIsConnected)
{
    showSaved({});
    openPage();
    EXPECT_TRUE(m_page->isVisible());
    EXPECT_TRUE(saidIn(m_page).contains(QStringLiteral("Nothing is connected")));
    trigger(QKeySequence(Qt::CTRL | Qt::Key_1));
    EXPECT_FALSE(m_page->isVisible()) << "the start page is there again";
}

TEST_F(ConnectionsTest, offersANewOneWhereNoneIsSaved)
{
    m_window->setProfiles({}, {});
    openPage();
    QSignalSpy wanted(m_window.get(), &ui::MainWindow::connectRequested);
    EXPECT_TRUE(saidIn(m_page).contains(QStringLiteral("No connection is saved")));
    ASSERT_TRUE(press(m_page, QStringLiteral("New…")));
    EXPECT_EQ(wanted.size(), 1);
}

TEST_F(ConnectionsTest, marksTheOneInUseAndWhatIsSaidOfTheOthers)
{
    showSaved();
    const QAbstractItemModel *model = tableOf(m_page->profiles())->model();
    ASSERT_EQ(model->rowCount(), 3);
    const auto said = [&](int row, int column) { return model->index(row, column).data().toString(); };
    EXPECT_EQ(said(1, ProfileTable::Use), QStringLiteral("this window"));
    EXPECT_TRUE(said(2, ProfileTable::Use).isEmpty());
    EXPECT_EQ(said(2, ProfileTable::Endpoints), QStringLiteral("tcp://10.9.9.9:2375"));
    EXPECT_EQ(said(2, ProfileTable::ReadOnly), QStringLiteral("read-only"));
    EXPECT_EQ(said(2, ProfileTable::Production), QStringLiteral("production"));
    EXPECT_TRUE(said(0, ProfileTable::Endpoints).contains(QStringLiteral("ine 3 is no list")));
    EXPECT_EQ(said(0, ProfileTable::Machines), QStringLiteral("–")) << "not known is not none";
}

TEST_F(ConnectionsTest, asksForWhatIsWantedWithTheSelectedOne)
{
    showSaved();
    openPage();
    EXPECT_FALSE(canPress(m_page, QStringLiteral("Connect here"))) << "nothing is selected";
    selectProfile(QStringLiteral("staging"));
    QSignalSpy chosen(m_window.get(), &ui::MainWindow::profileChosen);
    const std::vector<std::pair<QString, void (ConnectionsPage::*)(const QString &)>> commands{
        {QStringLiteral("New window"), &ConnectionsPage::windowRequested},
        {QStringLiteral("Edit…"), &ConnectionsPage::editRequested},
        {QStringLiteral("Test…"), &ConnectionsPage::testRequested},
        {QStringLiteral("Remove…"), &ConnectionsPage::removeRequested}};
    for (const auto &[label, signal] : commands) {
        QSignalSpy asked(m_page, signal);
        ASSERT_TRUE(press(m_page, label)) << qPrintable(label);
        ASSERT_EQ(asked.size(), 1) << qPrintable(label);
        EXPECT_EQ(asked[0][0].toString(), QStringLiteral("staging"));
    }
    ASSERT_TRUE(press(m_page, QStringLiteral("Connect here")));
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].toString(), QStringLiteral("staging"));
}

TEST_F(ConnectionsTest, doesNotConnectToTheOneInUseNorToWhatCannotBeRead)
{
    showSaved();
    openPage();
    selectProfile(QStringLiteral("production"));
    EXPECT_FALSE(canPress(m_page, QStringLiteral("Connect here")));
    EXPECT_TRUE(canPress(m_page, QStringLiteral("Edit…")));
    selectProfile(QStringLiteral("odd"));
    EXPECT_FALSE(canPress(m_page, QStringLiteral("Edit…")));
    EXPECT_TRUE(canPress(m_page, QStringLiteral("Remove…")));
}

TEST_F(ConnectionsTest, goesByTheKeyboardAlone)
{
    showSaved();
    watch(test::healthyPicture(m_clock));
    openPage();
    selectProfile(QStringLiteral("staging"));
    QSignalSpy chosen(m_window.get(), &ui::MainWindow::profileChosen);
    QSignalSpy removed(m_page, &ConnectionsPage::removeRequested);
    QTest::keyClick(tableOf(m_page->profiles()), Qt::Key_Return);
    EXPECT_EQ(chosen.size(), 1);
    QTest::keyClick(tableOf(m_page->profiles()), Qt::Key_Delete);
    EXPECT_EQ(removed.size(), 1);
    trigger(QKeySequence(QKeySequence::Find));
    EXPECT_EQ(qobject_cast<QLineEdit *>(QApplication::focusWidget())->accessibleName(),
              QStringLiteral("Filter the saved connections"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("read-only"));
    EXPECT_EQ(tableOf(m_page->profiles())->model()->rowCount(), 1);
    tableOf(m_page->sources())->setFocus();
    trigger(QKeySequence(QKeySequence::Find));
    EXPECT_EQ(qobject_cast<QLineEdit *>(QApplication::focusWidget())->accessibleName(),
              QStringLiteral("Filter the sources"));
}

TEST_F(ConnectionsTest, listsEachSourceWithItsWayAndState)
{
    showSaved();
    watch(test::healthyPicture(m_clock));
    openPage();
    EXPECT_EQ(tableOf(m_page->sources())->model()->rowCount(), 6) << "three engines, swarm, ensemble, Storm UI";
    EXPECT_EQ(source(QStringLiteral("storm-1"), SourceTable::State), QStringLiteral("answers"));
    EXPECT_TRUE(source(QStringLiteral("storm-1"), SourceTable::Way).startsWith(QStringLiteral("tcp://")));
    EXPECT_EQ(source(QStringLiteral("Swarm"), SourceTable::Way), QStringLiteral("manager storm-1"));
    EXPECT_EQ(source(QStringLiteral("Swarm"), SourceTable::NextTry), QStringLiteral("–"));
}

TEST_F(ConnectionsTest, saysWhereASourceFailsAndCountsDown)
{
    showSaved();
    watch::Picture picture = test::healthyPicture(m_clock);
    cluster::SourceAge &age = picture.freshness.engines[QStringLiteral("storm-2")];
    takeFailure(age, {.kind = ErrorKind::Unreachable, .layer = Layer::Tls, .reason = QStringLiteral("it expired")},
                m_clock.now());
    age.nextTry = m_clock.now() + std::chrono::seconds(4);
    watch(picture);
    openPage();
    EXPECT_EQ(source(QStringLiteral("storm-2"), SourceTable::State), QStringLiteral("not current"));
    EXPECT_EQ(source(QStringLiteral("storm-2"), SourceTable::Misses), QStringLiteral("1"));
    EXPECT_EQ(source(QStringLiteral("storm-2"), SourceTable::AtLayer), QStringLiteral("TLS"));
    EXPECT_EQ(source(QStringLiteral("storm-2"), SourceTable::Problem), QStringLiteral("it expired"));
    EXPECT_EQ(source(QStringLiteral("storm-2"), SourceTable::NextTry), QStringLiteral("in 4 s"));
    m_clock.advance(std::chrono::seconds(3));
    m_page->tick(m_clock.now());
    EXPECT_EQ(source(QStringLiteral("storm-2"), SourceTable::NextTry), QStringLiteral("in 1 s"));
    QSignalSpy retried(m_window.get(), &ui::MainWindow::refreshRequested);
    QApplication::sendPostedEvents();
    ASSERT_TRUE(press(m_page, QStringLiteral("Retry now")));
    EXPECT_EQ(retried.size(), 1);
}

TEST_F(ConnectionsTest, saysThatNothingIsCurrentWhereNothingIs)
{
    showSaved();
    watch(test::failedPicture(m_clock));
    openPage();
    EXPECT_EQ(source(QStringLiteral("storm-1"), SourceTable::State), QStringLiteral("no answer"));
    const watch::Picture picture = test::healthyPicture(m_clock);
    watch(picture);
    openPage();
    EXPECT_FALSE(saidIn(m_page).contains(QStringLiteral("not current.")));
    m_clock.advance(std::chrono::seconds(60));
    m_page->tick(m_clock.now());
    EXPECT_EQ(source(QStringLiteral("storm-1"), SourceTable::State), QStringLiteral("not current"));
}

TEST_F(ConnectionsTest, aRecordingHasSourcesOnly)
{
    m_window->showRecording(new QWidget);
    watch(test::healthyPicture(m_clock));
    openPage();
    EXPECT_FALSE(m_page->profiles()->isVisible());
    EXPECT_TRUE(m_page->sources()->isVisible());
    EXPECT_EQ(test::button(m_page, QStringLiteral("Retry now")), nullptr);
}

TEST_F(ConnectionsTest, modelsTellTheirChangesInOrder)
{
    ProfileTable profiles;
    SourceTable sources;
    const QAbstractItemModelTester first(&profiles, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QAbstractItemModelTester second(&sources, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const settings::Profile any{QStringLiteral("any")};
    profiles.show({{QStringLiteral("a"), any}, {QStringLiteral("c"), any}}, QStringLiteral("a"));
    profiles.show({{QStringLiteral("b"), any}, {QStringLiteral("c"), any}}, QStringLiteral("c"));
    EXPECT_EQ(profiles.rowCount(), 2);
    EXPECT_EQ(profiles.rowOf(QStringLiteral("b")), 0);
    sources.show(test::healthyPicture(m_clock), m_clock.now());
    sources.show(test::stalePicture(m_clock), m_clock.now());
    EXPECT_EQ(sources.newest().answered.has_value(), true);
    sources.clear();
    EXPECT_EQ(sources.rowCount(), 0);
}

TEST_F(ConnectionsTest, areFoundByTheirNamesAndThePageByItsOwn)
{
    showSaved();
    QSignalSpy chosen(m_window.get(), &ui::MainWindow::profileChosen);
    trigger(QKeySequence(Qt::CTRL | Qt::Key_K));
    auto *popup = m_window->findChild<ui::FindPopup *>();
    ASSERT_TRUE(popup->isVisible()) << "though nothing is connected";
    popup->setQuery(QStringLiteral("staging"));
    const QAbstractItemModel *list = popup->findChild<QListView *>()->model();
    ASSERT_EQ(list->rowCount(), 1);
    EXPECT_EQ(list->index(0, 0).data().toString(), QStringLiteral("Connect to staging"));
    QTest::keyClick(popup->findChild<QLineEdit *>(), Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].toString(), QStringLiteral("staging"));
    trigger(QKeySequence(Qt::CTRL | Qt::Key_K));
    popup->setQuery(QStringLiteral("connections"));
    ASSERT_GE(list->rowCount(), 1);
    QTest::keyClick(popup->findChild<QLineEdit *>(), Qt::Key_Return);
    EXPECT_TRUE(m_page->isVisible());
    trigger(QKeySequence(Qt::CTRL | Qt::Key_K));
    popup->setQuery(QStringLiteral("production"));
    EXPECT_EQ(list->rowCount(), 0) << "this window is connected to it";
}

TEST_F(ConnectionsTest, theFailingOneIsChangedFromTheStartPage)
{
    watch(test::failedPicture(m_clock));
    QSignalSpy changed(m_window.get(), &ui::MainWindow::changeRequested);
    ASSERT_TRUE(press(m_window.get(), QStringLiteral("Change the connection…")));
    EXPECT_EQ(changed.size(), 1);
}
