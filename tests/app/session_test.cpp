// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "checks/preflightpage.h"
#include "support/fakeserver.h"
#include "tables/tree.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

using test::becomes;

ui::MainWindow *openWindow()
{
    for (QWidget *one : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<ui::MainWindow *>(one); window && window->isVisible()) {
            return window;
        }
    }
    return nullptr;
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

} // namespace
} // namespace stormdeck::app
