// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draws scenes of the main window: ui_shots FOLDER [SCENE…]. Light and dark; at another scale with QT_SCALE_FACTOR.
#include "checks/preflightpage.h"
#include "checks/samplereport.h"
#include "find/findpopup.h"
#include "main/askshots.h"
#include "main/logshots.h"
#include "main/mainwindow.h"
#include "main/pictures.h"
#include "main/recordingbar.h"
#include "main/usageshots.h"
#include "map/mapview.h"
#include "style/englishplurals.h"
#include "style/theme.h"
#include "why/whywindow.h"

#include <QApplication>
#include <QDir>
#include <QFont>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>

#include <functional>
#include <memory>

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

std::vector<settings::SavedProfile> savedProfiles(const watch::Picture &picture)
{
    settings::Profile staging{.name = QStringLiteral("staging"), .readOnly = true};
    for (int n = 1; n <= 3; ++n) {
        const QString name = QStringLiteral("staging-%1").arg(n);
        staging.machines.push_back(
            {name, Endpoint::ssh(QStringLiteral("ops"), name, 0, usualEngineSocket()), {}, n == 1});
    }
    settings::Profile production = profileOf(picture);
    production.production = true;
    const auto local = QStringLiteral("local");
    return {{local, settings::Profile{local, {{local, Endpoint::unixSocket(usualEngineSocket()), {}, true}}}},
            {QStringLiteral("old-lab"), failure({.kind = ErrorKind::Rejected,
                                                 .attempted = QStringLiteral("read the profile"),
                                                 .target = QStringLiteral("old-lab.yaml"),
                                                 .reason = QStringLiteral("line 3: machines are a list")})},
            {production.name, production},
            {QStringLiteral("אשכול-ניסוי"), settings::Profile{QStringLiteral("אשכול-ניסוי"), staging.machines}},
            {staging.name, staging}};
}

