// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/pictures.h"

#include "cluster/join.h"

#include <algorithm>

namespace stormdeck::test {

using namespace std::chrono_literals;
using cluster::DaemonView;
using cluster::MemberView;
using cluster::NodeView;
using cluster::SlotView;
using cluster::Snapshot;
using cluster::SourceAge;
using cluster::StormRole;
using cluster::TopologyView;

namespace {

constexpr qint64 gib = 1024LL * 1024 * 1024;
const Named<docker::TaskState> running{docker::TaskState::Running, QStringLiteral("running")};

SourceAge answered(const Clock &clock, std::chrono::milliseconds ago)
{
    SourceAge age;
    age.answered = clock.now() - ago;
    age.answeredAt = clock.wall().addMSecs(-ago.count());
    age.nextTry = clock.now() + 1s;
    return age;
}

SourceAge silent(const Clock &clock, std::chrono::milliseconds ago, const QString &target)
{
    SourceAge age = answered(clock, ago);
    age.failingSince = clock.now() - ago + 2s;
    age.misses = 12;
    age.nextTry = clock.now() + 4s;
    age.error = Error{.kind = ErrorKind::Unreachable,
                      .layer = Layer::Connect,
                      .attempted = QStringLiteral("ask the engine"),
                      .target = target,
                      .reason = QStringLiteral("nothing answers at that address"),
                      .remedy = QStringLiteral("Check that the machine is on and that its cable is plugged in.")};
    return age;
}

Machine machine(int number)
{
    const QString address = QStringLiteral("10.77.0.%1").arg(10 + number);
    return {QStringLiteral("storm-%1").arg(number), Endpoint::tcp(address, 2375), address, number == 1};
}

MemberView member(const QString &name, zookeeper::Role role, const QString &word)
{
    MemberView view{.name = name,
                    .service = {QStringLiteral("service-") + name},
                    .task = running,
                    .answer = zookeeper::MemberAnswer{name}};
    view.answer->state = zookeeper::MemberAnswer::State::Serving;
    view.answer->srvr = zookeeper::Srvr{.role = {role, word},
                                        .version = QStringLiteral("3.9.3"),
                                        .zxid = QStringLiteral("0x100000a3f"),
                                        .latencyMinMs = 0.0,
                                        .latencyAverageMs = role == zookeeper::Role::Leader ? 0.8 : 1.3,
                                        .latencyMaxMs = 41.0,
                                        .outstanding = 0,
                                        .connections = role == zookeeper::Role::Leader ? 9 : 4,
                                        .znodes = 138};
    if (role == zookeeper::Role::Leader) {
        view.answer->monitor = {{QStringLiteral("zk_followers"), QStringLiteral("2")},
                                {QStringLiteral("zk_synced_followers"), QStringLiteral("2")}};
    }
    return view;
}

DaemonView daemon(StormRole role, const QString &host, bool leader = false)
{
    DaemonView view;
    view.role = role;
    view.task = running;
    view.host = host;
    view.listed = role != StormRole::Ui;
    view.leader = leader;
    return view;
}

SlotView slot(quint16 port, const QString &topology = {}, bool starting = false)
{
    return {port, {topology.isEmpty() ? QString() : topology + QStringLiteral("-1-1700000000")}, topology, 4, starting};
}

NodeView node(int number)
{
    NodeView view;
    view.key = QStringLiteral("node%1").arg(number);
    view.name = QStringLiteral("storm-%1").arg(number);
    view.machine = view.name;
    view.node = {QStringLiteral("7q2k9f1cuvzx8m4e5t6r1w%1").arg(number)};
    view.engine = {QStringLiteral("5d0e77aa-1c22-4b3b-9f10-0d4a2c9e8f%1").arg(number, 2, 10, QLatin1Char('0'))};
    view.key = view.node.value;
    view.address = QStringLiteral("10.77.0.%1").arg(10 + number);
    view.engineVersion = QStringLiteral("26.1.5");
    view.operatingSystem = QStringLiteral("Debian 13");
    view.inSwarm = true;
    view.role = number == 1 ? Named<docker::NodeRole>{docker::NodeRole::Manager, QStringLiteral("manager")}
                            : Named<docker::NodeRole>{docker::NodeRole::Worker, QStringLiteral("worker")};
    view.leader = number == 1;
    view.reachability = {docker::Reachability::Reachable, QStringLiteral("reachable")};
    view.state = {docker::NodeState::Ready, QStringLiteral("ready")};
    view.availability = {docker::Availability::Active, QStringLiteral("active")};
    view.nanoCpus = 4'000'000'000;
    view.memoryBytes = 8 * gib;
    view.reserved = {number == 1 ? 2'200'000'000 : 1'500'000'000, (number == 1 ? 34 : 25) * gib / 10};
    return view;
}

docker::Node swarmNode(const NodeView &view, const Clock &clock)
{
    docker::Node known;
    known.id = view.node;
    known.hostname = view.name;
    known.role = view.role;
    known.state = view.state;
    known.availability = view.availability;
    known.updatedAt = clock.wall().addSecs(-6).toUTC();
    return known;
}

cluster::EngineFacts engine(const NodeView &view)
{
    cluster::EngineFacts facts;
    facts.version.api = {1, 45};
    facts.version.version = view.engineVersion;
    facts.info.name = view.name;
    facts.info.cpus = 4;
    facts.info.memoryBytes = view.memoryBytes;
    facts.info.swarm.node = view.inSwarm ? view.node : docker::NodeId();
    facts.info.swarm.state =
        view.inSwarm ? Named<docker::LocalNodeState>{docker::LocalNodeState::Active, QStringLiteral("active")}
                     : Named<docker::LocalNodeState>{docker::LocalNodeState::Inactive, QStringLiteral("inactive")};
    facts.info.swarm.controlAvailable = view.role == docker::NodeRole::Manager;
    return facts;
}

void addTask(Snapshot &snapshot, NodeView &view, const QString &service)
{
    docker::Service known;
    known.id = {QStringLiteral("service-") + service};
    known.name = QStringLiteral("production-") + service;
    const bool member = service.startsWith(u"zk");
    known.labels = {{QStringLiteral("stormdeck.role"), member ? QStringLiteral("zookeeper") : service}};
    known.global = service == u"supervisor";
    known.replicas = known.global ? std::nullopt : std::optional(1);
    known.image = member ? QStringLiteral("zookeeper:3.9.3") : QStringLiteral("storm:2.8.3");
    docker::Task task;
    task.id = {QStringLiteral("task-%1-%2").arg(service, view.name)};
    task.service = known.id;
    task.node = view.node;
    task.slot = service == u"supervisor" ? std::nullopt : std::optional(1);
    task.state = running;
    task.desired = running;
    task.image = service.startsWith(u"zk") ? QStringLiteral("zookeeper:3.9.3") : QStringLiteral("storm:2.8.3");
    view.tasks.push_back(task.id);
    snapshot.swarm->tasks.push_back(task);
    if (std::none_of(snapshot.swarm->services.begin(), snapshot.swarm->services.end(),
                     [&](const docker::Service &s) { return s.id == known.id; })) {
        snapshot.swarm->services.push_back(known);
    }
}

TopologyView topology(const QString &name, int colour, int workers, int requested)
{
    TopologyView view;
    view.summary.id = {name + QStringLiteral("-1-1700000000")};
    view.summary.name = name;
    view.summary.owner = QStringLiteral("storm");
    view.summary.status = {storm::TopologyStatus::Active, QStringLiteral("ACTIVE")};
    view.summary.uptimeSeconds = colour == 0 ? 6 * 86400 + 4 * 3600 : 2 * 3600 + 11 * 60;
    view.summary.workersTotal = workers;
    view.summary.executorsTotal = 13;
    view.workersRequested = requested;
    view.workersReporting = workers;
    view.completeLatencyMs = colour == 0 ? 18.4 : 42.0;
    view.acked = colour == 0 ? 744'000 : 186'020;
    view.failed = colour == 0 ? 0 : 12;
    view.busiestBolt = colour == 0 ? QStringLiteral("count") : QStringLiteral("score");
    view.busiestCapacity = colour == 0 ? 0.71 : 0.93;
    view.componentsWithErrors = colour == 0 ? 0 : 1;
    view.newestError = colour == 0 ? QString() : QStringLiteral("java.lang.IllegalStateException: empty sentence");
    view.summary.tasksTotal = 15;
    view.colour = colour;
    return view;
}

storm::TopologyPage page(const TopologyView &view)
{
    storm::TopologyPage known;
    known.summary = view.summary;
    known.workersRequested = view.workersRequested;
    for (int i = 0; i < view.workersReporting; ++i) {
        storm::Worker worker;
        worker.host = QStringLiteral("supervisor-storm-%1").arg(i % 3 + 1);
        worker.port = static_cast<quint16>(6700 + i / 3);
        worker.topology = view.summary.id;
        worker.uptimeSeconds = view.summary.uptimeSeconds;
        known.workers.push_back(worker);
    }
    known.components = {
        {.id = QStringLiteral("sentences"),
         .isSpout = true,
         .executors = 3,
         .tasks = 3,
         .acked = 744'000,
         .failed = 0,
         .completeLatencyMs = 18.4},
        {.id = QStringLiteral("count"),
         .executors = 4,
         .tasks = 8,
         .acked = 10'416'000,
         .failed = 0,
         .capacity = 0.71,
         .executeLatencyMs = 0.21},
        {.id = QStringLiteral("split"),
         .executors = 4,
         .tasks = 4,
         .acked = 1'488'000,
         .failed = 12,
         .capacity = 0.31,
         .executeLatencyMs = 0.48,
         .lastError =
             QStringLiteral("java.lang.IllegalStateException: empty sentence\n\tat split.execute(Split.java:41)")},
    };
    return known;
}

void fillSwarm(Snapshot &snapshot, const Clock &clock)
{
    snapshot.swarm = cluster::SwarmFacts();
    snapshot.swarm->swarm.id = {QStringLiteral("swarm1")};
    snapshot.swarm->manager = QStringLiteral("storm-1");
    for (NodeView &view : snapshot.nodes) {
        for (const MemberView &member : view.members) {
            addTask(snapshot, view, member.name);
        }
        for (const DaemonView &daemon : view.daemons) {
            addTask(snapshot, view,
                    daemon.role == StormRole::Nimbus ? QStringLiteral("nimbus")
                    : daemon.role == StormRole::Ui   ? QStringLiteral("ui")
                                                     : QStringLiteral("supervisor"));
        }
        snapshot.swarm->nodes.push_back(swarmNode(view, clock));
        view.changedAt = snapshot.swarm->nodes.back().updatedAt;
        snapshot.engines[view.machine] = engine(view);
    }
}

void fillStorm(Snapshot &snapshot)
{
    snapshot.storm = cluster::StormFacts();
    snapshot.storm->cluster.stormVersion = QStringLiteral("2.8.3");
    for (const NodeView &view : snapshot.nodes) {
        for (const DaemonView &daemon : view.daemons) {
            if (daemon.role == StormRole::Supervisor) {
                storm::Supervisor known;
                known.id = {QStringLiteral("sup-") + view.name};
                known.host = daemon.host;
                known.slotsTotal = static_cast<int>(view.slotViews.size());
                snapshot.storm->supervisors.push_back(known);
            }
        }
        for (const SlotView &slot : view.slotViews) {
            ++snapshot.slotsTotal;
            snapshot.slotsUsed += slot.topology.isEmpty() ? 0 : 1;
        }
    }
    storm::Nimbus nimbus;
    nimbus.host = QStringLiteral("nimbus");
    nimbus.status = {storm::NimbusStatus::Leader, QStringLiteral("Leader")};
    snapshot.storm->nimbuses.push_back(nimbus);
    for (const TopologyView &view : snapshot.topologies) {
        snapshot.storm->topologies.push_back(view.summary);
        snapshot.storm->pages.push_back(page(view));
    }
}

void fillEnsemble(Snapshot &snapshot)
{
    snapshot.ensemble = cluster::EnsembleFacts();
    snapshot.ensemble->asked = 3;
    snapshot.ensemble->route = QStringLiteral("exec in zk1 on storm-1");
    for (const NodeView &view : snapshot.nodes) {
        for (const MemberView &member : view.members) {
            snapshot.ensemble->members.push_back(*member.answer);
        }
    }
    snapshot.verdict = {zookeeper::EnsembleState::Serving, 3, 3, 2, 1, QStringLiteral("zk1")};
}

/// As the watcher makes a picture of a snapshot, with the services listed.
watch::Picture pictureOf(const std::shared_ptr<Snapshot> &snapshot, const cluster::Freshness &freshness,
                         const Clock &clock)
{
    if (snapshot->swarm) {
        const auto newest = cluster::newestTasks(snapshot->swarm->tasks);
        snapshot->services = serviceViews(*snapshot->swarm, newest, snapshot->nodes);
    }
    return watch::judged(snapshot, freshness, clock.now());
}

std::shared_ptr<Snapshot> healthySnapshot(const Clock &clock)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->revision = 1;
    snapshot->cluster = QStringLiteral("production");
    const QString words = QStringLiteral("wordcount");
    const QString fraud = QStringLiteral("fraud-scoring");
    for (int i = 1; i <= 3; ++i) {
        snapshot->machines.push_back(machine(i));
        snapshot->nodes.push_back(node(i));
        NodeView &view = snapshot->nodes.back();
        const auto role = i == 1 ? zookeeper::Role::Leader : zookeeper::Role::Follower;
        view.members.push_back(member(QStringLiteral("zk%1").arg(i), role,
                                      i == 1 ? QStringLiteral("leader") : QStringLiteral("follower")));
        if (i == 1) {
            view.daemons.push_back(daemon(StormRole::Nimbus, QStringLiteral("nimbus"), true));
            view.daemons.push_back(daemon(StormRole::Ui, QStringLiteral("ui")));
        }
        view.daemons.push_back(daemon(StormRole::Supervisor, QStringLiteral("supervisor-storm-%1").arg(i)));
        const bool second = i == 2;
        view.slotViews = {slot(6700, words),
                          slot(6701, second   ? words
                                     : i == 1 ? fraud
                                              : QString()),
                          slot(6702, second ? fraud : QString()), slot(6703)};
    }
    snapshot->topologies = {topology(fraud, 1, 2, 2), topology(words, 0, 4, 4)};
    snapshot->topologies[0].nodes = {snapshot->nodes[0].key, snapshot->nodes[1].key};
    snapshot->topologies[1].nodes = {snapshot->nodes[0].key, snapshot->nodes[1].key, snapshot->nodes[2].key};
    fillSwarm(*snapshot, clock);
    fillEnsemble(*snapshot);
    fillStorm(*snapshot);
    return snapshot;
}

cluster::Freshness fresh(const Snapshot &snapshot, const Clock &clock)
{
    cluster::Freshness freshness;
    for (const Machine &known : snapshot.machines) {
        freshness.engines[known.name] = answered(clock, 900ms);
    }
    freshness.swarm = answered(clock, 1200ms);
    freshness.ensemble = answered(clock, 2100ms);
    freshness.storm = answered(clock, 4300ms);
    return freshness;
}

} // namespace

