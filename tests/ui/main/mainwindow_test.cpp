// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/mainwindow.h"

#include "main/detailpanel.h"
#include "main/pictures.h"
#include "main/planeage.h"
#include "main/topbar.h"
#include "main/windowstate.h"
#include "map/mapview.h"
#include "ui/wizards/hands.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;

namespace {

class MainWindowTest : public testing::Test
{
protected:
    MainWindowTest()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        m_window = std::make_unique<ui::MainWindow>(m_clock);
        m_window->show();
    }

    void connectTo(const watch::Picture &picture, bool readOnly = false)
    {
        settings::Profile profile;
        profile.name = QStringLiteral("production");
        profile.machines = picture.snapshot->machines;
        profile.readOnly = readOnly;
        m_window->setConnection(profile);
        m_window->showPicture(picture, {});
        QApplication::sendPostedEvents(); // new rows are shown by a queued call of their layout
    }

    /// A visible button with this text.
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *candidate : m_window->findChildren<QPushButton *>()) {
            if (candidate->isVisible() && candidate->text().remove(u'&') == text) {
                return candidate;
            }
        }
        return nullptr;
    }

    [[nodiscard]] ui::PlaneAge *plane(const QString &name) const
    {
        for (ui::PlaneAge *candidate : m_window->findChildren<ui::PlaneAge *>()) {
            if (candidate->accessibleName().startsWith(name)) {
                return candidate;
            }
        }
        return nullptr;
    }

    [[nodiscard]] bool shows(const QString &text) const
    {
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }

    QTemporaryDir m_settings;
    test::StillClock m_clock;
    std::unique_ptr<ui::MainWindow> m_window;
};

TEST_F(MainWindowTest, withoutAConnectionSaysWhatBelongsHereAndOffersTheNextStep)
{
    EXPECT_TRUE(shows(QStringLiteral("No cluster is connected")));
    const QSignalSpy asked(m_window.get(), &ui::MainWindow::connectRequested);
    ASSERT_NE(button(QStringLiteral("Connect…")), nullptr);
    button(QStringLiteral("Connect…"))->click();
    EXPECT_EQ(asked.count(), 1);
}

TEST_F(MainWindowTest, waitsForTheFirstAnswerByName)
{
    connectTo(test::waitingPicture(m_clock));
    EXPECT_TRUE(shows(QStringLiteral("Connecting to production")));
}

TEST_F(MainWindowTest, saysWhyNobodyAnswersAndTriesAgainOnRequest)
{
    connectTo(test::failedPicture(m_clock));
    EXPECT_TRUE(shows(QStringLiteral("nothing answers at that address")));
    const QSignalSpy again(m_window.get(), &ui::MainWindow::refreshRequested);
    ASSERT_NE(button(QStringLiteral("Retry now")), nullptr);
    button(QStringLiteral("Retry now"))->click();
    EXPECT_EQ(again.count(), 1);
}

TEST_F(MainWindowTest, killNamesTheSelectedTopology)
{
    const watch::Picture picture = test::healthyPicture(m_clock);
    connectTo(picture);
    const QString id = picture.snapshot->topologies[1].summary.id.value;
    m_window->select({cluster::SubjectKind::Topology, id, {}});
    const QSignalSpy kill(m_window.get(), &ui::MainWindow::killRequested);
    ASSERT_NE(button(QStringLiteral("Kill…")), nullptr);
    button(QStringLiteral("Kill…"))->click();
    ASSERT_EQ(kill.count(), 1);
    EXPECT_EQ(kill.front().front().toString(), id);
}

TEST_F(MainWindowTest, aReadOnlyConnectionOffersNoChange)
{
    const watch::Picture picture = test::healthyPicture(m_clock);
    connectTo(picture, true);
    m_window->select(subjectOf(picture.snapshot->topologies[1]));
    EXPECT_FALSE(button(QStringLiteral("Kill…"))->isEnabled());
    EXPECT_FALSE(button(QStringLiteral("Submit topology…"))->isEnabled());
}