Scene showing(watch::Picture (*make)(const Clock &),
              std::function<void(ui::MainWindow &, const watch::Picture &)> then = {})
{
    return [make, then](ui::MainWindow &window, const Clock &clock) {
        const watch::Picture picture = make(clock);
        window.setProfiles(savedProfiles(picture), QStringLiteral("production"));
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
    window.showInterrupted({.operations = {operation},
                            .unreadable = {QStringLiteral("/home/ops/.local/share/stormdeck/op-7.journal")}});
}

/// As its profile is marked.
void marked(ui::MainWindow &window, const watch::Picture &picture)
{
    settings::Profile profile = profileOf(picture);
    profile.production = true;
    profile.readOnly = true;
    window.setConnection(profile);
    window.showPicture(picture, {});
}

using Choose = cluster::Subject (*)(const cluster::Snapshot &);

cluster::Subject nothing(const cluster::Snapshot &)
{
    return {};
}

cluster::Subject aNode(const cluster::Snapshot &snapshot)
{
    return subjectOf(snapshot.nodes[2]);
}

cluster::Subject aTopology(const cluster::Snapshot &snapshot)
{
    return subjectOf(snapshot.topologies[1]);
}

cluster::Subject aTask(const cluster::Snapshot &snapshot)
{
    return subjectOf(snapshot.services[2].tasks[0]);
}

cluster::Subject aMember(const cluster::Snapshot &snapshot)
{
    return subjectOf(snapshot.nodes[2].members[0]);
}

void press(ui::MainWindow &window, const QKeySequence &keys)
{
    for (QAction *action : window.actions()) {
        if (action->shortcut() == keys) {
            action->trigger();
        }
    }
}

std::function<void(ui::MainWindow &, const watch::Picture &)> selecting(Choose choose)
{
    return
        [choose](ui::MainWindow &window, const watch::Picture &picture) { window.select(choose(*picture.snapshot)); };
}

/// The page of Ctrl+NUMBER with something selected.
std::function<void(ui::MainWindow &, const watch::Picture &)> onPage(int number, Choose choose)
{
    return [number, choose](ui::MainWindow &window, const watch::Picture &picture) {
        press(window, QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
        window.select(choose(*picture.snapshot));
    };
}

std::function<void(ui::MainWindow &, const watch::Picture &)> filtering(int number, const QString &text)
{
    return [number, text](ui::MainWindow &window, const watch::Picture &) {
        press(window, QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
        for (QLineEdit *field : window.findChildren<QLineEdit *>()) {
            if (field->isVisibleTo(&window) && field->accessibleName().startsWith(QStringLiteral("Filter"))) {
                field->setText(text);
            }
        }
    };
}

std::function<void(ui::MainWindow &, const watch::Picture &)> finding(const QString &text)
{
    return [text](ui::MainWindow &window, const watch::Picture &) {
        press(window, QKeySequence(Qt::CTRL | Qt::Key_K));
        window.findChild<ui::FindPopup *>()->setQuery(text);
    };
}

/// `count` nodes in three racks, of which a few are lost or set aside.
watch::Picture racks(const Clock &clock, int count)
{
    const watch::Picture picture = test::changed(test::largePicture(clock, count), [](cluster::Snapshot &snapshot) {
        for (size_t i = 0; i < snapshot.nodes.size(); ++i) {
            cluster::NodeView &node = snapshot.nodes[i];
            node.labels = {{QStringLiteral("rack"), QStringLiteral("r%1").arg(i % 3 + 1)},
                           {QStringLiteral("disk"), i % 4 == 0 ? QStringLiteral("ssd") : QStringLiteral("hdd")}};
            if (i % 37 == 11) {
                node.state = {docker::NodeState::Down, QStringLiteral("down")};
            } else if (i % 53 == 7) {
                node.availability = {docker::Availability::Drain, QStringLiteral("drain")};
            }
        }
    });
    return watch::judged(picture.snapshot, picture.freshness, clock.now());
}

template <int Count>
watch::Picture racksOf(const Clock &clock)
{
    return racks(clock, Count);
}

/// The page Preflight with something shown on it.
std::function<void(ui::MainWindow &, const watch::Picture &)> checking(std::function<void(ui::PreflightPage &)> then)
{
    return [then](ui::MainWindow &window, const watch::Picture &) {
        press(window, QKeySequence(Qt::CTRL | Qt::Key_6));
        then(*window.preflightPage());
    };
}

void runChecks(ui::PreflightPage &page)
{
    page.begin();
    page.setProgress({QStringLiteral("storm-1"), preflight::Stage::Trying, {}});
    page.setProgress({QStringLiteral("storm-2"), preflight::Stage::Failed, QStringLiteral("nobody answers")});
}

void clickTab(ui::PreflightPage &page, const QString &text)
{
    for (QPushButton *button : page.findChildren<QPushButton *>()) {
        if (QString(button->text()).remove(u'&') == text) {
            button->click();
        }
    }
}

/// The map in one size and in groups, with a node selected.
std::function<void(ui::MainWindow &, const watch::Picture &)> mapped(const char *zoom, const char *groups)
{
    return [zoom, groups](ui::MainWindow &window, const watch::Picture &picture) {
        auto *map = window.findChild<map::MapView *>();
        map->setZoom(map::Zoom::of(QLatin1String(zoom)));
        map->setGrouping(map::Grouping::of(QLatin1String(groups)));
        window.select(subjectOf(picture.snapshot->nodes[2]));
    };
}

/// The same in a recording of six minutes, which stands at the moment that is shown.
void stopInRecording(ui::MainWindow &window, const watch::Picture &)
{
    const recording::Recording recorded{.cluster = QStringLiteral("production"),
                                        .from = Instant(std::chrono::hours(1)),
                                        .to = Instant(std::chrono::hours(1) + std::chrono::minutes(6)),
                                        .begun = QDateTime(QDate(2026, 11, 25), QTime(14, 0, 25))};
    const auto player = std::make_shared<recording::Player>(recorded);
    player->seek(std::chrono::seconds(132));
    auto *bar = new ui::RecordingBar(*player, recorded.cluster);
    QObject::connect(bar, &QObject::destroyed, [player] {}); // it outlives the bar
    window.showRecording(bar);
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
        {QStringLiteral("marked"), showing(downPicture, marked)},
        {QStringLiteral("node-down"), showing(downPicture, selecting(aNode))},
        {QStringLiteral("topology"), showing(healthyPicture, selecting(aTopology))},
        {QStringLiteral("topologies-page"), showing(healthyPicture, onPage(2, aTopology))},
        {QStringLiteral("nodes-page"), showing(downPicture, onPage(3, aNode))},
        {QStringLiteral("services-page"), showing(troubledPicture, onPage(4, aTask))},
        {QStringLiteral("ensemble-page"), showing(downPicture, onPage(5, aMember))},
        {QStringLiteral("topologies-long"), showing(oddPicture, onPage(2, aTopology))},
        {QStringLiteral("nodes-long"), showing(oddPicture, onPage(3, aNode))},
        {QStringLiteral("services-long"), showing(oddPicture, onPage(4, aTask))},
        {QStringLiteral("ensemble-long"), showing(oddPicture, onPage(5, aMember))},
        {QStringLiteral("topologies-stale"), showing(stalePicture, onPage(2, aTopology))},
        {QStringLiteral("nodes-stale"), showing(stalePicture, onPage(3, aNode))},
        {QStringLiteral("services-stale"), showing(stalePicture, onPage(4, aTask))},
        {QStringLiteral("ensemble-stale"), showing(stalePicture, onPage(5, aMember))},
        {QStringLiteral("topologies-empty"), showing(emptyPicture, onPage(2, nothing))},
        {QStringLiteral("services-empty"), showing(emptyPicture, onPage(4, nothing))},
        {QStringLiteral("ensemble-empty"), showing(emptyPicture, onPage(5, nothing))},
        {QStringLiteral("services-waiting"), showing(partlyPicture, onPage(4, nothing))},
        {QStringLiteral("ensemble-failed"), showing(partlyPicture, onPage(5, nothing))},
        {QStringLiteral("nodes-filtered"), showing(healthyPicture, filtering(3, QStringLiteral("storm-9")))},
        {QStringLiteral("services-filtered"), showing(troubledPicture, filtering(4, QStringLiteral("storm-2")))},
        {QStringLiteral("nodes-many"),
         showing(
             +[](const Clock &clock) { return largePicture(clock, 200); }, onPage(3, aNode))},
        {QStringLiteral("connections"), showing(downPicture, onPage(7, nothing))},
        {QStringLiteral("connections-stale"), showing(stalePicture, onPage(7, nothing))},
        {QStringLiteral("connections-failed"), showing(failedPicture, onPage(7, nothing))},
        {QStringLiteral("connections-empty"),
         [](ui::MainWindow &window, const Clock &) {
             window.setProfiles({}, {});
             press(window, QKeySequence(Qt::CTRL | Qt::Key_7));
         }},
        {QStringLiteral("find"), showing(downPicture, finding(QStringLiteral("st")))},
        {QStringLiteral("find-nothing"), showing(downPicture, finding(QStringLiteral("zebra")))},
        {QStringLiteral("find-empty"), showing(downPicture, finding({}))},
        {QStringLiteral("map-30"), showing(racksOf<30>, mapped("fit", "none"))},
        {QStringLiteral("map-300"), showing(racksOf<300>, mapped("fit", "none"))},
        {QStringLiteral("map-1000"), showing(racksOf<1000>, mapped("fit", "none"))},
        {QStringLiteral("map-racks"), showing(racksOf<60>, mapped("fit", "label:rack"))},
        {QStringLiteral("map-states"), showing(racksOf<300>, mapped("names", "state"))},
        {QStringLiteral("map-tiles"), showing(racksOf<300>, mapped("tiles", "none"))},
        {QStringLiteral("map-odd-names"), showing(oddPicture, mapped("names", "none"))},
        {QStringLiteral("map-odd-compact"), showing(oddPicture, mapped("compact", "role"))},
        {QStringLiteral("map-stale-compact"), showing(stalePicture, mapped("compact", "none"))},
        {QStringLiteral("preflight-intro"), showing(failedPicture, checking([](ui::PreflightPage &) {}))},
        {QStringLiteral("preflight-running"), showing(healthyPicture, checking(runChecks))},
        {QStringLiteral("preflight"),
         showing(healthyPicture, checking([](ui::PreflightPage &page) { page.show(troubledReport()); }))},
        {QStringLiteral("preflight-well"),
         showing(healthyPicture, checking([](ui::PreflightPage &page) { page.show(cleanReport()); }))},
        {QStringLiteral("preflight-long"),
         showing(healthyPicture, checking([](ui::PreflightPage &page) { page.show(oddReport()); }))},
        {QStringLiteral("preflight-matrix"), showing(healthyPicture, checking([](ui::PreflightPage &page) {
                                                         page.show(troubledReport());
                                                         clickTab(page, QStringLiteral("Ports between them"));
                                                     }))},
        {QStringLiteral("stale"), showing(stalePicture)},
        {QStringLiteral("recording"), showing(downPicture, stopInRecording)},
        {QStringLiteral("odd"), showing(oddPicture, selecting(aNode))},
        {QStringLiteral("many"), showing(+[](const Clock &clock) { return largePicture(clock, 200); })},
    };
}

/// A window of its own, drawn alone.
void shootWhy(const QString &name, watch::Picture (*make)(const Clock &), const cluster::Subject &subject,
              const QString &folder)
{
    const test::StillClock clock;
    const watch::Picture picture = make(clock);
    for (const auto &[colours, scheme] :
         {std::pair("light", style::Scheme::Light), std::pair("dark", style::Scheme::Dark)}) {
        const style::Theme theme(scheme);
        ui::WhyWindow window;
        window.explain(subject, picture, clock.now());
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::sendPostedEvents();
            QApplication::processEvents();
        }
        const QString file = QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(colours));
        window.grab().save(file);
        QTextStream(stdout) << file << Qt::endl;
    }
}

void shootAllWhy(const QStringList &only, const QString &folder)
{
    const test::StillClock clock;
    const watch::Picture down = test::downPicture(clock);
    const watch::Picture troubled = test::troubledPicture(clock);
    const auto shoot = [&](const char *name, watch::Picture (*make)(const Clock &), const cluster::Subject &subject) {
        if (only.isEmpty() || only.contains(QLatin1String(name))) {
            shootWhy(QLatin1String(name), make, subject, folder);
        }
    };
    shoot("why-node", test::downPicture, aNode(*down.snapshot));
    shoot("why-member", test::downPicture, aMember(*down.snapshot));
    shoot("why-cluster", test::stalePicture, cluster::clusterSubject());
    shoot("why-task", test::troubledPicture, aTask(*troubled.snapshot));
    shoot("why-topology", test::downPicture, aTopology(*down.snapshot));
    shoot("why-finding", test::downPicture, subjectOf(down.findings.front()));
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
    test::shootAllLogs(arguments.mid(1), folder);
    test::shootAllUsage(arguments.mid(1), folder);
    shootAllWhy(arguments.mid(1), folder);
    test::shootAllAsking(arguments.mid(1), folder);
    return 0;
}
