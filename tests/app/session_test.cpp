// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "actions/values.h"
#include "checks/preflightpage.h"
#include "dialogs/connectdialog.h"
#include "dialogs/firstbootdialog.h"
#include "main/connectionspage.h"
#include "main/listpage.h"
#include "main/sourcetable.h"
#include "recording/recordingfile.h"
#include "sessions.h"
#include "support/fakeserver.h"
#include "support/fixtures.h"
#include "tables/tree.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "wizards/clusterpage.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTimer>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

using test::becomes;

template <typename Window>
Window *open()
{
    for (QWidget *one : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<Window *>(one); window && window->isVisible()) {
            return window;
        }
    }
    return nullptr;
}

ui::MainWindow *openWindow()
{
    return open<ui::MainWindow>();
}

/// An engine that refuses every question, and a folder of its own for what the program keeps and is given.
struct RefusingEngine
{
    RefusingEngine()
    {
        qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
        server.answer("GET /_ping", {.status = 500});
    }
    /// A profile or a cluster file; its path.
    [[nodiscard]] QString writeFile(const QByteArray &text) const
    {
        const QString path = folder.filePath(QStringLiteral("lab.yaml"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        EXPECT_EQ(file.write(text), text.size());
        return path;
    }

    const QTemporaryDir folder;
    test::FakeServer server;
};

TEST(Session, retryNowAsksTheSourcesAtOnceThoughTheirNextTryIsFarAway)
{
    RefusingEngine engine;
    const QString path = engine.writeFile(settings::formatProfile(
        {.name = QStringLiteral("lab"),
         .machines = {{QStringLiteral("storm-1"), engine.server.endpoint(), {}, true}}}));

    Session session;
    session.open(path);
    const auto tried = [&] { return engine.server.requests().size(); };
    ASSERT_TRUE(becomes([&] { return openWindow() && test::canPress(openWindow(), QStringLiteral("Retry now")); }));
    // The waits double with each failure: let them grow to some seconds.
    ASSERT_TRUE(becomes([&] {
        return test::saidIn(openWindow()).contains(QStringLiteral("Next try in 3 s.")) ||
               test::saidIn(openWindow()).contains(QStringLiteral("Next try in 4 s."));
    }));
    const size_t before = tried();
    QElapsedTimer sinceAsked;
    sinceAsked.start();
    ASSERT_TRUE(test::press(openWindow(), QStringLiteral("Retry now")));
    EXPECT_LT(sinceAsked.elapsed(), 200); // the window waits for nobody
    EXPECT_TRUE(becomes([&] { return tried() > before; }));
    EXPECT_LT(sinceAsked.elapsed(), 1500);
}

TEST(Session, checksThePortsOfTheClusterFileItIsConnectedBy)
{
    RefusingEngine engine;
    const QByteArray endpoint = engine.server.endpoint().text().toUtf8();
    const QString path = engine.writeFile("name: lab\nmachines:\n  - {name: storm-1, endpoint: '" + endpoint +
                                          "'}\n  - {name: storm-2, endpoint: '" + endpoint + "'}\nstorm: {ui: storm-2, ui_port: 8081}\n");

    Session session;
    session.open(path);
    ASSERT_TRUE(becomes([&] { return openWindow() && openWindow()->windowTitle().startsWith(QStringLiteral("lab")); }));
    ui::PreflightPage *page = openWindow()->preflightPage();
    Q_EMIT page->runRequested();
    ASSERT_TRUE(becomes([&] { return page->isRunning(); }));
    ASSERT_TRUE(becomes([&] { return !page->isRunning(); }));
    const QAbstractItemModel *checks = page->findChild<tables::Tree *>()->model();
    const auto listsPublished = [&](int machine) {
        const QModelIndex parent = checks->index(machine, 0);
        return !checks
                    ->match(checks->index(0, 0, parent), Qt::DisplayRole,
                            QStringLiteral("Published ports, from the others"), 1, Qt::MatchExactly)
                    .isEmpty();
    };
    EXPECT_TRUE(listsPublished(1)) << "the file publishes the Storm UI there";
    EXPECT_FALSE(listsPublished(0));
}

TEST(Session, makesMaterialForCloudsOfTheClusterFileItIsConnectedBy)
{
    RefusingEngine engine;
    const QByteArray endpoint = engine.server.endpoint().text().toUtf8();
    const QString path = engine.writeFile("name: lab\nmachines:\n  - {name: storm-1, endpoint: '" + endpoint +
                                          "', address: 10.0.0.1}\ndata_path_port: 4790\nstorm: {ui_port: 8081}\n");

    Session session;
    session.open(path);
    ASSERT_TRUE(becomes([&] { return openWindow() && openWindow()->windowTitle().startsWith(QStringLiteral("lab")); }));
    Q_EMIT openWindow()->firstBootRequested();
    ASSERT_TRUE(becomes([] { return open<dialogs::FirstBootDialog>() != nullptr; }));
    const QString text = open<dialogs::FirstBootDialog>()->text();
    EXPECT_TRUE(text.contains(QStringLiteral("| 4790/udp |"))) << qPrintable(text);
    EXPECT_TRUE(text.contains(QStringLiteral("| 8081/tcp |"))) << "it is published";
    EXPECT_TRUE(text.contains(QStringLiteral("| storm-1 | 10.0.0.1 |")));
}

std::vector<ui::MainWindow *> openWindows()
{
    std::vector<ui::MainWindow *> windows;
    for (QWidget *one : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<ui::MainWindow *>(one); window && window->isVisible()) {
            windows.push_back(window);
        }
    }
    return windows;
}

/// Saved connections to two engines that answer and are in no swarm.
class TwoEngines : public testing::Test
{
protected:
    TwoEngines()
    {
        qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
        qputenv("XDG_STATE_HOME", folder.path().toUtf8());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
        save(QStringLiteral("left"), QStringLiteral("left-1"), left);
        save(QStringLiteral("right"), QStringLiteral("right-1"), right);
    }
    static void save(const QString &name, const QString &machine, test::FakeServer &engine)
    {
        engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        engine.answer("GET /version", {.body = test::fixture(QStringLiteral("docker-1.41/version.json"))});
        engine.answer("GET /info", {.body = test::fixture(QStringLiteral("docker-1.41/info-no-swarm.json"))});
        engine.answer("GET /v1.41/info", {.body = test::fixture(QStringLiteral("docker-1.41/info-no-swarm.json"))});
        EXPECT_TRUE(settings::saveProfile({.name = name, .machines = {{machine, engine.endpoint(), {}, true}}}));
    }
    /// Whether its first source answers.
    static bool answers(const ui::MainWindow *window)
    {
        const auto *table = qobject_cast<QTableView *>(window->connectionsPage()->sources()->view());
        return table->model()->index(0, ui::SourceTable::State).data().toString() == QStringLiteral("answers");
    }
    /// The window on that connection, once its engine answers; nullptr where there is none.
    static ui::MainWindow *windowOn(const QString &name)
    {
        for (ui::MainWindow *window : openWindows()) {
            if (window->windowTitle().startsWith(name) && answers(window)) {
                return window;
            }
        }
        return nullptr;
    }
    static void selectConnection(const ui::MainWindow *window, const QString &name)
    {
        auto *table = qobject_cast<QTableView *>(window->connectionsPage()->profiles()->view());
        ASSERT_TRUE(becomes([&] { return table->model()->rowCount() == 2; }));
        table->selectRow(name == QStringLiteral("left") ? 0 : 1);
    }
    /// Goes through a dialog for a file.
    static bool chooseFile(const ui::MainWindow *window, const QString &path)
    {
        QFileDialog *dialog = nullptr;
        const auto isOpen = [&] { return (dialog = window->findChild<QFileDialog *>()) != nullptr; };
        if (!becomes(isOpen)) {
            return false;
        }
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        return becomes([&] { return !isOpen(); });
    }

