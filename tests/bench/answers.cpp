// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"

#include "support/fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <functional>

namespace stormdeck::bench {

namespace {
constexpr int tasksOfAService = 50; // of one beside the cluster's own
constexpr int members = 5;

QString id(const char *kind, int number)
{
    return QStringLiteral("%1%2").arg(QLatin1String(kind)).arg(number, 20, 36, QLatin1Char('0'));
}

QByteArray text(const QJsonArray &list)
{
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
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
    return text(list);
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

/// A service, and how many swarm tasks it has.
struct Planned
{
    QJsonObject recorded; ///< service it is like
    QString name;
    int tasks = 1;
    bool isGlobal = false;
};

/// Changes the description of the containers of a service.
void setInContainer(QJsonObject &service, const QString &member, const QJsonValue &value)
{
    QJsonObject spec = service[u"Spec"].toObject();
    QJsonObject task = spec[u"TaskTemplate"].toObject();
    setIn(task, QStringLiteral("ContainerSpec"), member, value);
    spec[QStringLiteral("TaskTemplate")] = task;
    service[QStringLiteral("Spec")] = spec;
}

/// Nothing of Storm, as far as labels, command and host name tell.
QJsonObject stranger(QJsonObject service)
{
    setIn(service, QStringLiteral("Spec"), QStringLiteral("Labels"), QJsonObject());
    setInContainer(service, QStringLiteral("Args"), QJsonArray{QStringLiteral("serve")});
    setInContainer(service, QStringLiteral("Labels"), QJsonObject());
    setInContainer(service, QStringLiteral("Hostname"), QString());
    return service;
}

/// As people run it: a few members, Nimbus, a UI, a supervisor on each node; other swarm tasks are not the cluster's.
std::vector<Planned> plannedServices(const Size &size)
{
    QMap<QString, QJsonObject> recorded;
    for (const QJsonValue &one : docker("services")) {
        recorded.insert(one[u"Spec"][u"Name"].toString(), one.toObject());
    }
    std::vector<Planned> planned;
    const auto add = [&](const QString &name) { planned.push_back({recorded.value(name), name}); };
    add(QStringLiteral("words-nimbus"));
    add(QStringLiteral("words-ui"));
    for (int i = 0; i < members; ++i) {
        planned.push_back({recorded.value(QStringLiteral("words-zk1")), QStringLiteral("words-zk%1").arg(i + 1)});
        setInContainer(planned.back().recorded, QStringLiteral("Hostname"), QStringLiteral("zk%1").arg(i + 1));
    }
    const QString supervisor = QStringLiteral("words-supervisor");
    planned.push_back({recorded.value(supervisor), supervisor, std::min(size.nodes, size.tasks - members - 2), true});
    const QJsonObject other = stranger(recorded.value(QStringLiteral("words-nimbus")));
    int left = size.tasks - members - 2 - planned.back().tasks;
    for (int i = 0; left > 0; ++i, left -= tasksOfAService) {
        planned.push_back({other, QStringLiteral("other-%1").arg(i), std::min(left, tasksOfAService)});
    }
    return planned;
}

QJsonArray servicesOf(const std::vector<Planned> &planned)
{
    QJsonArray services;
    for (size_t i = 0; i < planned.size(); ++i) {
        QJsonObject service = planned[i].recorded;
        service[QStringLiteral("ID")] = id("serv", int(i));
        setIn(service, QStringLiteral("Spec"), QStringLiteral("Name"), planned[i].name);
        services.append(service);
    }
    return services;
}

/// One on each node where the service is global; the others go round.
QJsonArray tasksOf(const std::vector<Planned> &planned, const Size &size)
{
    const QJsonArray recorded = docker("tasks");
    QJsonArray tasks;
    for (size_t service = 0; service < planned.size(); ++service) {
        const Planned &of = planned[service];
        for (int slot = 0; slot < of.tasks; ++slot) {
            const int number = int(tasks.size());
            QJsonObject task = recorded[number % recorded.size()].toObject();
            task[QStringLiteral("ID")] = id("task", number);
            task[QStringLiteral("NodeID")] = id("node", of.isGlobal ? slot : number % size.nodes);
            task[QStringLiteral("ServiceID")] = id("serv", int(service));
            task[QStringLiteral("Slot")] = of.isGlobal ? QJsonValue(QJsonValue::Undefined) : QJsonValue(slot + 1);
            task[QStringLiteral("DesiredState")] = QStringLiteral("running");
            setIn(task, QStringLiteral("Status"), QStringLiteral("State"), QStringLiteral("running"));
            setIn(task, QStringLiteral("Spec"), QStringLiteral("ContainerSpec"),
                  of.recorded[u"Spec"][u"TaskTemplate"][u"ContainerSpec"]);
            tasks.append(task);
        }
    }
    return tasks;
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
    const std::vector<Planned> planned = plannedServices(size);
    made.services = text(servicesOf(planned));
    made.tasks = text(tasksOf(planned, size));
    made.cluster = storm("cluster-summary");
    made.nimbuses = storm("nimbus-summary");
    made.supervisors =
        listed("supervisor-summary", QStringLiteral("supervisors"), size.nodes, [](QJsonObject &one, int i) {
            one[QStringLiteral("id")] = id("supervisor", i);
            one[QStringLiteral("host")] = QStringLiteral("words-supervisor-storm-%1").arg(i);
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
