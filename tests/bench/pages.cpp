// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window cannot answer while it takes one change of a large cluster, page by page: bench_pages [NODES
// TASKS TOPOLOGIES]. Of each gap also what the window's thread computed in it. Nothing judges the figures.
#include "main/pages.h"
#include "cluster/delta.h"
#include "cluster/join.h"
#include "find/findindex.h"
#include "main/mainwindow.h"
#include "main/pictures.h"
#include "map/mapview.h"
#include "map/nodemodel.h"
#include "tables/tree.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <ctime>
#include <functional>

using namespace stormdeck;
using cluster::Snapshot;

namespace {

struct Size
{
    int nodes = 1000;
    int tasks = 10'000;
    int topologies = 200;
};

docker::Task taskOf(int number, const Size &size, const Snapshot &snapshot)
{
    constexpr int perService = 100;
    docker::Task task;
    task.id = {QStringLiteral("task-%1").arg(number)};
    task.service = {QStringLiteral("service-%1").arg(number / perService)};
    task.slot = number % perService + 1;
    task.node = snapshot.nodes[static_cast<size_t>(number % size.nodes)].node;
    task.state = {docker::TaskState::Running, QStringLiteral("running")};
    task.desired = task.state;
    task.image = QStringLiteral("storm:2.8.3@sha256:3f1c2d9a77e0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aa");
    task.createdAt = QDateTime::currentDateTimeUtc().addSecs(-3600);
    task.changedAt = task.createdAt;
    return task;
}

void listServices(Snapshot &snapshot)
{
    snapshot.services = serviceViews(*snapshot.swarm, cluster::newestTasks(snapshot.swarm->tasks), snapshot.nodes);
}

watch::Picture large(const Clock &clock, const Size &size)
{
    watch::Picture picture = test::largePicture(clock, size.nodes);
    auto snapshot = std::make_shared<Snapshot>(*picture.snapshot);
    snapshot->swarm->nodes.clear();
    constexpr size_t memberCount = 5;
    for (size_t i = memberCount; i < snapshot->nodes.size(); ++i) {
        snapshot->nodes[i].members.clear();
    }
    for (cluster::NodeView &node : snapshot->nodes) {
        node.node = {node.name};
        docker::Node &told = snapshot->swarm->nodes.emplace_back();
        told.id = node.node;
        told.state = node.state;
    }
    snapshot->swarm->tasks.clear();
    snapshot->swarm->services.clear();
    for (int i = 0; i < size.tasks; ++i) {
        snapshot->swarm->tasks.push_back(taskOf(i, size, *snapshot));
        if (i % 100 == 0) {
            docker::Service service;
            service.id = snapshot->swarm->tasks.back().service;
            service.name = QStringLiteral("production-%1").arg(i / 100);
            service.replicas = 100;
            snapshot->swarm->services.push_back(service);
        }
    }
    const cluster::TopologyView pattern = snapshot->topologies[0];
    snapshot->topologies.clear();
    for (int i = 0; i < size.topologies; ++i) {
        cluster::TopologyView topology = pattern;
        topology.summary.name = QStringLiteral("topology-%1").arg(i, 3, 10, QLatin1Char('0'));
        topology.summary.id = {topology.summary.name};
        snapshot->topologies.push_back(topology);
    }
    listServices(*snapshot);
    picture.snapshot = snapshot;
    return picture;
}

struct Change
{
    const char *name;
    std::function<void(Snapshot &, int round)> apply;
};

std::vector<Change> changes()
{
    return {
        {"one swarm task", [](Snapshot &s, int round) { s.swarm->tasks[5000].message = QString::number(round); }},
        {"500 swarm tasks",
         [](Snapshot &s, int round) {
             for (size_t i = 0; i < s.swarm->tasks.size(); i += 20) {
                 s.swarm->tasks[i].message = QString::number(round);
             }
         }},
        {"500 swarm tasks replaced",
         [](Snapshot &s, int round) {
             for (size_t i = 7; i < s.swarm->tasks.size(); i += 20) {
                 s.swarm->tasks[i].id.value = QStringLiteral("next-%1-%2").arg(round).arg(i);
             }
         }},
        {"one node", [](Snapshot &s, int round) { s.nodes[500].reserved.nanoCpus = round; }},
        {"100 nodes",
         [](Snapshot &s, int round) {
             for (size_t i = 0; i < s.nodes.size(); i += 10) {
                 s.nodes[i].reserved.memoryBytes = round;
             }
         }},
        {"a node goes or comes",
         [](Snapshot &s, int round) {
             static cluster::NodeView kept;
             if (round % 2 == 0) {
                 kept = s.nodes[300];
                 s.nodes.erase(s.nodes.begin() + 300);
             } else {
                 s.nodes.insert(s.nodes.begin() + 300, kept);
             }
         }},
        {"all topologies' uptimes",
         [](Snapshot &s, int round) {
             for (cluster::TopologyView &topology : s.topologies) {
                 topology.summary.uptimeSeconds = round;
             }
         }},
    };
}

/// Processor time of the calling thread, which other programs do not lengthen; ms.
double busy()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Gap
{
    double wall = 0; ///< ms
    double busy = 0; ///< ms that the window's thread computed in it
};

/// The longest time between two turns of the event loop.
class Heartbeat
{
public:
    Gap longestDuring(const std::function<void()> &work)
    {
        QTimer beat;
        Gap longest;
        int turns = 0;
        QElapsedTimer since;
        double from = busy();
        QObject::connect(&beat, &QTimer::timeout, [&] {
            longest.wall = std::max(longest.wall, static_cast<double>(since.nsecsElapsed()) / 1e6);
            longest.busy = std::max(longest.busy, busy() - from);
            since.start();
            from = busy();
            if (++turns == turnsWatched) {
                QApplication::exit(); // quit() would close the window
            }
        });
        beat.start(0);
        since.start();
        QTimer::singleShot(0, work);
        QApplication::exec();
        return longest;
    }

private:
    static constexpr int turnsWatched = 60;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void report(const QString &page, const char *change, const std::vector<Gap> &gaps)
{
    std::vector<double> walls;
    std::vector<double> busies;
    for (const Gap &gap : gaps) {
        walls.push_back(gap.wall);
        busies.push_back(gap.busy);
    }
    QTextStream(stdout) << QStringLiteral("%1 %2 median %3 ms, worst %4 ms; busy %5 ms, worst %6 ms")
                               .arg(page, -20)
                               .arg(QLatin1String(change), -26)
                               .arg(median(walls), 6, 'f', 2)
                               .arg(*std::max_element(walls.begin(), walls.end()), 6, 'f', 2)
                               .arg(median(busies), 6, 'f', 2)
                               .arg(*std::max_element(busies.begin(), busies.end()), 6, 'f', 2)
                        << Qt::endl;
}

/// Painting of the whole map, all nodes in sight where that is possible, and what a new size and new groups take.
void measureMap(const Size &size)
{
    const test::StillClock clock;
    map::NodeModel model;
    map::MapView view(model);
    view.resize(3840, 2000);
    const watch::Picture picture = large(clock, size);
    model.show(picture, {}, clock.now());
    view.show();
    Heartbeat heartbeat;
    for (const map::Detail detail : map::details) {
        const Gap zoom = heartbeat.longestDuring([&] { view.setZoom({detail}); });
        std::vector<Gap> frames;
        for (int i = 0; i < 20; ++i) {
            QElapsedTimer timer;
            timer.start();
            const double from = busy();
            view.viewport()->repaint();
            frames.push_back({static_cast<double>(timer.nsecsElapsed()) / 1e6, busy() - from});
        }
        int seen = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            seen += view.viewport()->rect().intersects(view.visualRect(model.index(row))) ? 1 : 0;
        }
        report(QStringLiteral("%1, %2").arg(nameOf(detail)).arg(seen), "a whole frame", frames);
        report(nameOf(detail), "zooming there", {zoom});
    }
    view.setZoom({map::Detail::Tiles});
    report(QStringLiteral("Map"), "grouping by state", {heartbeat.longestDuring([&] {
               view.setGrouping({map::Grouping::By::State, {}});
           })});
    report(QStringLiteral("Map"), "finding by typing",
           {heartbeat.longestDuring([&] { view.keyboardSearch(QStringLiteral("0999")); })});
}

void measure(const Size &size)
{
    const test::StillClock clock;
    ui::MainWindow window(clock);
    window.resize(1440, 900);
    settings::Profile profile;
    profile.name = QStringLiteral("production");
    window.setConnection(profile);
    window.show();
    watch::Picture shown = large(clock, size);
    Heartbeat heartbeat;
    auto *pages = window.findChild<ui::Pages *>();
    report(QStringLiteral("Map"), "the first picture",
           {heartbeat.longestDuring([&] { window.showPicture(shown, deltaBetween(Snapshot(), *shown.snapshot)); })});
    int round = 0;
    const char *const names[] = {"Map", "Topologies", "Nodes", "Services", "Ensemble", "Preflight", "Connections"};
    static_assert(std::size(names) == ui::Pages::PageCount, "a page without a name");
    for (int page = 0; page < ui::Pages::PageCount; ++page) {
        const auto open = [&] { pages->setPage(static_cast<ui::Pages::Page>(page)); };
        report(QLatin1String(names[page]), "opening the page", {heartbeat.longestDuring(open)});
        for (const Change &change : changes()) {
            std::vector<Gap> gaps;
            for (int i = 0; i < 10; ++i) {
                // As the joiner does it, on a thread of its own.
                auto next = std::make_shared<Snapshot>(*shown.snapshot);
                change.apply(*next, ++round);
                listServices(*next);
                const cluster::Delta delta = deltaBetween(*shown.snapshot, *next);
                const watch::Picture before = shown; // the joiner frees the last one, not the window
                shown.snapshot = next;
                gaps.push_back(heartbeat.longestDuring([&] { window.showPicture(shown, delta); }));
            }
            report(QLatin1String(names[page]), change.name, gaps);
        }
    }
    pages->setPage(ui::Pages::Services);
    report(QStringLiteral("Services"), "opening all services",
           {heartbeat.longestDuring([&] { window.findChild<tables::Tree *>()->expandAll(); })});
    report(QStringLiteral("Services"), "sorting by node",
           {heartbeat.longestDuring([&] { window.findChild<tables::Tree *>()->sortByColumn(3, Qt::AscendingOrder); })});
    QElapsedTimer timer;
    timer.start();
    const ui::FindIndex index = ui::findIndexOf(*shown.snapshot, shown.findings);
    const double built = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    for (const char *query : {"n", "node-09", "production 77", "zebra"}) {
        timer.start();
        const auto best = ui::ranked(index.texts, QString::fromUtf8(query), 50);
        QTextStream(stdout) << QStringLiteral("Find %1 of %2: %3 ms for %4 answers")
                                   .arg(QString::fromUtf8(query))
                                   .arg(index.texts.size())
                                   .arg(static_cast<double>(timer.nsecsElapsed()) / 1e6, 0, 'f', 2)
                                   .arg(best.size())
                            << Qt::endl;
    }
    QTextStream(stdout) << QStringLiteral("Find: gathering what can be found took %1 ms").arg(built, 0, 'f', 2)
                        << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    Size size;
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 4) {
        size = {arguments[1].toInt(), arguments[2].toInt(), arguments[3].toInt()};
    }
    measureMap(size);
    measure(size);
    return 0;
}