    QTemporaryDir folder;
    test::FakeServer left;
    test::FakeServer right;
};

TEST_F(TwoEngines, areShownByTheChoiceThatWasMadeLast)
{
    Session session;
    session.openUnconnected();
    ui::MainWindow *window = openWindow();
    ASSERT_TRUE(window);
    QSignalSpy titles(window, &QWidget::windowTitleChanged);
    Q_EMIT window->profileChosen(QStringLiteral("left"));
    Q_EMIT window->profileChosen(QStringLiteral("right"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("right")) != nullptr; }));
    EXPECT_EQ(titles.size(), 1);
}

TEST_F(TwoEngines, areWatchedSideBySideInWindowsOfTheirOwn)
{
    Sessions sessions;
    sessions.open(QStringLiteral("left"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("left")); }));
    ui::MainWindow *first = windowOn(QStringLiteral("left"));
    Q_EMIT first->connectionsPage()->windowRequested(QStringLiteral("right"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("right")); }));
    EXPECT_EQ(openWindows().size(), 2U);
    const ui::MainWindow *second = windowOn(QStringLiteral("right"));
    EXPECT_NE(first, second);
    EXPECT_FALSE(test::saidIn(second).contains(QStringLiteral("left-1"))) << "each shows its own machines";
    first->close();
    ASSERT_TRUE(becomes([] { return openWindows().size() == 1; }));
    const size_t asked = left.requests().size();
    const size_t before = right.requests().size();
    EXPECT_TRUE(becomes([&] { return right.requests().size() > before + 2; })) << "the other goes on";
    EXPECT_LE(left.requests().size(), asked + 2) << "nobody asks the engine of a closed window";
    sessions.end();
}