TEST_F(MainWindowTest, aSelectedTopologyTakesTheSelectionFromTheNodeAndEscapeClearsIt)
{
    const watch::Picture picture = test::healthyPicture(m_clock);
    connectTo(picture);
    m_window->select(subjectOf(picture.snapshot->nodes[1]));
    EXPECT_TRUE(shows(QStringLiteral("storm-2")));
    m_window->select(subjectOf(picture.snapshot->topologies[0]));
    EXPECT_NE(button(QStringLiteral("Kill…")), nullptr);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    EXPECT_EQ(button(QStringLiteral("Kill…")), nullptr);
}

TEST_F(MainWindowTest, offersAnInterruptedOperationWithWhatCanBeDoneAboutIt)
{
    plan::Interrupted forward;
    forward.path = QStringLiteral("a.journal");
    forward.title = QStringLiteral("Tear down");
    m_window->showInterrupted({.operations = {forward}});
    EXPECT_EQ(button(QStringLiteral("Undo")), nullptr);
    const QSignalSpy resume(m_window.get(), &ui::MainWindow::resumeOperation);
    ASSERT_NE(button(QStringLiteral("Resume")), nullptr);
    button(QStringLiteral("Resume"))->click();
    ASSERT_EQ(resume.count(), 1);
    EXPECT_EQ(resume.front().front().toString(), forward.path);
    m_window->showInterrupted({});
    EXPECT_EQ(button(QStringLiteral("Resume")), nullptr);
}

TEST_F(MainWindowTest, tellsOfAJournalThatCannotBeRead)
{
    m_window->showInterrupted({.unreadable = {QStringLiteral("/data/torn.journal")}});
    const QString said = test::saidIn(m_window.get());
    EXPECT_TRUE(said.contains(QStringLiteral("/data/torn.journal is damaged"))) << qPrintable(said);
    EXPECT_EQ(button(QStringLiteral("Resume")), nullptr);
    m_window->showInterrupted({});
    EXPECT_FALSE(test::saidIn(m_window.get()).contains(QStringLiteral("torn.journal")));
}

TEST_F(MainWindowTest, tellsOfEachOperationThatRunsAndAsksForItsWindow)
{
    const QSignalSpy wanted(m_window.get(), &ui::MainWindow::operationWanted);
    m_window->showOperation(QStringLiteral("a"), QStringLiteral("Set up lab · Step 1 of 3"));
    m_window->showOperation(QStringLiteral("b"), QStringLiteral("Submit words · Step 2 of 5"));
    m_window->showOperation(QStringLiteral("a"), QStringLiteral("Set up lab · Step 2 of 3"));
    QApplication::sendPostedEvents();
    EXPECT_TRUE(shows(QStringLiteral("Set up lab · Step 2 of 3")));
    EXPECT_TRUE(shows(QStringLiteral("Submit words · Step 2 of 5")));
    button(QStringLiteral("Show"))->click();
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted.front().front().toString(), QStringLiteral("a"));
    m_window->endOperation(QStringLiteral("a"));
    EXPECT_FALSE(shows(QStringLiteral("Set up lab · Step 2 of 3")));
    m_window->endOperation(QStringLiteral("b"));
    EXPECT_TRUE(shows(QStringLiteral("No operation running")));
    EXPECT_EQ(button(QStringLiteral("Show")), nullptr);
}

TEST_F(MainWindowTest, asksBeforeItQuitsWhileAnOperationRuns)
{
    m_window->showOperation(QStringLiteral("a"), QStringLiteral("Set up lab · Step 1 of 3"));
    EXPECT_FALSE(m_window->close());
    ASSERT_NE(button(QStringLiteral("Keep running")), nullptr);
    button(QStringLiteral("Keep running"))->click();
    EXPECT_TRUE(m_window->isVisible());
    EXPECT_FALSE(m_window->close());
    ASSERT_NE(button(QStringLiteral("Stop and quit")), nullptr);
    button(QStringLiteral("Stop and quit"))->click();
    EXPECT_FALSE(m_window->isVisible());
}

TEST_F(MainWindowTest, closesWithoutAQuestionWhereItIsTold)
{
    m_window->showOperation(QStringLiteral("a"), QStringLiteral("Set up lab · Step 1 of 3"));
    m_window->closeUnasked();
    EXPECT_FALSE(m_window->isVisible());
    EXPECT_EQ(button(QStringLiteral("Keep running")), nullptr);
}

