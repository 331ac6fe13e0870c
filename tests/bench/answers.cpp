// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"

#include "support/fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>

namespace stormdeck::bench {

namespace {
constexpr int tasksOfAService = 50;

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

/// As swarm expands it for a swarm task of a supervisor's service on that node.
QString supervisorHost(int node, const Size &size)
{
    const QJsonArray recorded = docker("services");
    for (int i = node; i < size.tasks; i += size.nodes) {
        const int service = i / tasksOfAService;
        const QJsonObject spec = recorded[service % recorded.size()].toObject()[QStringLiteral("Spec")].toObject();
        if (spec[QStringLiteral("Name")].toString().contains(QStringLiteral("supervisor"))) {
            return QStringLiteral("service-%1-storm-%2").arg(service).arg(node);
        }
    }
    return QStringLiteral("nowhere-storm-%1").arg(node);
}

QByteArray listed(const char *name, const QString &member, int count,
                  const std::function<void(QJsonObject &, int)> &change)
{
    QJsonObject answer = QJsonDocument::fromJson(storm(name)).object();
    answer[member] = QJsonDocument::fromJson(many(answer[member].toArray(), count, change)).array();
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}
} // namespace

std::vector<const QByteArray *> Answers::all() const
{
    std::vector<const QByteArray *> list{&nodes, &services, &tasks, &cluster, &nimbuses, &supervisors, &topologies};
    for (const QByteArray &page : pages) {
        list.push_back(&page);
    }
    return list;
}

QByteArray topologyId(int number)
{
    return "words-" + QByteArray::number(number) + "-1";
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
    const QJsonArray services = docker("services");
    made.tasks = many(docker("tasks"), size.tasks, [&](QJsonObject &task, int i) {
        const QJsonObject spec = services[i / tasksOfAService % services.size()].toObject()[u"Spec"].toObject();
        task[QStringLiteral("ID")] = id("task", i);
        task[QStringLiteral("NodeID")] = id("node", i % size.nodes);
        task[QStringLiteral("ServiceID")] = id("serv", i / tasksOfAService);
        task[QStringLiteral("Slot")] = i % tasksOfAService + 1;
        task[QStringLiteral("DesiredState")] = QStringLiteral("running");
        setIn(task, QStringLiteral("Status"), QStringLiteral("State"), QStringLiteral("running"));
        setIn(task, QStringLiteral("Spec"), QStringLiteral("ContainerSpec"),
              spec[u"TaskTemplate"].toObject()[u"ContainerSpec"]);
    });
    made.cluster = storm("cluster-summary");
    made.nimbuses = storm("nimbus-summary");
    made.supervisors =
        listed("supervisor-summary", QStringLiteral("supervisors"), size.nodes, [&](QJsonObject &one, int i) {
            one[QStringLiteral("id")] = id("supervisor", i);
            one[QStringLiteral("host")] = supervisorHost(i, size);
        });
    made.topologies =
        listed("topology-summary", QStringLiteral("topologies"), size.topologies, [](QJsonObject &one, int i) {
            one[QStringLiteral("id")] = QLatin1String(topologyId(i));
            one[QStringLiteral("name")] = QStringLiteral("words-%1").arg(i);
        });
    QJsonObject page = QJsonDocument::fromJson(storm("topology-600")).object();
    for (int i = 0; i < size.topologies; ++i) {
        page[QStringLiteral("id")] = QLatin1String(topologyId(i));
        made.pages.push_back(QJsonDocument(page).toJson(QJsonDocument::Compact));
    }
    return made;
}

} // namespace stormdeck::bench