TEST_F(TwoEngines, oneIsExchangedForTheOtherInOneWindowWhileItIsRecorded)
{
    Session session;
    session.open(QStringLiteral("left"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("left")); }));
    ui::MainWindow *window = windowOn(QStringLiteral("left"));
    const QString path = folder.filePath(QStringLiteral("left.stormrec"));
    Q_EMIT window->recordToggled(true);
    ASSERT_TRUE(chooseFile(window, path));
    const size_t before = left.requests().size();
    ASSERT_TRUE(becomes([&] { return left.requests().size() > before + 2; }));
    selectConnection(window, QStringLiteral("right"));
    Q_EMIT window->connectionsPage()->connectRequested(QStringLiteral("right"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("right")); }));
    EXPECT_TRUE(becomes([&] {
        const auto read = recording::openRecording(path);
        return read && !read->isCutShort && !read->answers.empty();
    })) << "the recording ended with its cluster";
    const size_t asked = left.requests().size();
    const size_t then = right.requests().size();
    EXPECT_TRUE(becomes([&] { return right.requests().size() > then + 4; }));
    EXPECT_LE(left.requests().size(), asked + 2);
}

TEST_F(TwoEngines, aRecordingOfOneIsOpenedAsAWindowThatPlaysIt)
{
    Sessions sessions;
    sessions.open(QStringLiteral("left"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("left")); }));
    ui::MainWindow *live = windowOn(QStringLiteral("left"));
    const QString path = folder.filePath(QStringLiteral("left.stormrec"));
    Q_EMIT live->recordToggled(true);
    ASSERT_TRUE(chooseFile(live, path));
    const size_t before = left.requests().size();
    ASSERT_TRUE(becomes([&] { return left.requests().size() > before + 4; }));
    Q_EMIT live->recordToggled(false);
    ASSERT_TRUE(becomes([&] {
        const auto read = recording::openRecording(path);
        return read && !read->isCutShort;
    })) << "it is ended";
    Q_EMIT live->openRecordingRequested();
    ASSERT_TRUE(chooseFile(live, path));
    ASSERT_TRUE(becomes([] { return openWindows().size() == 2; }));
    ui::MainWindow *played = openWindows()[0] == live ? openWindows()[1] : openWindows()[0];
    EXPECT_TRUE(becomes([&] { return answers(played); }));
    const auto *slider = played->findChild<QSlider *>();
    ASSERT_TRUE(slider);
    EXPECT_EQ(slider->accessibleName(), QStringLiteral("Moment of the recording"));
    EXPECT_FALSE(test::canPress(played, QStringLiteral("Set up a cluster…"))) << "nothing can be changed";
    Q_EMIT played->openRecordingRequested();
    ASSERT_TRUE(chooseFile(played, path));
    EXPECT_TRUE(becomes([] { return openWindows().size() == 3; })) << "another one beside it";
    sessions.end();
}

class OddRecording : public TwoEngines
{
};