TEST_F(MainWindowTest, givesEachLetterOfTheMainMenuToOneCommand)
{
    QStringList letters;
    for (const QMenu *menu : m_window->findChildren<QMenu *>()) {
        const bool isMain = menu->actions().size() > 20;
        for (const QAction *action : isMain ? menu->actions() : QList<QAction *>()) {
            const QString letter = QKeySequence::mnemonic(action->text()).toString();
            EXPECT_TRUE(!letter.isEmpty() || !action->shortcut().isEmpty() || action->isSeparator())
                << qPrintable(action->text());
            EXPECT_FALSE(!letter.isEmpty() && letters.contains(letter)) << qPrintable(action->text());
            letters << letter;
        }
    }
    EXPECT_GT(letters.size(), 20);
}

TEST_F(MainWindowTest, saysWhatItIsWithoutHoldingUpOtherWindows)
{
    const auto actions = m_window->actions();
    const auto about = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return action->text().remove(u'&') == QStringLiteral("About Stormdeck");
    });
    ASSERT_TRUE(about != actions.end());
    (*about)->trigger(); // and goes on
    QPointer<QMessageBox> box = m_window->findChild<QMessageBox *>();
    ASSERT_TRUE(box);
    EXPECT_TRUE(box->isVisible());
    EXPECT_EQ(box->windowModality(), Qt::WindowModal);
    EXPECT_TRUE(box->text().contains(QApplication::applicationVersion()));
    QTest::keyClick(box.data(), Qt::Key_Escape);
    EXPECT_TRUE(QTest::qWaitFor([&] { return box.isNull(); })) << "it is not kept";
}

TEST_F(MainWindowTest, asksForTheLogsOfAServiceAsSuch)
{
    const watch::Picture picture = test::healthyPicture(m_clock);
    connectTo(picture);
    const cluster::Subject service = subjectOf(picture.snapshot->services.at(0));
    cluster::Subject wanted;
    QObject::connect(m_window.get(), &ui::MainWindow::logsRequested, m_window.get(),
                     [&](const cluster::Subject &subject) { wanted = subject; });
    m_window->select(service);
    ASSERT_TRUE(test::press(m_window.get(), QStringLiteral("Logs…")));
    EXPECT_EQ(wanted, service);
}

TEST_F(MainWindowTest, findingRowsAreAsHighAsTheirText)
{
    m_window->resize(1440, 900);
    connectTo(test::downPicture(m_clock));
    QApplication::sendPostedEvents();
    QPushButton *show = button(QStringLiteral("Show"));
    ASSERT_NE(show, nullptr);
    EXPECT_LT(show->parentWidget()->height(), 80);
}

TEST_F(MainWindowTest, everyVisibleControlCanBeReachedByKeyboardAndHasAName)
{
    connectTo(test::downPicture(m_clock));
    for (const QAbstractButton *control : m_window->findChildren<QAbstractButton *>()) {
        if (control->isVisible() && control->isEnabled() && !control->parentWidget()->inherits("QTableView") &&
            !control->parentWidget()->inherits("QLineEdit")) {
            EXPECT_TRUE(control->focusPolicy() & Qt::TabFocus) << control->text().toStdString();
            EXPECT_FALSE(control->text().isEmpty() && control->accessibleName().isEmpty());
        }
    }
}

TEST_F(MainWindowTest, offersToRetryWhileASourceFailsAndSaysWhenItIsTriedNext)
{
    connectTo(test::healthyPicture(m_clock));
    EXPECT_EQ(button(QStringLiteral("Retry now")), nullptr);
    const watch::Picture stale = test::stalePicture(m_clock);
    m_window->showPicture(stale, {});
    EXPECT_EQ(plane(QStringLiteral("Swarm"))->nextTry(), QStringLiteral("next try in 4 s"));
    EXPECT_EQ(plane(QStringLiteral("Swarm"))->accessibleName(),
              QStringLiteral("Swarm: as of 14:02:11, next try in 4 s"));
    QPushButton *retry = button(QStringLiteral("Retry now"));
    ASSERT_NE(retry, nullptr);
    EXPECT_TRUE(retry->toolTip().contains(QStringLiteral("Storm: next try in 4 s")));
    const QSignalSpy again(m_window.get(), &ui::MainWindow::refreshRequested);
    retry->setFocus();
    QTest::keyClick(retry, Qt::Key_Space);
    EXPECT_EQ(again.count(), 1);
}

