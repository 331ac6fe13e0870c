// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "actions/values.h"
#include "checks/preflightpage.h"
#include "support/fakeserver.h"
#include "tables/tree.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QElapsedTimer>
#include <QMessageBox>
#include <QSettings>
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

TEST(Session, retryNowAsksTheSourcesAtOnceThoughTheirNextTryIsFarAway)
{
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    test::FakeServer engine;
    engine.answer("GET /_ping", {.status = 500});
    const QString path = folder.filePath(QStringLiteral("lab.yaml"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(settings::formatProfile(
        {.name = QStringLiteral("lab"), .machines = {{QStringLiteral("storm-1"), engine.endpoint(), {}, true}}}));
    file.close();

    Session session;
    session.open(path);
    const auto tried = [&] { return engine.requests().size(); };
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
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    test::FakeServer engine;
    engine.answer("GET /_ping", {.status = 500});
    const QByteArray endpoint = engine.endpoint().text().toUtf8();
    const QString path = folder.filePath(QStringLiteral("lab.yaml"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("name: lab\nmachines:\n  - {name: storm-1, endpoint: '" + endpoint +
               "'}\n  - {name: storm-2, endpoint: '" + endpoint + "'}\nstorm: {ui: storm-2, ui_port: 8081}\n");
    file.close();

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
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("other"), .readOnly = true}));

    Session session;
    session.openUnconnected();
    Q_EMIT openWindow()->resumeOperation(interruptedOnOther(folder.path(), engine.endpoint()));
    ASSERT_TRUE(becomes([] { return open<wizards::PlanWindow>() != nullptr; }));
    EXPECT_TRUE(becomes([] {
        return test::saidIn(open<wizards::PlanWindow>()).contains(QStringLiteral("this connection is read-only"));
    }));
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
    QTimer watcher; // the question is modal: it is answered from its own loop
    QObject::connect(&watcher, &QTimer::timeout, &watcher, [&] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
            said = box->text();
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