watch::Picture healthyPicture(const Clock &clock)
{
    const auto snapshot = healthySnapshot(clock);
    return pictureOf(snapshot, fresh(*snapshot, clock), clock);
}

watch::Picture downPicture(const Clock &clock)
{
    const auto snapshot = healthySnapshot(clock);
    NodeView &lost = snapshot->nodes[2];
    lost.state = {docker::NodeState::Down, QStringLiteral("down")};
    lost.message = QStringLiteral("heartbeat failure");
    snapshot->swarm->nodes[2].state = lost.state;
    lost.members[0].answer->state = zookeeper::MemberAnswer::State::NoAnswer;
    lost.members[0].answer->srvr.reset();
    snapshot->ensemble->members[2] = *lost.members[0].answer;
    snapshot->verdict = {zookeeper::EnsembleState::NoMargin, 3, 2, 2, 0, QStringLiteral("zk1")};
    snapshot->topologies[1].workersReporting = 3;
    cluster::Freshness freshness = fresh(*snapshot, clock);
    freshness.engines[lost.machine] = silent(clock, 26s, QStringLiteral("storm-3 (tcp://10.77.0.13:2375)"));
    return pictureOf(snapshot, freshness, clock);
}

watch::Picture stalePicture(const Clock &clock)
{
    const auto snapshot = healthySnapshot(clock);
    cluster::Freshness freshness = fresh(*snapshot, clock);
    freshness.swarm = silent(clock, 26s, QStringLiteral("storm-1"));
    freshness.ensemble = silent(clock, 27s, QStringLiteral("storm-1"));
    freshness.storm = silent(clock, 28s, QStringLiteral("storm-1"));
    return pictureOf(snapshot, freshness, clock);
}

