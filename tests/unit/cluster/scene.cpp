// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/cluster/scene.h"

#include <algorithm>

namespace stormdeck::test {

using namespace cluster;

namespace {
const Named<docker::TaskState> running{docker::TaskState::Running, QStringLiteral("running")};
constexpr qint64 tenMinutes = 600;
const docker::ServiceId supervisors{QStringLiteral("s-lab-supervisor")};

QString host(int number)
{
    return QStringLiteral("storm-%1").arg(number);
}

QString address(int number)
{
    return QStringLiteral("10.77.0.%1").arg(10 + number);
}

EngineFacts engine(int number, bool inSwarm)
{
    EngineFacts facts;
    facts.info.id = {QStringLiteral("engine-%1").arg(number)};
    facts.info.name = host(number);
    facts.info.serverVersion = QStringLiteral("20.10.24");
    facts.info.operatingSystem = QStringLiteral("Debian GNU/Linux 12 (bookworm)");
    facts.info.cpus = 2;
    facts.info.memoryBytes = 8LL << 30;
    facts.info.swarm.state = {docker::LocalNodeState::Inactive, QStringLiteral("inactive")};
    if (inSwarm) {
        facts.info.swarm.state = {docker::LocalNodeState::Active, QStringLiteral("active")};
        facts.info.swarm.node = {QStringLiteral("node%1").arg(number)};
        facts.info.swarm.controlAvailable = number == 1;
    }
    return facts;
}

docker::Node node(int number)
{
    docker::Node one;
    one.id = {QStringLiteral("node%1").arg(number)};
    one.hostname = host(number);
    one.address = address(number);
    one.role = {docker::NodeRole::Worker, QStringLiteral("worker")};
    one.availability = {docker::Availability::Active, QStringLiteral("active")};
    one.state = {docker::NodeState::Ready, QStringLiteral("ready")};
    one.operatingSystem = QStringLiteral("linux");
    one.nanoCpus = 2'000'000'000;
    one.memoryBytes = 8LL << 30;
    one.updatedAt = sceneTime().addSecs(-tenMinutes);
    if (number == 1) {
        one.role = {docker::NodeRole::Manager, QStringLiteral("manager")};
        one.manager = docker::ManagerStatus{
            true, {docker::Reachability::Reachable, QStringLiteral("reachable")}, QStringLiteral("10.77.0.11:2377")};
    }
    return one;
}

docker::Service service(const QString &name, const QString &role, const QString &hostname)
{
    docker::Service one;
    one.id = {QStringLiteral("s-") + name};
    one.name = name;
    one.labels = {{QStringLiteral("stormdeck.cluster"), QStringLiteral("lab")},
                  {QStringLiteral("stormdeck.role"), role}};
    one.hostname = hostname;
    return one;
}

void addTask(SwarmFacts &swarm, const docker::Service &service, int number)
{
    docker::Task task;
    task.id = {QStringLiteral("t-%1-%2").arg(service.name).arg(number)};
    task.service = service.id;
    task.node = {QStringLiteral("node%1").arg(number)};
    task.slot = service.global ? std::nullopt : std::optional(1);
    task.state = running;
    task.desired = running;
    task.hostname = service.hostname;
    task.container = {
        QStringLiteral("c0ffee%1%2").arg(swarm.tasks.size(), 6, 10, QLatin1Char('0')).arg(QString(52, u'0'))};
    task.addresses = {QStringLiteral("10.0.1.%1").arg(swarm.tasks.size() + 10)};
    task.createdAt = sceneTime().addSecs(-tenMinutes);
    task.changedAt = task.createdAt;
    swarm.tasks.push_back(task);
}

void addServices(SwarmFacts &swarm)
{
    const auto add = [&](docker::Service one, std::initializer_list<int> nodes) {
        for (const int number : nodes) {
            addTask(swarm, one, number);
        }
        swarm.services.push_back(std::move(one));
    };
    for (int number = 1; number <= 3; ++number) {
        const QString name = QStringLiteral("zk%1").arg(number);
        docker::Service member = service(QStringLiteral("lab-") + name, QStringLiteral("zookeeper"), name);
        member.constraints = {QStringLiteral("node.id==node%1").arg(number)};
        add(member, {number});
    }
    add(service(QStringLiteral("lab-nimbus"), QStringLiteral("nimbus"), QStringLiteral("nimbus")), {1});
    add(service(QStringLiteral("lab-ui"), QStringLiteral("ui"), QStringLiteral("ui")), {1});
    docker::Service supervisor = service(QStringLiteral("lab-supervisor"), QStringLiteral("supervisor"),
                                         QStringLiteral("{{.Service.Name}}-{{.Node.Hostname}}"));
    supervisor.global = true;
    supervisor.labels.insert(QStringLiteral("stormdeck.slots"), QStringLiteral("6700,6701"));
    add(supervisor, {1, 2, 3});
}

zookeeper::MemberAnswer serving(int number)
{
    const bool leads = number == 1;
    zookeeper::MemberAnswer answer{.name = QStringLiteral("zk%1").arg(number)};
    answer.state = zookeeper::MemberAnswer::State::Serving;
    answer.srvr = zookeeper::Srvr{.role = {leads ? zookeeper::Role::Leader : zookeeper::Role::Follower,
                                           leads ? QStringLiteral("leader") : QStringLiteral("follower")},
                                  .version = QStringLiteral("3.8.0")};
    return answer;
}

storm::Worker worker(int number, const storm::TopologySummary &topology)
{
    return {.supervisor = {QStringLiteral("uuid%1-10.0.1.%1").arg(number)},
            .host = QStringLiteral("lab-supervisor-") + host(number),
            .port = 6700,
            .topology = topology.id,
            .topologyName = topology.name,
            .executors = 4,
            .uptimeSeconds = 500};
}

StormFacts storm()
{
    StormFacts facts;
    facts.cluster.stormVersion = QStringLiteral("2.8.3");
    facts.nimbuses.push_back({.host = QStringLiteral("nimbus"),
                              .port = 6627,
                              .status = {storm::NimbusStatus::Leader, QStringLiteral("Leader")},
                              .version = QStringLiteral("2.8.3")});
    storm::TopologySummary wordcount;
    wordcount.id = {QStringLiteral("wordcount-1-1795591592")};
    wordcount.name = QStringLiteral("wordcount");
    wordcount.status = {storm::TopologyStatus::Active, QStringLiteral("ACTIVE")};
    wordcount.uptimeSeconds = 520;
    wordcount.workersTotal = 3;
    storm::TopologyPage page{.summary = wordcount, .workersRequested = 3};
    page.stats = {{.window = QStringLiteral("600"), .acked = 400, .failed = 0, .completeLatencyMs = 18.4}};
    for (int number = 1; number <= 3; ++number) {
        page.workers.push_back(worker(number, wordcount));
        facts.supervisors.push_back({.id = page.workers.back().supervisor,
                                     .host = page.workers.back().host,
                                     .uptimeSeconds = 580,
                                     .slotsTotal = 2,
                                     .slotsUsed = 1,
                                     .version = QStringLiteral("2.8.3")});
    }
    facts.topologies.push_back(wordcount);
    facts.pages.push_back(page);
    return facts;
}
} // namespace

QDateTime sceneTime()
{
    return QDateTime(QDate(2026, 11, 25), QTime(12, 0), Qt::UTC);
}

Planes emptyPlanes()
{
    Planes planes{.cluster = QStringLiteral("lab")};
    for (int number = 1; number <= 3; ++number) {
        planes.machines.push_back({host(number), Endpoint::tcp(address(number), 2375), address(number), number == 1});
        planes.engines.insert(host(number), engine(number, false));
    }
    return planes;
}

Planes healthyPlanes()
{
    Planes planes = emptyPlanes();
    planes.swarm.emplace();
    planes.ensemble = EnsembleFacts{.asked = 3, .route = QStringLiteral("exec in zk1 on storm-1")};
    for (int number = 1; number <= 3; ++number) {
        planes.engines.insert(host(number), engine(number, true));
        planes.swarm->nodes.push_back(node(number));
        planes.ensemble->members.push_back(serving(number));
    }
    addServices(*planes.swarm);
    planes.storm = storm();
    return planes;
}

Freshness freshNow(const Planes &planes, Instant now)
{
    const auto age = [&](bool asked) {
        return asked ? SourceAge{.answered = now, .answeredAt = sceneTime()} : SourceAge{.expected = false};
    };
    Freshness freshness;
    for (const Machine &machine : planes.machines) {
        freshness.engines.insert(machine.name, age(true));
    }
    freshness.swarm = age(planes.swarm.has_value());
    freshness.ensemble = age(planes.ensemble.has_value());
    freshness.storm = age(planes.storm.has_value());
    return freshness;
}

void silence(SourceAge &age, Instant now, std::chrono::seconds ago)
{
    age.answered = now - ago;
    age.answeredAt = sceneTime().addSecs(-ago.count());
    age.failingSince = *age.answered;
    age.misses = 5;
    age.error = Error{.kind = ErrorKind::Unreachable,
                      .layer = Layer::Connect,
                      .attempted = QStringLiteral("ask"),
                      .reason = QStringLiteral("nothing answers at that address")};
}

docker::Node &nodeOf(Planes &planes, const QString &name)
{
    auto &nodes = planes.swarm->nodes;
    return *std::find_if(nodes.begin(), nodes.end(), [&](const docker::Node &one) { return one.hostname == name; });
}

docker::Task &taskOf(Planes &planes, const QString &service, const QString &node)
{
    const docker::NodeId id = nodeOf(planes, node).id;
    auto &tasks = planes.swarm->tasks;
    return *std::find_if(tasks.begin(), tasks.end(), [&](const docker::Task &task) {
        return task.service.value == QStringLiteral("s-") + service && task.node == id;
    });
}

void nodeDown(Planes &planes, const QString &name)
{
    docker::Node &node = nodeOf(planes, name);
    node.state = {docker::NodeState::Down, QStringLiteral("down")};
    node.message = QStringLiteral("heartbeat failure");
    node.updatedAt = sceneTime().addSecs(-6);
    for (docker::Task &task : planes.swarm->tasks) {
        if (task.node == node.id) {
            task.desired = {docker::TaskState::Shutdown, QStringLiteral("shutdown")};
        }
    }
}

void memberDown(Planes &planes, const QString &member)
{
    for (zookeeper::MemberAnswer &answer : planes.ensemble->members) {
        if (answer.name == member) {
            answer = {.name = member, .note = QStringLiteral("connection refused")};
        }
    }
}

} // namespace stormdeck::test