TEST_F(MainWindowTest, countsDownToTheNextTryAndThenSaysThatItTries)
{
    connectTo(test::stalePicture(m_clock));
    m_clock.advance(std::chrono::milliseconds(3400));
    m_window->showPicture(test::stalePicture(test::StillClock()), {}); // tried next at the same moment as before
    EXPECT_EQ(plane(QStringLiteral("Storm"))->nextTry(), QStringLiteral("next try in 1 s"));
    m_clock.advance(std::chrono::milliseconds(600));
    m_window->showPicture(test::stalePicture(test::StillClock()), {});
    EXPECT_EQ(plane(QStringLiteral("Storm"))->nextTry(), QStringLiteral("trying now"));
}

TEST_F(MainWindowTest, aNodeWhoseEngineFailsSaysWhenItIsTriedNextAndOffersToRetry)
{
    const watch::Picture picture = test::downPicture(m_clock);
    connectTo(picture);
    const auto *details = m_window->findChild<ui::DetailPanel *>();
    m_window->select(subjectOf(picture.snapshot->nodes[0]));
    EXPECT_EQ(test::button(details, QStringLiteral("Retry now")), nullptr);
    m_window->select(subjectOf(picture.snapshot->nodes[2]));
    EXPECT_TRUE(shows(QStringLiteral("Next try in 4 s.")));
    const QSignalSpy again(m_window.get(), &ui::MainWindow::refreshRequested);
    ASSERT_TRUE(test::press(details, QStringLiteral("Retry now")));
    EXPECT_EQ(again.count(), 1);
}

TEST_F(MainWindowTest, noButtonOfTheDetailsIsCutBesideAFailingNode)
{
    const watch::Picture picture = test::downPicture(m_clock);
    connectTo(picture);
    m_window->select(subjectOf(picture.snapshot->nodes[2]));
    QApplication::processEvents();
    const auto *details = m_window->findChild<ui::DetailPanel *>();
    for (const QString &label :
         {QStringLiteral("Why?"), QStringLiteral("Logs…"), QStringLiteral("Use…"), QStringLiteral("Retry now")}) {
        const QPushButton *one = test::button(details, label);
        ASSERT_TRUE(one) << label.toStdString();
        EXPECT_GE(one->width(), one->sizeHint().width()) << label.toStdString();
    }
}

TEST_F(MainWindowTest, offersNoRetryInARecording)
{
    m_window->showRecording(new QWidget);
    const watch::Picture picture = test::downPicture(m_clock);
    m_window->showPicture(picture, {});
    m_window->select(subjectOf(picture.snapshot->nodes[2]));
    EXPECT_EQ(button(QStringLiteral("Retry now")), nullptr);
    m_window->showPicture(test::failedPicture(m_clock), {});
    EXPECT_TRUE(shows(QStringLiteral("nothing answers at that address")));
    EXPECT_EQ(button(QStringLiteral("Retry now")), nullptr) << "where nobody answered";
    for (const QAction *action : m_window->actions()) {
        if (action->shortcut() == QKeySequence(Qt::Key_F5)) {
            EXPECT_FALSE(action->isEnabled());
            EXPECT_EQ(action->toolTip(), QStringLiteral("This is a recording."));
        }
    }
}

TEST_F(MainWindowTest, tellsOfHealthOnTheDesktopUntilSomebodyChoosesOtherwise)
{
    QAction *notify = nullptr;
    for (QAction *action : m_window->findChildren<QAction *>()) {
        if (action->text().remove(u'&') == QStringLiteral("Tell me when health changes")) {
            notify = action;
        }
    }
    ASSERT_NE(notify, nullptr);
    EXPECT_TRUE(notify->isChecked());
    EXPECT_TRUE(ui::WindowState::notifies());
    notify->trigger();
    EXPECT_FALSE(ui::WindowState::notifies());
    m_window = std::make_unique<ui::MainWindow>(m_clock);
    EXPECT_FALSE(ui::WindowState::notifies()) << "it is kept";
}

TEST_F(MainWindowTest, marksAProductionClusterInWords)
{
    const watch::Picture picture = test::healthyPicture(m_clock);
    connectTo(picture);
    EXPECT_FALSE(shows(QStringLiteral("Production")));
    m_window->setConnection(
        {.name = QStringLiteral("live"), .machines = picture.snapshot->machines, .production = true});
    m_window->showPicture(picture, {});
    EXPECT_TRUE(shows(QStringLiteral("Production")));
    connectTo(picture);
    EXPECT_FALSE(shows(QStringLiteral("Production"))) << "the next one is none";
}

