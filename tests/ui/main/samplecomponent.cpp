// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/samplecomponent.h"

namespace stormdeck::test {

namespace {
void addPlaces(ui::ComponentLook &look)
{
    for (int i = 1; i <= 3; ++i) {
        look.places.insert(QStringLiteral("supervisor-storm-%1").arg(i),
                           {QStringLiteral("node%1").arg(i), QStringLiteral("storm-%1").arg(i), true});
    }
}

storm::Executor executorOf(int number, const QString &host)
{
    storm::Executor one{.id = QStringLiteral("[%1-%1]").arg(number),
                        .host = host,
                        .port = quint16(6700 + number % 2),
                        .uptimeSeconds = 93'000 + 17 * number,
                        .figures = {}};
    one.figures.emitted = 41'200 + 320 * number;
    one.figures.transferred = one.figures.emitted;
    one.figures.acked = one.figures.emitted;
    one.figures.failed = number % 3;
    return one;
}

void makeBolt(storm::Figures &figures, double capacity)
{
    figures.executed = figures.emitted.value_or(0) + 40;
    figures.executeLatencyMs = 0.31 + capacity;
    figures.processLatencyMs = 0.18 + capacity;
    figures.capacity = capacity;
}

storm::ComponentError errorOf(int day, const QString &host, const QString &text)
{
    return {.at = QDateTime(QDate(2026, 11, day), QTime(13, 12, 5), Qt::UTC), .host = host, .port = 6700, .text = text};
}
} // namespace

ui::ComponentLook busyBolt()
{
    ui::ComponentLook look;
    addPlaces(look);
    look.page.id = QStringLiteral("split-sentences");
    look.page.executorCount = 6;
    look.page.tasks = 6;
    look.page.figures.emitted = 254'000;
    makeBolt(look.page.figures, 0.97);
    look.page.figures.failed = 6;
    for (int i = 0; i < 6; ++i) {
        storm::Executor one = executorOf(i + 4, i == 5 ? QStringLiteral("supervisor-old-7")
                                                       : QStringLiteral("supervisor-storm-%1").arg(i % 3 + 1));
        makeBolt(one.figures, i == 2 ? 0.97 : 0.21 + 0.1 * i);
        look.page.executors.push_back(one);
    }
    for (const char *from : {"clicks", "sentences"}) {
        storm::Stream in{.component = QLatin1String(from), .id = QStringLiteral("default"), .figures = {}};
        in.figures.emitted = 127'000;
        makeBolt(in.figures, 0.2);
        in.figures.acked = 126'980;
        in.figures.failed = 3;
        look.page.streams.push_back(in);
    }
    storm::Stream out{.component = {}, .id = QStringLiteral("words"), .figures = {}};
    out.figures.emitted = 254'000;
    look.page.streams.push_back(out);
    const QString trace =
        QStringLiteral("java.lang.NumberFormatException: For input string: \"n/a\"\n\tat Split.execute");
    look.page.errors = {errorOf(25, QStringLiteral("supervisor-storm-2"), trace),
                        errorOf(25, QStringLiteral("supervisor-old-7"), trace),
                        errorOf(24, QStringLiteral("supervisor-storm-3"),
                                QStringLiteral("java.lang.RuntimeException: the queue is closed"))};
    return look;
}

ui::ComponentLook quietSpout()
{
    ui::ComponentLook look;
    addPlaces(look);
    look.page.id = QStringLiteral("sentences");
    look.page.isSpout = true;
    look.page.executorCount = 3;
    look.page.tasks = 3;
    look.page.figures.emitted = 127'000;
    look.page.figures.completeLatencyMs = 12.4;
    for (int i = 1; i <= 3; ++i) {
        storm::Executor one = executorOf(i, QStringLiteral("supervisor-storm-%1").arg(i));
        one.figures.completeLatencyMs = 11.0 + i;
        look.page.executors.push_back(one);
    }
    storm::Stream out{.component = {}, .id = QStringLiteral("default"), .figures = {}};
    out.figures.emitted = 127'000;
    out.figures.completeLatencyMs = 12.4;
    look.page.streams.push_back(out);
    return look;
}

ui::ComponentLook oddBolt()
{
    const QString name = QStringLiteral("a-bolt-whose-name-was-made-by-a-generator-and-nobody-ever-reads/to the end");
    ui::ComponentLook look;
    addPlaces(look);
    look.page.id = name.repeated(3);
    look.page.executorCount = 40;
    for (int i = 1; i <= 40; ++i) {
        storm::Executor one;
        one.id = QStringLiteral("[%1-%1]").arg(i);
        one.host = i % 4 == 0 ? name : QStringLiteral("supervisor-storm-%1").arg(i % 3 + 1);
        one.port = quint16(i % 5 == 0 ? 0 : 6700);
        look.page.executors.push_back(one);
        look.page.streams.push_back({.component = name + QString::number(i), .id = name, .figures = {}});
        look.page.errors.push_back(errorOf(20, name, name.repeated(10)));
    }
    return look;
}

Error silentUi()
{
    return {.kind = ErrorKind::Deadline,
            .layer = Layer::Storm,
            .attempted = QStringLiteral("read the component split-sentences of the topology words-1-1795591592"),
            .target = QStringLiteral("Storm UI (tcp://10.0.0.11:8080)"),
            .reason = QStringLiteral("nothing came in 30 s"),
            .remedy = QStringLiteral("Look whether Nimbus runs.")};
}

} // namespace stormdeck::test
