// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/askshots.h"

#include "main/componentwindow.h"
#include "main/containerwindow.h"
#include "main/pictures.h"
#include "main/samplecomponent.h"
#include "style/theme.h"
#include "util/deadline.h"

#include <QApplication>
#include <QTextStream>

#include <algorithm>
#include <atomic>
#include <memory>

namespace stormdeck::test {

namespace {
constexpr std::chrono::milliseconds pace{50};

/// A window after these answers, one each look; without any while it waits. `make(ask, clock, background)`.
template <typename Answer, typename Make>
void shoot(const QString &name, const std::vector<Result<Answer>> &answers, const QString &folder, Make make)
{
    for (const auto &[colours, scheme] :
         {std::pair("light", style::Scheme::Light), std::pair("dark", style::Scheme::Dark)}) {
        const style::Theme theme(scheme);
        const StillClock clock;
        std::atomic<size_t> asked = 0;
        wizards::Background background;
        const auto ask = [&](const std::stop_token &stop) -> Result<Answer> {
            const size_t look = asked++;
            pause(look < answers.size() ? std::chrono::milliseconds(0) : std::chrono::minutes(1), stop);
            if (look < answers.size()) {
                return answers[look];
            }
            return failure(silentUi());
        };
        const auto window = make(ask, clock, background);
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window->show();
        while (asked < answers.size() + 1) { // the answers before the last question were taken
            QApplication::processEvents(QEventLoop::AllEvents, 20);
        }
        window->repaint();
        const QString file = QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(colours));
        window->grab().save(file);
        QTextStream(stdout) << file << Qt::endl;
    }
}

void shootComponent(const QString &name, const std::vector<Result<ui::ComponentLook>> &answers, const QString &folder)
{
    const QString id = !answers.empty() && answers[0] ? answers[0]->page.id : QStringLiteral("split-sentences");
    shoot(name, answers, folder, [&](const auto &ask, const Clock &clock, wizards::Background &background) {
        return std::make_unique<ui::ComponentWindow>(
            cluster::componentSubject({QStringLiteral("words-1-1795591592")}, id), QStringLiteral("words"),
            [ask](storm::StatsWindow, const std::stop_token &stop) { return ask(stop); }, background, clock, pace);
    });
}

struct Made
{
    const char *name;
    const char *image;
    const char *state;
    const char *status;
    const char *service;
};

docker::Container containerOf(const Made &made)
{
    docker::Container container;
    container.id = {QString::number(qHash(QString::fromUtf8(made.name)), 16).repeated(4)};
    container.names = {QString::fromUtf8(made.name)};
    container.image = QString::fromUtf8(made.image);
    container.state = QString::fromUtf8(made.state);
    container.status = QString::fromUtf8(made.status);
    container.createdAt = QDateTime(QDate(2026, 11, 25), QTime(13, 58, 41), Qt::UTC);
    if (*made.service != '\0') {
        container.labels.insert(QStringLiteral("com.docker.swarm.service.name"), QString::fromUtf8(made.service));
    }
    return container;
}

ui::ContainerWindow::Containers containersOf(std::initializer_list<Made> all)
{
    ui::ContainerWindow::Containers containers;
    std::transform(all.begin(), all.end(), std::back_inserter(containers), containerOf);
    return containers;
}

ui::ContainerWindow::Containers usual()
{
    constexpr const char *storm = "storm:2.8.3@sha256:3f1c2d9a77e0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aa";
    constexpr const char *zookeeper =
        "zookeeper:3.9.3@sha256:9d1c2d9a77e0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899bb";
    return containersOf({{"nimbus.1.q1w2e3r4t5", storm, "running", "Up 3 hours", "nimbus"},
                         {"supervisor.2.z9x8c7v6b5", storm, "running", "Up 3 hours", "supervisor"},
                         {"zk1.1.m3n4b5v6c7", zookeeper, "running", "Up 3 hours (healthy)", "zk1"},
                         {"zk1.1.k2j3h4g5f6", zookeeper, "exited", "Exited (137) 3 hours ago", "zk1"},
                         {"registry", "registry:2", "running", "Up 9 days", ""},
                         {"backup", "restic/restic:0.17.3", "exited", "Exited (0) 5 hours ago", ""},
                         {"metrics", "prom/node-exporter:v1.8.2", "restarting", "Restarting (1) 8 seconds ago", ""}});
}

ui::ContainerWindow::Containers odd()
{
    return containersOf(
        {{"a-container-whose-name-goes-on-and-on-because-a-generator-made-it-of-all-that-it-knew-about-it",
          "registry.example.org:5000/teams/streaming/production/storm-with-extras:2.8.3-build.1795591592", "running",
          "Up 3 hours (health: starting)", "a-service-whose-name-is-as-long-as-swarm-allows-it-to-be-which-is-63"},
         {"שירות-גיבוי", "restic/restic:0.17.3", "a state of tomorrow", "In the words of a new engine", ""}});
}

void shootContainers(const QString &name, const std::vector<Result<ui::ContainerWindow::Containers>> &answers,
                     const QString &folder)
{
    shoot(name, answers, folder, [&](const auto &ask, const Clock &clock, wizards::Background &background) {
        return std::make_unique<ui::ContainerWindow>(QStringLiteral("storm-1"), ask, background, clock, pace);
    });
}

Error silentEngine()
{
    return {.kind = ErrorKind::Unreachable,
            .layer = Layer::Connect,
            .attempted = QStringLiteral("list the containers"),
            .target = QStringLiteral("storm-1"),
            .reason = QStringLiteral("nothing answers on port 2376"),
            .remedy = QStringLiteral("Check that the machine runs and that its engine listens there.")};
}
} // namespace

void shootAllAsking(const QStringList &only, const QString &folder)
{
    const auto draw = [&](const char *name, const auto &answers, auto shootOne) {
        if (only.isEmpty() || only.contains(QLatin1String(name))) {
            shootOne(QLatin1String(name), answers, folder);
        }
    };
    using Looks = std::vector<Result<ui::ComponentLook>>;
    draw("component", Looks{busyBolt()}, shootComponent);
    draw("component-spout", Looks{quietSpout()}, shootComponent);
    draw("component-waiting", Looks{}, shootComponent);
    draw("component-failed", Looks{failure(silentUi())}, shootComponent);
    draw("component-stale", Looks{busyBolt(), failure(silentUi())}, shootComponent);
    draw("component-long", Looks{oddBolt()}, shootComponent);
    using Lists = std::vector<Result<ui::ContainerWindow::Containers>>;
    draw("containers", Lists{usual()}, shootContainers);
    draw("containers-failed", Lists{failure(silentEngine())}, shootContainers);
    draw("containers-stale", Lists{usual(), failure(silentEngine())}, shootContainers);
    draw("containers-empty", Lists{ui::ContainerWindow::Containers()}, shootContainers);
    draw("containers-long", Lists{odd()}, shootContainers);
}

} // namespace stormdeck::test