watch::Picture emptyPicture(const Clock &clock)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->revision = 1;
    snapshot->cluster = QStringLiteral("production");
    for (int i = 1; i <= 3; ++i) {
        snapshot->machines.push_back(machine(i));
        NodeView view = node(i);
        view.key = QStringLiteral("machine:") + view.name;
        view.inSwarm = false;
        view.node = {};
        view.role = {};
        view.state = {};
        view.reserved = {};
        view.leader = false;
        snapshot->engines[view.machine] = engine(view);
        snapshot->nodes.push_back(view);
    }
    cluster::Freshness freshness = fresh(*snapshot, clock);
    for (SourceAge *age : {&freshness.swarm, &freshness.ensemble, &freshness.storm}) {
        *age = SourceAge();
        age->expected = false;
    }
    return pictureOf(snapshot, freshness, clock);
}

watch::Picture waitingPicture(const Clock &clock)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->cluster = QStringLiteral("production");
    cluster::Freshness freshness;
    for (int i = 1; i <= 3; ++i) {
        snapshot->machines.push_back(machine(i));
        freshness.engines[machine(i).name] = SourceAge();
    }
    return pictureOf(snapshot, freshness, clock);
}

watch::Picture failedPicture(const Clock &clock)
{
    watch::Picture picture = waitingPicture(clock);
    for (auto it = picture.freshness.engines.begin(); it != picture.freshness.engines.end(); ++it) {
        *it = silent(clock, 5s, it.key());
        it->answered.reset();
        it->answeredAt = {};
        it->nextTry = clock.now() + 4s;
    }
    return watch::judged(picture.snapshot, picture.freshness, clock.now());
}

