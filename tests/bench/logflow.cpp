// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench_logflow [SECONDS] [LINES-A-SECOND]: five sources write lines into the queue of a followed log, a view shows
// them as the log window does; says the longest time in which the window could not have answered, and what was lost.
#include "logs/logmodel.h"
#include "logs/logqueue.h"
#include "logs/logview.h"
#include "util/deadline.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <atomic>
#include <cstdio>
#include <thread>

namespace {
using namespace stormdeck;
constexpr int sources = 5;

void write(logs::LogQueue &queue, int source, int linesASecond, std::atomic<qint64> &written,
           const std::stop_token &stop)
{
    const Instant began = BootClock::now();
    for (qint64 piece = 0; !stop.stop_requested(); ++piece) {
        std::vector<logs::LogLine> lines;
        for (int i = 0; i < linesASecond / 100; ++i) {
            lines.push_back({.time = piece * 10,
                             .source = source,
                             .level = logs::Level::Info,
                             .text = "2026-11-25 14:02:11.123 o.a.s.d.Executor Thread-12 [INFO] Processing received "
                                     "message FOR 7 TUPLE: source: spout:4, id: {}, [the cow jumped over the moon]"});
        }
        written += qint64(lines.size());
        if (!queue.put(std::move(lines), stop) ||
            !stormdeck::pause(std::chrono::duration_cast<std::chrono::milliseconds>(
                                  began + std::chrono::milliseconds(10 * (piece + 1)) - BootClock::now()),
                              stop)) {
            return;
        }
    }
}

double residentMiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) {
            return line.simplified().split(' ').value(1).toDouble() / 1024;
        }
    }
    return 0;
}
} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int seconds = argc > 1 ? QByteArray(argv[1]).toInt() : 10;
    const int perSource = (argc > 2 ? QByteArray(argv[2]).toInt() : 50'000) / sources;
    const SystemClock clock;
    logs::LogQueue queue(clock);
    ui::LogModel model(
        {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")});
    ui::LogView view(&model);
    view.resize(1100, 680);
    view.show();
    std::atomic<qint64> written = 0;
    qint64 taken = 0;
    const double before = residentMiB();
    QTimer pace;
    QObject::connect(&pace, &QTimer::timeout, [&] {
        auto lines = queue.take();
        taken += qint64(lines.size());
        model.append(std::move(lines));
        view.keepUp();
    });
    pace.start(50);
    QElapsedTimer beat;
    beat.start();
    qint64 longest = 0;
    QTimer heartbeat;
    heartbeat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&heartbeat, &QTimer::timeout, [&] { longest = std::max(longest, beat.restart()); });
    heartbeat.start(1);
    {
        std::vector<std::jthread> threads;
        for (int source = 0; source < sources; ++source) {
            threads.emplace_back(
                [&, source](const std::stop_token &stop) { write(queue, source, perSource, written, stop); });
        }
        QTimer::singleShot(std::chrono::seconds(seconds), &application, [&] {
            for (std::jthread &thread : threads) {
                thread.request_stop();
            }
            QTimer::singleShot(std::chrono::seconds(1), &application, &QApplication::quit);
        });
        QApplication::exec();
    }
    std::printf("%lld lines written in %d s, %lld taken, %llu kept, %llu dropped at the cap; longest gap of the window "
                "%lld ms; resident %+.1f MiB\n",
                static_cast<long long>(written), seconds, static_cast<long long>(taken),
                static_cast<unsigned long long>(model.lineCount()), static_cast<unsigned long long>(model.dropped()),
                static_cast<long long>(longest), residentMiB() - before);
    return taken == written && quint64(taken) == model.lineCount() + model.dropped() ? 0 : 1;
}
