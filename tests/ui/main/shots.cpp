// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draws scenes of the main window: ui_shots FOLDER [SCENE…]. Light and dark; at another scale with QT_SCALE_FACTOR.
#include "main/mainwindow.h"
#include "main/pictures.h"
#include "style/englishplurals.h"

#include <QApplication>
#include <QDir>
#include <QFont>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>

#include <functional>

using namespace stormdeck;

namespace {

using Scene = std::function<void(ui::MainWindow &, const Clock &)>;

settings::Profile profileOf(const watch::Picture &picture)
{
    settings::Profile profile;
    profile.name = QStringLiteral("production");
    profile.machines = picture.snapshot->machines;
    return profile;
}

Scene showing(watch::Picture (*make)(const Clock &),
              std::function<void(ui::MainWindow &, const watch::Picture &)> then = {})
{
    return [make, then](ui::MainWindow &window, const Clock &clock) {
        const watch::Picture picture = make(clock);
        window.setProfiles({QStringLiteral("production"), QStringLiteral("staging")}, QStringLiteral("production"));
        window.setConnection(profileOf(picture));
        window.showPicture(picture, {});
        if (then) {
            then(window, picture);
        }
    };
}

void run(ui::MainWindow &window, const watch::Picture &)
{
    window.showOperation(QStringLiteral("a"),
                         QStringLiteral("Set up production · Step 4 of 12, 21 s so far, about 25 s left"));
}

void interrupt(ui::MainWindow &window, const watch::Picture &)
{
    plan::Interrupted operation;
    operation.path = QStringLiteral("journal");
    operation.title = QStringLiteral("Deploy Storm");
    operation.cluster = QStringLiteral("production");
    operation.started = QDateTime(QDate(2026, 11, 25), QTime(13, 40));
    operation.stepsDone = 6;
    operation.stepsTotal = 11;
    operation.reversible = true;
    window.showInterrupted({operation});
}

QMap<QString, Scene> scenes()
{
    using namespace test;
    return {
        {QStringLiteral("first-start"), [](ui::MainWindow &, const Clock &) {}},
        {QStringLiteral("connecting"), showing(waitingPicture)},
        {QStringLiteral("unreachable"), showing(failedPicture)},
        {QStringLiteral("no-swarm"), showing(emptyPicture, interrupt)},
        {QStringLiteral("running"), showing(healthyPicture, run)},
        {QStringLiteral("healthy"), showing(healthyPicture)},
        {QStringLiteral("node-down"), showing(downPicture,
                                              [](ui::MainWindow &window, const watch::Picture &picture) {
                                                  window.selectNode(picture.snapshot->nodes[2].key);
                                              })},
        {QStringLiteral("topology"), showing(healthyPicture,
                                             [](ui::MainWindow &window, const watch::Picture &picture) {
                                                 window.selectTopology(
                                                     picture.snapshot->topologies[1].summary.id.value);
                                             })},
        {QStringLiteral("topologies-page"),
         showing(healthyPicture,
                 [](ui::MainWindow &window, const watch::Picture &picture) {
                     window.selectTopology(picture.snapshot->topologies[1].summary.id.value);
                     for (QAction *action : window.actions()) {
                         if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_2)) {
                             action->trigger();
                         }
                     }
                 })},
        {QStringLiteral("stale"), showing(stalePicture)},
        {QStringLiteral("odd"),
         showing(oddPicture, [](ui::MainWindow &window,
                                const watch::Picture &picture) { window.selectNode(picture.snapshot->nodes[2].key); })},
        {QStringLiteral("many"), showing(+[](const Clock &clock) { return largePicture(clock, 200); })},
    };
}

void shoot(const QString &name, const Scene &scene, const QString &colours, const QString &folder)
{
    QSettings kept(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Stormdeck"),
                   QStringLiteral("stormdeck"));
    kept.setValue(QStringLiteral("window/colours"), colours);
    kept.sync();
    const test::StillClock clock;
    ui::MainWindow window(clock);
    const QStringList size = qEnvironmentVariable("SHOT_SIZE", QStringLiteral("1440x900")).split(u'x');
    window.resize(size.value(0).toInt(), size.value(1).toInt());
    scene(window, clock);
    window.show();
    for (int i = 0; i < 5; ++i) {
        QCoreApplication::sendPostedEvents();
        QApplication::processEvents();
    }
    const QString file = QStringLiteral("%1/%2-%3.png").arg(folder, name, colours);
    window.grab().save(file);
    QTextStream(stdout) << file << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QApplication::installTranslator(new style::EnglishPlurals(&application));
    // The offscreen platform knows no desktop's font setting.
    QFont font(qEnvironmentVariable("SHOT_FONT", QStringLiteral("Inter")));
    font.setPixelSize(13);
    QApplication::setFont(font);
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    if (qEnvironmentVariableIsSet("SHOT_RTL")) {
        QApplication::setLayoutDirection(Qt::RightToLeft);
    }
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    const QStringList arguments = QApplication::arguments().mid(1);
    const QString folder = arguments.value(0, QStringLiteral("."));
    QDir().mkpath(folder);
    const QMap<QString, Scene> all = scenes();
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        if (arguments.size() < 2 || arguments.mid(1).contains(it.key())) {
            shoot(it.key(), it.value(), QStringLiteral("light"), folder);
            shoot(it.key(), it.value(), QStringLiteral("dark"), folder);
        }
    }
    return 0;
}