watch::Picture oddPicture(const Clock &clock)
{
    const auto snapshot = healthySnapshot(clock);
    NodeView &unheard = snapshot->nodes[0];
    unheard.state = {docker::NodeState::Unknown, QStringLiteral("hibernating")};
    unheard.members[0].answer->srvr->role = {zookeeper::Role::Unknown, QStringLiteral("arbiter")};
    NodeView &wordy = snapshot->nodes[1];
    wordy.name = QStringLiteral("storm-2.rack-17.hall-b.frankfurt.example.com");
    wordy.operatingSystem = QStringLiteral("Debian GNU/Linux 13 (trixie) with a very long name");
    wordy.availability = {docker::Availability::Drain, QStringLiteral("drain")};
    wordy.members[0].name = QStringLiteral("שומר-2");
    NodeView &mirrored = snapshot->nodes[2];
    mirrored.name = QStringLiteral("שרת-שלוש <b>3</b>");
    snapshot->topologies.clear();
    mirrored.slotViews.clear();
    for (int i = 0; i < 11; ++i) {
        const QString name = QStringLiteral("topology-%1-with-a-long-name").arg(i + 1);
        snapshot->topologies.push_back(topology(name, i, 1, 1));
        mirrored.slotViews.push_back(slot(static_cast<quint16>(6700 + i), name, i == 2));
    }
    snapshot->swarm->services[0].name = QStringLiteral("production-zookeeper-of-the-second-hall-in-frankfurt-am-main");
    snapshot->swarm->services[2].name = QStringLiteral("שירות-ניהול");
    snapshot->swarm->tasks[1].error = QStringLiteral("task: non-zero exit (137): the container was killed because it "
                                                     "took more memory than it may");
    snapshot->topologies[3].summary.status = {storm::TopologyStatus::Unknown, QStringLiteral("FROZEN")};
    snapshot->topologies[2].workersReporting = 0;
    snapshot->topologies[2].workersStarting = 1;
    snapshot->topologies[4].summary.name = QStringLiteral("ספירת-מילים (v2)");
    return pictureOf(snapshot, fresh(*snapshot, clock), clock);
}