TEST_F(OddRecording, isRefusedInWords)
{
    Session session;
    session.openUnconnected();
    ASSERT_TRUE(becomes([] { return openWindow(); }));
    const QString path = folder.filePath(QStringLiteral("odd.stormrec"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("no zip");
    file.close();
    Q_EMIT openWindow()->openRecordingRequested();
    QMessageBox *box = nullptr;
    QTimer closer;
    QString said;
    QObject::connect(&closer, &QTimer::timeout, [&] {
        box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (box) {
            said = box->text();
            box->close();
        }
    });
    closer.start(20);
    ASSERT_TRUE(chooseFile(openWindow(), path));
    ASSERT_TRUE(becomes([&] { return !said.isEmpty(); }));
    EXPECT_TRUE(said.contains(QStringLiteral("odd.stormrec"))) << qPrintable(said);
}

TEST_F(TwoEngines, oneIsRemovedOnlyAfterAQuestion)
{
    Session session;
    session.open(QStringLiteral("left"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("left")); }));
    const ui::MainWindow *window = windowOn(QStringLiteral("left"));
    const auto answer = [&](const QString &button) {
        Q_EMIT window->connectionsPage()->removeRequested(QStringLiteral("right"));
        return becomes([&] { return test::press(window->findChild<QMessageBox *>(), button); });
    };
    ASSERT_TRUE(answer(QStringLiteral("Keep it")));
    ASSERT_TRUE(becomes([&] { return !window->findChild<QMessageBox *>(); }));
    EXPECT_TRUE(settings::savedProfiles().contains(QStringLiteral("right")));
    ASSERT_TRUE(answer(QStringLiteral("Remove")));
    EXPECT_TRUE(becomes([] { return settings::savedProfiles() == QStringList{QStringLiteral("left")}; }));
    const auto *table = qobject_cast<QTableView *>(window->connectionsPage()->profiles()->view());
    EXPECT_TRUE(becomes([&] { return table->model()->rowCount() == 1; }));
}

TEST_F(TwoEngines, oneIsEditedInADialogThatHoldsIt)
{
    Session session;
    session.open(QStringLiteral("left"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("left")); }));
    const ui::MainWindow *window = windowOn(QStringLiteral("left"));
    Q_EMIT window->connectionsPage()->testRequested(QStringLiteral("right"));
    ASSERT_TRUE(becomes([&] { return window->findChild<dialogs::ConnectDialog *>(); }));
    auto *dialog = window->findChild<dialogs::ConnectDialog *>();
    EXPECT_EQ(dialog->profile().name, QStringLiteral("right"));
    EXPECT_EQ(dialog->profile().machines.front().engine, right.endpoint());
    EXPECT_TRUE(becomes([&] { return test::saidIn(dialog).contains(QStringLiteral("✓ Docker")); }))
        << "it was to be tested";
    ASSERT_TRUE(test::tick(dialog, QStringLiteral("Read-only: refuse every change")));
    ASSERT_TRUE(test::press(dialog, QStringLiteral("Save")));
    ASSERT_TRUE(becomes([&] { return !window->findChild<dialogs::ConnectDialog *>(); }));
    EXPECT_TRUE(settings::loadProfile(QStringLiteral("right"))->readOnly);
    EXPECT_TRUE(windowOn(QStringLiteral("left"))) << "the window stays where it is";
}

TEST_F(TwoEngines, theNameOfOneIsNotTakenByAClusterThatIsSetUpFromTheOther)
{
    Session session;
    session.open(QStringLiteral("left"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("left")); }));
    Q_EMIT windowOn(QStringLiteral("left"))->setUpRequested();
    ASSERT_TRUE(becomes([] { return open<wizards::PlanWindow>() != nullptr; }));
    wizards::PlanWindow *wizard = open<wizards::PlanWindow>();
    auto *page = wizard->findChild<wizards::ClusterPage *>();
    ASSERT_TRUE(page);
    ops::ClusterInputs inputs = page->inputs();
    ASSERT_EQ(inputs.machines.size(), 1U);
    inputs.name = QStringLiteral("right");
    inputs.machines.front().address = QStringLiteral("192.0.2.1");
    page->setInputs(inputs);
    ASSERT_TRUE(test::press(wizard, QStringLiteral("Continue")));
    EXPECT_TRUE(becomes([&] {
        return test::saidIn(wizard).contains(QStringLiteral("here is a saved connection right already"));
    })) << qPrintable(test::saidIn(wizard));
    EXPECT_EQ(page->inputs().name, QStringLiteral("right")) << "nothing that was entered is lost";
    EXPECT_EQ(settings::loadProfile(QStringLiteral("right"))->machines.front().name, QStringLiteral("right-1"));
    EXPECT_EQ(left.count("POST /swarm/init"), 0);
}

