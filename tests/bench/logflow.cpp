// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench_logflow [SECONDS] [LINES-A-SECOND] [TOLERANCE]: five sources give bytes as engines send them; they go through
// frames, lines, the queue and the model into a view, as in the log window. Says the longest time in which the window
// could not have answered, the memory it took, and what was lost; fails where one of them is beyond its limit.
#include "docker/frames.h"
#include "logs/linesplitter.h"
#include "logs/logmodel.h"
#include "logs/logqueue.h"
#include "logs/logview.h"
#include "util/deadline.h"
#include "wizards/background.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>
#include <QtEndian>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

namespace {
using namespace stormdeck;

constexpr int sources = 5;
constexpr double frameMs = 16;
constexpr double usualTolerance = 2; // of other programs on the machine
constexpr double mostMiB = 96;       // the model's 24 of text, what holds its lines, and a full queue
constexpr std::chrono::milliseconds beat{10};

/// One line as an engine frames it.
QByteArray framed(const QByteArray &time, int number)
{
    const QByteArray line = time +
                            "000000Z 2026-11-25 14:02:11.123 o.a.s.d.Executor Thread-12 [INFO] Processing message " +
                            QByteArray::number(number) + " FOR 7 TUPLE: source: spout:4, id: {}, [the cow jumped]\n";
    QByteArray head("\1\0\0\0\0\0\0\0", 8);
    qToBigEndian(quint32(line.size()), head.data() + 4);
    return head + line;
}

/// What an engine sends in a beat: a hundredth of a second's lines. Made with as little as can be of the processor,
/// which engines do not share with the window.
QByteArray bytesOfBeat(int lines, int &number)
{
    const QString format = QStringLiteral("yyyy-MM-dd'T'HH:mm:ss.zzz");
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(format).toLatin1();
    QByteArray bytes;
    for (int i = 0; i < lines; ++i) {
        bytes += framed(now, number++);
    }
    return bytes;
}

/// Sends one source's bytes at the pace, as its thread in the program takes them.
void follow(logs::LogQueue &queue, int source, int linesASecond, std::atomic<qint64> &written,
            const std::stop_token &stop)
{
    constexpr qsizetype pieceSize = 16 * 1024; // as they come from a socket
    docker::FrameReader frames;
    logs::LineSplitter splitter(source, logs::LineSplitter::Stamp::Engine);
    const auto take = [&](const docker::OutputChunk &chunk) {
        std::vector<logs::LogLine> lines;
        splitter.feed(chunk.bytes, [&](logs::LogLine line) { lines.push_back(std::move(line)); });
        const auto count = qint64(lines.size());
        const bool goesOn = lines.empty() || queue.put(std::move(lines), stop);
        written += goesOn ? count : 0;
        return goesOn;
    };
    int number = 0;
    const Instant began = BootClock::now();
    for (int beats = 1; !stop.stop_requested(); ++beats) {
        const QByteArray bytes = bytesOfBeat(linesASecond / 100, number);
        for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
            const auto fed = frames.feed(bytes.mid(at, pieceSize), take);
            if (!fed || !*fed) {
                return;
            }
        }
        const auto left = began + beats * beat - BootClock::now();
        if (left > left.zero() && !pause(std::chrono::duration_cast<std::chrono::milliseconds>(left), stop)) {
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

/// How long the GUI thread was away, each time.
class Gaps
{
public:
    Gaps()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_gaps.push_back(double(m_since.nsecsElapsed()) / 1e6);
            m_since.start();
        });
    }
    void start()
    {
        m_since.start();
        m_timer.start(1);
    }
    /// In milliseconds: 1 the longest, 0.99 the one that 99 of 100 do not exceed.
    [[nodiscard]] double at(double part) const
    {
        std::vector<double> sorted = m_gaps;
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, size_t(double(sorted.size()) * part))];
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_gaps;
};

/// What the run came to, told and judged.
bool isGood(const ui::LogModel &model, qint64 written, qint64 taken, double longest, double tolerance, double grown)
{
    const bool hasAll = taken == written && quint64(taken) == model.lineCount() + model.dropped();
    const bool dropsAtTheCap = model.dropped() == 0 || model.lineCount() >= ui::LogModel::mostLines * 9 / 10;
    if (!hasAll || !dropsAtTheCap) {
        std::puts("FAIL: lines were lost before the cap says so");
    }
    if (longest > frameMs * tolerance) {
        std::printf("FAIL: a gap of the window is longer than %.0f ms * %.1f\n", frameMs, tolerance);
    }
    if (grown > mostMiB) {
        std::printf("FAIL: it took more than %.0f MiB\n", mostMiB);
    }
    return hasAll && dropsAtTheCap && longest <= frameMs * tolerance && grown <= mostMiB;
}
} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int seconds = argc > 1 ? QByteArray(argv[1]).toInt() : 60;
    const int perSource = (argc > 2 ? QByteArray(argv[2]).toInt() : 50'000) / sources;
    const double tolerance = argc > 3 ? QByteArray(argv[3]).toDouble() : usualTolerance;
    const SystemClock clock;
    logs::LogQueue queue(clock);
    ui::LogModel model(QStringLiteral("a b c d e").split(u' '));
    wizards::Background background;
    ui::LogView view(&model, background);
    view.resize(1100, 680);
    view.show();
    QApplication::processEvents();
    const double before = residentMiB();
    std::atomic<qint64> written = 0;
    qint64 taken = 0;
    QTimer pace;
    QObject::connect(&pace, &QTimer::timeout, [&] {
        auto lines = queue.take();
        taken += qint64(lines.size());
        if (!lines.empty()) {
            model.append(std::move(lines));
            view.keepUp();
        }
    });
    pace.start(50);
    Gaps gaps;
    gaps.start();
    std::vector<std::jthread> threads;
    for (int source = 0; source < sources; ++source) {
        threads.emplace_back(
            [&, source](const std::stop_token &stop) { follow(queue, source, perSource, written, stop); });
    }
    QTimer::singleShot(std::chrono::seconds(seconds), &application, [&] {
        for (std::jthread &thread : threads) {
            thread.request_stop();
        }
        QTimer::singleShot(std::chrono::seconds(1), &application, &QApplication::quit);
    });
    QApplication::exec();
    const double grown = residentMiB() - before;
    std::printf("%lld lines written in %d s, %lld taken, %llu kept, %llu dropped at the cap\n"
                "gaps of the window: 50 of 100 up to %.1f ms, 99 of 100 up to %.1f ms, the longest %.1f ms\n"
                "resident %+.1f MiB\n",
                static_cast<long long>(written), seconds, static_cast<long long>(taken),
                static_cast<unsigned long long>(model.lineCount()), static_cast<unsigned long long>(model.dropped()),
                gaps.at(0.5), gaps.at(0.99), gaps.at(1), grown);
    return isGood(model, written, taken, gaps.at(1), tolerance, grown) ? 0 : 1;
}