TEST_F(MainWindowTest, theTopBarFitsIntoANarrowWindowWithLongNamesAndAllSourcesFailing)
{
    const watch::Picture picture = test::stalePicture(m_clock);
    settings::Profile profile{.name = QStringLiteral("production cluster of the second data centre in Hamburg, west"),
                              .machines = picture.snapshot->machines,
                              .production = true};
    const auto *bar = m_window->findChild<ui::TopBar *>();
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        for (const int width : {1440, 1180, 1024}) {
            m_window->setLayoutDirection(direction);
            m_window->setConnection(profile);
            m_window->showPicture(picture, {});
            m_window->resize(width, 700);
            QApplication::sendPostedEvents();
            EXPECT_EQ(m_window->width(), width);
            for (const QWidget *part : bar->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
                if (part->isVisible() && !part->isWindow()) {
                    EXPECT_TRUE(bar->rect().contains(part->geometry())) << part->metaObject()->className();
                    EXPECT_GE(part->width(), qMin(part->minimumSizeHint().width(), part->maximumWidth()))
                        << part->metaObject()->className();
                }
            }
        }
    }
}

TEST_F(MainWindowTest, zoomsTheMapByItsCommandsAndRemembersSizeAndGroups)
{
    const auto press = [this](const QKeySequence &keys) {
        for (QAction *action : m_window->actions()) {
            if (action->shortcuts().contains(keys)) {
                action->trigger();
            }
        }
    };
    connectTo(test::healthyPicture(m_clock));
    auto *map = m_window->findChild<map::MapView *>();
    press(QKeySequence(Qt::CTRL | Qt::Key_0));
    EXPECT_EQ(map->zoom(), map::Zoom());
    press(QKeySequence(Qt::CTRL | Qt::Key_Minus));
    const map::Detail smaller = map->detail();
    EXPECT_EQ(map->zoom().detail, smaller);
    press(QKeySequence(Qt::CTRL | Qt::Key_Equal));
    EXPECT_GT(map->detail(), smaller);
    press(QKeySequence(Qt::CTRL | Qt::Key_2)); // on another page there is nothing to zoom
    press(QKeySequence(Qt::CTRL | Qt::Key_Minus));
    EXPECT_GT(map->detail(), smaller);
    map->setGrouping({map::Grouping::By::Role, {}});
    const map::Zoom chosen = map->zoom();
    m_window->close();
    const ui::MainWindow next(m_clock);
    EXPECT_EQ(next.findChild<map::MapView *>()->zoom(), chosen);
    EXPECT_EQ(next.findChild<map::MapView *>()->grouping(), (map::Grouping{map::Grouping::By::Role, {}}));
}

TEST_F(MainWindowTest, offersTheLabelsOfTheNodesToGroupBy)
{
    connectTo(test::changed(test::healthyPicture(m_clock), [](cluster::Snapshot &snapshot) {
        snapshot.nodes[1].labels = {{QStringLiteral("rack"), QStringLiteral("r1")}};
    }));
    QComboBox *groups = nullptr;
    for (QComboBox *box : m_window->findChildren<QComboBox *>()) {
        groups = box->accessibleName() == QStringLiteral("Group the nodes by") ? box : groups;
    }
    ASSERT_NE(groups, nullptr);
    groups->setCurrentIndex(groups->findText(QStringLiteral("By label “rack”")));
    Q_EMIT groups->activated(groups->currentIndex());
    const auto *map = m_window->findChild<map::MapView *>();
    ASSERT_EQ(map->groups().size(), 2U);
    EXPECT_EQ(map->groups()[0].title, QStringLiteral("rack = r1"));
    EXPECT_EQ(map->groups()[1].title, QStringLiteral("Without “rack”"));
}

TEST_F(MainWindowTest, keepsItsSizeBetweenTwoStarts)
{
    m_window->resize(1111, 777);
    m_window->close();
    ui::MainWindow next(m_clock);
    EXPECT_EQ(next.size(), QSize(1111, 777));
}

} // namespace