TEST_F(TwoEngines, theOneInViewIsChangedWithWhatItHolds)
{
    Session session;
    session.open(QStringLiteral("left"));
    ASSERT_TRUE(becomes([] { return windowOn(QStringLiteral("left")); }));
    ui::MainWindow *window = windowOn(QStringLiteral("left"));
    Q_EMIT window->changeRequested();
    ASSERT_TRUE(becomes([&] { return window->findChild<dialogs::ConnectDialog *>(); }));
    EXPECT_EQ(window->findChild<dialogs::ConnectDialog *>()->profile().name, QStringLiteral("left"));
}

/// Journal of an interrupted operation on the cluster "other", whose only step is to claim it.
QString interruptedOnOther(const QString &folder, const Endpoint &engine)
{
    const actions::TakeLease take{.manager = QStringLiteral("storm-1"), .what = QStringLiteral("set up other")};
    const plan::Step step{.id = {QStringLiteral("lease.take")},
                          .title = QStringLiteral("Claim the cluster"),
                          .action = actions::encode(take)};
    const plan::Plan plan{.operation = {QStringLiteral("op-1")},
                          .kind = QStringLiteral("apply"),
                          .cluster = QStringLiteral("other"),
                          .title = QStringLiteral("Set up other"),
                          .made = QDateTime::currentDateTimeUtc(),
                          .machines = {{QStringLiteral("storm-1"), engine}},
                          .stages = {{.id = {QStringLiteral("claim")}, .steps = {step}}}};
    const auto journal = plan::Journal::create(folder, plan);
    EXPECT_TRUE(journal && (*journal)->intent(step.id, {.facts = "{}"}));
    return journal ? (*journal)->path() : QString();
}

TEST(Session, takesAnOperationUpAsTheProfileOfItsOwnClusterAllows)
{
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    test::FakeServer engine;
    engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    engine.answer("GET /v1.41/configs", {.body = "[]"});
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("other"), .readOnly = true, .production = true}));

    Session session;
    session.openUnconnected();
    Q_EMIT openWindow()->resumeOperation(interruptedOnOther(folder.path(), engine.endpoint()));
    ASSERT_TRUE(becomes([] { return open<wizards::PlanWindow>() != nullptr; }));
    EXPECT_TRUE(becomes([] {
        return test::saidIn(open<wizards::PlanWindow>()).contains(QStringLiteral("This connection is read-only"));
    }));
    EXPECT_TRUE(test::saidIn(open<wizards::PlanWindow>()).contains(QStringLiteral("Production")));
    EXPECT_EQ(engine.count("POST /v1.41/configs/create"), 0);
}

TEST(Session, takesNoOperationUpOverPlainTcpThatItsProfileDoesNotAccept)
{
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("other")}));

    Session session;
    session.openUnconnected();
    QString said;
    QTimer watcher; // the question is modal to the window
    QObject::connect(&watcher, &QTimer::timeout, &watcher, [&] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
            said = box->text();
            EXPECT_EQ(box->windowModality(), Qt::WindowModal) << "other windows go on";
            box->accept();
        }
    });
    watcher.start(20);
    const Endpoint plain = Endpoint::tcp(QStringLiteral("192.0.2.1"), 2375);
    Q_EMIT openWindow()->resumeOperation(interruptedOnOther(folder.path(), plain));
    EXPECT_TRUE(becomes([&] { return said.contains(QStringLiteral("accept_plain_tcp")); })) << qPrintable(said);
    EXPECT_EQ(open<wizards::PlanWindow>(), nullptr);
}

} // namespace
} // namespace stormdeck::app