watch::Picture troubledPicture(const Clock &clock)
{
    const auto snapshot = healthySnapshot(clock);
    std::vector<docker::Task> &tasks = snapshot->swarm->tasks;
    for (docker::Task &task : tasks) {
        task.createdAt = clock.wall().addDays(-2).toUTC();
        task.changedAt = task.createdAt.addSecs(40);
        task.image =
            QStringLiteral("storm:2.8.3@sha256:3f1c2d9a77e0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aa");
    }
    const auto of = [&](const char *service) -> docker::Task & {
        return *std::find_if(tasks.begin(), tasks.end(),
                             [&](const docker::Task &task) { return task.service.value == QLatin1String(service); });
    };
    docker::Task &waiting = of("service-nimbus");
    waiting.state = {docker::TaskState::Pending, QStringLiteral("pending")};
    waiting.error = QStringLiteral("no suitable node (insufficient resources on 2 nodes; scheduling constraints not "
                                   "satisfied on 1 node)");
    waiting.changedAt = clock.wall().addSecs(-95).toUTC();
    docker::Task &refused = of("service-ui");
    refused.state = {docker::TaskState::Rejected, QStringLiteral("rejected")};
    refused.error = QStringLiteral("No such image: storm:2.8.3");
    refused.changedAt = clock.wall().addSecs(-20).toUTC();
    docker::Task &preparing = of("service-zk2");
    preparing.state = {docker::TaskState::Preparing, QStringLiteral("preparing")};
    return pictureOf(snapshot, fresh(*snapshot, clock), clock);
}

watch::Picture partlyPicture(const Clock &clock)
{
    watch::Picture picture = emptyPicture(clock);
    picture.freshness.swarm = SourceAge();
    for (SourceAge *age : {&picture.freshness.ensemble, &picture.freshness.storm}) {
        *age = silent(clock, 9s, QStringLiteral("zk1 (exec in zk1 on storm-1)"));
        age->answered.reset();
        age->answeredAt = {};
    }
    return picture;
}

watch::Picture largePicture(const Clock &clock, int count)
{
    const auto snapshot = healthySnapshot(clock);
    const std::vector<NodeView> pattern = snapshot->nodes;
    snapshot->nodes.clear();
    snapshot->machines.clear();
    for (int i = 0; i < count; ++i) {
        NodeView view = pattern[static_cast<size_t>(i % 3)];
        view.name = QStringLiteral("node-%1").arg(i, 4, 10, QLatin1Char('0'));
        view.key = view.name;
        view.machine = view.name;
        snapshot->nodes.push_back(view);
        snapshot->machines.push_back({view.name, Endpoint::tcp(view.name, 2375), view.name, i == 0});
    }
    return pictureOf(snapshot, fresh(*snapshot, clock), clock);
}

} // namespace stormdeck::test
