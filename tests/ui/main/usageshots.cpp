// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/usageshots.h"

#include "charts/linechart.h"
#include "charts/usagehistory.h"
#include "charts/usagetable.h"
#include "charts/usagewindow.h"
#include "docker/client.h"
#include "main/eventsuntil.h"
#include "style/theme.h"
#include "support/fakeserver.h"

#include <QTextStream>

#include <atomic>
#include <cmath>
#include <memory>
#include <random>

namespace stormdeck::test {

namespace {
using ui::UsageHistory;
using usage::Meter;
using usage::Reading;

constexpr int longest = 10'000; // ms until the table has its figures: cpu takes two looks
constexpr int looks = int(UsageHistory::span / Meter::pace);
constexpr double mebibyte = 1024.0 * 1024.0;
constexpr Instant now{std::chrono::hours(1)}; // when the last reading was made

/// A container, and about what it uses.
struct Load
{
    QString name;
    double cores = 0;
    double mebibytes = 0;
    double growth = 0; ///< MiB in a quarter of an hour
    double limit = 0;  ///< MiB
    int lostAt = 0;    ///< the look from which on its engine did not answer for a while; 0: it always did
};

bool isLost(const Load &load, int look)
{
    constexpr int lostLooks = 45;
    return load.lostAt > 0 && look >= load.lostAt && look < load.lostAt + lostLooks;
}

/// Two slow waves, what drifts and what leaps; the same each time.
std::vector<Reading> readingsOf(int source, const Load &load)
{
    std::mt19937 random(static_cast<unsigned>(source) + 1U);
    std::vector<Reading> readings;
    double drift = 0;
    for (int look = 0; look <= looks; ++look) {
        const double leap = double(random() % 2001U) / 1000.0 - 1.0;
        drift = 0.92 * drift + 0.08 * leap;
        const double wave = 0.14 * std::sin(look / 31.0 + source) + 0.06 * std::sin(look / 11.0 + 2 * source);
        const double grown = load.growth * look / looks;
        const Reading reading{.source = source,
                              .at = now - (looks - look) * Meter::pace,
                              .cores = load.cores * (1 + wave + drift + 0.05 * leap),
                              .memoryBytes = qint64((load.mebibytes * (1 + 0.05 * drift) + grown) * mebibyte),
                              .memoryLimitBytes = qint64(load.limit * mebibyte)};
        if (!isLost(load, look)) {
            readings.push_back(reading);
        }
    }
    return readings;
}

/// What the engine answers at that look, so that the table has the figures with which the lines end.
QByteArray statsOf(const Reading &last, int look)
{
    const double nanos = 2e9 * look;
    constexpr int cores = 4;
    return QStringLiteral(R"({"read":"2026-11-25T14:02:%1Z","cpu_stats":{"cpu_usage":{"total_usage":%2},)"
                          R"("system_cpu_usage":%3,"online_cpus":%4},"memory_stats":{"usage":%5,"limit":%6}})")
        .arg(2 * look % 60, 2, 10, QLatin1Char('0'))
        .arg(qint64(last.cores.value_or(0) * nanos))
        .arg(qint64(cores * nanos))
        .arg(cores)
        .arg(last.memoryBytes.value_or(0))
        .arg(last.memoryLimitBytes.value_or(0))
        .toUtf8();
}

std::vector<usage::UsageSource> sourcesOn(FakeServer &engine, const std::vector<Load> &loads)
{
    engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    std::vector<usage::UsageSource> sources;
    for (int i = 0; i < int(loads.size()); ++i) {
        const Load &load = loads[size_t(i)];
        const QString id = QStringLiteral("c%1").arg(i);
        engine.answerBy("GET /v1.41/containers/" + id.toLatin1() + "/stats",
                        [last = readingsOf(i, load).back(), look = std::make_shared<std::atomic<int>>(0)](
                            const Received &) { return Reply{.body = statsOf(last, ++*look)}; });
        sources.push_back({.name = load.name,
                           .machine = {.name = load.name.section(u' ', -1), .engine = engine.endpoint()},
                           .container = {id},
                           .task = {id}});
    }
    return sources;
}

bool hasFigures(const ui::UsageWindow &window)
{
    const auto *table = window.findChild<ui::UsageTable *>();
    for (int row = 0; row < table->rowCount(); ++row) {
        const auto cell = table->index(row, ui::UsageTable::Cores).data(tables::CellRole).value<tables::Cell>();
        if (!cell.raw.isValid()) {
            return false;
        }
    }
    return true;
}

std::vector<ui::ChartLine> linesOf(const std::vector<Load> &loads, const UsageHistory::Figure &figure)
{
    UsageHistory history(loads.size());
    std::vector<ui::ChartLine> lines;
    for (int source = 0; source < int(loads.size()); ++source) {
        const Load &load = loads[size_t(source)];
        for (const Reading &reading : readingsOf(source, load)) {
            history.add(reading);
        }
        lines.push_back({load.name, source, history.pieces(source, figure, now)});
    }
    return lines;
}

/// The window has been open for a moment only: its charts get what it would have drawn in the end.
void drawLines(const ui::UsageWindow &window, const std::vector<Load> &loads)
{
    const double minutes = double(UsageHistory::span.count());
    for (ui::LineChart *chart : window.findChildren<ui::LineChart *>()) {
        const bool isOfCpu = chart->accessibleName().startsWith(QStringLiteral("CPU"));
        chart->show(linesOf(loads,
                            [isOfCpu](const Reading &reading) {
                                return isOfCpu ? reading.cores
                                               : std::optional(double(reading.memoryBytes.value_or(0)) / mebibyte);
                            }),
                    minutes);
    }
    for (int i = 0; i < 5; ++i) { // no timers: its next reading would draw its own lines again
        QCoreApplication::sendPostedEvents();
    }
}

void shoot(const QString &name, const QString &title, const std::vector<Load> &loads, const QString &folder)
{
    for (const auto &[colours, scheme] :
         {std::pair("light", style::Scheme::Light), std::pair("dark", style::Scheme::Dark)}) {
        const style::Theme theme(scheme);
        FakeServer engine;
        const SystemClock clock;
        wizards::Background background;
        ui::UsageWindow window(
            title, sourcesOn(engine, loads),
            [](const Machine &machine) { return docker::Client(machine.engine, machine.name); }, background, clock);
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.show();
        handleEventsUntil([&] { return hasFigures(window); }, longest);
        drawLines(window, loads);
        const QString file = QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(colours));
        window.grab().save(file);
        QTextStream(stdout) << file << Qt::endl;
    }
}

/// The supervisors of a topology: one a node, the busiest with its spouts; one engine was silent for a while.
std::vector<Load> ofATopology()
{
    const auto supervisor = [](int node) { return QStringLiteral("production-supervisor on storm-%1").arg(node); };
    return {{.name = supervisor(1), .cores = 0.92, .mebibytes = 1310, .growth = 46, .limit = 4096},
            {.name = supervisor(2), .cores = 1.74, .mebibytes = 2240, .growth = 130, .limit = 4096},
            {.name = supervisor(3), .cores = 1.31, .mebibytes = 1820, .growth = 74, .limit = 4096},
            {.name = supervisor(4), .cores = 1.12, .mebibytes = 1640, .growth = 58, .limit = 4096, .lostAt = 228},
            {.name = supervisor(5), .cores = 0.55, .mebibytes = 980, .growth = 22, .limit = 4096}};
}

std::vector<Load> ofANode()
{
    return {{.name = QStringLiteral("production-nimbus on storm-1"),
             .cores = 0.11,
             .mebibytes = 468,
             .growth = 8,
             .limit = 1024},
            {.name = QStringLiteral("production-supervisor on storm-1"),
             .cores = 0.92,
             .mebibytes = 1310,
             .growth = 46,
             .limit = 4096},
            {.name = QStringLiteral("production-ui on storm-1"),
             .cores = 0.24,
             .mebibytes = 382,
             .growth = 24,
             .limit = 1024},
            {.name = QStringLiteral("production-zk1 on storm-1"),
             .cores = 0.05,
             .mebibytes = 211,
             .growth = 3,
             .limit = 1024}};
}
} // namespace

void shootAllUsage(const QStringList &only, const QString &folder)
{
    const auto draw = [&](const char *name, const char *title, const std::vector<Load> &loads) {
        if (only.isEmpty() || only.contains(QLatin1String(name))) {
            shoot(QLatin1String(name), QLatin1String(title), loads, folder);
        }
    };
    draw("usage", "wordcount", ofATopology());
    draw("usage-node", "storm-1", ofANode());
}

} // namespace stormdeck::test
