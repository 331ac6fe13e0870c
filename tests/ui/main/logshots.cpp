// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/logshots.h"

#include "docker/client.h"
#include "logs/logwindow.h"
#include "main/eventsuntil.h"
#include "style/theme.h"
#include "support/fakeserver.h"

#include <QComboBox>
#include <QMap>
#include <QTextStream>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>

namespace stormdeck::test {

namespace {
constexpr int longest = 8000; // ms until all is there; a source that broke off is tried again after about a second
constexpr int settling = 500; // ms; lines wait a moment for those of slower sources

/// A line as an engine gives it, with its time before that of Storm.
QByteArray line(const QByteArray &time, const QByteArray &text)
{
    return "2026-11-25T" + time + "Z " + text + '\n';
}

QByteArray ofNimbus()
{
    return line("14:02:11.104", "14:02:11.104 o.a.s.d.n.Nimbus main [INFO] Starting Nimbus") +
           line("14:02:11.391", "14:02:11.391 o.a.s.z.LeaderElector main [INFO] Queued up for leader") +
           line("14:02:12.870", "14:02:12.870 o.a.s.d.n.Nimbus timer [INFO] Assigning words-1-1795591592") +
           line("14:02:34.020", "14:02:34.020 o.a.s.d.n.Nimbus timer [WARN] No heartbeat of storm-3");
}

QByteArray ofTheSecond()
{
    return line("14:02:11.240", "14:02:11.240 o.a.s.d.s.Supervisor main [INFO] Starting Supervisor") +
           line("14:02:13.002", "14:02:13.002 o.a.s.d.s.Slot SLOT_6700 [INFO] EMPTY to RUNNING") +
           line("14:02:19.518", "14:02:19.518 o.a.s.m.n.Client netty [ERROR] Connection refused:") +
           line("14:02:19.518", "java.net.ConnectException: Connection refused: storm-3/10.0.1.9:6700") +
           line("14:02:19.518", "\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)");
}

QByteArray ofTheThird()
{
    return line("14:02:12.406", "14:02:12.406 o.a.s.d.s.Supervisor main [INFO] Starting Supervisor") +
           line("14:02:14.731", "14:02:14.731 o.a.s.d.s.Slot SLOT_6700 [INFO] EMPTY to RUNNING") +
           line("14:02:16.990", "14:02:16.990 o.a.s.d.s.Slot SLOT_6700 [WARN] Killing after 3000 ms");
}

QByteArray framed(const QByteArray &text)
{
    QByteArray head("\1\0\0\0\0\0\0\0", 8);
    head[6] = static_cast<char>(text.size() >> 8);
    head[7] = static_cast<char>(text.size());
    return head + text;
}

QByteArray routeOf(const QByteArray &container)
{
    return "GET /v1.41/containers/" + container + "/logs";
}

/// Gives these lines and breaks off; whoever asks again is kept waiting, as by a log that is silent.
void writeLog(FakeServer &engine, const QByteArray &container, const QByteArray &lines)
{
    const QByteArray bytes = framed(lines);
    const Reply first{.body = bytes + QByteArray(bytes.size(), '\0'), .fault = Reply::Fault::CloseMidBody};
    engine.answerBy(routeOf(container),
                    [first, isAsked = std::make_shared<std::atomic<bool>>(false)](const Received &) {
                        return isAsked->exchange(true) ? Reply{.fault = Reply::Fault::Hang} : first;
                    });
}

void writeAll(FakeServer &engine)
{
    engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    writeLog(engine, "nimbus", ofNimbus());
    writeLog(engine, "second", ofTheSecond());
    writeLog(engine, "third", ofTheThird());
    engine.answer(routeOf("lost"), {.status = 404, .body = R"({"message":"No such container: 9f86d081884c"})"});
}

std::vector<logs::LogSource> sourcesOn(const FakeServer &engine, const QStringList &containers)
{
    static const QMap<QString, QString> names{{QStringLiteral("nimbus"), QStringLiteral("nimbus on storm-1")},
                                              {QStringLiteral("second"), QStringLiteral("supervisor on storm-2")},
                                              {QStringLiteral("third"), QStringLiteral("supervisor on storm-3")},
                                              {QStringLiteral("lost"), QStringLiteral("supervisor on storm-4")}};
    std::vector<logs::LogSource> sources;
    for (const QString &container : containers) {
        sources.push_back({.name = names[container],
                           .machine = {.name = names[container].section(u' ', -1), .engine = engine.endpoint()},
                           .container = {container}});
    }
    return sources;
}

void shoot(const QString &name, const QStringList &containers, const QString &level, const QString &folder)
{
    for (const auto &[colours, scheme] :
         {std::pair("light", style::Scheme::Light), std::pair("dark", style::Scheme::Dark)}) {
        const style::Theme theme(scheme);
        FakeServer engine;
        writeAll(engine);
        const SystemClock clock;
        wizards::Background background;
        ui::LogWindow window(
            QStringLiteral("Storm"), sourcesOn(engine, containers),
            [](const Machine &machine) { return docker::Client(machine.engine, machine.name); },
            [](const logs::LogSource &) { return std::optional<logs::LogSource>(); }, background, clock);
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.show();
        handleEventsUntil(
            [&] {
                return std::all_of(containers.begin(), containers.end(),
                                   [&](const QString &one) { return engine.count(routeOf(one.toLatin1())) > 1; });
            },
            longest);
        auto *levels = window.findChild<QComboBox *>();
        levels->setCurrentIndex(std::max(0, levels->findText(level)));
        handleEventsUntil([] { return false; }, settling);
        const QString file = QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(colours));
        window.grab().save(file);
        QTextStream(stdout) << file << Qt::endl;
    }
}
} // namespace

void shootAllLogs(const QStringList &only, const QString &folder)
{
    const QStringList three{QStringLiteral("nimbus"), QStringLiteral("second"), QStringLiteral("third")};
    const auto draw = [&](const char *name, const QStringList &containers, const char *level) {
        if (only.isEmpty() || only.contains(QLatin1String(name))) {
            shoot(QLatin1String(name), containers, QLatin1String(level), folder);
        }
    };
    draw("logs", three, "All levels");
    draw("logs-filtered", three, "Warnings and errors");
    draw("logs-failed", three + QStringList{QStringLiteral("lost")}, "All levels");
}

} // namespace stormdeck::test
