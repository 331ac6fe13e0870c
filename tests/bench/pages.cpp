// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window cannot answer while it takes one change of a large cluster, page by page: bench_pages [NODES
// TASKS TOPOLOGIES]. Nothing judges the figures.
#include "main/pages.h"
#include "cluster/delta.h"
#include "cluster/join.h"
#include "find/findindex.h"
#include "main/mainwindow.h"
#include "main/pictures.h"
#include "tables/tree.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

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
    snapshot.services = serviceViews(snapshot.swarm->services, snapshot.swarm->tasks, snapshot.nodes);
}

watch::Picture large(const Clock &clock, const Size &size)
{
    watch::Picture picture = test::largePicture(clock, size.nodes);
    auto snapshot = std::make_shared<Snapshot>(*picture.snapshot);
    for (cluster::NodeView &node : snapshot->nodes) {
        node.node = {node.name};
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

/// The longest time between two turns of the event loop.
class Heartbeat
{
public:
    double longestDuring(const std::function<void()> &work)
    {
        QTimer beat;
        qint64 longest = 0;
        int turns = 0;
        QElapsedTimer since;
        QObject::connect(&beat, &QTimer::timeout, [&] {
            longest = std::max(longest, since.nsecsElapsed());
            since.start();
            if (++turns == 60) {
                QApplication::quit();
            }
        });
        beat.start(0);
        since.start();
        QTimer::singleShot(0, work);
        QApplication::exec();
        return static_cast<double>(longest) / 1e6;
    }
};

void report(const QString &page, const char *change, std::vector<double> gaps)
{
    std::sort(gaps.begin(), gaps.end());
    QTextStream(stdout) << QStringLiteral("%1 %2 median %3 ms, worst %4 ms")
                               .arg(page, -12)
                               .arg(QLatin1String(change), -26)
                               .arg(gaps[gaps.size() / 2], 6, 'f', 2)
                               .arg(gaps.back(), 6, 'f', 2)
                        << Qt::endl;
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
    const char *const names[] = {"Map", "Topologies", "Nodes", "Services", "Ensemble"};
    for (int page = 0; page < ui::Pages::PageCount; ++page) {
        const auto open = [&] { pages->setPage(static_cast<ui::Pages::Page>(page)); };
        report(QLatin1String(names[page]), "opening the page", {heartbeat.longestDuring(open)});
        for (const Change &change : changes()) {
            std::vector<double> gaps;
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
    measure(size);
    return 0;
}
