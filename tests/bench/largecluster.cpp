// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A manager and a Storm UI of a large cluster, as far as a window that watches asks them: bench_cluster PROFILE [NODES
// TASKS TOPOLOGIES] writes a profile that leads there and serves until it is ended. Three swarm tasks change every
// second.
#include "answers.h"

#include "support/fakeserver.h"
#include "support/fixtures.h"
#include "util/deadline.h"

#include <QFile>

#include <cstdio>

using namespace stormdeck;
using namespace std::chrono_literals;

namespace {
QByteArray recorded(const char *name)
{
    return test::fixture(QStringLiteral("docker-1.41/%1.json").arg(QLatin1String(name)));
}

void serveEngine(test::FakeServer &engine, const bench::Answers &answers)
{
    engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    const auto serve = [&](const char *path, const QByteArray &body) {
        engine.answer(QByteArray("GET ") + path, {.body = body});
        engine.answer(QByteArray("GET /v1.41") + path, {.body = body});
    };
    serve("/version", recorded("version"));
    serve("/info", recorded("info-manager"));
    serve("/swarm", recorded("swarm"));
    serve("/nodes", answers.nodes);
    serve("/services", answers.services);
    serve("/tasks", answers.tasks);
    serve("/networks", recorded("networks-swarm"));
    serve("/configs", recorded("configs"));
    engine.answer("GET /v1.41/events", {.fault = test::Reply::Fault::Hang});
}

void serveStorm(test::FakeServer &storm, const bench::Answers &answers)
{
    storm.answer("GET /api/v1/cluster/summary", {.body = answers.cluster});
    storm.answer("GET /api/v1/nimbus/summary", {.body = answers.nimbuses});
    storm.answer("GET /api/v1/supervisor/summary", {.body = answers.supervisors});
    storm.answer("GET /api/v1/topology/summary", {.body = answers.topologies});
    int number = 0;
    for (const QByteArray &page : answers.pages) {
        storm.answer("GET /api/v1/topology/" + bench::topologyId(number++), {.body = page});
    }
}

bool writeProfile(const char *path, const test::FakeServer &engine, const test::FakeServer &storm)
{
    QFile file(QString::fromLocal8Bit(path));
    const QString text = QStringLiteral("name: large\nmachines:\n  - name: storm-1\n    endpoint: %1\nstorm_ui: %2\n")
                             .arg(engine.endpoint().text(), storm.endpoint().text());
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) > 0;
}

/// The first task, one in the middle and the last one say another message, of the same length.
QByteArray changed(const QByteArray &tasks, int round)
{
    QByteArray body = tasks;
    const QByteArray member = R"("Message":")";
    const QByteArray number = QByteArray::number(100 + round % 900);
    for (const auto at : {body.indexOf(member), body.indexOf(member, body.size() / 2), body.lastIndexOf(member)}) {
        body.replace(at + member.size(), number.size(), number);
    }
    return body;
}
} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fputs("bench_cluster PROFILE [NODES TASKS TOPOLOGIES]\n", stderr);
        return 2;
    }
    const auto number = [&](int at, int otherwise) { return argc > at ? QByteArray(argv[at]).toInt() : otherwise; };
    const bench::Answers answers = bench::generate({number(2, 1000), number(3, 10'000), number(4, 200)});
    test::FakeServer engine;
    test::FakeServer storm(Endpoint::Kind::Tcp);
    serveEngine(engine, answers);
    serveStorm(storm, answers);
    if (!writeProfile(argv[1], engine, storm)) {
        std::perror(argv[1]);
        return 1;
    }
    for (int round = 0;; ++round) {
        pause(1s, {});
        engine.answer("GET /v1.41/tasks", {.body = changed(answers.tasks, round)});
    }
}
