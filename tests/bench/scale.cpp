// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes to make a picture of a large cluster's answers, against only parsing the same bytes: bench_scale
// [NODES TASKS TOPOLOGIES ROUNDS]. The answers are those of tests/fixtures, multiplied under other ids. Nothing judges
// the figures.
#include "cluster/join.h"
#include "docker/decode.h"
#include "storm/decode.h"
#include "support/fixtures.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <algorithm>
#include <cstdio>
#include <simdjson.h>

using namespace stormdeck;

namespace {

constexpr int tasksOfAService = 50;

struct Size
{
    int nodes = 1000;
    int tasks = 10'000;
    int topologies = 200;
};

struct Answers
{
    QByteArray nodes;
    QByteArray services;
    QByteArray tasks;
    QByteArray cluster;
    QByteArray nimbuses;
    QByteArray supervisors;
    QByteArray topologies;
    std::vector<QByteArray> pages;

    [[nodiscard]] std::vector<const QByteArray *> all() const
    {
        std::vector<const QByteArray *> list{&nodes, &services, &tasks, &cluster, &nimbuses, &supervisors, &topologies};
        for (const QByteArray &page : pages) {
            list.push_back(&page);
        }
        return list;
    }
};

QString id(const char *kind, int number)
{
    return QStringLiteral("%1%2").arg(QLatin1String(kind)).arg(number, 20, 36, QLatin1Char('0'));
}

/// The first of a recorded list so many times, each changed by its number.
QByteArray many(const QJsonArray &recorded, int count, const std::function<void(QJsonObject &, int)> &change)
{
    QJsonArray list;
    for (int i = 0; i < count; ++i) {
        QJsonObject one = recorded[i % recorded.size()].toObject();
        change(one, i);
        list.append(one);
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

QJsonArray docker(const char *name)
{
    const QByteArray body = test::fixture(QStringLiteral("docker-1.41/%1.json").arg(QLatin1String(name)));
    return QJsonDocument::fromJson(body).array();
}

QByteArray storm(const char *name)
{
    return test::fixture(QStringLiteral("storm-2.8.3/30-running/%1.json").arg(QLatin1String(name)));
}

void setIn(QJsonObject &object, const QString &member, const QString &inner, const QJsonValue &value)
{
    QJsonObject within = object[member].toObject();
    within[inner] = value;
    object[member] = within;
}

QByteArray listed(const char *name, const QString &member, int count,
                  const std::function<void(QJsonObject &, int)> &change)
{
    QJsonObject answer = QJsonDocument::fromJson(storm(name)).object();
    answer[member] = QJsonDocument::fromJson(many(answer[member].toArray(), count, change)).array();
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

Answers generate(const Size &size)
{
    Answers made;
    made.nodes = many(docker("nodes"), size.nodes, [](QJsonObject &node, int i) {
        node[QStringLiteral("ID")] = id("node", i);
        setIn(node, QStringLiteral("Description"), QStringLiteral("Hostname"), QStringLiteral("storm-%1").arg(i));
    });
    made.services = many(docker("services"), size.tasks / tasksOfAService, [](QJsonObject &service, int i) {
        service[QStringLiteral("ID")] = id("serv", i);
        setIn(service, QStringLiteral("Spec"), QStringLiteral("Name"), QStringLiteral("service-%1").arg(i));
    });
    made.tasks = many(docker("tasks"), size.tasks, [&](QJsonObject &task, int i) {
        task[QStringLiteral("ID")] = id("task", i);
        task[QStringLiteral("NodeID")] = id("node", i % size.nodes);
        task[QStringLiteral("ServiceID")] = id("serv", i / tasksOfAService);
        task[QStringLiteral("Slot")] = i % tasksOfAService + 1;
    });
    made.cluster = storm("cluster-summary");
    made.nimbuses = storm("nimbus-summary");
    made.supervisors =
        listed("supervisor-summary", QStringLiteral("supervisors"), size.nodes, [](QJsonObject &one, int i) {
            one[QStringLiteral("id")] = id("supervisor", i);
            one[QStringLiteral("host")] = QStringLiteral("words-supervisor-storm-%1").arg(i);
        });
    made.topologies =
        listed("topology-summary", QStringLiteral("topologies"), size.topologies, [](QJsonObject &one, int i) {
            one[QStringLiteral("id")] = QStringLiteral("words-%1-1").arg(i);
            one[QStringLiteral("name")] = QStringLiteral("words-%1").arg(i);
        });
    QJsonObject page = QJsonDocument::fromJson(storm("topology-600")).object();
    for (int i = 0; i < size.topologies; ++i) {
        page[QStringLiteral("id")] = QStringLiteral("words-%1-1").arg(i);
        made.pages.push_back(QJsonDocument(page).toJson(QJsonDocument::Compact));
    }
    return made;
}

cluster::SwarmFacts swarmOf(const Answers &answers)
{
    return {.nodes = *docker::decodeNodes(answers.nodes),
            .services = *docker::decodeServices(answers.services),
            .tasks = *docker::decodeTasks(answers.tasks)};
}

cluster::StormFacts stormOf(const Answers &answers)
{
    cluster::StormFacts facts{.cluster = *storm::decodeClusterSummary(answers.cluster),
                              .nimbuses = *storm::decodeNimbuses(answers.nimbuses),
                              .supervisors = *storm::decodeSupervisors(answers.supervisors),
                              .topologies = *storm::decodeTopologies(answers.topologies)};
    for (const QByteArray &page : answers.pages) {
        facts.pages.push_back(*storm::decodeTopologyPage(page));
    }
    return facts;
}

/// The documents are walked over once by the parser, and nothing is taken out of them.
size_t parsedOnly(const std::vector<simdjson::padded_string> &documents)
{
    simdjson::dom::parser parser;
    size_t read = 0;
    for (const simdjson::padded_string &document : documents) {
        read += parser.parse(document).error() == simdjson::SUCCESS ? document.size() : 0;
    }
    return read;
}

using Times = std::vector<double>;

double median(Times times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}
} // namespace

int main(int argc, char **argv)
{
    const auto number = [&](int at, int otherwise) { return argc > at ? QByteArray(argv[at]).toInt() : otherwise; };
    const Size size{number(1, 1000), number(2, 10'000), number(3, 200)};
    const int rounds = number(4, 15);
    const Answers answers = generate(size);
    std::vector<simdjson::padded_string> documents;
    size_t bytes = 0;
    for (const QByteArray *one : answers.all()) {
        documents.emplace_back(one->constData(), static_cast<size_t>(one->size()));
        bytes += documents.back().size();
    }
    Times parsing;
    Times swarm;
    Times storm;
    Times joining;
    size_t seen = 0;
    for (int i = 0; i < rounds; ++i) {
        cluster::Planes planes;
        parsing.push_back(milliseconds([&] { seen = parsedOnly(documents); }));
        swarm.push_back(milliseconds([&] { planes.swarm = swarmOf(answers); }));
        storm.push_back(milliseconds([&] { planes.storm = stormOf(answers); }));
        joining.push_back(milliseconds([&] { seen += join(planes, 1).nodes.size(); }));
    }
    const double whole = median(swarm) + median(storm) + median(joining);
    QTextStream out(stdout);
    out << size.nodes << " nodes, " << size.tasks << " tasks, " << size.topologies << " topologies: " << bytes / 1024
        << " KiB\n"
        << "parse only        " << median(parsing) << " ms\n"
        << "swarm's answers   " << median(swarm) << " ms\n"
        << "Storm's answers   " << median(storm) << " ms\n"
        << "join              " << median(joining) << " ms\n"
        << "together / parse  " << whole / median(parsing) << " (medians of " << rounds << ")\n";
    return seen == bytes + static_cast<size_t>(size.nodes) ? 0 : 1;
}
